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
  { matches, missing, extra, ignored }: Matched,
  frame: Size,
  store: RasterStore,
): Outcome[] {
  const distance = boundaryDistance(frame);
  const outcomes: Outcome[] = [];
  let next = 0;
  const missingBefore = (one: number): void => {
    for (; next < missing.length && (missing[next] ?? 0) < one; next++)
      outcomes.push(alone(family, 'missing', reference[missing[next] ?? 0], undefined));
  };
  for (const found of matches) {
    missingBefore(found.reference);
    const [one, other] = [reference[found.reference], learner[found.learner]];
    if (one && other) outcomes.push(together(family, found, one, other, distance, store));
  }
  missingBefore(reference.length);
  const isIgnored = new Set(ignored);
  for (const other of [...extra, ...ignored].sort((a, b) => a - b))
    outcomes.push(alone(family, isIgnored.has(other) ? 'ignored' : 'extra', undefined, learner[other]));
  return outcomes;
}

function together(
  family: Family,
  { iou, sameLabel }: Match,
  one: Member,
  other: Member,
  distance: number,
  store: RasterStore,
): Outcome {
  const wanted = Object.keys(one.shape.attributes);
  return {
    kind: sameLabel ? 'valid' : 'wrong_label',
    family,
    reference: one.shape.id,
    learner: other.shape.id,
    referenceLabel: one.label,
    learnerLabel: other.label,
    iou,
    boundaryIou:
      family !== 'region' ? null : iou === 1 ? 1 : boundaryIou(one.raster, other.raster, distance, store),
    attributes: wanted.length,
    attributesEqual: wanted.filter((name) => hasEqual(name, one, other)).length,
  };
}

function hasEqual(name: string, one: Member, other: Member): boolean {
  const given = other.shape.attributes;
  return Object.hasOwn(given, name) && given[name] === one.shape.attributes[name];
}

function alone(
  family: Family,
  kind: Outcome['kind'],
  one: Member | undefined,
  other: Member | undefined,
): Outcome {
  return {
    kind,
    family,
    reference: one?.shape.id ?? null,
    learner: other?.shape.id ?? null,
    referenceLabel: one?.label ?? null,
    learnerLabel: other?.label ?? null,
    iou: 0,
    boundaryIou: null,
    attributes: 0,
    attributesEqual: 0,
  };
}
