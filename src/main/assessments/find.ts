import type { Found } from '../../shared/contract/desk.ts';
import { addDays } from '../../shared/rules/time.ts';
import type { Database } from '../database/sqlite.ts';
import { bestOf } from '../roster/find.ts';
import { foldName } from '../roster/import/fold-text.ts';
import { cohortNames, listCohorts } from '../roster/queries.ts';
import { type Assessment, assessmentsIn, findAssessment } from './queries.ts';

/** Assessments of courses that ended longer ago are found in their cohort's gradebook. */
const stillFound = 365;

/** Folding leaves no spaces: each word by itself. */
const wordsOf = (text: string): string[] => text.split(/\s+/).map(foldName).filter(Boolean);

function describe(db: Database, assessments: readonly Assessment[]): Found[] {
  const cohorts = cohortNames(db);
  return assessments.map(({ id, title, cohortId }) => ({
    ...{ kind: 'assessment', id, title, cohortId },
    cohortName: cohorts.get(cohortId)?.name ?? '',
  }));
}

/** Assessments by the words of their title in any language, and of their cohort; each typed word begins one of them. */
export function findAssessments(db: Database, text: string, most: number, today: string): Found[] {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  const cohorts = listCohorts(db, today, addDays(today, -stillFound));
  const names = new Map(cohorts.map(({ id, name }) => [id, wordsOf(name)]));
  const rank = ({ title, cohortId }: Assessment): number | null => {
    const own = Object.values(title).flatMap((one) => wordsOf(one ?? ''));
    const inTitle = (word: string): boolean => own.some((one) => one.startsWith(word));
    if (words.every(inTitle)) return 0;
    const cohort = names.get(cohortId) ?? [];
    // A cohort's name alone finds the cohort.
    const both = words.every((word) => inTitle(word) || cohort.some((one) => one.startsWith(word)));
    return both && words.some(inTitle) ? 1 : null;
  };
  return describe(db, bestOf(assessmentsIn(db, [...names.keys()]), rank, most));
}

export const recallAssessments = (db: Database, ids: readonly string[]): Found[] =>
  describe(
    db,
    ids.flatMap((id) => findAssessment(db, id) ?? []),
  );
