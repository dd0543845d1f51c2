import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../../shared/result.ts';
import type { Backend } from '../../backend.ts';
import { codeOf } from '../../errors.ts';
import { mostUploadBytes } from '../../files.ts';
import { securityHeaders } from '../headers.ts';
import { readPage } from '../static-files.ts';

export interface HostServer {
  /** `http://127.0.0.1:port`. */
  origin: string;
  /** A fresh link that opens the app once, within two minutes. */
  launchLink(): string;
  /** How many windows listen for events right now. */
  windows(): number;
  close(): Promise<void>;
}

interface Options {
  backend: Backend;
  /** Folder of the built renderer. */
  pages: string;
  /** 0 for any free one. */
  port: number;
  /** Somebody started Rollbook again: show the window. Called only with the right secret. */
  raise: { secret: string; show: () => void };
  /** The window says where it stands. Throws for what is no place. */
  keepWindow: (place: unknown) => void;
}

const mostRpcBytes = 1_000_000;
const mostPlaceBytes = 1000;
/** Of a file with the folders that it lies in. */
const mostNameLength = 1000;
const linkLife = 120_000;
/** A window opens one event stream and a handful of calls; more than this many sockets is no window. */
const mostConnections = 1200;

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** The backend over loopback HTTP. Every request is held to an exact Host; every call also to Origin and cookie. */
export async function serve({ backend, pages, port, raise, keepWindow }: Options): Promise<HostServer> {
  const session = randomBytes(32).toString('base64url');
  const links = new Map<string, number>();
  let host = '';
  let origin = '';
  let cookie = '';
  let windows = 0;

  const answer = (
    response: ServerResponse,
    status: number,
    body: string | Uint8Array = '',
    more: Record<string, string> = {},
  ) => {
    response.writeHead(status, { ...securityHeaders, ...more });
    response.end(body);
  };
  const answerJson = (response: ServerResponse, status: number, body: unknown) =>
    answer(response, status, JSON.stringify(body), { 'Content-Type': 'application/json' });

  const hasCookie = (request: IncomingMessage): boolean =>
    (request.headers.cookie ?? '').split(';').some((pair) => {
      const [name, value] = pair.trim().split('=');
      return name === cookie && value !== undefined && same(value, session);
    });

  const launch = (url: URL, response: ServerResponse): void => {
    const token = url.searchParams.get('link') ?? '';
    const born = links.get(token);
    links.delete(token);
    if (born === undefined || Date.now() - born > linkLife) {
      answer(response, 403, 'This link was used or is too old. Start Rollbook again.', {
        'Content-Type': 'text/plain',
      });
      return;
    }
    answer(response, 303, '', {
      Location: '/',
      'Set-Cookie': `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`,
    });
  };

  const rpc = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request, mostRpcBytes);
    if (body === null) return answer(response, 413);
    let message: { channel?: unknown; input?: unknown };
    try {
      message = JSON.parse(body.toString('utf8')) ?? {};
    } catch {
      return answerJson(response, 400, { ok: false, error: { code: 'validation', reason: 'bad_json' } });
    }
    const channel = typeof message.channel === 'string' ? message.channel : '';
    answerJson(response, 200, await backend.dispatch(channel, message.input));
  };

  const events = (request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(200, { ...securityHeaders, 'Content-Type': 'text/event-stream' });
    response.write(': open\n\n');
    windows += 1;
    const stop = backend.subscribe((topic, data) =>
      response.write(`event: ${topic}\ndata: ${JSON.stringify(data)}\n\n`),
    );
    const pulse = setInterval(() => response.write(': pulse\n\n'), 20_000);
    request.on('close', () => {
      windows -= 1;
      stop();
      clearInterval(pulse);
    });
  };

  const place = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request, mostPlaceBytes);
    if (body === null) return answer(response, 413);
    try {
      keepWindow(JSON.parse(body.toString('utf8')));
    } catch {
      return answer(response, 400);
    }
    answer(response, 204);
  };

  const upload = async (url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // The rest of one that is too large is not read.
    if (Number(request.headers['content-length'] ?? 0) > mostUploadBytes) return answer(response, 413);
    const name = (url.searchParams.get('name') ?? '').slice(0, mostNameLength);
    try {
      answerJson(response, 200, { token: await backend.files.receive(name, request) });
    } catch (error) {
      if (error instanceof AppError) return answer(response, 413);
      if (codeOf(error) === 'disk_full') return answer(response, 507);
      throw error;
    }
  };

  const blob = async (url: URL, response: ServerResponse): Promise<void> => {
    try {
      const { name, type, read } = backend.files.serve(url.pathname.slice('/blob/'.length));
      const parts: Uint8Array[] = [];
      for await (const part of read()) parts.push(part);
      answer(response, 200, Buffer.concat(parts), {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      });
    } catch {
      answer(response, 404);
    }
  };

  const page = async (url: URL, response: ServerResponse): Promise<void> => {
    const found = await readPage(pages, url.pathname);
    if (!found) return answer(response, 404);
    const cache = found.immutable ? { 'Cache-Control': 'private, max-age=31536000, immutable' } : {};
    answer(response, 200, found.body, { 'Content-Type': found.type, ...cache });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.headers.host !== host) return answer(response, 421);
    const url = new URL(request.url ?? '/', origin);
    if (request.method === 'POST' && url.pathname === '/raise') {
      if (!same(String(request.headers.authorization ?? ''), `Bearer ${raise.secret}`))
        return answer(response, 403);
      raise.show();
      return answer(response, 204);
    }
    const isPost = request.method === 'POST';
    if (!isPost && request.method !== 'GET') return answer(response, 405);
    const from = request.headers.origin;
    if (from !== undefined ? from !== origin : isPost) return answer(response, 403);
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return answer(response, 403);
    if (url.pathname === '/launch' && !isPost) return launch(url, response);
    if (!hasCookie(request)) {
      return answer(response, 401, 'Rollbook is open for its own window only. Start it from its icon.', {
        'Content-Type': 'text/plain',
      });
    }
    if (isPost && url.pathname === '/rpc') return rpc(request, response);
    if (isPost && url.pathname === '/window') return place(request, response);
    if (isPost && url.pathname === '/upload') return upload(url, request, response);
    if (isPost) return answer(response, 404);
    if (url.pathname === '/events') return events(request, response);
    if (url.pathname.startsWith('/blob/')) return blob(url, response);
    return page(url, response);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      if (!response.headersSent) answer(response, 500);
      else response.end();
    });
  });
  server.maxConnections = mostConnections;
  await listen(server, port);
  const { port: bound } = server.address() as AddressInfo;
  host = `127.0.0.1:${bound}`;
  origin = `http://${host}`;
  // Cookies do not tell ports apart: the name does.
  cookie = `rollbook_${bound}`;

  return {
    origin,
    launchLink: () => {
      const token = randomBytes(24).toString('base64url');
      links.set(token, Date.now());
      for (const [old, born] of links) if (Date.now() - born > linkLife) links.delete(old);
      return `${origin}/launch?link=${token}`;
    },
    windows: () => windows,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

/** The whole body, or null if it is larger than allowed; the rest is not read. */
async function readBody(request: IncomingMessage, most: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > most) return null;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > most) return null;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}
