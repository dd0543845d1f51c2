import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { score } from '../../src/main/annotation/score/score.ts';
import { pixelConfusion } from '../../src/main/annotation/score/semantic.ts';
import { figuresOf } from '../../src/shared/rules/annotation-figures.ts';
import { defaultScoreSettings } from '../../src/shared/rules/annotation-score.ts';
import type { AnnotationSet, LabelMap } from '../../src/shared/rules/annotations.ts';
import { seededRandom } from '../roster/generate-roster.ts';
import { cocoOf, drawnSet } from './drawn-set.ts';
import { type Bench, figureOf, type Round, timed } from './figure.ts';

const rounds = 5;

function scoreAll(reference: AnnotationSet, learner: AnnotationSet): void {
  const side = (set: AnnotationSet) => ({ set, files: [] });
  const { totals } = figuresOf(score(side(reference), side(learner), defaultScoreSettings));
  if (totals.valid < reference.images.length) throw new Error('shapes are missing');
}

const tenfold: Bench = {
  name: 'score-growth',
  about: 'score of 500 images with 20,000 polygons / of 50 images with 2,000',
  bar: 11,
  measure: async () => {
    const [few, many] = [50, 500].map((images) => ({
      reference: drawnSet({ images, shapes: 40, hand: 0 }),
      learner: drawnSet({ images, shapes: 40, hand: 1 }),
    }));
    if (!few || !many) throw new Error('no sets');
    const done: Round[] = [];
    for (let round = -1; round < rounds; round++) {
      const baseline = await timed(() => scoreAll(few.reference, few.learner));
      const subject = await timed(() => scoreAll(many.reference, many.learner));
      if (round >= 0) done.push({ subject, baseline });
    }
    return figureOf(done);
  },
};

/** A process of its own, from the reading of two COCO files to the figures: its peak above what it has when idle. */
const memory: Bench = {
  name: 'score-memory',
  about: 'peak memory above idle, 500 images with 20,000 polygons read and scored / 400 MB',
  bar: 1,
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rollbook-score-'));
    try {
      const paths = [0, 1].map((hand) => {
        const path = join(folder, `${hand}.json`);
        writeFileSync(path, JSON.stringify(cocoOf(drawnSet({ images: 500, shapes: 40, hand }))));
        return path;
      });
      const done: Round[] = [];
      for (let round = 0; round < rounds; round++) {
        const child = join(import.meta.dirname, 'score-memory.ts');
        const subject = Number(execFileSync(process.execPath, [child, ...paths], { encoding: 'utf8' }));
        done.push({ subject, baseline: 400 * 1024 });
      }
      return { ...figureOf(done), unit: 'kB' };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Blobs a few hundred pixels wide with ragged edges, as label maps have them. */
function ragged(width: number, height: number, seed: number): LabelMap {
  const random = seededRandom(seed);
  const pixels = new Int16Array(width * height);
  let label = 0;
  for (let at = 0; at < pixels.length; ) {
    const run = 20 + Math.floor(random() * 160);
    pixels.fill(label, at, at + run);
    at += run;
    label = Math.floor(random() * 12) - 1;
  }
  return { width, height, labels: Array.from({ length: 11 }, (_, index) => `label ${index}`), pixels };
}

const semantic: Bench = {
  name: 'semantic-pair',
  about: 'counting a pair of label maps of 1920 x 1080 / a bare pass over both arrays',
  bar: 5,
  measure: async () => {
    const [reference, learner] = [ragged(1920, 1080, 1), ragged(1920, 1080, 2)];
    let seen = 0;
    const pass = (): void => {
      let sum = 0;
      for (let at = 0; at < reference.pixels.length; at++)
        sum += (reference.pixels[at] as number) + (learner.pixels[at] as number);
      seen += sum;
    };
    const done: Round[] = [];
    for (let round = -10; round < 25; round++) {
      const baseline = await timed(pass);
      const subject = await timed(() => pixelConfusion(reference, learner));
      if (round >= 0) done.push({ subject, baseline });
    }
    if (!Number.isFinite(seen)) throw new Error('nothing was read');
    return figureOf(done);
  },
};

export const scoreBenches: readonly Bench[] = [tenfold, memory, semantic];
