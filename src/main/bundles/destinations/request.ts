import { createReadStream } from 'node:fs';
import { type IncomingHttpHeaders, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import type { Readable } from 'node:stream';
import { DeliveryError, faultOfLine } from './delivery-error.ts';

/** So long may a line be silent before it counts as cut, in milliseconds: a chunk takes a minute at 10 kbit/s. */
export const stallMilliseconds = 90_000;

export interface Asked {
  method: string;
  headers?: Record<string, string> | undefined;
  /** A whole body, or a file of known length that is read as the line takes it. */
  body?: Buffer | { path: string; bytes: number };
  onProgress?: ((bytes: number) => void) | undefined;
  signal: AbortSignal;
  stall?: number | undefined;
}

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  /** Must be read to its end, or destroyed. */
  body: Readable;
}

/**
 * One request, without redirects, cookies or caches: Node's own client, since `fetch` can tell neither how much of a
 * body the line has taken nor that nothing moves any more. Throws `DeliveryError` (offline, stalled, untrusted).
 */
export function ask(url: URL, asked: Asked): Promise<Answered> {
  const { method, headers = {}, body, onProgress, signal, stall = stallMilliseconds } = asked;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? secure : plain;
    const length = body === undefined ? null : Buffer.isBuffer(body) ? body.length : body.bytes;
    const outgoing = send(url, {
      method,
      headers: { ...headers, ...(length === null ? {} : { 'content-length': String(length) }) },
      // One connection each: a kept one that the line cut in silence fails the request after it.
      agent: false,
      signal,
      timeout: stall,
    });
    const fail = (error: unknown): void =>
      reject(signal.aborted ? signal.reason : error instanceof DeliveryError ? error : faultOfLine(error));
    outgoing.on('timeout', () => outgoing.destroy(new DeliveryError('stalled')));
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      incoming.on('error', () => undefined);
      resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: incoming });
    });
    if (body === undefined || Buffer.isBuffer(body)) {
      outgoing.end(body);
      return;
    }
    let sent = 0;
    const source = createReadStream(body.path, { end: Math.max(0, body.bytes - 1) });
    source.on('error', (error) => outgoing.destroy(error));
    source.on('data', (piece) => {
      sent += piece.length;
      onProgress?.(sent);
    });
    outgoing.on('close', () => source.destroy());
    source.pipe(outgoing);
  });
}

/** The whole body, at most so many bytes. Throws `refused` for more. */
export async function readBody({ body }: Answered, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of inWords(body)) {
    bytes += piece.length;
    if (bytes > most) throw new DeliveryError('refused', 'too_long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Pieces of a body; what breaks it off is a `DeliveryError`. */
export async function* inWords(body: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const piece of body) yield piece;
  } catch (error) {
    throw faultOfLine(error);
  }
}

export const skip = ({ body }: Answered): void => void body.resume();

/** Whether a network's own page answered: a page for people where we asked for none. */
export const isPage = ({ headers }: Answered): boolean =>
  /^text\/html\b/i.test(headers['content-type'] ?? '');
