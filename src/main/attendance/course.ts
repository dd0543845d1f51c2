import type { Mark } from '../../shared/contract/attendance.ts';
import { type CountedSession, countSessions, type Now } from '../../shared/rules/counted-session.ts';
import type { Enrollment } from '../../shared/rules/enrollment.ts';
import { countsBy, type Tally, tallyOf } from '../../shared/rules/figures.ts';
import { defaultStatuses, type Status } from '../../shared/rules/statuses.ts';
import { wallClock } from '../../shared/rules/time.ts';
import { findCenter } from '../center/queries.ts';
import type { Database } from '../database/sqlite.ts';
import { type CohortRule, type Member, membersOf, rulesOf } from '../roster/members.ts';
import { type CourseSession, sessionsOfCohorts } from '../sessions/of-cohorts.ts';
import { marksIn } from './register-queries.ts';

/** Everything about a cohort that its figures follow from. */
export interface Course {
  cohort: CohortRule;
  statuses: readonly Status[];
  /** Both lists in the order in which the classes take place. */
  sessions: readonly CourseSession[];
  counted: readonly CountedSession[];
  members: readonly Member[];
  /** By learner, then by session. */
  marks: ReadonlyMap<string, ReadonlyMap<string, Mark>>;
}

export function clockOf(db: Database, now: number): Now {
  return wallClock(now, findCenter(db)?.timeZone ?? 'UTC');
}

/** Reads some cohorts whole, each kind of thing in one query. A cohort that is not there is left out. */
export function readCourses(db: Database, cohortIds: readonly string[], now: Now): Course[] {
  const sessions = sessionsOfCohorts(db, cohortIds);
  const marks = marksIn(
    db,
    sessions.map((session) => session.id),
  );
  const sessionsBy = Map.groupBy(sessions, (session) => session.cohortId);
  const membersBy = Map.groupBy(membersOf(db, cohortIds), (member) => member.cohortId);
  return rulesOf(db, cohortIds).map((cohort) => {
    const own = sessionsBy.get(cohort.id) ?? [];
    return {
      cohort,
      statuses: cohort.statuses === null ? defaultStatuses : (JSON.parse(cohort.statuses) as Status[]),
      sessions: own,
      counted: countSessions(own, now),
      members: membersBy.get(cohort.id) ?? [],
      marks,
    };
  });
}

const noMarks: ReadonlyMap<string, Mark> = new Map();

/** Adds up each learner of a course. */
export function tallies(course: Course): (learnerId: string, enrollment: Enrollment) => Tally {
  const counts = countsBy(course.statuses);
  return (learnerId, enrollment) =>
    tallyOf(course.counted, enrollment, course.marks.get(learnerId) ?? noMarks, counts);
}
