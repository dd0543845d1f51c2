import type { Mark } from '../../shared/contract/attendance.ts';
import type { ReasonCode } from '../../shared/rules/statuses.ts';
import { all, type Database, lists, one } from '../database/sqlite.ts';
import { samePeople } from '../roster/same-person.ts';
import { markOf } from './queries.ts';

/** A mark of its own row of the table: place of its session, learner and status, and what only few marks have. */
type Cells = [session: number, learnerId: string, ...mark: MarkCells];
type MarkCells = [
  status: string,
  minutesMissed: number | null,
  reason: ReasonCode | null,
  note: string | null,
];

/** Makes one object of equal marks: a register has few that differ. */
function sharedMarks(): (...cells: MarkCells) => Mark {
  const plain = new Map<string, Mark>();
  const detailed = new Map<string, Mark>();
  return (status, minutesMissed, reason, note) => {
    const isPlain = minutesMissed === null && reason === null && note === null;
    const known = isPlain ? plain : detailed;
    const key = isPlain ? status : JSON.stringify([status, minutesMissed, reason, note]);
    let mark = known.get(key);
    if (!mark) {
      mark = markOf({ status, minutesMissed, reason, note });
      known.set(key, mark);
    }
    return mark;
  };
}

/**
 * Marks of some sessions: by person, then by session. Of somebody who was merged and marked under both of her rows, the
 * mark of the row that stands for her is shown, as on the roll.
 */
export function marksIn(db: Database, sessionIds: readonly string[]): Map<string, Map<string, Mark>> {
  const { personOf } = samePeople(db);
  const share = sharedMarks();
  // Forty thousand rows: as lists and with a number for the session, for names and texts of each take their time.
  const rows = lists<Cells>(
    db,
    `SELECT wanted.key, m.learner_id, m.status, m.minutes_missed, m.reason, m.note
     FROM json_each(?) wanted CROSS JOIN mark m ON m.session_id = wanted.value WHERE m.status IS NOT NULL`,
    JSON.stringify(sessionIds),
  );
  const byPerson = new Map<string, Map<string, Mark>>();
  for (const [session, learnerId, status, minutesMissed, reason, note] of rows) {
    const person = personOf(learnerId);
    const sessionId = sessionIds[session] ?? '';
    let own = byPerson.get(person);
    if (!own) {
      own = new Map();
      byPerson.set(person, own);
    }
    if (learnerId === person || !own.has(sessionId))
      own.set(sessionId, share(status, minutesMissed, reason, note));
  }
  return byPerson;
}

interface Place {
  sessionId: string;
  learnerId: string;
}

/** Who walked into some sessions. */
export function walkInsIn(db: Database, sessionIds: readonly string[]): Place[] {
  const { personOf } = samePeople(db);
  return all<Place>(
    db,
    `SELECT w.session_id AS sessionId, w.learner_id AS learnerId
     FROM json_each(?) wanted CROSS JOIN walk_in w ON w.session_id = wanted.value WHERE w.here IS NOT NULL`,
    JSON.stringify(sessionIds),
  ).map((place) => ({ ...place, learnerId: personOf(place.learnerId) }));
}

interface ExcusedDays {
  learnerId: string;
  from: string;
  to: string;
  reason: ReasonCode | null;
}

/** Everything that some people were excused for ahead, the earliest first. */
export function excusesOfAll(db: Database, learnerIds: readonly string[]): ExcusedDays[] {
  const { personOf, rowsOfAll } = samePeople(db);
  return all<ExcusedDays>(
    db,
    `SELECT x.learner_id AS learnerId, x.starts_on AS "from", x.ends_on AS "to", x.reason
     FROM json_each(?) wanted CROSS JOIN excuse x ON x.learner_id = wanted.value
     WHERE x.starts_on IS NOT NULL ORDER BY x.starts_on, x.id`,
    JSON.stringify(rowsOfAll(learnerIds)),
  ).map((days) => ({ ...days, learnerId: personOf(days.learnerId) }));
}

interface CheckInNote {
  id: string;
  cohortId: string;
  learnerId: string;
  on: string;
  text: string;
}

/** What was noted about the people of some cohorts, newest first. */
export function checkInNotes(db: Database, cohortIds: readonly string[]): CheckInNote[] {
  const { personOf } = samePeople(db);
  return all<CheckInNote>(
    db,
    `SELECT n.id, n.cohort_id AS cohortId, n.learner_id AS learnerId, n.noted_on AS "on", n.text
     FROM json_each(?) wanted CROSS JOIN check_in n ON n.cohort_id = wanted.value
     ORDER BY n.noted_on DESC, n.id DESC`,
    JSON.stringify(cohortIds),
  ).map((note) => ({ ...note, learnerId: personOf(note.learnerId) }));
}

export function hasCheckIn(db: Database, id: string): boolean {
  return one(db, 'SELECT 1 FROM check_in WHERE id = ? AND cohort_id IS NOT NULL', id) !== undefined;
}
