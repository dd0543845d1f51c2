import type { Counts, Outcome } from '../../../shared/rules/annotation-score.ts';
import type { Family, Size } from '../../../shared/rules/annotations.ts';
import { boundaryDistance, boundaryIou } from '../geometry/boundary.ts';
import type { RasterStore } from '../geometry/raster.ts';
import type { Candidate } from './candidates.ts';
import { type IgnoreTest, isOut } from './ignored.ts';
import { createMatcher, type Match, type Matcher } from './match.ts';
import type { Member } from './side.ts';

/** One image and family, ready to be matched at any threshold. */
export interface Comparison {
  family: Family;
  reference: readonly Member[];
  learner: readonly Member[];
  /** In the order of the reference, then of the learner. */
  candidates: readonly Candidate[];
  matcher: Matcher;
}

export function comparisonOf(
  family: Family,
  reference: readonly Member[],
  learner: readonly Member[],
  candidates: readonly Candidate[],
): Comparison {
  const matcher = createMatcher(
    { labels: reference.map(({ label }) => label), isOut: reference.map(isOut) },
    // What tools mark as crowd in a learner's file was drawn by her all the same.
    { labels: learner.map(({ label }) => label), isOut: [] },
    candidates,
  );
  return { family, reference, learner, candidates, matcher };
}

export interface Matched {
  matches: readonly Match[];
  /** Places in the reference and in the learner's shapes. */
  missing: readonly number[];
  extra: readonly number[];
  ignored: readonly number[];
}

/** Who is matched with whom, and who with nobody. */
export function matchAt(comparison: Comparison, threshold: number, isIgnored: IgnoreTest): Matched {
  const { reference, learner, matcher } = comparison;
  const matches = matcher(threshold);
  const found = new Uint8Array(reference.length);
  const right = new Uint8Array(learner.length);
  for (const pair of matches) {
    found[pair.reference] = 1;
    right[pair.learner] = 1;
  }
  const missing: number[] = [];
  const extra: number[] = [];
  const ignored: number[] = [];
  reference.forEach((member, one) => {
    if (!found[one] && !isOut(member)) missing.push(one);
  });
  learner.forEach((_, other) => {
    if (!right[other]) (isIgnored(other) ? ignored : extra).push(other);
  });
  return { matches, missing, extra, ignored };
}

export function countsOf({ matches, missing, extra, ignored }: Matched): Counts {
  let valid = 0;
  for (const { sameLabel } of matches) if (sameLabel) valid++;
  return {
    valid,
    wrongLabel: matches.length - valid,
    missing: missing.length,
    extra: extra.length,
    ignored: ignored.length,
  };
}

/** In the order of the reference, then what only the learner has. */
export function outcomesOf(
  { family, reference, learner }: Comparison,
  matched: Matched,
  frame: Size,
  store: RasterStore,
): Outcome[] {
  const distance = boundaryDistance(frame);
  const byReference = new Map<number, Outcome>();
  for (const { reference: one, learner: other, iou, sameLabel } of matched.matches) {
    const [first, second] = [reference[one], learner[other]];
    if (!first || !second) continue;
    byReference.set(one, {
      ...outcome(family, sameLabel ? 'valid' : 'wrong_label', first, second),
      iou,
      boundaryIou:
        family !== 'region'
          ? null
          : iou === 1
            ? 1
            : boundaryIou(first.raster, second.raster, distance, store),
      ...equalAttributes(first, second),
    });
  }
  for (const one of matched.missing)
    byReference.set(one, outcome(family, 'missing', reference[one], undefined));
  const ignored = new Set(matched.ignored);
  return [
    ...[...byReference.entries()].sort(([a], [b]) => a - b).map(([, found]) => found),
    ...[...matched.extra, ...matched.ignored]
      .sort((a, b) => a - b)
      .map((other) => outcome(family, ignored.has(other) ? 'ignored' : 'extra', undefined, learner[other])),
  ];
}

function outcome(
  family: Family,
  kind: Outcome['kind'],
  reference: Member | undefined,
  learner: Member | undefined,
): Outcome {
  return {
    kind,
    family,
    reference: reference?.shape.id ?? null,
    learner: learner?.shape.id ?? null,
    referenceLabel: reference?.label ?? null,
    learnerLabel: learner?.label ?? null,
    iou: 0,
    boundaryIou: null,
    attributes: 0,
    attributesEqual: 0,
  };
}

function equalAttributes(
  reference: Member,
  learner: Member,
): Pick<Outcome, 'attributes' | 'attributesEqual'> {
  const wanted = Object.entries(reference.shape.attributes);
  const given = learner.shape.attributes;
  return {
    attributes: wanted.length,
    attributesEqual: wanted.filter(([name, value]) => Object.hasOwn(given, name) && given[name] === value)
      .length,
  };
}
