import { useSyncExternalStore } from 'react';
import type { Input, Output } from '../../../shared/contract/index.ts';
import { AppError } from '../../../shared/result.ts';
import { call, upload } from '../../app/bridge.ts';
import { watchJob } from '../../roster/watch-job.ts';
import type { PlacedFile } from '../../ui/dropped-files.ts';
import { nameOf } from './dropped.ts';

/** When and how it came; what nobody has said is proposed by the screen. */
export type Arrival = Pick<Input<'assessments.takeSubmissions'>, 'on' | 'at' | 'source' | 'note'>;
export type Taken = Output<'assessments.takenSubmissions'>;

/** How far work has come on its way in; amounts are bytes. */
export type Step =
  | { at: 'sending'; done: number; total: number }
  | { at: 'looking'; jobId: string | null; done: number; total: number | null }
  /** `error`: why it was not taken in, though it was asked for. */
  | { at: 'found'; jobId: string; error: unknown }
  | { at: 'taking'; jobId: string; previewId: string; done: number; total: number | null }
  | { at: 'taken'; taken: Taken }
  | { at: 'failed'; error: unknown };

export interface Intake {
  assessmentId: string;
  /** What a person would call it; empty for several things at once. */
  name: string;
  files: number;
  step: Step;
  /** Groups whose learner somebody said: by their number, null for those that are left out. */
  decided: ReadonlyMap<number, string | null>;
  arrival: Partial<Arrival>;
}

/** Files that are handed over at the same time: the next is asked for while one is being written. */
const atOnce = 3;

/**
 * Work on its way in, of one assessment at a time. It lives with the window and not with a screen: whoever looks at
 * something else meanwhile finds it as it was.
 */
export function createIntake() {
  let intake: Intake | null = null;
  /** Tells what was begun from what has taken its place since. */
  let turn = 0;
  const listeners = new Set<() => void>();
  const set = (next: Intake | null): void => {
    intake = next;
    for (const listener of listeners) listener();
  };
  const step = (mine: number, next: Step): void => {
    if (mine === turn && intake) set({ ...intake, step: next });
  };
  const letGo = (jobId: string | null, uploads: readonly string[] = []): void => {
    // Whatever is still there goes with the next preview, or with the program.
    if (jobId !== null || uploads.length > 0)
      void call('assessments.dropSubmissions', { jobId, uploads: [...uploads] }).catch(() => {});
  };

  /** Hands files over, several at once. Null if it was given up meanwhile. */
  const send = async (mine: number, handed: readonly PlacedFile[]): Promise<string[] | null> => {
    const total = handed.reduce((sum, { file }) => sum + file.size, 0);
    const tokens: string[] = [];
    const waiting = [...handed].reverse();
    let done = 0;
    let failure: { error: unknown } | null = null;
    const line = async (): Promise<void> => {
      for (let one = waiting.pop(); one && !failure && mine === turn; one = waiting.pop()) {
        try {
          tokens.push(await upload(one.file, one.path));
        } catch (error) {
          failure = { error };
        }
        done += one.file.size;
        step(mine, { at: 'sending', done, total });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, line));
    const broken = failure as { error: unknown } | null;
    if (mine === turn && !broken) return tokens;
    letGo(null, tokens);
    if (broken) throw broken.error;
    return null;
  };

  const look = async (mine: number, assessmentId: string, uploads: string[]): Promise<void> => {
    step(mine, { at: 'looking', jobId: null, done: 0, total: null });
    const { jobId } = await call('assessments.previewSubmissions', {
      assessmentId,
      source: { kind: 'uploads', uploads },
    });
    if (mine !== turn) return letGo(jobId);
    const job = await watchJob(jobId, ({ done, total }) => step(mine, { at: 'looking', jobId, done, total }));
    if (job.state === 'done') step(mine, { at: 'found', jobId, error: null });
    else if (job.failure) {
      letGo(jobId);
      throw new AppError(job.failure as AppError['failure']);
    }
  };

  const start = async (assessmentId: string, files: Promise<PlacedFile[]>): Promise<void> => {
    // What is being written ends first.
    if (intake?.step.at === 'taking') return;
    drop();
    const mine = turn;
    const nothing = { decided: new Map(), arrival: {} } as const;
    set({ assessmentId, name: '', files: 0, ...nothing, step: { at: 'sending', done: 0, total: 0 } });
    try {
      const handed = await files;
      if (mine !== turn || !intake) return;
      if (handed.length === 0) return set(null);
      set({ ...intake, name: nameOf(handed), files: handed.length });
      const tokens = await send(mine, handed);
      if (tokens) await look(mine, assessmentId, tokens);
    } catch (error) {
      step(mine, { at: 'failed', error });
    }
  };

  /** Gives up whatever is under way; nothing of it was written. */
  function drop(): void {
    turn += 1;
    const before = intake?.step;
    if (before?.at === 'looking' || before?.at === 'found') letGo(before.jobId);
    set(null);
  }

  return {
    get: (): Intake | null => intake,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start,
    drop,
    decide: (group: number, learnerId: string | null): void => {
      if (intake) set({ ...intake, decided: new Map(intake.decided).set(group, learnerId) });
    },
    /** Takes back what somebody said about a group. */
    undecide: (group: number): void => {
      if (!intake) return;
      const decided = new Map(intake.decided);
      decided.delete(group);
      set({ ...intake, decided });
    },
    arrive: (arrival: Partial<Arrival>): void => {
      if (intake) set({ ...intake, arrival: { ...intake.arrival, ...arrival } });
    },
    /** Takes in what was found, in one act. Resolves with what came of it; null if nothing was written. */
    take: async (arrival: Arrival): Promise<Taken | null> => {
      if (intake?.step.at !== 'found') return null;
      const mine = turn;
      const { decided, step: found } = intake;
      const previewId = found.jobId;
      try {
        const { jobId } = await call('assessments.takeSubmissions', {
          jobId: previewId,
          matches: [...decided].map(([group, learnerId]) => ({ group, learnerId })),
          ...arrival,
        });
        const job = await watchJob(jobId, ({ done, total }) =>
          step(mine, { at: 'taking', jobId, previewId, done, total }),
        );
        if (job.state === 'done') {
          const taken = await call('assessments.takenSubmissions', { jobId });
          step(mine, { at: 'taken', taken });
          return taken;
        }
        step(mine, {
          at: 'found',
          jobId: previewId,
          error: job.failure ? new AppError(job.failure as AppError['failure']) : null,
        });
      } catch (error) {
        step(mine, { at: 'found', jobId: previewId, error });
      }
      return null;
    },
    /** Breaks taking in off: nothing was written, and what was found is still there. */
    stopTaking: (): void => {
      if (intake?.step.at === 'taking')
        void call('jobs.cancel', { jobId: intake.step.jobId }).catch(() => {});
    },
  };
}

/** The one of this window. */
export const intake = createIntake();

export const useIntake = (): Intake | null => useSyncExternalStore(intake.subscribe, intake.get);
