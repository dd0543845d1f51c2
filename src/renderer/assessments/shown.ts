import type { GradeView } from '../../shared/contract/assessments-values.ts';
import type { Entered, Scale } from '../../shared/rules/scales.ts';
import { numberText, type Words } from '../app/words.ts';
import { said } from './wording.ts';

export type ShownGrade = NonNullable<GradeView['shown']>;

const tenths: Intl.NumberFormatOptions = { maximumFractionDigits: 1 };

/** Points or a weight: "7.5". */
export const tenthsText = (value: number): string => numberText(value, tenths);

/** A percentage 0 to 100: "87.5%". */
export const gradePercent = (value: number): string =>
  numberText(value / 100, { style: 'percent', ...tenths });

/** A grade as its scale tells it: "17 / 20", "87.5%", "B", "Not yet". */
export function shownText(t: Words, grade: ShownGrade): string {
  if (grade.kind === 'points') return `${tenthsText(grade.points)} / ${tenthsText(grade.outOf)}`;
  if (grade.kind === 'percent') return gradePercent(grade.percent);
  if (grade.kind === 'pass')
    return t(grade.passed ? 'assessments:scale.passed' : 'assessments:scale.not_yet');
  return levelText(grade);
}

/** Letters are their own title. */
export const levelText = (level: { id: string; title: Parameters<typeof said>[0] }): string =>
  said(level.title) || level.id;

/** What was given by hand, as the scale tells it. */
export function enteredText(t: Words, entered: Entered, scale: Scale): string {
  if ('passed' in entered) return shownText(t, { kind: 'pass', passed: entered.passed });
  if ('level' in entered) {
    const level =
      scale.kind === 'letters' || scale.kind === 'levels'
        ? scale.levels.find((one) => one.id === entered.level)
        : undefined;
    return level ? levelText(level) : entered.level;
  }
  if (scale.kind === 'points')
    return shownText(t, { kind: 'points', points: entered.points, outOf: scale.outOf });
  return scale.kind === 'percent' ? gradePercent(entered.points) : tenthsText(entered.points);
}
