import type { CheckIn } from '../../shared/contract/attendance-register.ts';
import { checkInReasons, isHere } from '../../shared/rules/check-in.ts';
import type { Now } from '../../shared/rules/counted-session.ts';
import { addDays } from '../../shared/rules/time.ts';
import type { Database } from '../database/sqlite.ts';
import { cohortsWithClass } from '../sessions/of-cohorts.ts';
import { readCourses, tallies } from './course.ts';
import { checkInNotes } from './register-queries.ts';

/** A cohort without class for so many days is over, or has not begun. */
const lately = 30;

/**
 * Learners to check in with, of one cohort or of every cohort that had class in the last thirty days, with the
 * reasons. Nobody who has left or pauses. Those of whom nothing was noted since they last missed something come
 * first (`open`), then by cohort and name; Today shows these only.
 */
export function checkInList(db: Database, now: Now, cohortId: string | null, language: string): CheckIn[] {
  const cohortIds =
    cohortId === null ? cohortsWithClass(db, addDays(now.date, -lately), now.date) : [cohortId];
  const notes = Map.groupBy(checkInNotes(db, cohortIds), (note) => `${note.cohortId} ${note.learnerId}`);
  const collator = new Intl.Collator(language, { sensitivity: 'base', numeric: true });
  const list = readCourses(db, cohortIds, now).flatMap((course) => {
    const tallyFor = tallies(course);
    return course.members
      .filter((member) => isHere(member, now.date))
      .flatMap((member): CheckIn[] => {
        const tally = tallyFor(member.learnerId, member);
        const reasons = checkInReasons(tally, course.cohort.threshold);
        if (reasons.length === 0) return [];
        const own = notes.get(`${course.cohort.id} ${member.learnerId}`) ?? [];
        const [newest] = own;
        return [
          {
            cohortId: course.cohort.id,
            cohortName: course.cohort.name,
            learnerId: member.learnerId,
            name: member.name,
            shortName: member.shortName,
            reasons,
            missedOn: tally.missedOn,
            notes: own.map(({ id, on, text }) => ({ id, on, text })),
            open: newest === undefined || newest.on < (tally.missedOn ?? ''),
          },
        ];
      });
  });
  return list.sort(
    (a, b) =>
      Number(b.open) - Number(a.open) ||
      collator.compare(a.cohortName, b.cohortName) ||
      collator.compare(a.name, b.name) ||
      (a.learnerId < b.learnerId ? -1 : 1),
  );
}
