import type { Mark } from '../../shared/contract/attendance.ts';
import type { ReasonCode } from '../../shared/rules/statuses.ts';
import { all, type Database, one } from '../database/sqlite.ts';
import { type MarkRow, markOf } from './queries.ts';

/** Marks of some sessions: by learner, then by session. */
export function marksIn(db: Database, sessionIds: readonly string[]): Map<string, Map<string, Mark>> {
  const rows = all<MarkRow & { sessionId: string }>(
    db,
    `SELECT m.session_id AS sessionId, m.learner_id AS learnerId, m.status, m.minutes_missed AS minutesMissed,
       m.reason, m.note
     FROM json_each(?) wanted CROSS JOIN mark m ON m.session_id = wanted.value WHERE m.status IS NOT NULL`,
    JSON.stringify(sessionIds),
  );
  const byLearner = new Map<string, Map<string, Mark>>();
  for (const row of rows) {
    let own = byLearner.get(row.learnerId);
    if (!own) {
      own = new Map();
      byLearner.set(row.learnerId, own);
    }
    own.set(row.sessionId, markOf(row));
  }
  return byLearner;
}

interface Place {
  sessionId: string;
  learnerId: string;
}

export function walkInsIn(db: Database, sessionIds: readonly string[]): Place[] {
  return all<Place>(
    db,
    `SELECT w.session_id AS sessionId, w.learner_id AS learnerId
     FROM json_each(?) wanted CROSS JOIN walk_in w ON w.session_id = wanted.value WHERE w.here IS NOT NULL`,
    JSON.stringify(sessionIds),
  );
}

/** Marks of some sessions that have two values which nobody has decided between. */
export function conflictsOf(db: Database, sessionIds: readonly string[]): Place[] {
  return all<{ sessionId: string; id: string }>(
    db,
    `SELECT wanted.value AS sessionId, h.entity_id AS id FROM json_each(?) wanted
     CROSS JOIN head h ON h.entity = 'mark' AND h.entity_id > wanted.value || ':' AND h.entity_id < wanted.value || ';'
     GROUP BY h.entity_id, h.cell HAVING count(*) > 1`,
    JSON.stringify(sessionIds),
  ).map(({ sessionId, id }) => ({ sessionId, learnerId: id.slice(sessionId.length + 1) }));
}

interface ExcusedDays {
  learnerId: string;
  from: string;
  to: string;
  reason: ReasonCode | null;
}

/** Everything that some learners were excused for ahead, the earliest first. */
export function excusesOfAll(db: Database, learnerIds: readonly string[]): ExcusedDays[] {
  return all<ExcusedDays>(
    db,
    `SELECT x.learner_id AS learnerId, x.starts_on AS "from", x.ends_on AS "to", x.reason
     FROM json_each(?) wanted CROSS JOIN excuse x ON x.learner_id = wanted.value
     WHERE x.starts_on IS NOT NULL ORDER BY x.starts_on, x.id`,
    JSON.stringify(learnerIds),
  );
}

interface CheckInNote {
  id: string;
  cohortId: string;
  learnerId: string;
  on: string;
  text: string;
}

/** What was noted about the learners of some cohorts, newest first. */
export function checkInNotes(db: Database, cohortIds: readonly string[]): CheckInNote[] {
  return all<CheckInNote>(
    db,
    `SELECT n.id, n.cohort_id AS cohortId, n.learner_id AS learnerId, n.noted_on AS "on", n.text
     FROM json_each(?) wanted CROSS JOIN check_in n ON n.cohort_id = wanted.value
     ORDER BY n.noted_on DESC, n.id DESC`,
    JSON.stringify(cohortIds),
  );
}

export function hasCheckIn(db: Database, id: string): boolean {
  return one(db, 'SELECT 1 FROM check_in WHERE id = ? AND cohort_id IS NOT NULL', id) !== undefined;
}
