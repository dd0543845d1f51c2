import type { Output } from '../../shared/contract/index.ts';
import type { Database } from '../database/sqlite.ts';
import { generatedId } from '../sessions/generated-id.ts';
import { keptComments, typedComments } from './bank-queries.ts';

/** More would be no help in finding one. */
const most = 100;

/** The same text about the same criterion is one comment, on every laptop. */
export const bankId = (rubricId: string, criterionId: string | null, text: string): string =>
  generatedId('bank_comment', rubricId, criterionId ?? '', text);

/** Comments to choose from, the most used first, those of the same use by their letters. */
export function bankOf(
  db: Database,
  rubricId: string,
  criterionId: string | null,
): Output<'assessments.bank'>['comments'] {
  const byHand = new Map(keptComments(db, rubricId, criterionId).map((one) => [one.text, one.kept]));
  const used = new Map(typedComments(db, rubricId, criterionId).map((one) => [one.text, one.used]));
  const texts = new Set([...used.keys(), ...byHand.keys()]);
  return [...texts]
    .filter((text) => byHand.get(text) !== false)
    .map((text) => ({ text, used: used.get(text) ?? 0, kept: byHand.get(text) === true }))
    .sort((a, b) => b.used - a.used || (a.text < b.text ? -1 : 1))
    .slice(0, most);
}
