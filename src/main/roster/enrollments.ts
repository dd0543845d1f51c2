import { refuse } from '../../shared/result.ts';
import type { EnrollmentStatus } from '../../shared/rules/learner.ts';
import { type Pause, pausesUntil, tidyPauses } from '../../shared/rules/pauses.ts';
import { addDays } from '../../shared/rules/time.ts';
import type { Write } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import { enrollmentEntity } from './entities.ts';
import { type EnrollmentRow, findEnrollment, rowsHolding } from './people-queries.ts';

/** Statuses of people who are in the cohort, or will be again. */
const within: readonly EnrollmentStatus[] = ['enrolled', 'returned', 'paused'];

interface Status {
  status: EnrollmentStatus;
  reason?: string | null;
  lastSeen?: string | null;
  creditMinutes?: number | null;
}

type Membership = Pick<EnrollmentRow, 'learnerId' | 'cohortId'>;

/** Each row of hers that is in the cohort says the same: only so does one person have one enrollment. */
function idsOf(db: Database, { learnerId, cohortId }: Membership): string[] {
  return rowsHolding(db, 'enrollment', learnerId, cohortId).map((id) => `${id}:${cohortId}`);
}

function writeStatus(db: Database, write: Write, membership: Membership, status: Status): void {
  const full = { reason: null, lastSeen: null, creditMinutes: null, ...status };
  for (const id of idsOf(db, membership)) write(enrollmentEntity, id, 'status', full);
}

function writePeriod(
  db: Database,
  write: Write,
  membership: Membership,
  startsOn: string,
  endsOn: string | null,
): void {
  for (const id of idsOf(db, membership)) write(enrollmentEntity, id, 'period', { startsOn, endsOn });
}

function writePauses(db: Database, write: Write, membership: Membership, pauses: readonly Pause[]): void {
  const tidy = tidyPauses(pauses);
  for (const id of idsOf(db, membership))
    write(enrollmentEntity, id, 'pauses', tidy.length === 0 ? null : tidy);
}

/** Throws `not_found` (enrollment_not_found). */
export function requireEnrollment(db: Database, learnerId: string, cohortId: string): EnrollmentRow {
  const row = findEnrollment(db, learnerId, cohortId);
  if (!row) throw refuse('not_found', 'enrollment_not_found');
  return row;
}

/** Somebody who is in the cohort now. Throws `conflict` (not_enrolled). */
function requireWithin(
  db: Database,
  learnerId: string,
  cohortId: string,
): EnrollmentRow & { startsOn: string } {
  const row = requireEnrollment(db, learnerId, cohortId);
  if (!within.includes(row.status) || row.startsOn === null) throw refuse('conflict', 'not_enrolled');
  return { ...row, startsOn: row.startsOn };
}

/** What lay between her going and a day on which she is back: nobody expected her then. */
function pausesBefore(row: EnrollmentRow, back: string): Pause[] {
  const gone: Pause[] =
    row.endsOn === null ? [] : [{ from: addDays(row.endsOn, 1), to: null, reason: row.reason }];
  return pausesUntil([...row.pauses, ...gone], back);
}

/**
 * Puts a learner into a cohort from a date. Who was there before comes back, and keeps her first day: what she
 * attended then still counts. Says false, and writes nothing, for who is in it already.
 */
export function enroll(
  db: Database,
  write: Write,
  learnerId: string,
  cohortId: string,
  startsOn: string,
  creditMinutes: number | null = null,
): boolean {
  const known = findEnrollment(db, learnerId, cohortId);
  if (known && within.includes(known.status)) return false;
  const membership = { learnerId, cohortId };
  const credit = creditMinutes ?? known?.creditMinutes ?? null;
  writePeriod(db, write, membership, known?.startsOn ?? startsOn, null);
  if (known) writePauses(db, write, membership, pausesBefore(known, startsOn));
  writeStatus(db, write, membership, { status: known ? 'returned' : 'enrolled', creditMinutes: credit });
  return true;
}

/** Moves the first day in a cohort. */
export function editStart(
  db: Database,
  write: Write,
  learnerId: string,
  cohortId: string,
  startsOn: string,
): void {
  const row = requireEnrollment(db, learnerId, cohortId);
  if (row.endsOn !== null && startsOn > row.endsOn) throw refuse('validation', 'dates_reversed');
  writePeriod(db, write, row, startsOn, row.endsOn);
}

/**
 * She is not expected from a day on, until another or until she comes back. Where nobody says from when, it is the
 * day after she was last seen, else today.
 */
