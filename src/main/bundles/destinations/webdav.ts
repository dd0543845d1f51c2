import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { SaxesParser } from 'saxes';
import { DeliveryError, faultOfStatus } from './delivery-error.ts';
import { type Destination, isName, type Listed, mostReceiptBytes, receiptName } from './destination.ts';
import { keepWhole } from './folder.ts';
import { type Answered, type Asked, ask, inWords, isPage, readBody, skip } from './request.ts';

export interface WebDavPlace {
  /** The folder's address, https, or http on this machine. */
  address: string;
  user: string;
  password: string;
  /** Milliseconds of silence that count as a cut. */
  stall?: number;
}

const mostListBytes = 16_777_216;

/**
 * A folder of a WebDAV server (RFC 4918), Nextcloud among them. Each file goes up whole as `.part`, is read back, and
 * gets its name by `MOVE` that overwrites nothing. Never by Content-Range: servers that do not know it write the piece
 * as the whole file.
 */
export function webDavDestination({ address, user, password, stall }: WebDavPlace): Destination {
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const at = (name: string): URL => new URL(encodeURIComponent(name), base);

  const call = async (url: URL, asked: Asked): Promise<Answered> => {
    const headers = user === '' ? asked.headers : { authorization, ...asked.headers };
    const answered = await ask(url, { ...asked, headers, stall });
    if (answered.status < 400 && isPage(answered)) {
      skip(answered);
      throw new DeliveryError('captive_portal', answered.status);
    }
    return answered;
  };
  /** Sends, wants one of these answers, and forgets its body. */
  const want = async (statuses: readonly number[], url: URL, asked: Asked): Promise<number> => {
    const answered = await call(url, asked);
    skip(answered);
    if (!statuses.includes(answered.status)) throw faultOfStatus(answered.status);
    return answered.status;
  };

  const hashAt = async (name: string, signal: AbortSignal): Promise<string | null> => {
    const answered = await call(at(name), { method: 'GET', signal });
    if (answered.status !== 200) {
      skip(answered);
      if (answered.status === 404) return null;
      throw faultOfStatus(answered.status);
    }
    const hash = createHash('sha256');
    for await (const piece of inWords(answered.body)) hash.update(piece);
    return hash.digest('hex');
  };
  const remove = (name: string, signal: AbortSignal): Promise<number> =>
    want([200, 204, 404], at(name), { method: 'DELETE', signal });

  const propfind = async (depth: '0' | '1', url: URL, signal: AbortSignal): Promise<Listed[]> => {
    const answered = await call(url, { method: 'PROPFIND', headers: { depth }, signal });
    if (answered.status !== 207) {
      skip(answered);
      // 200 to a PROPFIND is nobody who knows WebDAV.
      throw answered.status === 200
        ? new DeliveryError('captive_portal', 200)
        : faultOfStatus(answered.status);
    }
    return readListing((await readBody(answered, mostListBytes)).toString('utf8'));
  };

  return {
    kind: 'webdav',
    probe: async (signal) => {
      const url = new URL(base);
      // Nobody on the way can have kept an answer to this one.
      url.searchParams.set('probe', randomUUID());
      await propfind('0', url, signal);
    },
    check: async (signal) => {
      // 405: it is there already (RFC 4918, 9.3.1).
      await want([201, 405], base, { method: 'MKCOL', signal });
      const content = Buffer.from(randomUUID());
      const name = `rollbook-test-${randomUUID()}.txt`;
      await want([200, 201, 204], at(name), { method: 'PUT', body: content, signal });
      const back = await hashAt(name, signal);
      await remove(name, signal);
      if (back !== createHash('sha256').update(content).digest('hex')) throw new DeliveryError('corrupted');
    },
    has: async ({ name, sha256 }, { signal }) => (await hashAt(name, signal)) === sha256,
    put: async (file, { signal, onProgress }) => {
      const there = await hashAt(file.name, signal);
      if (there !== null && there !== file.sha256) throw new DeliveryError('taken');
      if (there === null) {
        const part = `${file.name}.part`;
        await want([200, 201, 204], at(part), {
          method: 'PUT',
          headers: { 'content-type': 'application/octet-stream' },
          body: { path: file.path, bytes: file.bytes },
          onProgress,
          signal,
        });
        if ((await hashAt(part, signal)) !== file.sha256) {
          await remove(part, signal);
          throw new DeliveryError('corrupted');
        }
        const status = await want([201, 204, 412], at(part), {
          method: 'MOVE',
          headers: { destination: at(file.name).href, overwrite: 'F' },
          signal,
        });
        // Somebody was first; only the same bytes are as good.
        if (status === 412) {
          if ((await hashAt(file.name, signal)) !== file.sha256) throw new DeliveryError('taken');
          await remove(part, signal);
        }
      }
      onProgress?.(file.bytes);
    },
    receipt: async (sha256, signal) => {
      const answered = await call(at(receiptName(sha256)), { method: 'GET', signal });
      if (answered.status === 200) return readBody(answered, mostReceiptBytes);
      skip(answered);
      if (answered.status !== 404) throw faultOfStatus(answered.status);
      return null;
    },
    list: (signal) => propfind('1', base, signal),
    fetch: async (name, path, signal) => {
      if (!isName(name)) throw new DeliveryError('not_found');
      const answered = await call(at(name), { method: 'GET', signal });
      if (answered.status !== 200) {
        skip(answered);
        throw faultOfStatus(answered.status);
      }
      const length = Number(answered.headers['content-length'] ?? Number.NaN);
      await keepWhole(path, async () => {
        let bytes = 0;
        await pipeline(
          inWords(answered.body),
          async function* counted(source) {
            for await (const piece of source) {
              bytes += piece.length;
              yield piece;
            }
          },
          createWriteStream(`${path}.part`, { flush: true }),
          { signal },
        );
        if (Number.isFinite(length) && bytes !== length) throw new DeliveryError('offline', 'short');
      });
    },
  };
}

/** Names of ours and their lengths, from a multistatus answer (RFC 4918, 14.16). Throws `refused` for no XML. */
function readListing(xml: string): Listed[] {
  const listed: Listed[] = [];
  const parser = new SaxesParser({ xmlns: true });
  let [href, bytes, text] = ['', 0, ''];
  parser.on('opentag', ({ local }) => {
    if (local === 'response') [href, bytes] = ['', 0];
    text = '';
  });
  parser.on('text', (piece) => {
    text += piece;
  });
  parser.on('closetag', ({ local }) => {
    if (local === 'href') href = text.trim();
    if (local === 'getcontentlength') bytes = Number(text);
    if (local !== 'response') return;
    const name = nameOf(href);
    if (name !== null && Number.isSafeInteger(bytes)) listed.push({ name, bytes });
  });
  parser.on('error', () => {
    throw new DeliveryError('refused', 'no_multistatus');
  });
  parser.write(xml).close();
  return listed.sort((one, other) => (one.name < other.name ? -1 : 1));
}

function nameOf(href: string): string | null {
  try {
    const last = decodeURIComponent(href.split('/').at(-1) ?? '');
    return isName(last) ? last : null;
  } catch {
    return null;
  }
}
