import type { z } from 'zod';
import type { Action, Call, Command, Query, Stage, Topic } from '../shared/contract/define.ts';
import { type Channel, type Contract, contract } from '../shared/contract/index.ts';
import { type Result, refuse } from '../shared/result.ts';
import { mayDo } from '../shared/rules/permissions.ts';
import type { Gate, Seat } from './center/gate.ts';
import { type Author, beginAct, type Write } from './database/changes.ts';
import { type Database, inTransaction } from './database/sqlite.ts';
import { failureOf, isBroken } from './errors.ts';
import type { Log } from './log.ts';

/** What a handler of a query works with. */
export interface Reading {
  db: Database;
  /** Who asks. Handlers of calls that anyone may make must not use it. */
  seat: Seat;
  /** Milliseconds since 1970, the same through one call. */
  now: number;
}

/** What a handler of a command works with: one transaction, one act. */
export interface Writing extends Reading {
  author: Author;
  write: Write;
}

type HandlerOf<C> =
  C extends Query<infer I, infer O>
    ? (input: z.output<I>, context: Reading) => z.input<O>
    : C extends Command<infer I, infer O>
      ? (input: z.output<I>, context: Writing) => z.input<O>
      : C extends Action<infer I, infer O>
        ? (input: z.output<I>) => Promise<z.input<O>> | z.input<O>
        : never;

/** All handlers of one domain: one that is missing is a compile error. */
export type Handlers<D extends keyof Contract> = { [N in keyof Contract[D]]: HandlerOf<Contract[D][N]> };
export type AllHandlers = { [D in keyof Contract]: Handlers<D> };

interface Dependencies {
  gate: Gate;
  log: Log;
  now: () => number;
  handlers: AllHandlers;
  /** Told after the commit, never before. */
  emitChanged: (topics: readonly Topic[]) => void;
  /** Whether a substitute's scope covers this session. */
  covers: (db: Database, scope: NonNullable<Seat['scope']>, sessionId: string) => boolean;
}

export type Dispatch = (channel: string, input: unknown) => Promise<Result<unknown>>;

type Run = (input: unknown, context?: Reading | Writing) => unknown;

function lookUp(handlers: AllHandlers, channel: string): { call: Call; run: Run } {
  const [domain = '', name = '', more] = channel.split('.');
  const calls: Record<string, Record<string, Call>> = contract;
  const runs = handlers as unknown as Record<string, Record<string, Run>>;
  const own = Object.hasOwn(calls, domain) && Object.hasOwn(calls[domain] ?? {}, name) && more === undefined;
  const call = own ? calls[domain]?.[name] : undefined;
  const run = own ? runs[domain]?.[name] : undefined;
  if (!call || !run) throw refuse('not_found', 'unknown_channel');
  return { call, run };
}

const open: readonly Stage[] = ['open'];

/**
 * The one door. Checks who calls and what that role may do, validates both ways, opens the transaction,
 * maps errors, and tells of changes after the commit. Never throws.
 */
export function createDispatch({ gate, log, now, handlers, emitChanged, covers }: Dependencies): Dispatch {
  const admit = (call: Call, input: unknown): Seat | null => {
    const stage = gate.stage();
    if (!(call.at ?? open).includes(stage)) throw refuse('locked', stage);
    const seat = gate.seat();
    if (call.may === 'anyone') return seat;
    if (!seat) throw refuse('locked', stage);
    if (!mayDo(seat.role, call.may)) throw refuse('forbidden', 'not_allowed');
    if (seat.scope && seat.scope.day !== gate.wallClock().date) {
      throw refuse('forbidden', 'substitute_day_over');
    }
    const sessionId = (input as { sessionId?: unknown } | null)?.sessionId;
    if (seat.scope && typeof sessionId === 'string' && !covers(gate.db(), seat.scope, sessionId)) {
      throw refuse('forbidden', 'outside_scope');
    }
    return seat;
  };

  /** Nobody works on in a file of which one page turned out to be damaged, or that is gone. */
  const noticingDamage = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (isBroken(error)) gate.noteDamage(error);
      throw error;
    }
  };

  const perform = (channel: Channel, call: Call, run: Run, input: unknown, seat: Seat | null): unknown => {
    if (call.kind === 'action') return run(input);
    const context: Reading = {
      db: call.may === 'anyone' ? (null as never) : gate.db(),
      seat: seat as Seat,
      now: now(),
    };
    if (call.kind === 'query') return noticingDamage(() => run(input, context));
    const { db } = context;
    const act = (): unknown => {
      const author: Author = {
        device: gate.vault().writeAs(),
        actor: context.seat.personId,
        command: channel,
        now: context.now,
      };
      return run(input, { ...context, author, write: beginAct(db, author).write });
    };
    return noticingDamage(() => inTransaction(db, act));
  };

  return async (sent, raw) => {
    // Hosts pass on what a page sent.
    const channel = typeof sent === 'string' ? sent : '';
    try {
      const { call, run } = lookUp(handlers, channel);
      const input = call.input.parse(raw);
      const seat = admit(call, input);
      const output = await perform(channel as Channel, call, run, input, seat);
      if (call.kind !== 'query' && call.touches.length > 0) emitChanged(call.touches);
      const checked = call.output.safeParse(output);
      // Our own mistake, not the caller's: `validation` would blame the form.
      if (!checked.success) throw new TypeError('output does not fit the contract');
      return { ok: true, data: checked.data };
    } catch (error) {
      return { ok: false, error: failureOf(error, channel.slice(0, 60), log) };
    }
  };
}
