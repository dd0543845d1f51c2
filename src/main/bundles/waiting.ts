import type { Audience, Openable } from '../../shared/rules/bundle-fields.ts';
import type { SeqRange } from '../database/log-digest.ts';
import type { Database } from '../database/sqlite.ts';
import { type BundleState, carried, countHere, devicesOfHere, newestSeqs } from './queries.ts';

/** What is in such a bundle need not go into another. One that was rejected or quarantined carries nothing any more. */
const onItsWay: readonly BundleState[] = ['frozen', 'sending', 'sent', 'confirmed'];

/** What is left of seqs 1 to `last` without some ranges, which may overlap and come in order of their beginnings. */
export function without(last: number, ranges: readonly { from: number; to: number }[]): [number, number][] {
  const left: [number, number][] = [];
  let next = 1;
  for (const { from, to } of ranges) {
    if (from > next) left.push([next, Math.min(from - 1, last)]);
    next = Math.max(next, to + 1);
  }
  if (next <= last) left.push([next, last]);
  return left.filter(([from, to]) => from <= to);
}

function openRanges(
  db: Database,
  audience: Audience,
  opened: readonly Openable[],
  states: readonly BundleState[],
): SeqRange[] {
  const known = Map.groupBy(carried(db, audience, opened, states), ({ device }) => device);
  return newestSeqs(db).flatMap(({ device, seq }) =>
    without(seq, known.get(device) ?? []).map(([from, to]) => ({ device, from, to })),
  );
}

/** Most changes of one bundle that this laptop makes: a larger past goes out in several. */
const mostInOne = 1_000_000;

/**
 * The changes that the next bundle for an audience carries: of every laptop in the log, what no bundle has that is on
 * its way or has arrived. When other fields are opened, everything goes out again with them. Of another laptop a part
 * may not have come yet; a range of which nothing has is left out.
 */
export function nextParts(db: Database, audience: Audience, opened: readonly Openable[]): SeqRange[] {
  let room = mostInOne;
  return openRanges(db, audience, opened, onItsWay)
    .filter((range) => countHere(db, range, 1) > 0)
    .flatMap(({ device, from, to }) => {
      const end = Math.min(to, from + room - 1);
      room -= Math.max(0, end - from + 1);
      return end >= from ? [{ device, from, to: end }] : [];
    });
}

/** So many changes of other laptops are counted one by one, as of them a part may not be here. */
const countedOneByOne = 10_000;

/**
 * How many changes wait: for a bundle, or until one that carries them is confirmed. Cheap, whatever the log's length
 * and however many wait.
 */
export function countWaiting(
  db: Database,
  audience: Audience,
  opened: readonly Openable[],
  until: 'bundle' | 'confirmed',
): number {
  const states = until === 'bundle' ? onItsWay : (['confirmed'] as const);
  const own = new Set(devicesOfHere(db));
  return openRanges(db, audience, opened, states).reduce((sum, range) => {
    const all = range.to - range.from + 1;
    return sum + (own.has(range.device) || all > countedOneByOne ? all : countHere(db, range, all));
  }, 0);
}
