import { numberText } from '../app/words.ts';

const hundredths: Intl.NumberFormatOptions = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** A figure of 0 to 1, as all who annotate write it: "0.81". One that is not quite whole is not told as whole. */
export function figureText(value: number): string {
  const shown = value < 1 && value >= 0.995 ? 0.99 : value > 0 && value < 0.005 ? 0.01 : value;
  return numberText(shown, hundredths);
}
