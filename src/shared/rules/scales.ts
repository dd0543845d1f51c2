import { toPercent, toTenths } from './tenths.ts';
import { saysNothing, type Wording } from './wording.ts';

/** A level of a scale and the least percent that reaches it; the lowest begins at 0. */
export interface ScaleLevel {
  /** A letter, or the id of a competency level. */
  id: string;
  title: Wording;
  from: number;
}

/** What a grade is told in. Within the program every grade is a percentage. */
export type Scale =
  | { kind: 'points'; outOf: number }
  | { kind: 'percent' }
  /** Both from the highest level down. */
  | { kind: 'letters'; levels: readonly ScaleLevel[] }
  | { kind: 'levels'; levels: readonly ScaleLevel[] }
  | { kind: 'pass'; from: number };

/** What a person gives without a rubric: points (percent on a scale of percent), a level, or pass and not yet. */
export type Entered = { points: number } | { level: string } | { passed: boolean };

export type Shown =
  | { kind: 'points'; points: number; outOf: number }
  | { kind: 'percent'; percent: number }
  | { kind: 'level'; id: string; title: Wording }
  | { kind: 'pass'; passed: boolean };

/** How a percentage, 0 to 100, is told on a scale. */
export function onScale(percent: number, scale: Scale): Shown {
  if (scale.kind === 'points')
    return { kind: 'points', points: toTenths((percent * scale.outOf) / 100), outOf: scale.outOf };
  if (scale.kind === 'pass') return { kind: 'pass', passed: percent >= scale.from };
  if (scale.kind === 'percent') return { kind: 'percent', percent };
  const level = scale.levels.find((one) => percent >= one.from) ?? scale.levels.at(-1);
  return level ? { kind: 'level', id: level.id, title: level.title } : { kind: 'percent', percent };
}

/**
 * The percentage that something given by hand stands for, 0 to 100; null where the scale does not know it. A level
 * counts as the middle of its range, pass as 100 and not yet as 0.
 */
export function percentOf(entered: Entered, scale: Scale): number | null {
  if ('points' in entered) {
    const most = scale.kind === 'points' ? scale.outOf : scale.kind === 'percent' ? 100 : null;
    if (most === null || entered.points < 0 || entered.points > most) return null;
    return toPercent((entered.points / most) * 100);
  }
  if ('passed' in entered) return scale.kind === 'pass' ? (entered.passed ? 100 : 0) : null;
  if (scale.kind !== 'letters' && scale.kind !== 'levels') return null;
  const place = scale.levels.findIndex((level) => level.id === entered.level);
  const level = scale.levels[place];
  if (!level) return null;
  return toPercent((level.from + (scale.levels[place - 1]?.from ?? 100)) / 2);
}

export type ScaleFault =
  | 'levels_missing'
  | 'level_untitled'
  | 'level_taken'
  | 'levels_unordered'
  | 'lowest_above_zero'
  | 'pass_at_zero';

/** What is wrong with a scale, by place: `levels.2.from` to its fault. */
export function scaleFaults(scale: Scale): Record<string, ScaleFault> {
  // Who needs nothing to pass can never be told "not yet".
  if (scale.kind === 'pass') return scale.from > 0 ? {} : { from: 'pass_at_zero' };
  if (scale.kind !== 'letters' && scale.kind !== 'levels') return {};
  const { levels } = scale;
  if (levels.length < 2) return { levels: 'levels_missing' };
  const faults: Record<string, ScaleFault> = {};
  for (const [index, level] of levels.entries()) {
    if (levels.findIndex((one) => one.id === level.id) < index) faults[`levels.${index}.id`] = 'level_taken';
    if (scale.kind === 'levels' && saysNothing(level.title))
      faults[`levels.${index}.title`] = 'level_untitled';
    const above = levels[index - 1];
    if (above && level.from >= above.from) faults[`levels.${index}.from`] = 'levels_unordered';
  }
  if (levels.at(-1)?.from !== 0) faults[`levels.${levels.length - 1}.from`] ??= 'lowest_above_zero';
  return faults;
}
