import { rasterizeRing } from '../../src/main/annotation/geometry/rasterize.ts';
import { rasterizeRingAsCoco } from '../../src/main/annotation/geometry/rasterize-coco.ts';
import { type Bench, type Figure, figureOf, median, type Round, timed } from './figure.ts';
import { buildMaskKernel } from './mask-kernel.ts';
import { engineOverlaps } from './mask-overlaps.ts';
import { type MaskCase, maskCases, starRings } from './mask-shapes.ts';

const rounds = 25;

type Rule = 'default' | 'coco';

const rasterizers = { default: rasterizeRing, coco: rasterizeRingAsCoco };
const known = new Map<string, Promise<Figure>>();

/** Measured once, for the case and for the median over the cases. */
function measureCase(shape: MaskCase, rule: Rule): Promise<Figure> {
  const key = `${shape.name} ${rule}`;
  const found = known.get(key) ?? measure(shape, rule);
  known.set(key, found);
  return found;
}

async function measure(shape: MaskCase, rule: Rule): Promise<Figure> {
  const kernel = buildMaskKernel()(shape);
  try {
    const [reference, learner] = starRings(shape);
    const run = engineOverlaps(rasterizers[rule]);
    // Under COCO's rule both are to find the same overlaps, to the last pixel.
    const { ious } = await kernel.round();
    if (rule === 'coco' && Math.abs(run(reference, learner) - ious) > 1e-9)
      throw new Error('the engine and maskApi.c differ');
    for (let warm = 0; warm < 30; warm++) run(reference, learner);
    const done: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      const { milliseconds } = await kernel.round();
      done.push({ subject: await timed(() => run(reference, learner)), baseline: milliseconds });
    }
    return figureOf(done);
  } finally {
    kernel.close();
  }
}

const caseBench = (shape: MaskCase, rule: Rule): Bench => ({
  name: `c-${shape.name}-${rule}`,
  about: `rasterize and all IoUs, ${rule} rule / maskApi.c, gcc -O3`,
  // No case under half as fast.
  bar: 2,
  measure: () => measureCase(shape, rule),
});

const medianBench = (rule: Rule): Bench => ({
  name: `c-median-${rule}`,
  about: `the median of the cases, ${rule} rule / maskApi.c, gcc -O3`,
  bar: 1,
  measure: async () => {
    const figures: Figure[] = [];
    for (const shape of maskCases) figures.push(await measureCase(shape, rule));
    const of = (value: (figure: Figure) => number): number => median(figures.map(value));
    const ratios = figures.map(({ ratio }) => ratio).sort((a, b) => a - b);
    return {
      // Of four the mean of the middle two.
      ratio: ((ratios[1] ?? Number.NaN) + (ratios[2] ?? Number.NaN)) / 2,
      spread: [ratios[0] ?? Number.NaN, ratios.at(-1) ?? Number.NaN],
      subject: of(({ subject }) => subject),
      baseline: of(({ baseline }) => baseline),
      unit: 'ms',
      rounds,
    };
  },
});

export const againstC: readonly Bench[] = (['default', 'coco'] as const).flatMap((rule) => [
  ...maskCases.map((shape) => caseBench(shape, rule)),
  medianBench(rule),
]);
