import { parentPort, workerData } from 'node:worker_threads';
import type { Language } from '../../shared/contract/values.ts';
import { AppError } from '../../shared/result.ts';
import { openFileStore } from '../database/file-store.ts';
import { markOpening } from '../database/marker.ts';
import { getState, setState } from '../database/state.ts';
import type { TaskMessage } from '../database/tasks.ts';
import { createDatabase } from '../database/vault.ts';
import { codeOf } from '../errors.ts';
import { beginningOf, fillSample, type SamplePlan } from './sample-center.ts';
import { makeStreetWork } from './street/work.ts';
import { words } from './words.ts';

export interface SampleTask extends Omit<SamplePlan, 'street'> {
  database: string;
  files: string;
  pictures: string;
  data: string;
  state: string;
  key: Buffer;
  language: Language;
}

const send = (message: TaskMessage): void => parentPort?.postMessage(message);

async function make({ database, files, pictures, data, state, ...task }: SampleTask): Promise<void> {
  const [laptop] = words[task.language].laptops;
  const pin = { salt: Buffer.from(task.pin.salt), hash: Buffer.from(task.pin.hash) };
  // All of it is gone when the sample is closed.
  const store = openFileStore(files, Buffer.from(task.key), { flush: false });
  const street = await makeStreetWork(pictures, (content) => store.put([content]));
  const begin = beginningOf(task.now, task.timeZone);
  const db = createDatabase(database, Buffer.from(task.key), laptop, begin);
  try {
    fillSample(db, { ...task, pin, street }, (done) => send({ progress: done }));
    markOpening(db, getState(db, 'device') ?? '', data, state);
    setState(db, 'clean', '1');
  } finally {
    db.close();
  }
}

try {
  await make(workerData as SampleTask);
  send({ done: null });
} catch (error) {
  const code = codeOf(error) ?? 'internal';
  send({
    failure: error instanceof AppError ? error.failure : { code, reason: 'database_task_failed' },
    stack: error instanceof Error ? (error.stack ?? '') : '',
  });
}
