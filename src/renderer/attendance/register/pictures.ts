import { countsBy, creditOf, percentOf } from '../../../shared/rules/figures.ts';
import { type ReasonCode, reasonCodes, type Status } from '../../../shared/rules/statuses.ts';
import { type Column, reasonOf } from './filters.ts';
import type { Row } from './rows.ts';

/** Attendance of one session: minutes credited of those that count, over everybody who has a mark that counts. */
export interface SessionShare extends Column {
  percent: number | null;
  present: number;
  counted: number;
}

export function sessionShares(
  rows: readonly Row[],
  columns: readonly Column[],
  statuses: readonly Status[],
): SessionShare[] {
  const counts = countsBy(statuses);
  return columns
    .filter(({ session }) => session.heldMinutes > 0)
    .map((column) => {
      const { heldMinutes } = column.session;
      const credits = rows.flatMap((row) => {
        const mark = row.marks[column.place];
        const credit = mark ? creditOf(heldMinutes, mark, counts) : null;
        return credit === null ? [] : [credit];
      });
      const sum = credits.reduce((all, credit) => all + credit, 0);
      return {
        ...column,
        percent: percentOf(sum, heldMinutes * credits.length),
        present: credits.filter((credit) => credit > 0).length,
        counted: credits.length,
      };
    })
    .filter((share) => share.counted > 0);
}

/** Learners by percentage. The last band holds 100 too. */
export interface Band {
  from: number;
  /** Not included. */
  to: number;
  learners: number;
}

const edges = [0, 50, 60, 70, 80, 90, 101];

export function bandsOf(rows: readonly Row[]): Band[] {
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? 101;
    const within = rows.filter(
      ({ figures: { percentage } }) => percentage !== null && percentage >= from && percentage < to,
    );
    return { from, to, learners: within.length };
  });
}

/** How often each reason stands beside minutes that were missed, the most frequent first. */
export function reasonCounts(
  rows: readonly Row[],
  columns: readonly Column[],
  statuses: readonly Status[],
): { reason: ReasonCode | 'none'; count: number }[] {
  const byCode = new Map(statuses.map((status) => [status.code, status]));
  const counts = new Map<ReasonCode | 'none', number>();
  for (const row of rows) {
    for (const { place } of columns) {
      const reason = reasonOf(row, place, byCode);
      if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  }
  return [...reasonCodes, 'none' as const]
    .map((reason) => ({ reason, count: counts.get(reason) ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
