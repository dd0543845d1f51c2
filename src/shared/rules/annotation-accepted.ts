import {
  type Counts,
  type Finding,
  type FindingCode,
  type ImageScore,
  type Outcome,
  sweepThresholds,
} from './annotation-score.ts';

/**
 * By what an accepted finding is known again, also after the same files were scored anew.
 * @param image as the reference names it
 */
export function findingKey(image: string, { code, reference, learner, params }: Finding): string {
  return JSON.stringify([
    image,
    code,
    reference,
    learner,
    ...(params.attribute === undefined ? [] : [params.attribute]),
  ]);
}

/** What of an image counts once some of its findings are accepted as fine. */
export interface CountedImage {
  outcomes: readonly Outcome[];
  atHalf: readonly Outcome[];
  sweep: readonly Counts[];
}

const aboutOutline: ReadonlySet<FindingCode> = new Set(['loose', 'tight', 'low_overlap']);

/**
 * An accepted finding says that the reference errs: what is missing or extra counts for nothing, a wrong label is
 * right, an outline with a loose, tight or low overlapping finding is as good as the reference's, an attribute is equal.
 * The counts at other thresholds follow: an accepted match is right at each of them.
 */
export function withAccepted(image: ImageScore, accepted: ReadonlySet<string>): CountedImage {
  const atHalf = image.atHalf ?? image.outcomes;
  const findings =
    accepted.size > 0 ? image.findings.filter((found) => accepted.has(findingKey(image.name, found))) : [];
  if (findings.length === 0) return { outcomes: image.outcomes, atHalf, sweep: image.sweep };
  const of = (codes: (code: FindingCode) => boolean): Finding[] => findings.filter(({ code }) => codes(code));
  const isMissing = new Set(of((code) => code === 'missing').map(({ reference }) => reference));
  const isExtra = new Set(
    of((code) => code === 'extra' || code === 'duplicate').map(({ learner }) => learner),
  );
  const renamed = new Set(of((code) => code === 'wrong_label').map(pairKey));
  const outlined = new Set(of((code) => aboutOutline.has(code)).map(pairKey));
  const attributes = new Map<string, number>();
  for (const found of of((code) => code === 'attribute_differs'))
    attributes.set(pairKey(found), (attributes.get(pairKey(found)) ?? 0) + 1);

  const accept = (outcome: Outcome): Outcome[] => {
    const { kind } = outcome;
    if (kind === 'missing') return isMissing.has(outcome.reference) ? [] : [outcome];
    if (kind === 'extra') return isExtra.has(outcome.learner) ? [] : [outcome];
    if (kind === 'ignored') return [outcome];
    const key = pairKey(outcome);
    const isRight = kind === 'wrong_label' && renamed.has(key);
    const isTight = outlined.has(key);
    return [
      {
        ...outcome,
        kind: isRight ? 'valid' : kind,
        learnerLabel: isRight ? outcome.referenceLabel : outcome.learnerLabel,
        iou: isTight ? 1 : outcome.iou,
        boundaryIou: isTight && outcome.boundaryIou !== null ? 1 : outcome.boundaryIou,
        attributesEqual: Math.min(outcome.attributes, outcome.attributesEqual + (attributes.get(key) ?? 0)),
      },
    ];
  };
  const sweep = image.sweep.map((counts) => ({ ...counts }));
  for (const outcome of image.outcomes)
    for (const changed of [accept(outcome)[0]])
      if (changed !== outcome) followSweep(sweep, outcome, changed ?? null);
  return { outcomes: image.outcomes.flatMap(accept), atHalf: atHalf.flatMap(accept), sweep };
}

const pairKey = ({ reference, learner }: { reference: string | null; learner: string | null }): string =>
  JSON.stringify([reference, learner]);

/** Moves one outcome in the counts at each threshold; `changed` is null if it counts no more. */
function followSweep(sweep: readonly Counts[], before: Outcome, changed: Outcome | null): void {
  sweep.forEach((counts, at) => {
    const threshold = sweepThresholds[at] ?? 1;
    if (!changed) {
      const key = before.kind === 'missing' ? 'missing' : 'extra';
      counts[key] = Math.max(0, counts[key] - 1);
      return;
    }
    const key = (kind: Outcome['kind']) => (kind === 'valid' ? 'valid' : 'wrongLabel');
    if (before.iou >= threshold) counts[key(before.kind)] = Math.max(0, counts[key(before.kind)] - 1);
    else if (changed.iou >= threshold) {
      counts.missing = Math.max(0, counts.missing - 1);
      counts.extra = Math.max(0, counts.extra - 1);
    }
    if (Math.max(before.iou, changed.iou) >= threshold) counts[key(changed.kind)] += 1;
  });
}
