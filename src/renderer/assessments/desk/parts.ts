import type { DeskLearner } from '../../../shared/contract/assessments-desk.ts';
import type { AssessmentView, RubricContent } from '../../../shared/contract/assessments-values.ts';
import type { Entered, Scale } from '../../../shared/rules/scales.ts';
import type { Wording } from '../../../shared/rules/wording.ts';

export type Attempt = DeskLearner['attempts'][number];

/** What the desk calls the score of an assessment without a rubric, and the work as a whole. */
export const score = 'score';
export const whole = 'whole';

/** One of the choices of a criterion or of a scale, in the order of the digits: 1 is the lowest. */
export interface Level {
  value: Entered;
  title: Wording;
  description: Wording;
  points: number | null;
  /** A word of the catalog in place of a title. */
  word?: 'passed' | 'not_yet';
}

/** What the keys go to: a criterion, the score, or the work as a whole, about which there are only comments. */
export interface Part {
  id: string;
  title: Wording | null;
  description: Wording;
  levels: readonly Level[];
  /** Most points where they are typed freely. */
  most: number | null;
}

const bare = { title: null, description: {} };

function scorePart(scale: Scale): Part {
  if (scale.kind === 'points') return { id: score, ...bare, levels: [], most: scale.outOf };
  if (scale.kind === 'percent') return { id: score, ...bare, levels: [], most: 100 };
  if (scale.kind === 'pass') {
    const level = (word: 'passed' | 'not_yet'): Level => ({
      ...{ value: { passed: word === 'passed' }, title: {}, description: {}, points: null, word },
    });
    return { id: score, ...bare, levels: [level('not_yet'), level('passed')], most: null };
  }
  const levels = scale.levels.map(({ id, title }) => ({
    ...{ value: { level: id }, title: Object.keys(title).length > 0 ? title : { en: id } },
    ...{ description: {}, points: null },
  }));
  // Scales run from the highest level down, rubrics from the lowest up: on the desk 1 is always the lowest.
  return { id: score, ...bare, levels: levels.reverse(), most: null };
}

const criterionPart = (criterion: RubricContent['criteria'][number]): Part => ({
  ...{ id: criterion.id, title: criterion.title, description: criterion.description, most: criterion.most },
  levels: criterion.levels.map(({ id, title, description, points }) => ({
    ...{ value: { level: id }, title, description, points },
  })),
});

/** What of an attempt can be graded, from the top down; the work as a whole comes last. */
export function partsOf(rubric: RubricContent | undefined, scale: AssessmentView['scale']): Part[] {
  const graded = rubric ? rubric.criteria.map(criterionPart) : [scorePart(scale)];
  return [...graded, { id: whole, ...bare, levels: [], most: null }];
}

/** What the disk has for a part. */
export function storedOf(attempt: Attempt, part: string): Entered | null {
  if (part === score) return attempt.score;
  return attempt.criteria.find((one) => one.criterionId === part)?.choice ?? null;
}

export function commentOf(attempt: Attempt, part: string): string {
  if (part === whole || part === score) return attempt.comment ?? '';
  return attempt.criteria.find((one) => one.criterionId === part)?.comment ?? '';
}

/** The place of what is meant. */
export const placeOf = (attemptId: string, part: string, what: 'choice' | 'comment'): string =>
  `${attemptId} ${part} ${what}`;

export const sameChoice = (a: Entered | null, b: Entered | null): boolean =>
  a === b || (a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b));

/** Whether a file of annotations was scored against a reference: then there is something to draw. */
export const isScoredWork = ({ figures, files }: Attempt): boolean =>
  files.length > 0 && figures?.taskScore !== undefined;
