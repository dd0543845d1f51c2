import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { syncFolder } from '../../durable.ts';
import { DeliveryError, faultOfFolder } from './delivery-error.ts';
import { type Destination, isName, mostReceiptBytes, receiptName } from './destination.ts';
import { hashFile } from './hash-file.ts';

/**
 * A stick, or a folder that another program carries away. A file has its final name only after all of it was
 * written, synced and read back.
 */
export function folderDestination(folder: string): Destination {
  const at = (name: string): string => join(folder, name);

  const holds = async (path: string, sha256: string, signal: AbortSignal): Promise<boolean | null> => {
    const found = await hashFile(path, signal).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return found && found.sha256 === sha256;
  };

  const place = async (bytes: Iterable<Buffer> | ReadStream, name: string, sha256: string, to: Place) => {
    // Its own `.part` for each: two laptops may write to one stick that a server shares.
    const part = at(`${name}.${randomUUID().slice(0, 8)}.part`);
    try {
      await pipeline(
        bytes,
        async function* counted(source) {
          let sent = 0;
          for await (const piece of source) {
            yield piece;
            sent += piece.length;
            to.onProgress?.(sent);
          }
        },
        createWriteStream(part, { flags: 'wx', flush: true }),
        { signal: to.signal },
      );
      if (!(await holds(part, sha256, to.signal))) throw new DeliveryError('corrupted');
      await rename(part, at(name));
      syncFolder(folder);
    } catch (error) {
      // A stick that was pulled out keeps its `.part`; it is taken away when it comes back.
      await rm(part, { force: true }).catch(() => undefined);
      throw error;
    }
  };

  const destination: Destination = {
    kind: 'folder',
    probe: async () => {
      if (!(await stat(folder)).isDirectory()) throw new DeliveryError('gone');
    },
    check: async (signal) => {
      await mkdir(folder, { recursive: false }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
      const content = Buffer.from(randomUUID());
      const name = `rollbook-test-${randomUUID()}.txt`;
      await place([content], name, createHash('sha256').update(content).digest('hex'), { signal });
      await rm(at(name));
    },
    has: async ({ name, sha256 }, { signal }) => (await holds(at(name), sha256, signal)) === true,
    put: async (file, { signal, onProgress }) => {
      await removeParts(folder, file.name);
      const there = await holds(at(file.name), file.sha256, signal);
      if (there === false) throw new DeliveryError('taken');
      if (there === null)
        await place(createReadStream(file.path), file.name, file.sha256, { signal, onProgress });
      onProgress?.(file.bytes);
    },
    receipt: async (sha256) => {
      const path = at(receiptName(sha256));
      try {
        if ((await stat(path)).size > mostReceiptBytes) throw new DeliveryError('refused');
        return await readFile(path);
      } catch (error) {
        // The folder has to be there for its answer to be missing.
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
        await stat(folder);
        return null;
      }
    },
    list: async () => {
      const names = (await readdir(folder)).filter(isName).sort();
      const sizes = await Promise.all(names.map((name) => stat(at(name))));
      return names.flatMap((name, index) => {
        const size = sizes[index];
        return size?.isFile() ? [{ name, bytes: size.size }] : [];
      });
    },
    fetch: async (name, path, signal) => {
      if (!isName(name)) throw new DeliveryError('not_found');
      await keepWhole(path, () =>
        pipeline(createReadStream(at(name)), createWriteStream(`${path}.part`, { flush: true }), { signal }),
      );
    },
  };
  return withFaults(destination, faultOfFolder);
}

interface Place {
  signal: AbortSignal;
  onProgress?: ((bytes: number) => void) | undefined;
}

/** What a cut left of this file, on its way here earlier. */
async function removeParts(folder: string, name: string): Promise<void> {
  for (const entry of await readdir(folder))
    if (entry.startsWith(`${name}.`) && entry.endsWith('.part'))
      await rm(join(folder, entry), { force: true });
}

/** Runs what writes `path`.part, and gives it its name when that went well. */
export async function keepWhole(path: string, write: () => Promise<void>): Promise<void> {
  const part = `${path}.part`;
  try {
    await write();
    const handle = await open(part, 'r+');
    await handle.sync().finally(() => handle.close());
    await rename(part, path);
    syncFolder(dirname(path));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** The same destination, its errors told in the words of `DeliveryError`. */
export function withFaults(destination: Destination, faultOf: (error: unknown) => unknown): Destination {
  const told =
    <Given extends unknown[], Result>(call: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      try {
        return await call(...given);
      } catch (error) {
        throw error instanceof DeliveryError ? error : faultOf(error);
      }
    };
  return {
    kind: destination.kind,
    probe: told(destination.probe),
    check: told(destination.check),
    has: told(destination.has),
    put: told(destination.put),
    receipt: told(destination.receipt),
    list: told(destination.list),
    fetch: told(destination.fetch),
  };
}
