import { describe, expect, it } from 'vitest';
import { baseName, stemOf } from '../../../src/main/annotation/image-names.ts';
import { sizesOf } from '../../../src/main/annotation/read/image-index.ts';
import type { AnnotationSet, Rectangle } from '../../../src/shared/rules/annotations.ts';
import { hasFixtures, readFixture } from './support.ts';

type Named = Rectangle & { label: string };

function boxesByImage({ images }: AnnotationSet): Map<string, Named[]> {
  return new Map(
    images.map(({ name, shapes }) => [
      stemOf(baseName(name)),
      // The second COCO file has each box as an outline too.
      shapes.flatMap(({ label, box, geometry }) => {
        const bounds = box ?? (geometry.kind === 'box' ? geometry : null);
        return bounds ? [{ ...bounds, label }] : [];
      }),
    ]),
  );
}

function overlap(one: Rectangle, other: Rectangle): number {
  const wide = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const high = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  const shared = Math.max(0, wide) * Math.max(0, high);
  return shared / (one.width * one.height + other.width * other.height - shared);
}

/** How many boxes there are, how many of them have one of the same label in the other set, and the worst overlap. */
function compare(
  one: AnnotationSet,
  other: AnnotationSet,
): { boxes: number; matched: number; worst: number } {
  const others = boxesByImage(other);
  const result = { boxes: 0, matched: 0, worst: 1 };
  for (const [image, boxes] of boxesByImage(one)) {
    const free = [...(others.get(image) ?? [])];
    for (const box of boxes) {
      result.boxes += 1;
      const overlaps = free.map((candidate) => (candidate.label === box.label ? overlap(box, candidate) : 0));
      const best = Math.max(0, ...overlaps);
      if (best === 0) continue;
      result.matched += 1;
      result.worst = Math.min(result.worst, best);
      free.splice(overlaps.indexOf(best), 1);
    }
  }
  return result;
}

const formats = {
  coco_format_v1: 'coco',
  coco_format_v2: 'coco',
  cvat_format: 'cvat',
  imagenet_format: 'voc',
  openimages_format: 'open_images',
  pascalvoc_format: 'voc',
  yolo_format: 'yolo',
} as const;
const folders = Object.keys(formats) as (keyof typeof formats)[];

describe.runIf(hasFixtures)('the 273 boxes', () => {
  const folder = (name: string) => `boxes-in-every-format/${name}`;
  const readAll = async () => {
    const first = await readFixture(folder('coco_format_v1'));
    const sizes = sizesOf(first.set.images);
    const readings = await Promise.all(folders.map((name) => readFixture(folder(name), { sizes })));
    return { sizes, readings };
  };

  it('are the same in every pair of formats', async () => {
    const { readings } = await readAll();
    expect(readings.map(({ format }) => format)).toEqual(Object.values(formats));
    for (const [index, one] of readings.entries())
      for (const other of readings.slice(index + 1)) {
        const { boxes, matched, worst } = compare(one.set, other.set);
        expect([boxes, matched], `${folders[index]} against ${other.format}`).toEqual([273, 273]);
        expect(worst).toBeGreaterThanOrEqual(0.99998);
        expect(compare(other.set, one.set).matched).toBe(273);
      }
  });

  it('are those of LabelMe on its 12 images, whose pictures are in the files and are not read', async () => {
    const { readings } = await readAll();
    const labelme = await readFixture(folder('labelme_format'));
    expect(labelme.set.images).toHaveLength(12);
    for (const { set } of readings)
      expect(compare(labelme.set, set)).toEqual({ boxes: 31, matched: 31, worst: expect.closeTo(1, 4) });
  });

  it('have the same 20 labels, whatever their order', async () => {
    const { readings } = await readAll();
    const names = readings.map(({ set }) => set.labels.filter((label) => label !== 'background').sort());
    expect(names[0]).toHaveLength(20);
    for (const other of names) expect(other).toEqual(names[0]);
  });
});
