import { refuse } from '../../shared/result.ts';
import type { EnrollmentStatus } from '../../shared/rules/learner.ts';
import { addDays } from '../../shared/rules/time.ts';
import type { Write } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import { enrollmentEntity } from './entities.ts';
import { type EnrollmentRow, findEnrollment } from './people-queries.ts';

/** Statuses of people who are in the cohort, or will be again. */
const within: readonly EnrollmentStatus[] = ['enrolled', 'returned', 'paused'];

interface Status {
  status: EnrollmentStatus;
  reason?: string | null;
  lastSeen?: string | null;
  creditMinutes?: number | null;
}

function writeStatus(
  write: Write,
  enrollment: Pick<EnrollmentRow, 'learnerId' | 'cohortId'>,
  status: Status,
) {
  write(enrollmentEntity, `${enrollment.learnerId}:${enrollment.cohortId}`, 'status', {
    reason: null,
    lastSeen: null,
    creditMinutes: null,
    ...status,
  });
}

function writePeriod(
  write: Write,
  { learnerId, cohortId }: Pick<EnrollmentRow, 'learnerId' | 'cohortId'>,
  startsOn: string,
  endsOn: string | null,
) {
  write(enrollmentEntity, `${learnerId}:${cohortId}`, 'period', { startsOn, endsOn });
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
  writePeriod(write, { learnerId, cohortId }, known?.startsOn ?? startsOn, null);
  writeStatus(
    write,
    { learnerId, cohortId },
    {
      status: known ? 'returned' : 'enrolled',
      creditMinutes: creditMinutes ?? known?.creditMinutes ?? null,
    },
  );
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
  writePeriod(write, row, startsOn, row.endsOn);
}

export function pause(
  db: Database,
  write: Write,
  learnerId: string,
  cohortId: string,
  reason: string | null,
  lastSeen: string | null,
): void {
  const row = requireWithin(db, learnerId, cohortId);
  writeStatus(write, row, { status: 'paused', reason, lastSeen, creditMinutes: row.creditMinutes });
}

export function comeBack(db: Database, write: Write, learnerId: string, cohortId: string): void {
  const row = requireEnrollment(db, learnerId, cohortId);
  if (row.status === 'enrolled' || row.status === 'returned' || row.startsOn === null)
    throw refuse('conflict', 'already_enrolled');
  writePeriod(write, row, row.startsOn, null);
  writeStatus(write, row, { status: 'returned', creditMinutes: row.creditMinutes });
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
  writePeriod(write, row, row.startsOn, endsOn < row.startsOn ? row.startsOn : endsOn);
  writeStatus(write, row, { status: 'left', reason, lastSeen, creditMinutes: row.creditMinutes });
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
  writePeriod(write, row, row.startsOn, before < row.startsOn ? row.startsOn : before);
  writeStatus(write, row, { status: 'transferred', creditMinutes: row.creditMinutes });
  if (!enroll(db, write, learnerId, to.cohortId, to.on, to.creditMinutes))
    throw refuse('conflict', 'already_enrolled');
}

export function complete(db: Database, write: Write, learnerId: string, cohortId: string, on: string): void {
  const row = requireWithin(db, learnerId, cohortId);
  writePeriod(write, row, row.startsOn, on < row.startsOn ? row.startsOn : on);
  writeStatus(write, row, { status: 'completed', creditMinutes: row.creditMinutes });
}

/** Takes an enrollment away as if it had never been. */
export function removeEnrollment(write: Write, learnerId: string, cohortId: string): void {
  const id = `${learnerId}:${cohortId}`;
  write(enrollmentEntity, id, 'period', null);
  write(enrollmentEntity, id, 'status', null);
}
