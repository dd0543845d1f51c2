import { refuse } from '../shared/result.ts';
import type { Gate } from './center/gate.ts';
import { entityByName } from './database/schema.ts';
import type { Database } from './database/sqlite.ts';
import { type Act, changesOfAct, describeAct, type Target, takeBack, undoState } from './database/undo.ts';
import type { Handlers, Writing } from './dispatch.ts';
import { refuseHiding, requireWhy } from './undo-guards.ts';

/**
 * Who may sign in and what the center is called are changed back by hand, knowingly; what was printed lies on a table,
 * whatever is taken back here.
 */
const mayUndo = (command: string): boolean =>
  !command.startsWith('center.') && !command.startsWith('program.') && command !== 'attendance.printPaper';

const view = ({ first: _first, ...act }: Act) => act;

export function changesHandlers(gate: Gate): Handlers<'changes'> {
  const describe = (db: Database, target: Target | null) =>
    target && view(describeAct(db, gate.vault().device, target.work));

  const take = (which: 'undo' | 'redo', why: string | undefined, { db, seat, author }: Writing) => {
    const target = undoState(db, author.device, seat.personId, mayUndo)[which];
    if (target === null) throw refuse('not_found', `nothing_to_${which}`);
    const act = describeAct(db, author.device, target.work);
    const changes = changesOfAct(db, author.device, target.act);
    requireWhy(db, changes, why);
    takeBack(db, entityByName, author, target.act, why ?? null);
    refuseHiding(db, changes);
    return { act: view(act) };
  };

  return {
    state: (_input, { db, seat }) => {
      const { undo, redo } = undoState(db, gate.vault().device, seat.personId, mayUndo);
      return { undo: describe(db, undo), redo: describe(db, redo) };
    },
    undo: ({ why }, context) => take('undo', why, context),
    redo: ({ why }, context) => take('redo', why, context),
  };
}
