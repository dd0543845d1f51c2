import type { Finding, FindingCode, ScoreSettings } from '../../../shared/rules/annotation-score.ts';
import type { Family, Rectangle, Size } from '../../../shared/rules/annotations.ts';
import { candidatesOf } from './candidates.ts';
import { coveredBy } from './covered.ts';
import type { Comparison, Matched } from './outcomes.ts';
import { hasArea, type Member } from './side.ts';

/** From here on two shapes that are no match are near enough to be shown together. */
export const NEAR = 0.1;
/** From here on a shape that matches nothing is another one drawn twice. */
const DUPLICATE = 0.8;

/** What can be said of one image and family, in the order of the reference, then of the learner's shapes. */
export function findingsOf(
  comparison: Comparison,
  matched: Matched,
  settings: ScoreSettings,
  frame: Size,
  isSizeKnown: boolean,
): Finding[] {
  const { family, reference, learner } = comparison;
  const findings: Finding[] = [];
  const say = (
    code: FindingCode,
    one: Member | undefined,
    other: Member | undefined,
    params: Finding['params'] = {},
  ): void => {
    findings.push({
      code,
      family,
      reference: one?.shape.id ?? null,
      learner: other?.shape.id ?? null,
      params,
    });
  };
  const nearest = nearestOf(comparison);
  const isExtra = new Set(matched.extra);
  const isMissing = new Set(matched.missing);
  for (const one of matched.missing) {
    const near = nearest.toReference.get(one);
    const isNear = near && isExtra.has(near.learner) && near.iou >= NEAR;
    say(
      'missing',
      reference[one],
      isNear ? learner[near.learner] : undefined,
      isNear ? { iou: near.iou } : {},
    );
  }
  for (const { reference: one, learner: other, iou, sameLabel } of matched.matches) {
    const [first, second] = [reference[one], learner[other]];
    if (!first || !second) continue;
    if (!sameLabel) say('wrong_label', first, second, { expected: first.label, given: second.label, iou });
    if (hasArea(family)) {
      const { loose, tight } = edgesOf(first.bounds, second.bounds);
      if (loose) say('loose', first, second, { ...loose, iou });
      if (tight) say('tight', first, second, { ...tight, iou });
    }
    if (iou < settings.lowOverlap) say('low_overlap', first, second, { iou });
    if (sameLabel)
      for (const params of differingAttributes(first, second))
        say('attribute_differs', first, second, params);
  }
  const twins = twinsOf(comparison, matched, frame);
  for (const other of matched.extra) {
    const twin = twins.get(other);
    const near = nearest.toLearner.get(other);
    if (twin)
      say('duplicate', reference[twin.reference], learner[other], {
        other: learner[twin.learner]?.shape.id ?? '',
        iou: twin.iou,
      });
    else {
      const isNear = near && isMissing.has(near.reference) && near.iou >= NEAR;
      say(
        'extra',
        isNear ? reference[near.reference] : undefined,
        learner[other],
        isNear ? { iou: near.iou } : {},
      );
    }
  }
  for (const [other, front] of coveredBy(comparison, matched))
    say('covered', undefined, learner[other], { other: learner[front]?.shape.id ?? '' });
  if (isSizeKnown)
    for (const member of learner) {
      const beyond = beyondImage(family, member.bounds, frame);
      if (beyond) say('out_of_image', undefined, member, beyond);
    }
  return findings;
}

interface Near {
  reference: number;
  learner: number;
  iou: number;
}

/** The most overlapping partner of each shape, the earlier of two equal ones. */
function nearestOf({ candidates }: Comparison) {
  const toReference = new Map<number, Near>();
  const toLearner = new Map<number, Near>();
  for (const pair of candidates) {
    if (pair.iou > (toReference.get(pair.reference)?.iou ?? 0)) toReference.set(pair.reference, pair);
    if (pair.iou > (toLearner.get(pair.learner)?.iou ?? 0)) toLearner.set(pair.learner, pair);
  }
  return { toReference, toLearner };
}

/** Extra shapes that are another one again: of the learner's the one most like it, which itself is no later twin. */
function twinsOf({ family, learner }: Comparison, matched: Matched, frame: Size): Map<number, Near> {
  const twins = new Map<number, Near>();
  const matchOf = new Map(matched.matches.map((pair) => [pair.learner, pair.reference]));
  const extras = matched.extra.flatMap((other) => learner[other] ?? []);
  const ignored = new Set(matched.ignored);
  for (const { reference: at, learner: other, iou } of candidatesOf(
    family,
    extras,
    learner,
    frame,
    DUPLICATE,
  )) {
    const extra = matched.extra[at] ?? -1;
    const isOther = matchOf.has(other) || (other < extra && !ignored.has(other));
    if (!isOther || learner[extra]?.label !== learner[other]?.label || iou <= (twins.get(extra)?.iou ?? 0))
      continue;
    twins.set(extra, { reference: matchOf.get(other) ?? -1, learner: other, iou });
  }
  return twins;
}

const edges = ['left', 'top', 'right', 'bottom'] as const;
type Edges = Partial<Record<(typeof edges)[number], number>>;

/** Edges that lie farther off than a steady hand's: 2 pixels or 2 % of the side, whichever is more. Whole pixels. */
function edgesOf(reference: Rectangle, learner: Rectangle): { loose: Edges | null; tight: Edges | null } {
  const outward = {
    left: reference.x - learner.x,
    top: reference.y - learner.y,
    right: learner.x + learner.width - reference.x - reference.width,
    bottom: learner.y + learner.height - reference.y - reference.height,
  };
  const loose: Edges = {};
  const tight: Edges = {};
  for (const edge of edges) {
    const side = edge === 'left' || edge === 'right' ? reference.width : reference.height;
    const pixels = Math.round(outward[edge]);
    if (Math.abs(outward[edge]) <= Math.max(2, 0.02 * side)) continue;
    if (pixels > 0) loose[edge] = pixels;
    else tight[edge] = -pixels;
  }
  const some = (found: Edges): Edges | null => (Object.keys(found).length > 0 ? found : null);
  return { loose: some(loose), tight: some(tight) };
}

/** How far a shape reaches beyond each edge of the image, where it is more than a pixel. Whole pixels. */
function beyondImage(family: Family, bounds: Rectangle, { width, height }: Size): Edges | null {
  if (family === 'tag') return null;
  const beyond = {
    left: -bounds.x,
    top: -bounds.y,
    right: bounds.x + bounds.width - width,
    bottom: bounds.y + bounds.height - height,
  };
  const found: Edges = {};
  for (const edge of edges) if (beyond[edge] > 1) found[edge] = Math.round(beyond[edge]);
  return Object.keys(found).length > 0 ? found : null;
}

function differingAttributes(reference: Member, learner: Member): Finding['params'][] {
  const given = learner.shape.attributes;
  return Object.entries(reference.shape.attributes)
    .filter(([name, value]) => !Object.hasOwn(given, name) || given[name] !== value)
    .map(([attribute, expected]) => ({
      attribute,
      expected,
      given: (Object.hasOwn(given, attribute) ? given[attribute] : '') ?? '',
    }));
}
