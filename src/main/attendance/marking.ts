import type { Mark } from '../../shared/contract/attendance.ts';
import { refuse } from '../../shared/result.ts';
import { plannedMinutes } from '../../shared/rules/outcome.ts';
import type { Write } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import { samePeople } from '../roster/same-person.ts';
import type { SessionRow } from '../sessions/queries.ts';
import { markEntity } from './entities.ts';
import { excusesOn, marksOf, rowsToMark } from './queries.ts';
import { learnersOfRoll, statusesFor } from './roll.ts';

/** A closed roll changes only with a reason. */
export function requireOpenRoll(session: SessionRow, why: string | undefined): void {
  if (session.closedAt !== null && !why) throw refuse('conflict', 'roll_closed');
}

/** Throws `validation` for a mark that the program does not know; a hidden status stays with who has it already. */
export function requireMark(db: Database, session: SessionRow, learnerId: string, mark: Mark): Mark {
  const status = statusesFor(db, session.cohortId).find((one) => one.code === mark.status);
  const known =
    status &&
    (!status.hidden ||
      marksOf(db, session.id).get(samePeople(db).personOf(learnerId))?.status === status.code);
  if (!known) throw refuse('validation', 'unknown_status');
  const { minutesMissed, ...rest } = mark;
  if (status.countsAs !== 'part') return rest;
  if (minutesMissed === undefined) throw refuse('validation', 'minutes_needed');
  return { ...rest, minutesMissed: Math.min(minutesMissed, plannedMinutes(session)) };
}

/** Each row of hers that is marked here gets the mark: what was marked twice says one thing from now on. */
export function writeMark(
  db: Database,
  write: Write,
  session: SessionRow,
  learnerId: string,
  mark: Mark | null,
  why: string | null,
): void {
  for (const row of rowsToMark(db, session.id, learnerId))
    write(markEntity, `${session.id}:${row}`, 'mark', mark, why);
}

/**
 * Blanks become present; who was excused ahead becomes excused. Marks that exist stay as they are. With `among` only
 * for these learners.
 */
export function fillBlanks(
  db: Database,
  session: SessionRow,
  write: Write,
  why: string | null,
  among: ReadonlySet<string> | null = null,
): { learnerId: string; mark: Mark }[] {
  const marks = marksOf(db, session.id);
  const { learners } = learnersOfRoll(db, session);
  const blanks = learners.filter(({ id }) => !marks.has(id) && (among?.has(id) ?? true));
  const excuses = excusesOn(
    db,
    blanks.map((learner) => learner.id),
    session.date,
  );
  const statuses = statusesFor(db, session.cohortId).filter((status) => !status.hidden);
  const present = statuses.find((status) => status.countsAs === 'present')?.code;
  const excused = statuses.find((status) => status.countsAs === 'excused')?.code;
  return blanks.flatMap(({ id }) => {
    const excuse = excuses.get(id);
    // A program without a status for it leaves who is excused blank: present she is not.
    const status = excuse ? excused : present;
    if (status === undefined) return [];
    const mark: Mark = {
      status,
      ...(excuse?.reason ? { reason: excuse.reason } : {}),
      ...(excuse?.note ? { note: excuse.note } : {}),
    };
    write(markEntity, `${session.id}:${id}`, 'mark', mark, why);
    return [{ learnerId: id, mark }];
  });
}
