import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type Failure, refuse } from '../../shared/result.ts';
import { codeOf } from '../errors.ts';
import { makeBackup } from './backup.ts';
import { countUnknown, rebuild, rebuildHeads } from './projections.ts';
import { entities, entityByName } from './schema.ts';
import { connect } from './sqlite.ts';
import { setState } from './state.ts';
import type { DatabaseTask, TaskMessage } from './tasks.ts';

const send = (message: TaskMessage): void => parentPort?.postMessage(message);

async function perform(task: DatabaseTask): Promise<unknown> {
  const key = Buffer.from(task.key);
  if (task.kind === 'backup') return makeBackup({ ...task, key });
  const db = connect(task.database, key);
  try {
    if (task.kind === 'check') {
      const verdict = db.pragma('quick_check', { simple: true });
      if (verdict !== 'ok') throw refuse('corrupt', 'database_corrupt');
      return null;
    }
    if (task.heads) rebuildHeads(db);
    const wanted = task.entities ? task.entities.flatMap((name) => entityByName.get(name) ?? []) : entities;
    rebuild(db, wanted, (done) => send({ progress: done }));
    setState(db, 'unknown', String(countUnknown(db, entities)));
    return null;
  } finally {
    db.close();
  }
}

try {
  send({ done: await perform(workerData as DatabaseTask) });
} catch (error) {
  const failure: Failure =
    error instanceof AppError
      ? error.failure
      : { code: codeOf(error) ?? 'internal', reason: 'database_task_failed' };
  send({ failure, stack: error instanceof Error ? (error.stack ?? '') : '' });
}
