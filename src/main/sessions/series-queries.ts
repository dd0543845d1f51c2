import type { Slot } from '../../shared/rules/series.ts';
import type { SessionKind } from '../../shared/rules/statuses.ts';
import { type Database, one } from '../database/sqlite.ts';

/** What a series gives each of its sessions, and when. */
export interface Pattern {
  cohortId: string;
  title: string;
  kind: SessionKind;
  from: string;
  to: string;
  slots: Slot[];
  room: string | null;
  instructorId: string | null;
}
export interface SeriesRow extends Pattern {
  id: string;
}

export function findSeries(db: Database, id: string): SeriesRow | undefined {
  const row = one<Omit<SeriesRow, 'slots'> & { slots: string }>(
    db,
    `SELECT id, cohort_id AS cohortId, title, kind, starts_on AS "from", ends_on AS "to", slots, room,
       instructor_id AS instructorId
     FROM series WHERE id = ? AND cohort_id IS NOT NULL`,
    id,
  );
  return row && { ...row, slots: JSON.parse(row.slots) as Slot[] };
}
