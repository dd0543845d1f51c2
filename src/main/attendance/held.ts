import type { Held } from '../../shared/contract/attendance.ts';
import { all, type Database } from '../database/sqlite.ts';
import { cohortNames } from '../roster/queries.ts';
import { samePeople } from '../roster/same-person.ts';
import { findSession } from '../sessions/queries.ts';
import { excusesOf, type MarkRow, markOf } from './queries.ts';
import { statusesFor } from './roll.ts';

/** All that attendance holds about a person: for the sheet that she can be given. */
export function heldAbout(db: Database, learnerId: string): Held {
  const rows = JSON.stringify(samePeople(db).rowsOf(learnerId));
  const cohorts = cohortNames(db);
  const marked = all<MarkRow & { sessionId: string }>(
    db,
    `SELECT session_id AS sessionId, learner_id AS learnerId, status, minutes_missed AS minutesMissed, reason, note
     FROM mark WHERE learner_id IN (SELECT value FROM json_each(?))`,
    rows,
  );
  const marks = marked
    .flatMap((row): Held['marks'] => {
      const session = findSession(db, row.sessionId);
      if (!session) return [];
      const status = statusesFor(db, session.cohortId).find((one) => one.code === row.status);
      const { date, title, kind, cohortId } = session;
      const cohortName = cohorts.get(cohortId)?.name ?? '';
      return [{ date, title, kind, cohortName, mark: markOf(row), status: status ?? null }];
    })
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const walkIns = all<{ sessionId: string }>(
    db,
    'SELECT session_id AS sessionId FROM walk_in WHERE learner_id IN (SELECT value FROM json_each(?))',
    rows,
  ).flatMap(({ sessionId }) => findSession(db, sessionId)?.date ?? []);
  const checkIns = all<{ on: string; text: string; cohortId: string }>(
    db,
    `SELECT n.noted_on AS "on", n.text, n.cohort_id AS cohortId FROM json_each(?) c
     CROSS JOIN check_in n ON n.cohort_id = c.value AND n.learner_id IN (SELECT value FROM json_each(?))
     ORDER BY n.noted_on, n.id`,
    JSON.stringify([...cohorts.keys()]),
    rows,
  ).map(({ cohortId, ...note }) => ({ ...note, cohortName: cohorts.get(cohortId)?.name ?? '' }));
  const pictures = all<{ sessionId: string }>(
    db,
    'SELECT DISTINCT e.session_id AS sessionId FROM json_each(?) s CROSS JOIN evidence e ON e.session_id = s.value',
    JSON.stringify([...new Set(marked.map((row) => row.sessionId))]),
  ).flatMap(({ sessionId }) => findSession(db, sessionId)?.date ?? []);
  return {
    marks,
    walkIns: [...new Set(walkIns)].sort(),
    excuses: excusesOf(db, learnerId).map(({ learnerId: _learner, ...excuse }) => excuse),
    checkIns,
    pictures: pictures.sort(),
  };
}
