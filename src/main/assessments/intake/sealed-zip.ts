import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import type { FileSet } from '../../annotation/read/file-set.ts';
import { filesInZipReader } from '../../annotation/read/zip-files.ts';
import { openSealed, type SealedReader } from '../../database/sealed-file.ts';

const STEP = 262_144;

/** An archive in a sealed file, as the unpacker reads it: in pieces, from any place. */
export class SealedZipReader extends RandomAccessReader {
  readonly #sealed: SealedReader;
  constructor(sealed: SealedReader) {
    super();
    this.#sealed = sealed;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    const sealed = this.#sealed;
    return Readable.from(
      (async function* () {
        for (let at = start; at < end; at += STEP) yield await sealed.read(at, Math.min(STEP, end - at));
      })(),
      { objectMode: false },
    );
  }
  override close(callback: (error: Error | null) => void): void {
    this.#sealed.close().then(
      () => callback(null),
      (error: Error) => callback(error),
    );
  }
}

/** The files of an archive that lies sealed on the disk; nothing of it is ever readable there. */
export async function filesInSealedZip(path: string, key: Uint8Array, name: string): Promise<FileSet> {
  const sealed = await openSealed(Buffer.from(key), path);
  return filesInZipReader(new SealedZipReader(sealed), sealed.size, name);
}
