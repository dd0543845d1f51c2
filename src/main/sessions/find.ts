import type { Found } from '../../shared/contract/desk.ts';
import type { SessionKind } from '../../shared/rules/statuses.ts';
import { addDays, daysBetween } from '../../shared/rules/time.ts';
import type { Seat } from '../center/gate.ts';
import type { Database } from '../database/sqlite.ts';
import { bestOf } from '../roster/find.ts';
import { foldName } from '../roster/import/fold-text.ts';
import { cohortNames } from '../roster/queries.ts';
import { centerDate } from '../roster/today.ts';
import { findSessions, listSessions, type SessionRow } from './queries.ts';

/** Days around today in which sessions are looked for: who wants an older one knows its cohort. */
const back = 45;
const ahead = 21;

/** Where somebody looks, and what she may see there. */
interface Look {
  now: number;
  scope: Seat['scope'];
}

const reaches = (scope: Seat['scope'], session: SessionRow): boolean =>
  scope === null || (session.date === scope.day && session.cohortId === scope.cohortId);

/** Sessions by words of their title or cohort, or of a kind; those nearest to today first. */
export function sessionsLike(
  db: Database,
  { now, scope }: Look,
  text: string,
  kinds: readonly SessionKind[],
  most: number,
): Found[] {
  const today = centerDate(db, now);
  const cohorts = cohortNames(db);
  const words = text.split(/\s+/).map(foldName).filter(Boolean);
  if (words.length === 0) return [];
  const rank = (session: SessionRow): number | null => {
    const name = foldName(`${session.title} ${cohorts.get(session.cohortId)?.name ?? ''} ${session.date}`);
    const fits = words.every((word) => name.includes(word)) || kinds.includes(session.kind);
    return fits && reaches(scope, session) ? Math.abs(daysBetween(today, session.date)) : null;
  };
  const near = listSessions(db, addDays(today, -back), addDays(today, ahead));
  return bestOf(near, rank, most).map((session) => describe(session, cohorts));
}

export function recallSessions(db: Database, { scope }: Look, ids: readonly string[]): Found[] {
  const cohorts = cohortNames(db);
  return findSessions(db, ids)
    .filter((session) => reaches(scope, session))
    .map((session) => describe(session, cohorts));
}

const describe = (
  { id, title, kind, cohortId, date, startsAt }: SessionRow,
  cohorts: ReturnType<typeof cohortNames>,
): Found => ({
  ...{ kind: 'session', id, title, sessionKind: kind, date, startsAt },
  cohortName: cohorts.get(cohortId)?.name ?? '',
});
