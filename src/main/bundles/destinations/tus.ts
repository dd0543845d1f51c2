import { randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { DetailedError, Upload } from 'tus-js-client';
import { DeliveryError, faultOfLine, faultOfStatus } from './delivery-error.ts';
import {
  type Destination,
  mostReceiptBytes,
  type Outgoing,
  receiptName,
  type Sending,
} from './destination.ts';
import { type Answered, type Asked, ask, isPage, readBody, skip, stallMilliseconds } from './request.ts';

export interface TusPlace {
  /** Where uploads are created. */
  address: string;
  /** The folder where the head office leaves its answers, over plain GET; null if they come another way. */
  receipts: string | null;
  /** Sent as a bearer token (RFC 6750); empty for none. */
  token: string;
  /** 16 to 256 kB: what a cut costs at most. */
  chunkBytes?: number;
  /** Milliseconds of silence that count as a cut. */
  stall?: number;
  /** Milliseconds before each try to go on by itself after a cut; progress begins the row anew. */
  retries?: number[];
}

const version = { 'tus-resumable': '1.0.0' };

/**
 * A server of the tus resumable upload protocol (1.0.0, https://tus.io/protocols/resumable-upload). The address of an
 * upload is kept by `Resume` from its creation on, so that after a cut, a crash or a week it goes on where the server
 * has it.
 */
export function tusDestination(place: TusPlace): Destination {
  const {
    address,
    receipts,
    token,
    chunkBytes = 65_536,
    stall = stallMilliseconds,
    retries = [0, 1000, 3000],
  } = place;
  const authorization: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
  const call = (url: URL, asked: Asked): Promise<Answered> =>
    ask(url, { ...asked, headers: { ...authorization, ...version, ...asked.headers }, stall });

  /** Sends, and wants an answer of somebody who knows the protocol. */
  const want = async (url: URL, asked: Asked, statuses: readonly number[]): Promise<Answered> => {
    const answered = await call(url, asked);
    skip(answered);
    if (!statuses.includes(answered.status)) throw strangerOr(answered);
    if (!answered.headers['tus-resumable'] && answered.status < 300)
      throw new DeliveryError('captive_portal', answered.status);
    return answered;
  };

  /** How many bytes of an upload the server has, and of how many; null if it does not know the upload any more. */
  const state = async (url: string, signal: AbortSignal) => {
    const answered = await want(new URL(url), { method: 'HEAD', signal }, [200, 204, 403, 404, 410]);
    if (answered.status >= 400) return null;
    const { 'upload-offset': offset, 'upload-length': length } = answered.headers;
    return { offset: Number(offset), length: Number(length) };
  };
  /** The kept address, if an upload of this very length lies there. */
  const kept = async ({ bytes }: Outgoing, { resume, signal }: Sending) => {
    const url = resume.read();
    if (url === null) return null;
    const found = await state(url, signal);
    if (found?.length === bytes) return { url, offset: found.offset };
    resume.write(null);
    return null;
  };

  return {
    kind: 'tus',
    probe: async (signal) => {
      const url = new URL(address);
      // Nobody on the way can have kept an answer to this one.
      url.searchParams.set('probe', randomUUID());
      await want(url, { method: 'OPTIONS', signal }, [200, 204]);
    },
    check: async (signal) => {
      // Half an upload, taken back: a whole one would go to the head office's inbox.
      const created = await want(
        new URL(address),
        { method: 'POST', headers: { 'upload-length': '64' }, signal },
        [201],
      );
      const url = new URL(created.headers.location ?? '', address);
      await want(
        url,
        {
          method: 'PATCH',
          headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
          body: randomBytes(32),
          signal,
        },
        [204],
      );
      const found = await state(url.href, signal);
      // Not every server lets one take an upload back; it then forgets it by itself.
      await call(url, { method: 'DELETE', signal }).then(skip);
      if (found?.offset !== 32) throw new DeliveryError('corrupted');
    },
    has: async (file, sending) => (await kept(file, sending))?.offset === file.bytes,
    put: async (file, sending) => {
      const known = await kept(file, sending);
      if (known?.offset !== file.bytes) await upload(file, sending, known?.url ?? null);
      sending.onProgress?.(file.bytes);
    },
    receipt: async (sha256, signal) => {
      if (receipts === null) return null;
      const folder = new URL(receipts.endsWith('/') ? receipts : `${receipts}/`);
      const answered = await ask(new URL(receiptName(sha256), folder), {
        method: 'GET',
        headers: authorization,
        signal,
        stall,
      });
      if (answered.status === 200 && !isPage(answered)) return readBody(answered, mostReceiptBytes);
      skip(answered);
      if (answered.status !== 404) throw strangerOr(answered);
      return null;
    },
    list: async () => null,
    fetch: async () => {
      throw new DeliveryError('refused', 'no_reading');
    },
  };

  /** Sends what is missing. With a known address none is created: the library would begin anew at any bad answer. */
  function upload(file: Outgoing, sending: Sending, known: string | null): Promise<void> {
    const { resume, onProgress, signal } = sending;
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      let silence: NodeJS.Timeout;
      const end = (settle: () => void): void => {
        clearTimeout(silence);
        signal.removeEventListener('abort', stop);
        source.destroy();
        settle();
      };
      const source = createReadStream(file.path);
      source.on('error', (error) => {
        void sent.abort();
        end(() => reject(error));
      });
      const giveUp = (reason: unknown): void => {
        void sent.abort();
        end(() => reject(reason));
      };
      const heard = (): void => {
        clearTimeout(silence);
        silence = setTimeout(() => giveUp(new DeliveryError('stalled')), stall);
      };
      const stop = (): void => giveUp(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      // What the library's types call a reader is, in Node, a stream of a file: it is read chunk by chunk.
      const sent: Upload = new Upload(source as unknown as Buffer, {
        ...(known === null ? { endpoint: address } : { uploadUrl: known }),
        chunkSize: chunkBytes,
        headers: authorization,
        metadata: { filename: file.name, sha256: file.sha256 },
        retryDelays: retries,
        onShouldRetry: (error) => {
          // Between two tries silence is no news.
          clearTimeout(silence);
          const status = error.originalResponse?.getStatus() ?? 0;
          return status === 0 || status === 409 || status === 423 || status >= 500;
        },
        onBeforeRequest: heard,
        onUploadUrlAvailable: () => resume.write(sent.url),
        onProgress: heard,
        onAfterResponse: heard,
        onChunkComplete: (_bytes, accepted) => {
          heard();
          onProgress?.(accepted);
        },
        onSuccess: () => end(resolve),
        onError: (error) => end(() => reject(faultOfUpload(error))),
      });
      heard();
      sent.start();
    });
  }
}

/** What an answer without the wanted status means: a page where none belongs is the network's. */
const strangerOr = (answered: Answered): DeliveryError =>
  isPage(answered) && answered.status < 500 && !answered.headers['tus-resumable']
    ? new DeliveryError('captive_portal', answered.status)
    : faultOfStatus(answered.status);

function faultOfUpload(error: Error): unknown {
  if (!(error instanceof DetailedError)) return faultOfLine(error);
  const status = error.originalResponse?.getStatus();
  if (status) {
    const ours = error.originalResponse?.getHeader('tus-resumable');
    return status < 300 && !ours ? new DeliveryError('captive_portal', status) : faultOfStatus(status);
  }
  return error.causingError ? faultOfLine(error.causingError) : new DeliveryError('offline');
}
