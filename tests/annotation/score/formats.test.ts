import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/main/annotation/read/format-reader.ts';
import { sizesOf } from '../../../src/main/annotation/read/image-index.ts';
import { ReadingError } from '../../../src/main/annotation/read/reading-error.ts';
import { readSides } from '../../../src/main/annotation/read-sides.ts';
import type { Outcome } from '../../../src/shared/rules/annotation-score.ts';
import { scored } from '../build.ts';
import { fixture, hasFixtures, read, readFixture } from '../read/support.ts';

const outcomesOf = (result: ReturnType<typeof scored>['result']): Outcome[] =>
  result.images.flatMap(({ outcomes }) => [...outcomes]);

describe.runIf(hasFixtures)('the same 273 boxes in every format', () => {
  const folders = [
    'coco_format_v1',
    'coco_format_v2',
    'cvat_format',
    'imagenet_format',
    'openimages_format',
    'pascalvoc_format',
    'yolo_format',
  ];
  const readings = new Map<string, Promise<Reading>>();
  const reading = async (folder: string): Promise<Reading> => {
    const known = readings.get(folder);
    if (known) return known;
    const sizes = folder === 'cvat_format' ? null : sizesOf((await reading('cvat_format')).set.images);
    const found = readFixture(`boxes-in-every-format/${folder}`, sizes ? { sizes } : {});
    readings.set(folder, found);
    return found;
  };

  it.each(folders)('%s against all others', async (folder) => {
    const reference = await reading(folder);
    for (const other of folders) {
      const { result, figures } = scored(reference.set, (await reading(other)).set, { family: 'box' });
      expect(figures.totals, other).toMatchObject({ valid: 273, wrongLabel: 0, missing: 0, extra: 0 });
      expect(Math.min(...outcomesOf(result).map(({ iou }) => iou)), other).toBeGreaterThanOrEqual(0.99998);
    }
  });

  it('twelve of the images in LabelMe’s', async () => {
    const labelme = await reading('labelme_format');
    const { result, figures } = scored(labelme.set, (await reading('coco_format_v1')).set, { family: 'box' });
    expect(figures.images).toHaveLength(12);
    expect(figures.totals).toMatchObject({ valid: 31, missing: 0, extra: 0 });
    expect(Math.min(...outcomesOf(result).map(({ iou }) => iou))).toBeGreaterThanOrEqual(0.99998);
  });

  it('two that carry no sizes, without any', async () => {
    const side = (folder: string) => (options: Parameters<typeof readFixture>[1]) =>
      readFixture(`boxes-in-every-format/${folder}`, options);
    const sides = await readSides(side('yolo_format'), side('openimages_format'));
    expect(sides.sizesAssumed).toBe(true);
    const { result, figures } = scored(sides.reference.set, sides.learner.set);
    expect(figures.totals).toMatchObject({ valid: 273, wrongLabel: 0, missing: 0, extra: 0 });
    expect(Math.min(...outcomesOf(result).map(({ iou }) => iou))).toBeGreaterThanOrEqual(0.99998);
  });
});

describe.runIf(hasFixtures)('panoptic segments', () => {
  it('as colors are those as run lengths, to the last pixel', async () => {
    const colors = await readFixture('panoptic/sample_data');
    const runs = await readFixture('panoptic/sample_data/panoptic_coco_detection_format.json');
    const { result, figures } = scored(colors.set, runs.set);
    expect(result.images.map((image) => image.outcomes.length)).toEqual([18, 32]);
    // Three of them are crowds.
    expect(figures.totals).toMatchObject({ valid: 47, missing: 0, extra: 0, ignored: 3 });
    expect(new Set(outcomesOf(result).map(({ kind, iou }) => `${kind} ${iou}`))).toEqual(
      new Set(['valid 1', 'ignored 0']),
    );
    expect(figures.totals.taskScore).toBe(1);
    expect(scored(colors.set, colors.set).figures.panoptic).toMatchObject({
      quality: 1,
      segmentation: 1,
      recognition: 1,
    });
  });
});

describe.runIf(hasFixtures)('samples of other projects', () => {
  it('that can be read score full against themselves', async () => {
    const folders = ['datumaro-samples', 'label-studio'].flatMap((name) =>
      readdirSync(fixture(name), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isDirectory() || entry.name.endsWith('.json'))
        .map((entry) => relative(fixture('.'), join(entry.parentPath, entry.name))),
    );
    const full: string[] = [];
    for (const path of folders.sort()) {
      try {
        const { set } = await readFixture(path, { sizes: () => ({ width: 10, height: 10 }) });
        const { totals, imageMean, semantic } = scored(set, set).figures;
        expect([totals.taskScore, totals.f1, imageMean, semantic?.meanIou ?? 1], path).toEqual([1, 1, 1, 1]);
        full.push(path);
      } catch (error) {
        if (!(error instanceof ReadingError)) throw error;
      }
    }
    expect(full.length).toBeGreaterThan(30);
  });
});

describe('a format without sizes', () => {
  const yolo = {
    'classes.txt': 'cat\ndog\n',
    'a.txt': '0 0.5 0.5 0.2 0.2\n',
    'b.txt': '1 0.5 0.5 0.2 0.2\n',
  };
  const coco = {
    'coco.json': {
      images: [{ id: 1, file_name: 'a.jpg', width: 200, height: 100 }],
      categories: [{ id: 1, name: 'cat' }],
      annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [80, 40, 40, 20], iscrowd: 0 }],
    },
  };

  it('takes them from the other side, whichever it is', async () => {
    const learner = await readSides(
      (options) => read(coco, options),
      (options) => read(yolo, options),
    );
    expect(learner.sizesAssumed).toBe(false);
    expect(scored(learner.reference.set, learner.learner.set).figures.totals).toMatchObject({
      valid: 1,
      missing: 0,
      quality: 1,
    });
    const reference = await readSides(
      (options) => read(yolo, options),
      (options) => read(coco, options),
    );
    // The image that the learner does not have is missing all the same.
    expect(scored(reference.reference.set, reference.learner.set).figures.totals).toMatchObject({
      valid: 1,
      missing: 1,
      quality: 1,
    });
  });

  it('else is compared by shares of the image', async () => {
    const { reference, learner, sizesAssumed } = await readSides(
      (options) => read(yolo, options),
      (options) => read({ ...yolo, 'b.txt': '' }, options),
    );
    expect(sizesAssumed).toBe(true);
    expect(scored(reference.set, learner.set).figures.totals).toMatchObject({
      valid: 1,
      missing: 1,
      quality: 1,
    });
  });

  it('does not hide other faults', async () => {
    const broken = readSides(
      (options) => read(yolo, options),
      (options) => read({ 'a.json': '{' }, options),
    );
    await expect(broken).rejects.toThrow(ReadingError);
  });
});
