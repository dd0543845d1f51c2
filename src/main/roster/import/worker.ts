import { parentPort, workerData } from 'node:worker_threads';
import { type DryRun, type DryRunInput, dryRun } from './dry-run.ts';
import { ImportError, type ImportErrorCode, type ImportErrorParams } from './import-error.ts';

/** What the worker posts: any number of `progress`, then one `result` or one `error`, then it ends. */
export type WorkerMessage =
  | { progress: { done: number; total: number } }
  | { result: DryRun }
  | { error: { code: ImportErrorCode | 'internal'; params: ImportErrorParams; stack?: string } };

/** Entry of a worker thread: `workerData` is a DryRunInput; the message 'cancel' ends it. */
async function run(): Promise<void> {
  const port = parentPort;
  if (!port) return;
  let canceled = false;
  port.on('message', (message) => {
    if (message === 'cancel') canceled = true;
  });
  const post = (message: WorkerMessage) => port.postMessage(message);
  try {
    const onProgress = (done: number, total: number) => post({ progress: { done, total } });
    post({ result: await dryRun(workerData as DryRunInput, onProgress, () => canceled) });
  } catch (error) {
    if (error instanceof ImportError) post({ error: { code: error.code, params: error.params } });
    else
      post({
        error: { code: 'internal', params: {}, stack: error instanceof Error ? (error.stack ?? '') : '' },
      });
  }
  port.close();
}

void run();
