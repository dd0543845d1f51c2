import {
  type Counts,
  type Finding,
  type Outcome,
  type SemanticCounts,
  sweepThresholds,
} from '../../../shared/rules/annotation-score.ts';
import { createMatcher } from './match.ts';

interface SemanticScore {
  outcomes: Outcome[];
  atHalf: Outcome[];
  sweep: Counts[];
  findings: Finding[];
}

/**
 * A map of labels counts as one region for each label that it has, so that the figures of shapes stand beside those of
 * pixels: their IoUs are in the counts already. A region's id is its label.
 */
export function semanticOutcomes(
  { cells }: SemanticCounts,
  threshold: number,
  lowOverlap: number,
): SemanticScore {
  const references = [...new Set(cells.map(([label]) => label))];
  const learners = [...new Set(cells.flatMap(([, label]) => label ?? []))];
  const area = (side: 0 | 1, label: string): number =>
    cells.reduce((sum, cell) => sum + (cell[side] === label ? cell[2] : 0), 0);
  const referenceAreas = references.map((label) => area(0, label));
  const learnerAreas = learners.map((label) => area(1, label));
  const candidates = cells
    .flatMap(([label, given, pixels]) => {
      if (given === null) return [];
      const reference = references.indexOf(label);
      const learner = learners.indexOf(given);
      const union = (referenceAreas[reference] ?? 0) + (learnerAreas[learner] ?? 0) - pixels;
      return [{ reference, learner, iou: pixels / union }];
    })
    .sort((a, b) => a.reference - b.reference || a.learner - b.learner);
  const matchesAt = createMatcher(
    { labels: references, isOut: [] },
    { labels: learners, isOut: [] },
    candidates,
  );
  const at = (least: number): Outcome[] => {
    const matches = matchesAt(least);
    const found = new Set(matches.map(({ reference }) => reference));
    const right = new Set(matches.map(({ learner }) => learner));
    return [
      ...matches.map(({ reference, learner, iou, sameLabel }) => ({
        ...region(
          sameLabel ? 'valid' : 'wrong_label',
          references[reference] ?? null,
          learners[learner] ?? null,
        ),
        iou,
      })),
      ...references.filter((_, one) => !found.has(one)).map((label) => region('missing', label, null)),
      ...learners.filter((_, other) => !right.has(other)).map((label) => region('extra', null, label)),
    ];
  };
  const outcomes = at(threshold);
  return {
    outcomes,
    atHalf: threshold === 0.5 ? outcomes : at(0.5),
    sweep: sweepThresholds.map((least) => {
      const matches = matchesAt(least);
      const valid = matches.filter(({ sameLabel }) => sameLabel).length;
      return {
        valid,
        wrongLabel: matches.length - valid,
        missing: references.length - matches.length,
        extra: learners.length - matches.length,
        ignored: 0,
      };
    }),
    findings: outcomes.flatMap((outcome) => findingOf(outcome, lowOverlap) ?? []),
  };
}

function region(kind: Outcome['kind'], reference: string | null, learner: string | null): Outcome {
  return {
    kind,
    family: 'region',
    reference,
    learner,
    referenceLabel: reference,
    learnerLabel: learner,
    iou: 0,
    boundaryIou: null,
    attributes: 0,
    attributesEqual: 0,
  };
}

function findingOf({ kind, reference, learner, iou }: Outcome, lowOverlap: number): Finding | null {
  const finding = { family: 'region' as const, reference, learner };
  if (kind === 'missing' || kind === 'extra') return { ...finding, code: kind, params: {} };
  if (kind === 'wrong_label')
    return { ...finding, code: kind, params: { expected: reference ?? '', given: learner ?? '', iou } };
  return kind === 'valid' && iou < lowOverlap ? { ...finding, code: 'low_overlap', params: { iou } } : null;
}
