import { Worker } from 'node:worker_threads';
import { AppError, type Failure, refuse } from '../../../shared/result.ts';
import type { Platform } from '../../platform.ts';
import type { LookedAt } from '../brief/picture-facts.ts';
import type { LookingMessage, LookingTask } from './worker.ts';

/** What is heard of a picture; `given_up` was neither decoded nor refused. */
export type Seen =
  | { kind: 'looked'; sha256: string; looked: LookedAt | null; thumbnail: Uint8Array | null }
  | { kind: 'given_up'; sha256: string; header: LookedAt }
  | { kind: 'unreadable'; sha256: string; failure: Failure };

/** Milliseconds: the largest picture that is taken in takes a slow laptop a third of it. */
const PATIENCE = 60_000;
/** So many in one run are no longer the fault of the pictures. */
const MOST_GIVEN_UP = 20;

interface Options {
  hear: (seen: Seen) => void;
  signal: AbortSignal;
  /** Tests are less patient. */
  patience?: number;
}

/**
 * Looks at pictures in a worker thread, and in another one behind a picture that it broke on or never ended with: that
 * one is given up. `signal` ends it at once. Rejects with AppError, and with what `hear` throws.
 */
export async function runLooking(
  platform: Platform,
  task: LookingTask,
  { hear, signal, patience = PATIENCE }: Options,
): Promise<void> {
  let givenUp = 0;
  let left = task.pictures;
  const listen = (seen: Seen): void => {
    left = left.filter((one) => one !== seen.sha256);
    hear(seen);
  };
  while (left.length > 0) {
    const before = left.length;
    const stuck = await lookWithOne(platform, { ...task, pictures: left }, listen, signal, patience);
    // One that refused a lot ends before all is looked at: the rest is for a new one.
    if (!stuck && left.length < before) continue;
    if (!stuck) return;
    givenUp += 1;
    if (givenUp > MOST_GIVEN_UP) throw stuck.error;
    listen({ kind: 'given_up', ...stuck.begun });
  }
}

type Begun = Extract<LookingMessage, { begun: unknown }>['begun'];

/** Null once all is looked at; otherwise the picture that it went no further than. */
function lookWithOne(
  platform: Platform,
  task: LookingTask,
  hear: (seen: Seen) => void,
  signal: AbortSignal,
  patience: number,
): Promise<{ begun: Begun; error: unknown } | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(platform.worker('looking'), { workerData: task });
    let begun: Begun | null = null;
    let timer: NodeJS.Timeout | undefined;
    const settle = (answer: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      worker.removeAllListeners();
      // An error that comes while it ends is of no interest any more.
      worker.on('error', () => undefined);
      void worker.terminate().then(answer);
    };
    const fail = (error: unknown): void => {
      const at = begun;
      settle(() => (at ? resolve({ begun: at, error }) : reject(error)));
    };
    const stop = (): void => settle(() => reject(new Error('stopped')));
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: LookingMessage) => {
      clearTimeout(timer);
      try {
        if ('begun' in message) {
          begun = message.begun;
          timer = setTimeout(() => fail(refuse('unavailable', 'looking_failed')), patience);
          return;
        }
        if ('done' in message) settle(() => resolve(null));
        else if ('failure' in message) {
          const error = new AppError(message.failure);
          error.stack = message.stack;
          fail(error);
        } else {
          begun = null;
          if ('looked' in message) hear({ kind: 'looked', ...message.looked });
          else hear({ kind: 'unreadable', ...message.unreadable });
        }
      } catch (error) {
        settle(() => reject(error));
      }
    });
    worker.on('error', fail);
    worker.on('exit', () => fail(new AppError({ code: 'internal', reason: 'looking_failed' })));
    if (signal.aborted) stop();
  });
}
