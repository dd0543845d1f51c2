import type { Outcome } from '../../../shared/rules/annotation-score.ts';
import { sharedPixels } from '../geometry/overlap.ts';
import { forEachMeeting } from './pairs-by-box.ts';
import type { Member } from './side.ts';

interface Pair {
  reference: number;
  learner: number;
  iou: number;
}

/**
 * What becomes of the segments of an image whose reference gives every pixel to one segment or to none, by the rule of
 * panopticapi (evaluation.py): pixels that belong to none are void and count in no union; a match has the same label
 * and an IoU above .5; what is not matched is no error if more than half of it lies in void and in the crowd of its
 * label, of several the last. Where a learner's segments overlap, which that program refuses, the greater IoU matches.
 * A match under another label is an error on each side.
 */
export function panopticOutcomes(reference: readonly Member[], learner: readonly Member[]): Outcome[] {
  const shared = new Map<number, Map<number, number>>();
  const inSegments = new Float64Array(learner.length);
  forEachMeeting(
    reference.map(({ bounds }) => bounds),
    learner.map(({ bounds }) => bounds),
    (one, other) => {
      const [mine, hers] = [reference[one], learner[other]];
      const pixels = mine && hers ? sharedPixels(mine.raster, hers.raster) : 0;
      if (pixels === 0) return;
      shared.set(one, (shared.get(one) ?? new Map()).set(other, pixels));
      inSegments[other] = (inSegments[other] ?? 0) + pixels;
    },
  );
  const voidOf = (other: number): number => (learner[other]?.raster.area ?? 0) - (inSegments[other] ?? 0);
  const isCrowd = (one: number): boolean => reference[one]?.shape.crowd === true;

  const pairs: Pair[] = [];
  for (const [one, others] of shared)
    for (const [other, pixels] of others) {
      const areas = (reference[one]?.raster.area ?? 0) + (learner[other]?.raster.area ?? 0);
      const iou = pixels / (areas - pixels - voidOf(other));
      if (iou > 0.5 && !isCrowd(one)) pairs.push({ reference: one, learner: other, iou });
    }
  pairs.sort((a, b) => b.iou - a.iou || a.reference - b.reference || a.learner - b.learner);

  const crowdOf = new Map(reference.flatMap(({ label, shape }, one) => (shape.crowd ? [[label, one]] : [])));
  const isIgnored = (other: number): boolean => {
    const crowd = crowdOf.get(learner[other]?.label ?? '');
    const inCrowd = crowd === undefined ? 0 : (shared.get(crowd)?.get(other) ?? 0);
    return voidOf(other) + inCrowd > (learner[other]?.raster.area ?? 0) / 2;
  };

  const [found, used] = [new Map<number, Pair>(), new Set<number>()];
  const take = (isRight: boolean): void => {
    for (const pair of pairs) {
      const isSame = reference[pair.reference]?.label === learner[pair.learner]?.label;
      if (isSame !== isRight || found.has(pair.reference) || used.has(pair.learner)) continue;
      if (!isRight && isIgnored(pair.learner)) continue;
      found.set(pair.reference, pair);
      used.add(pair.learner);
    }
  };
  take(true);
  take(false);

  const outcome = (kind: Outcome['kind'], one: Member | undefined, other: Member | undefined, iou = 0) => ({
    ...{ kind, family: 'region' as const, iou, boundaryIou: null, attributes: 0, attributesEqual: 0 },
    ...{ reference: one?.shape.id ?? null, learner: other?.shape.id ?? null },
    ...{ referenceLabel: one?.label ?? null, learnerLabel: other?.label ?? null },
  });
  return [
    ...reference.flatMap((one, at): Outcome[] => {
      const pair = found.get(at);
      if (!pair) return one.shape.crowd ? [] : [outcome('missing', one, undefined)];
      const other = learner[pair.learner];
      return [outcome(one.label === other?.label ? 'valid' : 'wrong_label', one, other, pair.iou)];
    }),
    ...learner.flatMap((other, at): Outcome[] =>
      used.has(at) ? [] : [outcome(isIgnored(at) ? 'ignored' : 'extra', undefined, other)],
    ),
  ];
}
