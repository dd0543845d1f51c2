import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunkBytes, seal, sealedSize, unseal } from '../../src/main/database/sealed-file.ts';
import { AppError } from '../../src/shared/result.ts';

const key = Buffer.alloc(32, 7);
const header = 25;

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}

function* cut(bytes: Uint8Array, length: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

const reasonOf = (sealed: Uint8Array, by = key): Promise<string | undefined> =>
  collect(unseal(by, [sealed])).then(
    () => undefined,
    (error: unknown) => (error instanceof AppError ? error.failure.reason : String(error)),
  );

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** How many of them something still holds. A WeakRef holds its target to the end of the turn that made or read it. */
async function countAlive(references: readonly WeakRef<ArrayBufferLike>[]): Promise<number> {
  await setImmediate();
  collectGarbage();
  return references.filter((reference) => reference.deref() !== undefined).length;
}

const lengths = [
  0,
  1,
  15,
  16,
  chunkBytes - 1,
  chunkBytes,
  chunkBytes + 1,
  2 * chunkBytes,
  3 * chunkBytes + 5,
];

describe('a sealed file', () => {
  test.each(lengths)('of %i bytes opens again, however it is cut on its way', async (length) => {
    const content = randomBytes(length);
    for (const step of [1000, chunkBytes, 100_000]) {
      const sealed = await collect(seal(key, cut(content, step)));
      expect(sealed).toHaveLength(sealedSize(length));
      expect((await collect(unseal(key, cut(sealed, step)))).equals(content)).toBe(true);
    }
  });

  test('shows nothing of its content, and is another one each time', async () => {
    const content = Buffer.alloc(1000, 'Незабутня');
    const [one, other] = [await collect(seal(key, [content])), await collect(seal(key, [content]))];
    expect(one.includes(Buffer.from('Незабутня'))).toBe(false);
    expect(one.equals(other)).toBe(false);
  });

  test('is refused under another key, whole or empty', async () => {
    for (const content of [Buffer.alloc(0), randomBytes(chunkBytes * 2)])
      expect(await reasonOf(await collect(seal(key, [content])), Buffer.alloc(32, 8))).toBe('file_damaged');
  });

  test('is refused wherever a bit is turned', async () => {
    const sealed = await collect(seal(key, [randomBytes(2 * chunkBytes + 100)]));
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(await reasonOf(changed)).toBe('file_damaged');
      }),
      { numRuns: 60 },
    );
  });

  test('is refused wherever it is cut off, also between chunks', async () => {
    const sealed = await collect(seal(key, [randomBytes(2 * chunkBytes)]));
    const between = [
      0,
      1,
      8,
      header,
      header + 15,
      header + chunkBytes + 16,
      sealed.length - 16,
      sealed.length - 1,
    ];
    for (const length of between)
      expect(await reasonOf(sealed.subarray(0, length)), `${length}`).toBe('file_damaged');
  });

  test('is refused with something behind it, with chunks exchanged, repeated or left out', async () => {
    const sealed = await collect(seal(key, [randomBytes(3 * chunkBytes)]));
    const chunk = chunkBytes + 16;
    const [head, ...chunks] = [sealed.subarray(0, header), ...cut(sealed.subarray(header), chunk)];
    const [a, b, c] = chunks;
    if (!a || !b || !c) throw new Error('three chunks');
    for (const order of [[b, a, c], [a, b, b, c], [a, c], [a, b, c, c], [a, b], [c]])
      expect(await reasonOf(Buffer.concat([head ?? a, ...order]))).toBe('file_damaged');
    expect(await reasonOf(Buffer.concat([sealed, Buffer.alloc(1)]))).toBe('file_damaged');
    expect(await reasonOf(Buffer.concat([sealed, Buffer.alloc(16)]))).toBe('file_damaged');
  });

  test('is written and read without being held, however large', async () => {
    const [length, count] = [100_000, 60];
    const buffers: WeakRef<ArrayBufferLike>[] = [];
    let [read, given, ahead, held, parts] = [0, 0, 0, 0, 0];
    function* content(): Generator<Buffer> {
      for (let number = 0; number < count; number++) {
        const piece = Buffer.alloc(length, number);
        buffers.push(new WeakRef(piece.buffer));
        read += length;
        yield piece;
      }
    }
    for await (const part of unseal(key, seal(key, content()))) {
      ahead = Math.max(ahead, read - given);
      given += part.length;
      parts += 1;
      if (parts % 10 === 0) held = Math.max(held, await countAlive(buffers));
    }
    expect(given).toBe(count * length);
    expect(buffers).toHaveLength(count);
    // What was taken in and not yet given out: a piece that came, and a chunk at each of the two ends.
    expect(ahead).toBeLessThanOrEqual(length + 2 * chunkBytes);
    expect(held).toBeLessThanOrEqual(3);
  });
});
