import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type Failure } from '../../shared/result.ts';
import { openFileStore } from '../database/file-store.ts';
import { connect } from '../database/sqlite.ts';
import type { TaskMessage } from '../database/tasks.ts';
import { codeOf } from '../errors.ts';
import { type BundlePlan, buildBundle, type Frozen } from './build-bundle.ts';

/** Building on a connection of its own, which only reads. */
export interface BundleTask {
  database: string;
  key: Uint8Array;
  files: string;
  outbox: string;
  plan: BundlePlan;
}

const send = (message: TaskMessage): void => parentPort?.postMessage(message);

async function build({ database, key, files, outbox, plan }: BundleTask): Promise<Frozen> {
  const dataKey = Buffer.from(key);
  const db = connect(database, dataKey, { readonly: true });
  try {
    const progress = (done: number, total: number): void =>
      send({ progress: total === 0 ? 1 : done / total });
    return await buildBundle(db, openFileStore(files, dataKey), plan, outbox, progress);
  } finally {
    db.close();
  }
}

try {
  send({ done: await build(workerData as BundleTask) });
} catch (error) {
  const failure: Failure =
    error instanceof AppError
      ? error.failure
      : { code: codeOf(error) ?? 'internal', reason: 'database_task_failed' };
  send({ failure, stack: error instanceof Error ? (error.stack ?? '') : '' });
}
