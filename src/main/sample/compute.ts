import { rebuild, rebuildHeads } from '../database/projections.ts';
import { entities } from '../database/schema.ts';
import type { Database } from '../database/sqlite.ts';

/** Heads and projections of a log that was written all at once. */
export function computeTables(db: Database, progress: (done: number) => void = () => {}): void {
  rebuildHeads(db);
  rebuild(db, entities, progress);
}
