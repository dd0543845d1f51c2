import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type Failure } from '../../../shared/result.ts';
import { openFileStore } from '../../database/file-store.ts';
import { codeOf } from '../../errors.ts';
import { openPictureDecoder } from '../brief/picture-decoder.ts';
import { type LookedAt, lookAt, readPicture } from '../brief/picture-facts.ts';

/** Pictures of the store, by the hashes of their files. */
export interface LookingTask {
  folder: string;
  key: Uint8Array;
  pictures: string[];
}

export type LookingMessage =
  /** It is about to be decoded: if nothing more is heard, that is why. */
  | { begun: { sha256: string; header: LookedAt } }
  /** Null for what is no picture. */
  | { looked: { sha256: string; looked: LookedAt | null; thumbnail: Uint8Array | null } }
  /** The file itself cannot be read. */
  | { unreadable: { sha256: string; failure: Failure } }
  /** All is looked at, or as much as one decoder should. */
  | { done: true }
  | { failure: Failure; stack: string };

/** Bytes: of what the decoder refuses its memory keeps a copy, until its thread ends. */
const MOST_REFUSED = 50_000_000;

const send = (message: LookingMessage): void => parentPort?.postMessage(message);

async function lookAtAll({ folder, key, pictures }: LookingTask): Promise<void> {
  const store = openFileStore(folder, Buffer.from(key));
  const decode = await openPictureDecoder();
  let refused = 0;
  for (const sha256 of pictures) {
    let file: Buffer;
    try {
      file = await store.readWhole(sha256);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      send({ unreadable: { sha256, failure: error.failure } });
      continue;
    }
    const picture = readPicture(file);
    if (!picture) {
      send({ looked: { sha256, looked: null, thumbnail: null } });
      continue;
    }
    const { type, width, height } = picture;
    send({ begun: { sha256, header: { type, width, height, look: null } } });
    const { looked, thumbnail } = lookAt(picture, decode);
    send({ looked: { sha256, looked, thumbnail } });
    if (!looked.look) refused += file.length;
    if (refused > MOST_REFUSED) return;
  }
}

try {
  await lookAtAll(workerData as LookingTask);
  send({ done: true });
} catch (error) {
  const failure: Failure =
    error instanceof AppError
      ? error.failure
      : { code: codeOf(error) ?? 'internal', reason: 'looking_failed' };
  send({ failure, stack: error instanceof Error ? (error.stack ?? '') : '' });
}
