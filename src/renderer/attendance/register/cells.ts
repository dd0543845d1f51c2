import { presenceOn } from '../../../shared/rules/enrollment.ts';
import type { Status } from '../../../shared/rules/statuses.ts';
import type { Row } from './rows.ts';
import type { RegisterSession } from './use-register.ts';

/** What stands where a learner meets a session. */
export type Cell =
  | { kind: 'mark'; status: Status | null; minutes: number | null }
  /** Class is over, she was expected, nobody marked her. */
  | { kind: 'blank' }
  | { kind: 'to_come' }
  | { kind: 'excused_ahead' }
  /** Class was not held: cancelled, or moved. */
  | { kind: 'not_held' }
  | { kind: 'before' | 'after' | 'paused' | 'never' };

export function cellOf(
  row: Row,
  session: RegisterSession,
  place: number,
  statuses: ReadonlyMap<string, Status>,
): Cell {
  const mark = row.marks[place];
  if (mark)
    return { kind: 'mark', status: statuses.get(mark.status) ?? null, minutes: mark.minutesMissed ?? null };
  const presence = presenceOn(row.learner, session.date);
  const walkedIn = row.learner.walkedInto.includes(place);
  if (presence !== 'expected' && !walkedIn) return { kind: presence };
  if (session.heldMinutes === 0) return { kind: 'not_held' };
  const excused = row.learner.excuses.some(({ from, to }) => session.date >= from && session.date <= to);
  if (excused) return { kind: 'excused_ahead' };
  return { kind: session.ended ? 'blank' : 'to_come' };
}

/** Gone for good: her row stays as it was. */
export function isGone({ learner }: Row): boolean {
  return learner.status === 'left' || learner.status === 'transferred' || learner.status === 'completed';
}

/** Whether a mark may be set here: somebody who is here, in a class that expects her or in which she has a mark. */
export function mayMark(row: Row, cell: Cell): boolean {
  if (isGone(row)) return false;
  return (
    cell.kind === 'mark' ||
    cell.kind === 'blank' ||
    cell.kind === 'to_come' ||
    cell.kind === 'excused_ahead' ||
    cell.kind === 'not_held'
  );
}
