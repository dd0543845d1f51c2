import { numberText } from '../../app/words.ts';

/** A whole percentage; a dash where nothing counts yet. */
export const percentText = (value: number | null): string =>
  value === null ? '–' : numberText(value / 100, { style: 'percent' });

/** Minutes as hours with at most one decimal, without a unit: the head of the column has it. */
export const shortHours = (minutes: number): string => numberText(minutes / 60, { maximumFractionDigits: 1 });
