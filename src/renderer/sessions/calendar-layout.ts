import { minutesOf } from '../../shared/rules/time.ts';

interface Timed {
  startsAt: string;
  endsAt: string;
}

/** A block beside others at the same time: its lane, of so many. */
export interface Placed<T> {
  item: T;
  lane: number;
  lanes: number;
}

/** Puts what overlaps side by side, in the order in which it begins. Blocks that share no moment share no width. */
export function placeSideBySide<T extends Timed>(items: readonly T[]): Placed<T>[] {
  const placed: Placed<T>[] = [];
  let cluster: { item: T; lane: number }[] = [];
  let ends: number[] = [];
  const settle = (): void => {
    placed.push(...cluster.map((one) => ({ ...one, lanes: ends.length })));
    cluster = [];
    ends = [];
  };
  for (const item of [...items].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))) {
    const start = minutesOf(item.startsAt);
    if (ends.every((end) => end <= start)) settle();
    const free = ends.findIndex((end) => end <= start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = minutesOf(item.endsAt);
    cluster.push({ item, lane });
  }
  settle();
  return placed;
}

/** The hours that a week needs: eight to six, and whatever classes there are before and after. */
export function hoursOf(items: readonly Timed[]): { first: number; last: number } {
  const starts = items.map((one) => Math.floor(minutesOf(one.startsAt) / 60));
  const ends = items.map((one) => Math.ceil(minutesOf(one.endsAt) / 60));
  return { first: Math.min(8, ...starts), last: Math.max(18, ...ends) };
}
