import { ZipFile } from 'yazl';
import { type FileSet, filesInMemory } from '../../../src/main/annotation/read/file-set.ts';
import type { Reading } from '../../../src/main/annotation/read/format-reader.ts';
import { readAnnotations } from '../../../src/main/annotation/read/read-annotations.ts';
import { ReadingError } from '../../../src/main/annotation/read/reading-error.ts';
import { filesInZipBytes } from '../../../src/main/annotation/read/zip-files.ts';
import { isWhole } from '../../../src/main/annotation/run-lengths.ts';
import { writeCoco } from '../../../src/main/annotation/write/coco.ts';
import { writeCvat } from '../../../src/main/annotation/write/cvat.ts';
import { writeLabelMe } from '../../../src/main/annotation/write/labelme.ts';
import { writeVoc } from '../../../src/main/annotation/write/voc.ts';
import { writeYolo, writeYoloOutlines } from '../../../src/main/annotation/write/yolo.ts';
import {
  annotationFormats,
  readingErrorCodes,
  readingNoteCodes,
} from '../../../src/shared/rules/annotation-reading.ts';
import type { AnnotatedImage, Geometry } from '../../../src/shared/rules/annotations.ts';
import { seededRandom } from '../../roster/generate-roster.ts';
import { type Below, damageContents } from './damage.ts';
import type { Contents } from './seeds.ts';

class Wrong extends Error {}

function demand(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Wrong(what);
}

const allFinite = (numbers: Iterable<number>): boolean => [...numbers].every(Number.isFinite);

function checkGeometry(geometry: Geometry): void {
  switch (geometry.kind) {
    case 'box':
      demand(
        allFinite([geometry.x, geometry.y, geometry.width, geometry.height, geometry.rotation]),
        'a box of no numbers',
      );
      demand(geometry.width >= 0 && geometry.height >= 0, 'a box of negative size');
      return;
    case 'ellipse':
      demand(
        allFinite([geometry.x, geometry.y, geometry.radiusX, geometry.radiusY, geometry.rotation]),
        'an ellipse of no numbers',
      );
      return;
    case 'polygon':
      demand(geometry.parts.length > 0, 'a polygon without parts');
      for (const { outline } of geometry.parts)
        demand(outline.length >= 6 && outline.length % 2 === 0 && allFinite(outline), 'an odd outline');
      return;
    case 'mask':
      demand(isWhole(geometry.runs), 'runs that fill no image');
      return;
    default:
      demand(
        geometry.points.length >= 2 && geometry.points.length % 2 === 0 && allFinite(geometry.points),
        'odd points',
      );
  }
}

function checkImage({ size, shapes, tags, semantic }: AnnotatedImage): void {
  if (size)
    demand(
      Number.isInteger(size.width) && size.width > 0 && Number.isInteger(size.height) && size.height > 0,
      'a strange size',
    );
  for (const { geometry, score, box } of shapes) {
    checkGeometry(geometry);
    demand(score === null || (score >= 0 && score <= 1), 'a strange score');
    if (box)
      demand(
        allFinite([box.x, box.y, box.width, box.height]) && box.width >= 0 && box.height >= 0,
        'a strange box',
      );
    if (geometry.kind === 'mask' && size)
      demand(
        geometry.runs.width === size.width && geometry.runs.height === size.height,
        'a mask of another size',
      );
  }
  demand(new Set(shapes.map(({ id }) => id)).size === shapes.length, 'two shapes of one id');
  demand(new Set(tags.map(({ id }) => id)).size === tags.length, 'two tags of one id');
  if (semantic) {
    demand(semantic.pixels.length === semantic.width * semantic.height, 'a label map of another size');
    demand(
      semantic.pixels.every((label) => label >= -1 && label < semantic.labels.length),
      'a label that there is not',
    );
  }
}

function checkReading({ format, set }: Reading): void {
  demand(annotationFormats.includes(format), `format ${format}`);
  demand(new Set(set.images.map(({ name }) => name)).size === set.images.length, 'two images of one name');
  for (const image of set.images) checkImage(image);
  for (const { code } of set.notes)
    demand(
      readingNoteCodes.some((known) => known === code),
      `note ${code}`,
    );
}

const writers = [writeCoco, writeYolo, writeYoloOutlines, writeVoc, writeCvat, writeLabelMe];

function zipped(contents: Contents): Promise<Buffer> {
  const file = new ZipFile();
  for (const [path, bytes] of Object.entries(contents)) file.addBuffer(bytes, path);
  file.end();
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    file.outputStream.on('data', (part: Buffer) => parts.push(part));
    file.outputStream.on('end', () => resolve(Buffer.concat(parts)));
  });
}

/** Sometimes as an archive, and then sometimes with bytes of the archive itself changed. */
async function holding(contents: Contents, below: Below): Promise<FileSet> {
  if (below(8) > 0) return filesInMemory(contents);
  const bytes = await zipped(contents);
  if (below(2) === 0)
    for (let count = 1 + below(4); count > 0; count -= 1) bytes[below(bytes.length)] = below(256);
  return filesInZipBytes(bytes, 'work.zip');
}

/** What one hand-in came to. */
export type Outcome = 'read' | 'refused';

/**
 * Damages a hand-in as the number says, and reads it. Throws where it is neither read into a set in which everything is
 * as the types promise, nor refused with a code and a place; the same numbers do the same again.
 */
export async function shoot(seeds: readonly Contents[], seed: number): Promise<Outcome> {
  const random = seededRandom(seed);
  const below: Below = (most) => Math.floor(random() * most);
  const contents = damageContents(seeds[below(seeds.length)] ?? {}, seeds, below);
  try {
    const files = await holding(contents, below);
    try {
      const sizes = below(2) === 0 ? () => ({ width: 12, height: 9 }) : () => null;
      const reading = await readAnnotations(files, { sizes });
      checkReading(reading);
      if (below(10) === 0) for (const write of writers) write(reading.set);
      return 'read';
    } finally {
      await files.close();
    }
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    demand(readingErrorCodes.includes(error.code), `error ${error.code}`);
    return 'refused';
  }
}
