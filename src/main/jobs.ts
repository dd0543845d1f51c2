import { randomUUID } from 'node:crypto';
import type { Failure } from '../shared/result.ts';
import { refuse } from '../shared/result.ts';

export interface Job<T = unknown> {
  id: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  /** Steps done and in all; null while unknown. */
  done: number;
  total: number | null;
  result?: T;
  failure?: Failure;
}

type Work<T> = (progress: (done: number, total: number) => void, signal: AbortSignal) => Promise<T>;

export interface Jobs {
  start<T>(work: Work<T>, fail: (error: unknown) => Failure): string;
  get<T>(id: string): Job<T>;
  cancel(id: string): void;
  /** Lets go of what a job found. */
  forget(id: string): void;
  cancelAll(): void;
}

/** Long work: started by a call, watched over the topic `jobs`, its result asked for by its room. */
export function createJobs(emit: (job: Omit<Job, 'result'>) => void): Jobs {
  const jobs = new Map<string, Job>();
  const stops = new Map<string, AbortController>();
  const tell = ({ result, ...rest }: Job): void => emit(rest);
  return {
    start: (work, fail) => {
      const job: Job = { id: randomUUID(), state: 'running', done: 0, total: null };
      const stop = new AbortController();
      jobs.set(job.id, job);
      stops.set(job.id, stop);
      const progress = (done: number, total: number): void => {
        Object.assign(job, { done, total });
        tell(job);
      };
      work(progress, stop.signal)
        .then((result) => Object.assign(job, { state: 'done', result }))
        .catch((error: unknown) =>
          Object.assign(
            job,
            stop.signal.aborted ? { state: 'cancelled' } : { state: 'failed', failure: fail(error) },
          ),
        )
        .finally(() => {
          stops.delete(job.id);
          tell(job);
          // Results hold personal data: they go with the next few jobs at the latest.
          for (const old of [...jobs.keys()].slice(0, -4)) if (!stops.has(old)) jobs.delete(old);
        });
      return job.id;
    },
    get: <T>(id: string) => {
      const job = jobs.get(id);
      if (!job) throw refuse('not_found', 'job_not_found');
      return job as Job<T>;
    },
    cancel: (id) => stops.get(id)?.abort(),
    forget: (id) => {
      delete jobs.get(id)?.result;
    },
    cancelAll: () => {
      for (const stop of stops.values()) stop.abort();
      jobs.clear();
    },
  };
}
