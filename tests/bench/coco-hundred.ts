import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CocoFamily, cocoStats } from '../../src/main/annotation/coco/coco-stats.ts';
import { openFiles } from '../../src/main/annotation/read/open-files.ts';
import { readAnnotations } from '../../src/main/annotation/read/read-annotations.ts';
import { renaming } from '../../src/main/annotation/score/labels.ts';
import { pairImages } from '../../src/main/annotation/score/pair-images.ts';
import type { AnnotationSet } from '../../src/shared/rules/annotations.ts';
import { type Bench, figureOf, LeftOut, type Round, timed } from './figure.ts';
import { buildMaskKernel } from './mask-kernel.ts';
import { maskCases } from './mask-shapes.ts';

const rounds = 15;
const folder = join(import.meta.dirname, '../../../shared/fixtures/annotation/coco100');
/**
 * What pycocotools took on a machine on which the C kernel took `kernel` for the four cases together, milliseconds. Here
 * pycocotools is not run: its time is estimated from the kernel's, round by round.
 */
const measured = { box: 460, region: 595, kernel: 0.82 + 3.3 + 24.6 + 20.6 };

async function read(name: string): Promise<AnnotationSet> {
  const files = await openFiles(join(folder, name));
  try {
    return (await readAnnotations(files)).set;
  } finally {
    await files.close();
  }
}

async function evaluate(family: CocoFamily): Promise<void> {
  const reference = await read('instances_val2014_100.json');
  const kind = family === 'box' ? 'bbox' : 'segm';
  const learner = await read(`instances_val2014_fake${kind}100_results.json`);
  const rename = renaming(reference, learner, {});
  const stats = cocoStats(reference, pairImages(reference, learner).pairs, rename, family);
  if (!((stats?.[0] ?? 0) > 0.3)) throw new Error('the statistics are missing');
}

const hundred = (family: CocoFamily): Bench => ({
  name: `coco100-${family}`,
  about: 'coco100 read, evaluated and summarized / pycocotools, estimated from maskApi.c on this machine',
  bar: 0.1,
  measure: async () => {
    if (!existsSync(folder)) throw new LeftOut('the annotation fixtures are not beside this checkout');
    const start = buildMaskKernel();
    const kernels = maskCases.map((shape) => start(shape));
    try {
      const done: Round[] = [];
      for (let round = -5; round < rounds; round++) {
        let kernel = 0;
        for (const one of kernels) kernel += (await one.round()).milliseconds;
        const subject = await timed(() => evaluate(family));
        if (round >= 0) done.push({ subject, baseline: (measured[family] * kernel) / measured.kernel });
      }
      return figureOf(done);
    } finally {
      for (const one of kernels) one.close();
    }
  },
});

export const cocoHundred: readonly Bench[] = [hundred('box'), hundred('region')];
