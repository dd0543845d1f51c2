import type { Mark, MarkHistoryEntry } from '../../shared/contract/attendance.ts';
import { nameOfDevice, nameOfPerson } from '../center/queries.ts';
import { type ChangeRow, historyOf } from '../database/changes.ts';
import { upcast } from '../database/entities.ts';
import type { Database } from '../database/sqlite.ts';
import { getState } from '../database/state.ts';
import { samePeople } from '../roster/same-person.ts';
import { markEntity } from './entities.ts';

/** Every value that a person's mark in a session ever had, newest first, under whichever of her rows. */
function markChanges(db: Database, sessionId: string, learnerId: string): ChangeRow[] {
  return samePeople(db)
    .rowsOf(learnerId)
    .flatMap((row) => historyOf(db, 'mark', `${sessionId}:${row}`, 'mark'))
    .sort((a, b) => b.recorded_at - a.recorded_at);
}

/** The mark that a change gave; null for one that was taken away, undefined for one that a newer Rollbook wrote. */
export function markIn({ format, value }: ChangeRow): Mark | null | undefined {
  const { mark } = markEntity.cells;
  if (value === null) return null;
  return format > mark.format ? undefined : (upcast(mark, format, JSON.parse(value)) as Mark);
}

/** Who marked what, when, from what, why and where, newest first. */
export function markHistory(db: Database, sessionId: string, learnerId: string): MarkHistoryEntry[] {
  const here = getState(db, 'device');
  const changes = markChanges(db, sessionId, learnerId);
  const byName = new Map(changes.map((change) => [JSON.stringify([change.device, change.seq]), change]));
  return changes.map((change) => {
    const replaced = change.replaces === null ? [] : (JSON.parse(change.replaces) as [string, number][]);
    const before = replaced
      .flatMap((name) => byName.get(JSON.stringify(name)) ?? [])
      .sort((a, b) => a.recorded_at - b.recorded_at);
    return {
      at: change.recorded_at,
      by: change.actor === null ? null : nameOfPerson(db, change.actor),
      device: nameOfDevice(db, change.device),
      seq: change.seq,
      here: change.device === here,
      command: change.command,
      from: before.map((one) => markIn(one) ?? null),
      mark: markIn(change) ?? null,
      why: change.reason,
    };
  });
}
