import { type Database, one, run } from './sqlite.ts';

/** Small facts of this laptop, kept in the database and never exported. */
interface LocalState {
  /** Id under which this database writes. */
  device: string;
  /** '1' after a clean close, '0' while open. */
  clean: '0' | '1';
  /** Last sign of life, milliseconds: what a power cut is dated by. */
  alive: string;
  screen: string;
  /** Who was at `screen`, and on which day. */
  screen_of: string;
  last_person: string;
  /** Calendar date of the last passphrase. */
  passphrase_day: string;
  /** Calendar date of the last first unlock of a day. */
  unlocked_on: string;
  recovery_confirmed: string;
  /** JSON of an interruption not answered yet. */
  interruption: string;
  backup_off: string;
  new_device: string;
  personal: string;
  /** How many changes have a format that this version cannot read: kept, not shown. */
  unknown: string;
  /** Token of this opening, see marker.ts. */
  opening: string;
  /** In the sample center: the assessment that its example hand-ins are for. */
  example_project: string;
}

export function getState<K extends keyof LocalState>(db: Database, name: K): LocalState[K] | undefined {
  return one<{ value: LocalState[K] }>(db, 'SELECT value FROM local_state WHERE name = ?', name)?.value;
}

export function setState<K extends keyof LocalState>(
  db: Database,
  name: K,
  value: LocalState[K] | null,
): void {
  if (value === null) run(db, 'DELETE FROM local_state WHERE name = ?', name);
  else
    run(
      db,
      'INSERT INTO local_state (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      value,
    );
}
