import yauzl from 'yauzl';
import { ImportError } from './import-error.ts';
import { MAX_PARTS, MAX_UNPACKED_BYTES } from './limits.ts';

export interface ArchiveParts {
  names: string[];
}

/** Bytes that an entry really unpacks to, or more than `most` as soon as that is certain. */
function unpackedSize(archive: yauzl.ZipFile, entry: yauzl.Entry, most: number): Promise<number> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > most) {
          stream.destroy();
          resolve(size);
        }
      });
      stream.on('close', () => resolve(size));
      stream.on('error', reject);
    });
  });
}

/**
 * Lists the parts of a ZIP archive after unpacking every one of them to nowhere, because the sizes that
 * an archive declares may be lies.
 * @param most bytes of all parts together once unpacked
 * @throws ImportError too_large beyond that or beyond MAX_PARTS, unreadable_workbook where the
 *   archive is damaged or its parts are encrypted
 */
export async function checkArchive(bytes: Uint8Array, most = MAX_UNPACKED_BYTES): Promise<ArchiveParts> {
  const names: string[] = [];
  let total = 0;
  try {
    const archive = await yauzl.fromBufferPromise(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      {
        lazyEntries: true,
        validateEntrySizes: false,
      },
    );
    if (archive.entryCount > MAX_PARTS)
      throw new ImportError('too_large', { what: 'parts', limit: MAX_PARTS });
    for await (const entry of archive.eachEntry()) {
      names.push(entry.fileName);
      total += await unpackedSize(archive, entry, most - total);
      if (total > most) {
        throw new ImportError('too_large', { what: 'unpacked_bytes', limit: most });
      }
    }
  } catch (error) {
    if (error instanceof ImportError) throw error;
    throw new ImportError('unreadable_workbook');
  }
  return { names };
}
