import type { WriteChannel } from '../shared/contract/index.ts';
import type { Gate } from './center/gate.ts';
import { beginAct, type Write } from './database/changes.ts';
import { type Database, inTransaction } from './database/sqlite.ts';

/** One transaction and one act outside a command: for actions that waited for something first, and for the program itself. */
export type Transact = <T>(
  command: WriteChannel | `program.${string}`,
  work: (write: Write, db: Database) => T,
  /** Who began it, where it took so long that somebody else may sit there by now. */
  actor?: string,
) => T;

export function createTransact(gate: Gate, now: () => number): Transact {
  return (command, work, begunBy) => {
    const { db, writeAs } = gate.vault();
    const actor = command.startsWith('program.') ? null : (begunBy ?? gate.seat()?.personId ?? null);
    return inTransaction(db, () =>
      work(beginAct(db, { device: writeAs(), actor, command, now: now() }).write, db),
    );
  };
}
