import type { Scheme } from '../../shared/contract/assessments-values.ts';
import type { Output } from '../../shared/contract/index.ts';
import type { Words } from '../app/words.ts';
import { gradePercent, tenthsText } from './shown.ts';
import { said } from './wording.ts';

type Final = Output<'assessments.gradebook'>['learners'][number]['final'];

/** Set apart: names and signs of a formula keep their order in a text of either direction. */
const apart = (text: string): string => `\u2068${text}\u2069`;

/** "Final grade = (70 × Projects + 30 × Quizzes) ÷ 100". */
export function schemeFormula(t: Words, { categories }: Scheme): string {
  const counting = categories.filter((one) => one.weight > 0);
  const sum = counting.reduce((total, one) => total + one.weight, 0);
  const parts = counting.map((one) => `${tenthsText(one.weight)} × ${apart(said(one.name) || '…')}`);
  return `${t('assessments:formula.final')} = (${parts.join(' + ')}) ÷ ${tenthsText(sum)}`;
}

/** The same with the numbers of one learner: "(70 × 85% + 30 × 92%) ÷ 100 = 87.1%". */
export function finalFormula(t: Words, scheme: Scheme, final: Final): string {
  if (final.percent === null) return t('assessments:formula.nothing');
  const nameOf = (id: string): string => said(scheme.categories.find((one) => one.id === id)?.name ?? {});
  const parts = final.parts.map(
    (part) => `${tenthsText(part.weight)} × ${gradePercent(part.percent)} ${apart(nameOf(part.categoryId))}`,
  );
  return `(${parts.join(' + ')}) ÷ ${tenthsText(final.weightSum)} = ${gradePercent(final.percent)}`;
}
