import type { Audience, Openable } from '../../shared/rules/bundle-fields.ts';
import type { SeqRange } from '../database/log-digest.ts';
import type { Database } from '../database/sqlite.ts';
import { type BundleState, carried, newestSeqs, stretchesHere } from './queries.ts';

/** What is in such a bundle need not go into another. One that was rejected or quarantined carries nothing any more. */
const onItsWay: readonly BundleState[] = ['building', 'frozen', 'sending', 'sent', 'confirmed'];

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
 * its way or has arrived. When other fields are opened, everything goes out again with them.
 */
export function nextParts(db: Database, audience: Audience, opened: readonly Openable[]): SeqRange[] {
  let room = mostInOne;
  return openRanges(db, audience, opened, onItsWay)
    .flatMap((range) => stretchesHere(db, range))
    .flatMap(({ device, from, to }) => {
      const end = Math.min(to, from + room - 1);
      room -= Math.max(0, end - from + 1);
      return end >= from ? [{ device, from, to: end }] : [];
    });
}

/**
 * How many changes wait: for a bundle, or until one that carries them is confirmed. Reads a few rows, whatever the
 * log's length; changes of another laptop that have not come here yet count with it.
 */
export function countWaiting(
  db: Database,
  audience: Audience,
  opened: readonly Openable[],
  until: 'bundle' | 'confirmed',
): number {
  const states = until === 'bundle' ? onItsWay : (['confirmed'] as const);
  return openRanges(db, audience, opened, states).reduce((sum, { from, to }) => sum + to - from + 1, 0);
}
