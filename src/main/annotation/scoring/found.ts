import type { Output } from '../../../shared/contract/index.ts';
import { findingKey } from '../../../shared/rules/annotation-accepted.ts';
import type { FindingCode, ImageScore } from '../../../shared/rules/annotation-score.ts';

type Found = Output<'annotation.scoreOf'>['images'][number]['found'][number];

const ofReference: ReadonlySet<FindingCode> = new Set(['missing']);
const ofLearner: ReadonlySet<FindingCode> = new Set(['extra', 'duplicate']);

/** The findings of an image in their order, each with the cell of the confusion matrix that its shapes count in. */
export function foundIn(
  { name, findings, outcomes }: Pick<ImageScore, 'name' | 'findings' | 'outcomes'>,
  accepted: ReadonlySet<string>,
): Found[] {
  const ours = new Map(outcomes.map((one) => [one.reference, one]));
  const hers = new Map(outcomes.map((one) => [one.learner, one]));
  return findings.map((finding) => {
    const { code, reference, learner } = finding;
    const own = (learner === null ? undefined : hers.get(learner)) ?? ours.get(reference);
    const isNamed = reference !== null || learner !== null;
    const [expected, given] = [ours.get(reference)?.referenceLabel, hers.get(learner)?.learnerLabel];
    return {
      code,
      reference: !isNamed || ofLearner.has(code) ? null : (expected ?? own?.referenceLabel ?? null),
      learner: !isNamed || ofReference.has(code) ? null : (given ?? own?.learnerLabel ?? null),
      accepted: accepted.has(findingKey(name, finding)),
    };
  });
}
