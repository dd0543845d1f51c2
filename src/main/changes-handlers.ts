import type { RefusedAct } from '../shared/contract/changes.ts';
import type { Input } from '../shared/contract/index.ts';
import { AppError, type ErrorParams, refuse } from '../shared/result.ts';
import type { Gate } from './center/gate.ts';
import { nameOfPerson } from './center/queries.ts';
import { entityByName } from './database/schema.ts';
import { type Database, inTransaction } from './database/sqlite.ts';
import {
  type Act,
  changesOfAct,
  describeAct,
  standingOn,
  type Target,
  takeBack,
  undoState,
} from './database/undo.ts';
import type { Handlers, Writing } from './dispatch.ts';
import { refuseHiding, requireWhy } from './undo-guards.ts';

/**
 * Who may sign in and what the center is called are changed back by hand, knowingly; what was printed lies on a table,
 * whatever is taken back here.
 */
const mayUndo = (command: string): boolean =>
  !command.startsWith('center.') && !command.startsWith('program.') && command !== 'attendance.printPaper';

type Which = 'undo' | 'redo';
type Take = Input<'changes.undo'>;

const nextOf = ({ command, cells }: Act): ErrorParams => ({ nextCommand: command, nextCells: cells });

/** Who has changed since what an act wrote, and when; nothing where that cannot be told. */
function changedBy(db: Database, device: string, { act }: Target): ErrorParams {
  const over = standingOn(db, device, act);
  if (!over) return {};
  const by = over.actor === null ? null : nameOfPerson(db, over.actor);
  return { since: over.recorded_at, ...(by === null ? {} : { by }) };
}

const view = ({ first: _first, ...act }: Act) => act;

export function changesHandlers(gate: Gate): Handlers<'changes'> {
  const describe = (db: Database, target: Target | null) =>
    target && view(describeAct(db, gate.vault().device, target.work));

  const takeNewest = (which: Which, { why, before }: Take, { db, seat, author }: Writing) => {
    const stateBefore = (place: number | undefined) =>
      undoState(db, author.device, seat.personId, mayUndo, place === undefined ? {} : { [which]: place })[
        which
      ];
    const target = stateBefore(before);
    if (target === null) throw refuse('not_found', `nothing_to_${which}`);
    const act = describeAct(db, author.device, target.work);
    try {
      // A savepoint: what was refused half way leaves nothing behind for the search for the one before.
      inTransaction(db, () => {
        const changes = changesOfAct(db, author.device, target.act);
        requireWhy(db, changes, why);
        takeBack(db, entityByName, author, target.act, why ?? null);
        refuseHiding(db, changes);
      });
    } catch (error) {
      if (!(error instanceof AppError) || error.failure.code !== 'conflict') throw error;
      const place = which === 'undo' ? target.work : target.act;
      const next = stateBefore(place);
      const params: ErrorParams & RefusedAct = {
        ...{ command: act.command, cells: act.cells, at: act.at, before: place },
        ...(error.failure.reason === 'changed_since' ? changedBy(db, author.device, target) : {}),
        ...(next ? nextOf(describeAct(db, author.device, next.work)) : {}),
      };
      throw new AppError({ ...error.failure, params });
    }
    return { act: view(act) };
  };

  return {
    state: (_input, { db, seat }) => {
      const { undo, redo } = undoState(db, gate.vault().device, seat.personId, mayUndo);
      return { undo: describe(db, undo), redo: describe(db, redo) };
    },
    undo: (input, context) => takeNewest('undo', input, context),
    redo: (input, context) => takeNewest('redo', input, context),
  };
}
