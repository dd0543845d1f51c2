import type { Database } from '../database/sqlite.ts';
import { type SamePerson, samePeople } from '../roster/same-person.ts';
import { attemptId } from './attempt-id.ts';
import {
  type AttemptRow,
  attemptsById,
  attemptsIn,
  attemptsOf,
  type CriterionRow,
  criteriaOf,
  type DecidedRow,
  decisionsIn,
  decisionsOf,
} from './grade-queries.ts';
import type { Assessment } from './queries.ts';
import { openReviewsIn, type ReviewRow } from './review-queries.ts';

/** An attempt with what was decided in it, by criterion. */
export interface AttemptWork extends AttemptRow {
  /** The row of the roster that it was written under. */
  row: string;
  /** As it is shown. */
  number: number;
  /** Under its row, as its id has it; another one only where two rows were merged. */
  storedNumber: number;
  criteria: ReadonlyMap<string, CriterionRow>;
}

/** Everything that is written about one person in one assessment, under whichever of her rows. */
export interface Work {
  learnerId: string;
  /** The newest last; never empty. */
  attempts: AttemptWork[];
  override: DecidedRow['override'];
  excused: DecidedRow['excused'];
  askedAgain: DecidedRow['askedAgain'];
  releasedAt: number | null;
  review: ReviewRow | null;
}

/** What is read for many learners, or one, before it is put together. */
interface Found {
  attempts: Map<string, AttemptRow[]>;
  byId: Map<string, AttemptRow>;
  criteria: Map<string, CriterionRow[]>;
  decisions: Map<string, DecidedRow>;
  reviews: ReviewRow[];
}

const keyOf = (assessmentId: string, row: string): string => `${assessmentId}:${row}`;

function gather(
  db: Database,
  handedIn: AttemptRow[],
  firsts: readonly string[],
  decided: DecidedRow[],
  reviews: ReviewRow[],
): Found {
  const others = attemptsById(db, firsts);
  const ids = new Set([...handedIn.map((one) => one.id), ...firsts]);
  return {
    attempts: Map.groupBy(handedIn, (one) => keyOf(one.assessmentId ?? '', one.learnerId ?? '')),
    byId: new Map([...handedIn, ...others].map((one) => [one.id, one])),
    criteria: Map.groupBy(criteriaOf(db, [...ids]), (one) => one.attemptId),
    decisions: new Map(decided.map((one) => [keyOf(one.assessmentId, one.learnerId), one])),
    reviews,
  };
}

const blank = (id: string): AttemptRow => ({
  ...{ id, assessmentId: null, learnerId: null, number: null, handedIn: null, files: [] },
  ...{ figures: null, score: null, versionId: null, comment: null },
});

/** The attempts under one row; its first one where anything is written about it, or where `always` asks for it. */
function attemptsUnder(found: Found, assessmentId: string, row: string, always: boolean): AttemptWork[] {
  const handedIn = found.attempts.get(keyOf(assessmentId, row)) ?? [];
  const first = attemptId(assessmentId, row, 1);
  const stored = found.byId.get(first);
  const isWritten = stored !== undefined || found.criteria.has(first);
  const others = handedIn.filter((one) => one.id !== first);
  const needed = isWritten || (always && others.length === 0);
  const rows = needed ? [{ ...(stored ?? blank(first)), number: 1 }, ...others] : others;
  return rows
    .map((one) => ({
      ...one,
      row,
      number: one.number ?? 1,
      storedNumber: one.number ?? 1,
      criteria: new Map((found.criteria.get(one.id) ?? []).map((grade) => [grade.criterionId, grade])),
    }))
    .sort((a, b) => a.number - b.number);
}

/** As it came in: by the day, then the time, then the number that it has. What nobody handed in comes first. */
const byArrival = (a: AttemptWork, b: AttemptWork): number => {
  const key = ({ handedIn, number, id }: AttemptWork): string =>
    `${handedIn?.on ?? ''} ${handedIn?.at ?? ''} ${String(number).padStart(4, '0')} ${id}`;
  return key(a) < key(b) ? -1 : 1;
};

