import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type Failure } from '../../../shared/result.ts';
import { type PreparedFile, prepareAll, type RefusedFile } from '../../assessments/intake/prepare.ts';
import { openSource, type Source } from '../../assessments/intake/source.ts';
import { openFileStore } from '../../database/file-store.ts';
import { codeOf } from '../../errors.ts';
import { readAnnotations } from '../read/read-annotations.ts';
import { ReadingError } from '../read/reading-error.ts';
import { type Packed, pack, type Scoring } from './queries.ts';
import { failureOf, readReference, scoreAttempt } from './score-attempt.ts';
import type { NamedFile } from './stored-set.ts';

interface Store {
  folder: string;
  key: Uint8Array;
}

export type ScoringTask =
  | ({ kind: 'reference'; source: Source } & Store)
  | ({
      kind: 'score';
      reference: NamedFile[];
      settings: Scoring;
      attempts: { attemptId: string; files: NamedFile[] }[];
    } & Store);

/** A reference as it was read; its files are in the store. */
export interface ReadReference {
  files: PreparedFile[];
  refused: RefusedFile[];
  format: string;
  labels: string[];
  images: number;
  shapes: number;
  notes: number;
}

export type ScoringMessage =
  | { progress: { done: number; total: number } }
  | { scored: { attemptId: string } & Packed }
  | { reference: ReadReference }
  | { done: true }
  | { failure: Failure; stack: string };

const send = (message: ScoringMessage): void => parentPort?.postMessage(message);

async function takeReference({ source, folder, key }: ScoringTask & { kind: 'reference' }): Promise<void> {
  const set = await openSource(source);
  try {
    const { format, set: read } = await readAnnotations(set);
    const store = openFileStore(folder, Buffer.from(key));
    const files: PreparedFile[] = [];
    const refused = await prepareAll(
      set,
      () => true,
      async ({ content, ...file }) => {
        await store.put([content]);
        files.push(file);
      },
      { onProgress: (done, total) => send({ progress: { done, total } }) },
    );
    const shapes = read.images.reduce((sum, image) => sum + image.shapes.length + image.tags.length, 0);
    const used = read.images.flatMap((image) => image.shapes.map(({ label }) => label));
    const labels = [...new Set([...read.labels, ...used])];
    const { images, notes } = read;
    send({
      reference: { files, refused, format, labels, images: images.length, shapes, notes: notes.length },
    });
  } finally {
    await set.close();
  }
}

async function scoreAll(task: ScoringTask & { kind: 'score' }): Promise<void> {
  const store = openFileStore(task.folder, Buffer.from(task.key));
  const reference = await readReference(store, task.reference);
  for (const { attemptId, files } of task.attempts) {
    try {
      const { scored, drawn } = await scoreAttempt(store, reference, files, task.settings);
      send({ scored: { attemptId, result: pack(scored), drawn: drawn.map(pack), failure: null } });
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      send({ scored: { attemptId, result: null, drawn: [], failure } });
    }
  }
}

function refusalOf(error: unknown): Failure {
  if (error instanceof AppError) return error.failure;
  if (error instanceof ReadingError) return { code: 'validation', ...failureOf(error) };
  return { code: codeOf(error) ?? 'internal', reason: 'scoring_failed' };
}

const task = workerData as ScoringTask;
try {
  if (task.kind === 'reference') await takeReference(task);
  else await scoreAll(task);
  send({ done: true });
} catch (error) {
  send({ failure: refusalOf(error), stack: error instanceof Error ? (error.stack ?? '') : '' });
}
