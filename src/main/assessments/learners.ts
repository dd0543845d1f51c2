import { statusOn } from '../../shared/rules/pauses.ts';
import type { Database } from '../database/sqlite.ts';
import { type Member, membersOf } from '../roster/members.ts';
import { findEnrollment } from '../roster/people-queries.ts';
import { namesOf } from '../roster/queries.ts';
import { samePeople } from '../roster/same-person.ts';
import { centerLanguage } from '../roster/today.ts';

/** Somebody who is, or was, graded in a cohort. */
export interface GradedLearner {
  learnerId: string;
  name: string;
  shortName: string;
  /** She left: what she has stays to be read, and nothing is changed any more. */
  readOnly: boolean;
}

const hasLeft = (member: Pick<Member, 'status' | 'pauses'>, today: string): boolean => {
  const status = statusOn(member, today);
  return status === 'left' || status === 'transferred';
};

/** Who is or was in some cohorts, by cohort: by name in the center's language, those who left last. */
export function learnersOf(
  db: Database,
  cohortIds: readonly string[],
  today: string,
): Map<string, GradedLearner[]> {
  const collator = new Intl.Collator(centerLanguage(db), { sensitivity: 'base', numeric: true });
  const byCohort = Map.groupBy(membersOf(db, cohortIds), (member) => member.cohortId);
  return new Map(
    cohortIds.map((cohortId) => [
      cohortId,
      (byCohort.get(cohortId) ?? [])
        .map((member) => ({
          learnerId: member.learnerId,
          name: member.name,
          shortName: member.shortName,
          readOnly: hasLeft(member, today),
        }))
        .sort(
          (a, b) =>
            Number(a.readOnly) - Number(b.readOnly) ||
            collator.compare(a.name, b.name) ||
            (a.learnerId < b.learnerId ? -1 : 1),
        ),
    ]),
  );
}

/** One of them; undefined for somebody who never was in the cohort. */
export function findGradedLearner(
  db: Database,
  cohortId: string,
  learnerId: string,
  today: string,
): GradedLearner | undefined {
  const person = samePeople(db).personOf(learnerId);
  const enrollment = findEnrollment(db, person, cohortId);
  const [name] = namesOf(db, [person]);
  if (!enrollment || !name) return undefined;
  return {
    ...{ learnerId: person, name: name.name, shortName: name.shortName },
    readOnly: hasLeft(enrollment, today),
  };
}
