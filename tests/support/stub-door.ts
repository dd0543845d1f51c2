import type { Gate, Seat } from '../../src/main/center/gate.ts';
import type { Database } from '../../src/main/database/sqlite.ts';
import { type AllHandlers, createDispatch, type Dispatch } from '../../src/main/dispatch.ts';
import { createLog, type Log } from '../../src/main/log.ts';
import type { Stage } from '../../src/shared/contract/define.ts';
import { contract } from '../../src/shared/contract/index.ts';
import { refuse } from '../../src/shared/result.ts';
import { memoryDatabase } from './device.ts';
import { temporaryFolder } from './folders.ts';

export const someone = '018f0000-0000-7000-8000-0000000000aa';

/** Instead of the rooms: whoever gets here was let in. */
export const letIn = { code: 'busy', reason: 'let_in' } as const;

type Handler = (input: unknown, context: unknown) => unknown;

interface Options {
  stage: Stage;
  seat: Seat | null;
  covers?: boolean;
  today?: string;
  handlers?: Record<string, Handler>;
  log?: Log;
  changed?: (topics: readonly string[]) => void;
}

const db = memoryDatabase();

/** The real door with nobody behind it but the handlers given by channel. */
export function stubDoor({ stage, seat, covers = true, today = '2026-03-12', ...rest }: Options): Dispatch {
  const gate = {
    stage: () => stage,
    seat: () => seat,
    db: () => db,
    vault: () => ({ db, writeAs: () => someone }),
    wallClock: () => ({ date: today, time: '10:00' }),
    noteDamage: () => {},
  } as unknown as Gate;
  const turnAway: Handler = () => {
    throw refuse(letIn.code, letIn.reason);
  };
  const handlers = Object.fromEntries(
    Object.entries(contract).map(([domain, calls]) => [
      domain,
      Object.fromEntries(
        Object.keys(calls).map((name) => [name, rest.handlers?.[`${domain}.${name}`] ?? turnAway]),
      ),
    ]),
  ) as unknown as AllHandlers;
  return createDispatch({
    gate,
    log: rest.log ?? createLog(temporaryFolder('log')),
    now: () => 0,
    handlers,
    emitChanged: rest.changed ?? (() => {}),
    covers: () => covers,
  });
}

export const stubDatabase: Database = db;
