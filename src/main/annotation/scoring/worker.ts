import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type Failure } from '../../../shared/result.ts';
import { type PreparedFile, prepareAll, type RefusedFile } from '../../assessments/intake/prepare.ts';
import { openSource, type Source } from '../../assessments/intake/source.ts';
import { openFileStore } from '../../database/file-store.ts';
import { codeOf } from '../../errors.ts';
import { sizesOf } from '../read/image-index.ts';
import { readAnnotations } from '../read/read-annotations.ts';
import { ReadingError } from '../read/reading-error.ts';
import { labelsIn } from '../score/labels.ts';
import { type Packed, pack, type ReferenceContent, type Scoring } from './queries.ts';
import { type SavedFile, type SavedFormat, saveAs, withReferenceLabels } from './save-as.ts';
import { failureOf, mannerOf, readReference, scoreAttempt } from './score-attempt.ts';
import { type NamedFile, storedSet } from './stored-set.ts';
import { tellScore } from './tell-score.ts';

interface Store {
  folder: string;
  key: Uint8Array;
}

export type ScoringTask =
  | ({ kind: 'reference'; source: Source; settings: Scoring } & Store)
  | ({
      kind: 'score';
      reference: NamedFile[];
      settings: Scoring;
      /** `accepted`: keys of findings that are accepted as fine. */
      attempts: { attemptId: string; files: NamedFile[]; accepted: string[] }[];
    } & Store)
  | ({
      kind: 'save';
      reference: NamedFile[];
      /** Those of a learner; null for the reference itself. */
      learner: NamedFile[] | null;
      settings: Scoring;
      format: SavedFormat;
    } & Store);

/** A reference as it was read; its files are in the store. */
export type ReadReference = Omit<ReferenceContent, 'files'> & { files: PreparedFile[] };

export type ScoringMessage =
  | { progress: { done: number; total: number } }
  | { scored: { attemptId: string } & Packed }
  | { reference: ReadReference }
  | { saved: SavedFile }
  | { done: true }
  | { failure: Failure; stack: string };

const send = (message: ScoringMessage): void => parentPort?.postMessage(message);

/** Places of which it is written down what is to be said; the rest is counted. */
const MOST_TOLD = 100;
const MOST_LETTERS = 300;

const told = ({ path, reason, params }: RefusedFile): RefusedFile => ({
  path: path.slice(0, MOST_LETTERS),
  reason,
  params,
});

async function takeReference(task: ScoringTask & { kind: 'reference' }): Promise<void> {
  const set = await openSource(task.source);
  try {
    const { format, set: read } = await readAnnotations(set, mannerOf(task.settings.reading.reference));
    const store = openFileStore(task.folder, Buffer.from(task.key));
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
    const { images, notes } = read;
    const more = notes.find(({ code }) => code === 'more_notes');
    send({
      reference: {
        ...{ files, format, labels: labelsIn(read), images: images.length },
        shapes: images.reduce((sum, { shapes, tags }) => sum + shapes.length + tags.length, 0),
        notes: more ? notes.length - 1 + Number(more.params?.count ?? 0) : notes.length,
        noted: notes
          .filter((note) => note !== more)
          .slice(0, MOST_TOLD)
          .map(({ code, place, params = {} }) => ({ code, place: place.slice(0, MOST_LETTERS), params })),
        ...{ refused: refused.slice(0, MOST_TOLD).map(told), refusedInAll: refused.length },
      },
    });
  } finally {
    await set.close();
  }
}

async function scoreAll(task: ScoringTask & { kind: 'score' }): Promise<void> {
  const { settings } = task;
  const store = openFileStore(task.folder, Buffer.from(task.key));
  const reference = await readReference(store, task.reference, settings);
  for (const { attemptId, files, accepted } of task.attempts) {
    try {
      const { scored, drawn } = await scoreAttempt(store, reference, files, settings);
      const { summary, told: all, measured } = tellScore(scored, accepted);
      const packed = { told: pack(all), result: pack(scored), drawn: drawn.map(pack) };
      send({ scored: { attemptId, failure: null, summary, measured, ...packed } });
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      send({ scored: { attemptId, failure } });
    }
  }
}

async function save(task: ScoringTask & { kind: 'save' }): Promise<void> {
  const { settings, learner, format } = task;
  const store = openFileStore(task.folder, Buffer.from(task.key));
  const { set: reference } = await readReference(store, task.reference, settings);
  if (!learner) return send({ saved: await saveAs(reference, format) });
  const { set } = await readAnnotations(storedSet(store, learner), {
    ...mannerOf(settings.reading.learner),
    sizes: sizesOf(reference.images),
  });
  send({ saved: await saveAs(withReferenceLabels(set, reference, settings.aliases), format) });
}

function refusalOf(error: unknown): Failure {
  if (error instanceof AppError) return error.failure;
  if (error instanceof ReadingError) return { code: 'validation', ...failureOf(error) };
  return { code: codeOf(error) ?? 'internal', reason: 'scoring_failed' };
}

const task = workerData as ScoringTask;
try {
  if (task.kind === 'reference') await takeReference(task);
  else if (task.kind === 'score') await scoreAll(task);
  else await save(task);
  send({ done: true });
} catch (error) {
  send({ failure: refusalOf(error), stack: error instanceof Error ? (error.stack ?? '') : '' });
}
