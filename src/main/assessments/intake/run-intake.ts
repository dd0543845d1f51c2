import { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/result.ts';
import type { Platform } from '../../platform.ts';
import type { IntakeMessage, IntakeTask, Looked } from './worker.ts';

/** Runs a task of the intake in a worker thread; `signal` ends it at once. Rejects with AppError. */
export function runIntake(
  platform: Platform,
  task: IntakeTask,
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Looked> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(platform.worker('intake'), { workerData: task });
    const stop = (): void => {
      void worker.terminate();
      reject(new Error('stopped'));
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: IntakeMessage) => {
      if ('progress' in message) progress(message.progress.done, message.progress.total);
      else if ('result' in message) resolve(message.result);
      else {
        const error = new AppError(message.failure);
        error.stack = message.stack;
        reject(error);
      }
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop);
      reject(new AppError({ code: 'internal', reason: 'intake_failed' }));
    });
  });
}
