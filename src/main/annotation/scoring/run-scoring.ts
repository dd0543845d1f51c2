import { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/result.ts';
import type { Platform } from '../../platform.ts';
import type { ScoringMessage, ScoringTask } from './worker.ts';

/**
 * Runs a task of the scoring in a worker thread; `hear` is told all that it says before its end. `signal` ends it at
 * once. Rejects with AppError, and with what `hear` throws.
 */
export function runScoring(
  platform: Platform,
  task: ScoringTask,
  hear: (message: ScoringMessage) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(platform.worker('scoring'), { workerData: task });
    const end = (error: unknown): void => {
      void worker.terminate();
      reject(error);
    };
    const stop = (): void => end(new Error('stopped'));
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: ScoringMessage) => {
      // Messages that were under way when it was given up say nothing any more.
      if (signal.aborted) return;
      if ('done' in message) resolve();
      else if ('failure' in message) {
        const error = new AppError(message.failure);
        error.stack = message.stack;
        reject(error);
      } else {
        try {
          hear(message);
        } catch (error) {
          end(error);
        }
      }
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop);
      reject(new AppError({ code: 'internal', reason: 'scoring_failed' }));
    });
  });
}
