import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesInMemory } from '../../../src/main/annotation/read/file-set.ts';
import type { Reading, ReadOptions } from '../../../src/main/annotation/read/format-reader.ts';
import { openFiles } from '../../../src/main/annotation/read/open-files.ts';
import { readAnnotations } from '../../../src/main/annotation/read/read-annotations.ts';
import { ReadingError } from '../../../src/main/annotation/read/reading-error.ts';
import type { AnnotationSet, Geometry, Shape } from '../../../src/shared/rules/annotations.ts';

const shared = join(import.meta.dirname, '../../../../shared/fixtures/annotation');
/** Real files of other projects stand beside this one on the machines of its makers, and nowhere else. */
export const hasFixtures = existsSync(shared);
export const fixture = (path: string): string => join(shared, path);

export async function readFixture(path: string, options: ReadOptions = {}): Promise<Reading> {
  const files = await openFiles(fixture(path));
  try {
    return await readAnnotations(files, options);
  } finally {
    await files.close();
  }
}

/** Reads files given by name: texts, bytes, or values that become JSON. */
export function read(
  contents: Readonly<Record<string, unknown>>,
  options: ReadOptions = {},
): Promise<Reading> {
  const files = Object.entries(contents).map(([path, content]): [string, string | Uint8Array] => [
    path,
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
  ]);
  return readAnnotations(filesInMemory(Object.fromEntries(files)), options);
}

/** What reading ends with that must not go well: code, place and parameters in one line. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    const params = Object.keys(error.params).length > 0 ? ` ${JSON.stringify(error.params)}` : '';
    return `${error.code} ${error.place}${params}`;
  }
  throw new Error('it was read');
}

/** Notes in short: what is wrong, and where. */
export const notesOf = ({ set }: Reading): string[] =>
  set.notes.map(({ code, place }) => `${code} ${place}`.trim());

/** Shapes of the only image, or of one by name. */
export function shapesOf({ set }: Reading, name?: string): readonly Shape[] {
  const image = name === undefined ? set.images[0] : set.images.find((one) => one.name === name);
  return image?.shapes ?? [];
}

export const geometriesOf = (reading: Reading, name?: string): Geometry[] =>
  shapesOf(reading, name).map(({ geometry }) => geometry);

/** Boxes by image and label, in short. */
export const boxesOf = ({ images }: AnnotationSet): string[] =>
  images.flatMap(({ name, shapes }) =>
    shapes.flatMap(({ label, geometry: g }) =>
      g.kind === 'box'
        ? [`${name} ${label} ${[g.x, g.y, g.width, g.height, g.rotation].map(round).join(' ')}`]
        : [],
    ),
  );

export const round = (value: number): number => Math.round(value * 1000) / 1000 + 0;

/** Points of an outline, rounded. */
export const flat = (points: Float64Array): number[] => [...points].map(round);

/** A PNG of nothing but its size. */
export function pngHeader(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(33);
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1');
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.set([8, 2], 24);
  return bytes;
}
