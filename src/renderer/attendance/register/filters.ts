import { countsBy, creditOf } from '../../../shared/rules/figures.ts';
import type { ReasonCode, Status } from '../../../shared/rules/statuses.ts';
import { addDays } from '../../../shared/rules/time.ts';
import type { Row } from './rows.ts';
import type { RegisterSession } from './use-register.ts';

export const whoFilters = ['all', 'check_in', 'below', 'not_recorded'] as const;
export type Who = (typeof whoFilters)[number];

/** A part of a picture that was clicked; it narrows the register to the people behind it. */
export type Picked =
  | { kind: 'session'; sessionId: string }
  /** Percentages from `from` up to, not including, `to`. */
  | { kind: 'share'; from: number; to: number }
  | { kind: 'reason'; reason: ReasonCode | 'none' };

/** A session with its place among all sessions of the register. */
export interface Column {
  session: RegisterSession;
  place: number;
}

/** `2026-03-12` to `2026-03`. */
export const monthOf = (date: string): string => date.slice(0, 7);

/** First and last day of a month `2026-03`. */
export function daysOf(month: string): { from: string; to: string } {
  const from = `${month}-01`;
  return { from, to: addDays(`${monthOf(addDays(from, 31))}-01`, -1) };
}

export function columnsOf(
  sessions: readonly RegisterSession[],
  month: string | null,
  kind: string | null,
): Column[] {
  return sessions.flatMap((session, place) =>
    (month === null || monthOf(session.date) === month) && (kind === null || session.kind === kind)
      ? [{ session, place }]
      : [],
  );
}

export function isBelow(row: Row, threshold: number | null): boolean {
  const { percentage } = row.figures;
  return threshold !== null && percentage !== null && percentage < threshold;
}

function isAmong(row: Row, who: Who, threshold: number | null): boolean {
  if (who === 'check_in') return row.checkIn.length > 0;
  if (who === 'below') return isBelow(row, threshold);
  return who === 'all' || row.figures.notRecorded > 0;
}

/** Reasons stand for minutes that somebody missed: a mark that counts in full needs none. */
export function reasonOf(
  row: Row,
  place: number,
  statuses: ReadonlyMap<string, Status>,
): ReasonCode | 'none' | null {
  const mark = row.marks[place];
  const countsAs = mark ? statuses.get(mark.status)?.countsAs : undefined;
  if (!mark || countsAs === undefined || countsAs === 'present') return null;
  return mark.reason ?? 'none';
}

function isPicked(
  row: Row,
  picked: Picked,
  columns: readonly Column[],
  statuses: readonly Status[],
): boolean {
  const byCode = new Map(statuses.map((status) => [status.code, status]));
  if (picked.kind === 'share') {
    const { percentage } = row.figures;
    return percentage !== null && percentage >= picked.from && percentage < picked.to;
  }
  if (picked.kind === 'reason')
    return columns.some(({ place }) => reasonOf(row, place, byCode) === picked.reason);
  const column = columns.find(({ session }) => session.id === picked.sessionId);
  const mark = column ? row.marks[column.place] : null;
  if (!column || !mark) return false;
  const credit = creditOf(column.session.heldMinutes, mark, countsBy(statuses));
  return credit === null || credit < column.session.heldMinutes;
}

export interface Filter {
  who: Who;
  picked: Picked | null;
  threshold: number | null;
}

export function filterRows(
  rows: readonly Row[],
  { who, picked, threshold }: Filter,
  columns: readonly Column[],
  statuses: readonly Status[],
): Row[] {
  return rows.filter(
    (row) => isAmong(row, who, threshold) && (picked === null || isPicked(row, picked, columns, statuses)),
  );
}
