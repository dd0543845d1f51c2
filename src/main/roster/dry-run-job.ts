import { Worker } from 'node:worker_threads';
import { type AppError, refuse } from '../../shared/result.ts';
import type { Platform } from '../platform.ts';
import type { DryRun, DryRunInput } from './import/dry-run.ts';
import type { ImportErrorCode, ImportErrorParams } from './import/import-error.ts';
import type { WorkerMessage } from './import/worker.ts';

/** The sentence for a file that cannot be read: which bound a large one passed is part of it. */
function refusal(code: ImportErrorCode, params: ImportErrorParams): AppError {
  const reason = code === 'too_large' ? `file_too_large_${params.what}` : `file_${code}`;
  return refuse('validation', reason, params);
}

/**
 * Reads a list in a worker. `progress` is told rows done and in all; `signal` ends the worker at once.
 * Rejects with AppError `validation` (file_…) for a file that is no list, and with a plain error for our own faults.
 */
export function runDryRun(
  platform: Platform,
  input: DryRunInput,
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<DryRun> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(platform.worker('import'), { workerData: input });
    const stop = (): void => {
      void worker.terminate();
      reject(new Error('stopped'));
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: WorkerMessage) => {
      if ('progress' in message) progress(message.progress.done, message.progress.total);
      else if ('result' in message) resolve(message.result);
      else if (message.error.code === 'internal') {
        const error = new Error('import worker failed');
        error.stack = message.error.stack ?? '';
        reject(error);
      } else reject(refusal(message.error.code, message.error.params));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop);
      reject(new Error('import worker ended'));
    });
  });
}
