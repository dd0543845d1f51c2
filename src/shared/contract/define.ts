import type { z } from 'zod';
import type { Permission } from '../rules/permissions.ts';

/**
 * How far the laptop has been opened.
 * new: no center here yet. sealed: the data key is still wrapped. locked: data is readable by the
 * program, nobody is at the keyboard. open: a person is signed in.
 */
export type Stage = 'new' | 'sealed' | 'locked' | 'open';

/** What changed, as the renderer's cache knows it: the first part of its query keys. */
export type Topic = 'center' | 'programs' | 'roster' | 'sessions' | 'attendance' | 'assessments' | 'changes';

interface Common<I extends z.ZodType, O extends z.ZodType> {
  /** In which stages the call is answered; `['open']` unless said otherwise. */
  at?: readonly Stage[];
  /** What the caller must be allowed to do; 'anyone' for calls before somebody signed in. */
  may: Permission | 'anyone';
  input: I;
  output: O;
}

export interface Query<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType>
  extends Common<I, O> {
  kind: 'query';
}

/** A write in one transaction and one act; its handler is synchronous. */
export interface Command<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType>
  extends Common<I, O> {
  kind: 'command';
  touches: readonly Topic[];
}

/** Work that waits for something (a key derivation, a worker, a disk): no transaction of its own. */
export interface Action<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType>
  extends Common<I, O> {
  kind: 'action';
  touches: readonly Topic[];
}

export type Call = Query | Command | Action;

export function query<I extends z.ZodType, O extends z.ZodType>(spec: Common<I, O>): Query<I, O> {
  return { kind: 'query', ...spec };
}
export function command<I extends z.ZodType, O extends z.ZodType>(
  spec: Common<I, O> & { touches: readonly Topic[] },
): Command<I, O> {
  return { kind: 'command', ...spec };
}
export function action<I extends z.ZodType, O extends z.ZodType>(
  spec: Common<I, O> & { touches: readonly Topic[] },
): Action<I, O> {
  return { kind: 'action', ...spec };
}
