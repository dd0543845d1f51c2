import { percentOf, type Scale } from '../../shared/rules/scales.ts';
import type { Database } from '../database/sqlite.ts';
import { membersOf } from '../roster/members.ts';
import { samePeople } from '../roster/same-person.ts';
import { type Assessment, assessmentsIn } from './queries.ts';
import { isBegun, isWritten, readWork, type Work } from './work.ts';

/** What is written in some assessments of everybody who ever was in their cohorts. */
function allWork(
  db: Database,
  assessments: readonly Pick<Assessment, 'id' | 'cohortId'>[],
): [assessmentId: string, work: Work][] {
  const cohorts = [...new Set(assessments.map((one) => one.cohortId))];
  const members = Map.groupBy(membersOf(db, cohorts), (one) => one.cohortId);
  const people = new Map(
    cohorts.map((id) => [id, (members.get(id) ?? []).map((member) => member.learnerId)]),
  );
  return [...readWork(db, assessments, people)].flatMap(([id, work]) =>
    [...work.values()].map((one): [string, Work] => [id, one]),
  );
}

/** Those of some assessments in which somebody was graded. */
export function begunAssessments(db: Database, assessments: readonly Assessment[]): Set<string> {
  return new Set(allWork(db, assessments).flatMap(([id, work]) => (isBegun(work) ? [id] : [])));
}

/** Whether something that was given by hand in an assessment would mean nothing on another scale. */
export function isLostOn(db: Database, assessment: Assessment, scale: Scale): boolean {
  return allWork(db, [assessment]).some(([, work]) =>
    [work.override?.score ?? null, ...work.attempts.map((one) => one.score)].some(
      (given) => given !== null && percentOf(given, scale) === null,
    ),
  );
}

/** Whether anything is written about learners in an assessment, whether or not it is listed. */
export function hasWork(db: Database, assessment: Pick<Assessment, 'id' | 'cohortId'>): boolean {
  return allWork(db, [assessment]).some(([, work]) => isWritten(work));
}

/** Whether anything is written in the assessments of some cohorts about some people each, by cohort. */
export function anyWorkOf(db: Database, people: ReadonlyMap<string, readonly string[]>): boolean {
  const { personOf } = samePeople(db);
  const persons = new Map([...people].map(([cohort, ids]) => [cohort, [...new Set(ids.map(personOf))]]));
  const assessments = assessmentsIn(db, [...people.keys()]);
  return [...readWork(db, assessments, persons).values()].some((work) => [...work.values()].some(isWritten));
}
