import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type Failure, refuse } from '../../../shared/result.ts';
import { ReadingError } from '../../annotation/read/reading-error.ts';
import { openFileStore } from '../../database/file-store.ts';
import { codeOf } from '../../errors.ts';
import { type PreparedFile, prepareAll, type RefusedFile } from './prepare.ts';
import { openSource, type Source } from './source.ts';

/** Looks through what came in and writes nothing, or stores what was looked at. */
export type IntakeTask =
  | { kind: 'look'; source: Source }
  | {
      kind: 'store';
      source: Source;
      files: { path: string; sha256: string }[];
      folder: string;
      key: Uint8Array;
    };

export interface Looked {
  files: PreparedFile[];
  refused: RefusedFile[];
}

export type IntakeMessage =
  | { progress: { done: number; total: number } }
  | { result: Looked }
  | { failure: Failure; stack: string };

const send = (message: IntakeMessage): void => parentPort?.postMessage(message);
const onProgress = (done: number, total: number): void => send({ progress: { done, total } });

const MOST_AT_ONCE = 8;

async function perform(task: IntakeTask): Promise<Looked> {
  const set = await openSource(task.source);
  try {
    if (task.kind === 'look') {
      const files: PreparedFile[] = [];
      const look = ({ content: _content, ...file }: PreparedFile & { content: Buffer }): void => {
        files.push(file);
      };
      return { refused: await prepareAll(set, () => true, look, { onProgress }), files };
    }
    const wanted = new Map(task.files.map(({ path, sha256 }) => [path, sha256]));
    const store = openFileStore(task.folder, Buffer.from(task.key));
    const files: PreparedFile[] = [];
    // A disk takes several files at once in little more time than one; only so many are held in memory.
    const storing = new Set<Promise<unknown>>();
    await prepareAll(
      set,
      ({ path }) => wanted.has(path),
      async ({ content, ...file }) => {
        // What was shown is what is stored, or nothing is.
        if (file.sha256 !== wanted.get(file.path)) throw refuse('conflict', 'files_changed');
        // What failed stays among them: whoever waits next hears of it.
        const put: Promise<unknown> = store.put([content]).then(() => storing.delete(put));
        storing.add(put);
        put.catch(() => undefined);
        if (storing.size >= MOST_AT_ONCE) await Promise.race(storing);
        files.push(file);
      },
      { onProgress },
    );
    await Promise.all(storing);
    if (files.length !== wanted.size) throw refuse('conflict', 'files_changed');
    return { files, refused: [] };
  } finally {
    await set.close();
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return error.failure;
  if (error instanceof ReadingError) {
    const { code, place, params } = error;
    return { code: 'validation', reason: `reading_${code}`, params: { ...params, place } };
  }
  return { code: codeOf(error) ?? 'internal', reason: 'intake_failed' };
}

try {
  send({ result: await perform(workerData as IntakeTask) });
} catch (error) {
  send({ failure: failureOf(error), stack: error instanceof Error ? (error.stack ?? '') : '' });
}
