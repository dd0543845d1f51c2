import { parentPort, workerData } from 'node:worker_threads';
import type { Language } from '../../shared/contract/values.ts';
import { AppError } from '../../shared/result.ts';
import { markOpening } from '../database/marker.ts';
import { getState, setState } from '../database/state.ts';
import type { TaskMessage } from '../database/tasks.ts';
import { createDatabase } from '../database/vault.ts';
import { codeOf } from '../errors.ts';
import { beginningOf, fillSample, type SamplePlan } from './sample-center.ts';
import { words } from './words.ts';

export interface SampleTask extends SamplePlan {
  database: string;
  data: string;
  state: string;
  key: Buffer;
  language: Language;
}

const send = (message: TaskMessage): void => parentPort?.postMessage(message);

function make({ database, data, state, ...task }: SampleTask): void {
  const [laptop] = words[task.language].laptops;
  const pin = { salt: Buffer.from(task.pin.salt), hash: Buffer.from(task.pin.hash) };
  const begin = beginningOf(task.now, task.timeZone);
  const db = createDatabase(database, Buffer.from(task.key), laptop, begin);
  try {
    fillSample(db, { ...task, pin }, (done) => send({ progress: done }));
    markOpening(db, getState(db, 'device') ?? '', data, state);
    setState(db, 'clean', '1');
  } finally {
    db.close();
  }
}

try {
  make(workerData as SampleTask);
  send({ done: null });
} catch (error) {
  const code = codeOf(error) ?? 'internal';
  send({
    failure: error instanceof AppError ? error.failure : { code, reason: 'database_task_failed' },
    stack: error instanceof Error ? (error.stack ?? '') : '',
  });
}