function workOf(found: Found, same: SamePerson, assessmentId: string, person: string): Work {
  const rows = same.rowsOf(person);
  const lists = rows
    .map((row) => attemptsUnder(found, assessmentId, row, false))
    .filter((one) => one.length > 0);
  const [only = attemptsUnder(found, assessmentId, person, true)] = lists;
  // Of somebody who was merged, what came in under both rows is counted through anew.
  const attempts =
    lists.length > 1
      ? lists
          .flat()
          .sort(byArrival)
          .map((one, index) => ({ ...one, number: index + 1 }))
      : only;
  const decisions = rows.flatMap((row) => found.decisions.get(keyOf(assessmentId, row)) ?? []);
  const first = <K extends 'override' | 'excused' | 'askedAgain' | 'releasedAt'>(
    key: K,
  ): DecidedRow[K] | null => decisions.find((one) => one[key] !== null)?.[key] ?? null;
  return {
    learnerId: person,
    attempts,
    override: first('override'),
    excused: first('excused'),
    askedAgain: first('askedAgain'),
    releasedAt: first('releasedAt'),
    review:
      found.reviews.find((one) => one.assessmentId === assessmentId && rows.includes(one.learnerId)) ?? null,
  };
}

/** By assessment, then by person: everybody who is asked about, and nobody else. A handful of queries for all. */
export function readWork(
  db: Database,
  assessments: readonly Pick<Assessment, 'id' | 'cohortId'>[],
  people: ReadonlyMap<string, readonly string[]>,
): Map<string, Map<string, Work>> {
  const same = samePeople(db);
  const ids = assessments.map((one) => one.id);
  const firsts = assessments.flatMap((one) =>
    same.rowsOfAll(people.get(one.cohortId) ?? []).map((row) => attemptId(one.id, row, 1)),
  );
  const found = gather(db, attemptsIn(db, ids), firsts, decisionsIn(db, ids), openReviewsIn(db, ids));
  return new Map(
    assessments.map((one) => [
      one.id,
      new Map((people.get(one.cohortId) ?? []).map((id) => [id, workOf(found, same, one.id, id)])),
    ]),
  );
}

/** The same for one person in one assessment: what every key on the desk asks. */
export function readOneWork(db: Database, assessment: Assessment, learnerId: string): Work {
  const same = samePeople(db);
  const rows = same.rowsOf(learnerId);
  const firsts = rows.map((row) => attemptId(assessment.id, row, 1));
  const reviews = openReviewsIn(db, [assessment.id]);
  const found = gather(
    db,
    attemptsOf(db, assessment.id, rows),
    firsts,
    decisionsOf(db, assessment.id, rows),
    reviews,
  );
  return workOf(found, same, assessment.id, same.personOf(learnerId));
}

/** Something of it was chosen or scored. */
export const isAttemptGraded = (attempt: AttemptWork): boolean =>
  attempt.score !== null || [...attempt.criteria.values()].some((grade) => grade.choice !== null);

/** Somebody has decided something in it. */
export function isBegun(work: Work): boolean {
  return work.override !== null || work.excused !== null || work.attempts.some(isAttemptGraded);
}

/** Anything at all is written about her in it: work that came in, grades, comments, decisions. */
export function isWritten(work: Work): boolean {
  return (
    isBegun(work) ||
    work.askedAgain !== null ||
    work.releasedAt !== null ||
    work.review !== null ||
    work.attempts.some((one) => one.handedIn !== null || one.comment !== null || one.criteria.size > 0)
  );
}

/** Cells that are contested, of one assessment's work. */
export function contestedIn(contested: ReadonlySet<string>, assessmentId: string, work: Work): boolean {
  if (contested.size === 0) return false;
  const mine = [
    ...work.attempts.flatMap((one) => [
      ...['handed_in', 'score', 'rubric', 'comment'].map((cell) => `${one.id}:${cell}`),
      ...[...one.criteria.keys()].flatMap((id) => [`${one.id}:${id}:choice`, `${one.id}:${id}:comment`]),
    ]),
    ...work.attempts.flatMap((one) =>
      ['override', 'excused', 'asked_again'].map((cell) => `${assessmentId}:${one.row}:${cell}`),
    ),
  ];
  return mine.some((name) => contested.has(name));
}
