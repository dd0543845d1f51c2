import { isFigure } from './proposals.ts';
import { sum, toPercent, toTenths } from './tenths.ts';
import { saysNothing, type Wording } from './wording.ts';

/** What is chosen for a criterion: a level of it, or free points in a marking guide. */
export type Choice = { level: string } | { points: number };

export interface Level {
  /** Unique within its criterion, the same through all versions. */
  id: string;
  title: Wording;
  description: Wording;
  points: number;
}

/** Proposes a choice where a measured figure reaches a band. */
export interface Band {
  /** The least figure that reaches it; for a figure of which less is better, the greatest. */
  at: number;
  choice: Choice;
}

export interface Criterion {
  /** Unique within its rubric, the same through all versions. */
  id: string;
  title: Wording;
  description: Wording;
  /** Each point counts so many times. */
  weight: number;
  /** From the lowest to the highest; none in a marking guide. */
  levels: readonly Level[];
  /** Most points of a marking guide; null where there are levels. */
  most: number | null;
  /** By which figure of a scored file a choice is proposed, the best band first; below the last one, the lowest. */
  proposal: { figure: string; bands: readonly Band[] } | null;
}

export interface Rubric {
  title: Wording;
  kind: 'levels' | 'guide';
  criteria: readonly Criterion[];
}

/** Most points of one criterion, before its weight. */
export const mostOf = (criterion: Criterion): number =>
  criterion.most ?? Math.max(0, ...criterion.levels.map((level) => level.points));

/** Points of a choice before the weight; null if this version of the criterion does not know it. */
export function pointsOf(criterion: Criterion, choice: Choice): number | null {
  if ('level' in choice) return criterion.levels.find((level) => level.id === choice.level)?.points ?? null;
  if (criterion.most === null || choice.points < 0 || choice.points > criterion.most) return null;
  return choice.points;
}

export interface RubricScore {
  /** Weighted points of what is graded so far. */
  points: number;
  /** Weighted points of all criteria. */
  most: number;
  graded: number;
  criteria: number;
  /** 0 to 100; null until every criterion is graded. A blank is never zero. */
  percent: number | null;
}

/** Adds up what was chosen. A choice that the rubric does not know counts as a blank. */
export function rubricScore(rubric: Rubric, choices: ReadonlyMap<string, Choice>): RubricScore {
  const given = rubric.criteria.flatMap((criterion) => {
    const choice = choices.get(criterion.id);
    const points = choice ? pointsOf(criterion, choice) : null;
    return points === null ? [] : [points * criterion.weight];
  });
  const most = sum(rubric.criteria.map((criterion) => mostOf(criterion) * criterion.weight));
  const points = sum(given);
  const isWhole = given.length === rubric.criteria.length && most > 0;
  return {
    points: toTenths(points),
    most: toTenths(most),
    graded: given.length,
    criteria: rubric.criteria.length,
    percent: isWhole ? toPercent((points / most) * 100) : null,
  };
}

export type RubricFault =
  | 'title_missing'
  | 'criteria_missing'
  | 'id_taken'
  | 'levels_missing'
  | 'levels_unordered'
  | 'points_missing'
  | 'figure_unknown'
  | 'band_unknown'
  | 'kinds_mixed';

/** What is wrong with a rubric, by place: `criteria.1.levels.0.title` to its fault. */
export function rubricFaults(rubric: Rubric): Record<string, RubricFault> {
  const faults: Record<string, RubricFault> = {};
  const at = (place: string, fault: RubricFault): void => {
    faults[place] ??= fault;
  };
  if (saysNothing(rubric.title)) at('title', 'title_missing');
  if (rubric.criteria.length === 0) at('criteria', 'criteria_missing');
  const ids = rubric.criteria.map((criterion) => criterion.id);
  for (const [index, criterion] of rubric.criteria.entries()) {
    const place = `criteria.${index}`;
    if (ids.indexOf(criterion.id) < index) at(`${place}.id`, 'id_taken');
    if (saysNothing(criterion.title)) at(`${place}.title`, 'title_missing');
    if (rubric.kind === 'levels') levelFaults(criterion, place, at);
    else if (criterion.levels.length > 0) at(`${place}.levels`, 'kinds_mixed');
    else if (criterion.most === null || criterion.most <= 0) at(`${place}.most`, 'points_missing');
    if (!criterion.proposal) continue;
    if (!isFigure(criterion.proposal.figure)) at(`${place}.proposal.figure`, 'figure_unknown');
    for (const [band, { choice }] of criterion.proposal.bands.entries())
      if (pointsOf(criterion, choice) === null) at(`${place}.proposal.bands.${band}`, 'band_unknown');
  }
  return faults;
}

function levelFaults(
  { levels, most }: Criterion,
  place: string,
  at: (place: string, fault: RubricFault) => void,
): void {
  if (most !== null) at(`${place}.most`, 'kinds_mixed');
  if (levels.length < 2) at(`${place}.levels`, 'levels_missing');
  for (const [index, level] of levels.entries()) {
    if (levels.findIndex((one) => one.id === level.id) < index) at(`${place}.levels.${index}.id`, 'id_taken');
    if (saysNothing(level.title)) at(`${place}.levels.${index}.title`, 'title_missing');
    const below = levels[index - 1];
    if (below && level.points < below.points) at(`${place}.levels.${index}.points`, 'levels_unordered');
  }
  if (levels.length > 0 && Math.max(...levels.map((level) => level.points)) <= 0)
    at(`${place}.levels`, 'points_missing');
}
