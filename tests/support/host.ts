import { mkdirSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type HostServer, serve } from '../../src/main/hosts/browser/server.ts';
import { keepWindowState } from '../../src/main/hosts/window-state.ts';
import type { TestBackend } from './backend.ts';
import { temporaryFolder } from './folders.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Ask {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Sends the body in parts without saying how long it is. */
  chunked?: boolean;
}

export interface TestHost {
  server: HostServer;
  port: number;
  secret: string;
  /** How often somebody asked for the window. */
  shown(): number;
  /** What a window sends with every request. */
  cookie: string;
  /** Exactly these headers and Host, nothing of its own. */
  ask(ask: Ask): Promise<Answer>;
  /** As the window itself would ask. */
  own(ask: Ask): Promise<Answer>;
  /** Bytes as they are, to whatever is answered before the end. */
  raw(bytes: string): Promise<string>;
}

/** A built renderer as small as can be, beside a file that nobody may fetch. */
function makePages(): string {
  const folder = temporaryFolder('pages');
  const pages = join(folder, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Rollbook</title>');
  writeFileSync(join(pages, 'assets', 'index-abc.js'), 'export {};');
  writeFileSync(join(pages, 'notes.txt'), 'of no known kind');
  writeFileSync(join(folder, 'secret.json'), '{"secret":"outside"}');
  writeFileSync(join(folder, 'secret.html'), 'outside');
  return pages;
}

export async function startHost(laptop: TestBackend): Promise<TestHost> {
  let shows = 0;
  const secret = 'the secret of this start';
  const server = await serve({
    backend: laptop.backend(),
    pages: makePages(),
    port: 0,
    raise: { secret, show: () => (shows += 1) },
    keepWindow: (place) => keepWindowState(laptop.paths.data, place),
  });
  const port = Number(new URL(server.origin).port);

  const ask = ({ method = 'GET', path = '/', headers = {}, body, chunked = false }: Ask): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const length =
        body !== undefined && !chunked ? { 'Content-Length': String(Buffer.byteLength(body)) } : {};
      const outgoing = request(
        { host: '127.0.0.1', port, method, path, agent: false, headers: { ...length, ...headers } },
        (incoming) => {
          const parts: Buffer[] = [];
          incoming.on('data', (part: Buffer) => parts.push(part));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              body: Buffer.concat(parts).toString('utf8'),
            }),
          );
        },
      );
      outgoing.on('error', reject);
      if (body !== undefined) outgoing.write(body);
      outgoing.end();
    });

  const link = server.launchLink();
  const launched = await ask({
    path: link.slice(server.origin.length),
    headers: { Host: `127.0.0.1:${port}` },
  });
  const cookie = (launched.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';

  return {
    server,
    port,
    secret,
    shown: () => shows,
    cookie,
    ask: (one) => ask({ ...one, headers: { Host: `127.0.0.1:${port}`, ...one.headers } }),
    own: (one) =>
      ask({
        ...one,
        headers: {
          Host: `127.0.0.1:${port}`,
          Cookie: cookie,
          ...(one.method === 'POST' ? { Origin: server.origin } : {}),
          ...one.headers,
        },
      }),
    raw: (bytes) =>
      new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1');
        let text = '';
        socket.on('data', (part) => (text += part.toString('latin1')));
        socket.on('error', () => resolve(text));
        socket.on('close', () => resolve(text));
        socket.write(bytes, 'latin1');
      }),
  };
}