export function pause(
  db: Database,
  write: Write,
  learnerId: string,
  cohortId: string,
  about: { reason: string | null; lastSeen: string | null; from: string | null; to: string | null },
  today: string,
): void {
  const row = requireWithin(db, learnerId, cohortId);
  const { reason, lastSeen, to } = about;
  const from = about.from ?? (lastSeen === null ? today : addDays(lastSeen, 1));
  if (from < row.startsOn) throw refuse('validation', 'pause_before_start');
  if (to !== null && to < from) throw refuse('validation', 'dates_reversed');
  writePauses(db, write, row, [...pausesUntil(row.pauses, from), { from, to, reason }]);
  writeStatus(db, write, row, { status: 'paused', reason, lastSeen, creditMinutes: row.creditMinutes });
}

/** Puts the dates of her pauses right. Her status follows: with one that lasts she is paused, else she is back. */
export function editPauses(
  db: Database,
  write: Write,
  learnerId: string,
  cohortId: string,
  pauses: readonly Pause[],
): void {
  const row = requireWithin(db, learnerId, cohortId);
  if (pauses.some(({ from, to }) => to !== null && to < from)) throw refuse('validation', 'dates_reversed');
  if (pauses.some(({ from }) => from < row.startsOn)) throw refuse('validation', 'pause_before_start');
  const tidy = tidyPauses(pauses);
  writePauses(db, write, row, tidy);
  const lasting = tidy.find((pause) => pause.to === null);
  if (lasting && row.status !== 'paused')
    writeStatus(db, write, row, {
      status: 'paused',
      reason: lasting.reason,
      creditMinutes: row.creditMinutes,
    });
  const without = tidy.length === 0 ? 'enrolled' : 'returned';
  if (!lasting && row.status !== without)
    writeStatus(db, write, row, { status: without, creditMinutes: row.creditMinutes });
}

/** After a pause, or after she had gone: the first day in the cohort stays, the days between do not count. */
export function comeBack(db: Database, write: Write, learnerId: string, cohortId: string, on: string): void {
  const row = requireEnrollment(db, learnerId, cohortId);
  if (row.status === 'enrolled' || row.status === 'returned' || row.startsOn === null)
    throw refuse('conflict', 'already_enrolled');
  if (on < row.startsOn) throw refuse('validation', 'back_before_start');
  writePeriod(db, write, row, row.startsOn, null);
  writePauses(db, write, row, pausesBefore(row, on));
  writeStatus(db, write, row, { status: 'returned', creditMinutes: row.creditMinutes });
}

/** Ends an enrollment on the day she was last seen; where nobody knows, she is off the roll from today. */
export function leave(
  db: Database,
  write: Write,
  learnerId: string,
  cohortId: string,
  reason: string | null,
  lastSeen: string | null,
  today: string,
): void {
  const row = requireWithin(db, learnerId, cohortId);
  const endsOn = lastSeen ?? addDays(today, -1);
  if (endsOn < row.startsOn && lastSeen !== null) throw refuse('validation', 'last_seen_before_start');
  writePeriod(db, write, row, row.startsOn, endsOn < row.startsOn ? row.startsOn : endsOn);
  writeStatus(db, write, row, { status: 'left', reason, lastSeen, creditMinutes: row.creditMinutes });
}

/** Ends one enrollment the day before another begins, which takes minutes along as credit. */
export function transfer(
  db: Database,
  write: Write,
  learnerId: string,
  cohortId: string,
  to: { cohortId: string; on: string; creditMinutes: number | null },
): void {
  const row = requireWithin(db, learnerId, cohortId);
  if (to.cohortId === cohortId) throw refuse('validation', 'same_cohort');
  const before = addDays(to.on, -1);
  writePeriod(db, write, row, row.startsOn, before < row.startsOn ? row.startsOn : before);
  writeStatus(db, write, row, { status: 'transferred', creditMinutes: row.creditMinutes });
  if (!enroll(db, write, learnerId, to.cohortId, to.on, to.creditMinutes))
    throw refuse('conflict', 'already_enrolled');
}

export function complete(db: Database, write: Write, learnerId: string, cohortId: string, on: string): void {
  const row = requireWithin(db, learnerId, cohortId);
  writePeriod(db, write, row, row.startsOn, on < row.startsOn ? row.startsOn : on);
  writeStatus(db, write, row, { status: 'completed', creditMinutes: row.creditMinutes });
}

/** Takes an enrollment away as if it had never been. */
export function removeEnrollment(db: Database, write: Write, learnerId: string, cohortId: string): void {
  for (const id of idsOf(db, { learnerId, cohortId })) {
    write(enrollmentEntity, id, 'period', null);
    write(enrollmentEntity, id, 'status', null);
    write(enrollmentEntity, id, 'pauses', null);
  }
}
