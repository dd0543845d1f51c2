import type { RollRow } from '../../shared/contract/attendance.ts';
import { defaultStatuses, type Status } from '../../shared/rules/statuses.ts';
import { remembering } from '../database/remembering.ts';
import type { Database } from '../database/sqlite.ts';
import {
  enrolledIn,
  isEnrolledOn,
  type LearnerName,
  learnersOn,
  namesOf,
  statusesOfCohort,
} from '../roster/queries.ts';
import { type SessionRow, sessionsBefore } from '../sessions/queries.ts';
import { conflictsIn } from './conflict-queries.ts';
import { excusesOn, hasMark, marksOf, statusesIn, walkInRowsOf, walkInsIn, walkInsOf } from './queries.ts';

export const statusesFor = remembering(['cohort', 'program'], (db, cohortId: string): readonly Status[] => {
  const own = statusesOfCohort(db, cohortId);
  return own === null ? defaultStatuses : (JSON.parse(own) as Status[]);
});

/** Everyone on the roll of a session: enrolled that day, walked in, or marked while they still were. */
export function learnersOfRoll(
  db: Database,
  session: SessionRow,
): { learners: LearnerName[]; walkIns: Set<string> } {
  const walkIns = new Set(walkInsOf(db, session.id));
  const enrolled = learnersOn(db, session.cohortId, session.date);
  const known = new Set(enrolled.map((learner) => learner.id));
  const others = [...marksOf(db, session.id).keys(), ...walkIns].filter((id) => !known.has(id));
  return {
    learners: others.length === 0 ? enrolled : [...enrolled, ...namesOf(db, [...new Set(others)])],
    walkIns,
  };
}

/** The rows of a roll, sorted by name in the center's language. */
export function rollRows(db: Database, session: SessionRow, language: string): RollRow[] {
  const { learners, walkIns } = learnersOfRoll(db, session);
  const marks = marksOf(db, session.id);
  const excuses = excusesOn(
    db,
    learners.map((learner) => learner.id),
    session.date,
  );
  const conflicts = conflictsIn(db, session.id);
  const before = sessionsBefore(db, session, 5).map((one) => one.id);
  const past = statusesIn(db, before);
  const collator = new Intl.Collator(language, { sensitivity: 'base', numeric: true });
  return learners
    .map((learner): RollRow => {
      const excuse = excuses.get(learner.id);
      return {
        learnerId: learner.id,
        name: learner.name,
        shortName: learner.shortName,
        mark: marks.get(learner.id) ?? null,
        excuse: excuse ? { id: excuse.id, reason: excuse.reason, note: excuse.note } : null,
        walkIn: walkIns.has(learner.id),
        lastFive: before.map((id) => past.get(id)?.get(learner.id) ?? null),
        conflict: conflicts.has(learner.id),
      };
    })
    .sort((a, b) => collator.compare(a.name, b.name) || (a.learnerId < b.learnerId ? -1 : 1));
}

/** Whether somebody may be marked in a session. */
export function isOnRoll(db: Database, session: SessionRow, learnerId: string): boolean {
  return (
    isEnrolledOn(db, learnerId, session.cohortId, session.date) ||
    hasMark(db, session.id, learnerId) ||
    walkInRowsOf(db, session.id, learnerId).length > 0
  );
}

export interface RollCounts {
  learners: number;
  recorded: number;
  present: number;
}

/** How far the rolls of some sessions have come. A handful of queries for all of them. */
export function rollCounts(db: Database, sessions: readonly SessionRow[]): Map<string, RollCounts> {
  const ids = sessions.map((session) => session.id);
  const marks = statusesIn(db, ids);
  const walkIns = walkInsIn(db, ids);
  const enrolled = enrolledIn(
    db,
    sessions.map(({ id, cohortId, date }) => ({ key: id, cohortId, on: date })),
  );
  const here = new Map<string, ReadonlySet<string>>();
  const countsAsHere = (cohortId: string): ReadonlySet<string> => {
    const known = here.get(cohortId);
    if (known) return known;
    const codes = statusesFor(db, cohortId)
      .filter((status) => status.countsAs === 'present' || status.countsAs === 'part')
      .map((status) => status.code);
    here.set(cohortId, new Set(codes));
    return new Set(codes);
  };
  return new Map(
    sessions.map(({ id, cohortId }) => {
      const given = marks.get(id) ?? new Map<string, string>();
      const everyone = new Set([...given.keys(), ...(walkIns.get(id) ?? []), ...(enrolled.get(id) ?? [])]);
      const present = [...given.values()].filter((status) => countsAsHere(cohortId).has(status)).length;
      return [id, { learners: everyone.size, recorded: given.size, present }];
    }),
  );
}
