import { type AgeBand, ageBands } from '../../../shared/rules/learner.ts';
import { asciiDigits } from './clean-text.ts';

/** First and last whole year of each band of `ageBands`. */
const YEARS: readonly (readonly [AgeBand, number, number])[] = [
  ['under_18', 0, 17],
  ['18_24', 18, 24],
  ['25_34', 25, 34],
  ['35_44', 35, 44],
  ['45_54', 45, 54],
  ['55_64', 55, 64],
  ['65_and_over', 65, 120],
];

function bandAround(from: number, to: number): AgeBand | null {
  return YEARS.find(([, first, last]) => from >= first && to <= last && from <= to)?.[0] ?? null;
}

/**
 * The band of an age in whole years ("34") or of a range ("25-34", "60+", "до 18"). A range across two
 * of our bands cannot be read, and neither can ages outside 0 to 120.
 */
export function readAgeBand(text: string): AgeBand | null {
  const typed = asciiDigits(text).trim().toLowerCase();
  const named = ageBands.find((band) => band === typed);
  if (named) return named;
  const numbers = (typed.match(/\d+(?:\.0+)?/g) ?? []).map(Number);
  const [from, to] = numbers;
  if (from === undefined || numbers.length > 2) return null;
  if (to !== undefined) return bandAround(from, to);
  if (/^(<|under|below|up to|до|під|أقل من|تحت)/.test(typed)) return from <= 18 ? 'under_18' : null;
  if (/(\+|>|over|older|старш|понад|над|і більше|и повече|أكثر من|فوق)/.test(typed)) {
    return from >= 65 ? '65_and_over' : null;
  }
  return bandAround(from, from);
}
