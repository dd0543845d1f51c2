import { type ResourceLimits, Worker } from 'node:worker_threads';
import { AppError, type Failure } from '../../shared/result.ts';
import type { Platform } from '../platform.ts';
import type { BackupRequest } from './backup.ts';

/** Work on the whole database, done on a connection of its own beside the main thread. */
export type DatabaseTask =
  | ({ kind: 'backup' } & BackupRequest)
  | { kind: 'check'; database: string; key: Buffer }
  | { kind: 'rebuild'; database: string; key: Buffer; heads: boolean; entities: string[] | null };

export type TaskMessage = { progress: number } | { done: unknown } | { failure: Failure; stack: string };

/** Runs a task in a worker thread. `progress` is told the share done, 0 to 1. Rejects with AppError. */
export function runTask<T>(
  platform: Platform,
  task: DatabaseTask,
  progress?: (done: number) => void,
): Promise<T> {
  return runWorker(platform.worker('database'), task, progress);
}

/** Runs a worker thread that answers with a TaskMessage; rejects with AppError. */
export function runWorker<T>(
  script: URL,
  workerData: unknown,
  progress: (done: number) => void = () => {},
  resourceLimits: ResourceLimits = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData, resourceLimits });
    worker.on('message', (message: TaskMessage) => {
      if ('progress' in message) progress(message.progress);
      else if ('done' in message) resolve(message.done as T);
      else {
        const error = new AppError(message.failure);
        error.stack = message.stack;
        reject(error);
      }
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new AppError({ code: 'internal', reason: 'database_task_failed' })));
  });
}
