import { refuse } from '../../shared/result.ts';
import { writeFigures } from '../assessments/hand-in.ts';
import { getAssessment } from '../assessments/queries.ts';
import { filedAttempts } from '../assessments/scored-work.ts';
import { type SubmissionDependencies, sourceOf } from '../assessments/submission-handlers.ts';
import { foldersOf } from '../database/vault.ts';
import type { Handlers } from '../dispatch.ts';
import { failureOf } from '../errors.ts';
import { briefOf } from './collection/queries.ts';
import { referenceEntity } from './entities.ts';
import { requireFiled } from './filed.ts';
import { referenceOf } from './scoring/queries.ts';
import { runScoring } from './scoring/run-scoring.ts';
import type { SavedFile } from './scoring/save-as.ts';
import { aboutFiles } from './scoring/views.ts';
import type { ReadReference } from './scoring/worker.ts';

type Named = 'setReference' | 'removeReference' | 'reference' | 'setScoring' | 'saveAs';

const types: Record<SavedFile['extension'], string> = {
  json: 'application/json',
  xml: 'application/xml',
  zip: 'application/zip',
};

/** The reference of an assessment, and how work is scored against it. */
export function referenceHandlers({
  gate,
  platform,
  files,
  jobs,
  log,
  transact,
  changed,
}: SubmissionDependencies): Pick<Handlers<'annotation'>, Named> {
  const stored = () => ({ folder: foldersOf(platform.paths.data).files, key: gate.vault().key });

  return {
    setReference: ({ assessmentId, source }) => {
      const db = gate.db();
      getAssessment(db, assessmentId);
      if (briefOf(db, assessmentId)) throw refuse('conflict', 'brief_here');
      const { settings } = referenceOf(db, assessmentId);
      const from = sourceOf({ files, platform }, source);
      const actor = gate.seat()?.personId;
      const jobId = jobs.start(
        async (progress, signal) => {
          const read: ReadReference[] = [];
          try {
            await runScoring(
              platform,
              { kind: 'reference', source: from, settings, ...stored() },
              (message) => {
                if ('progress' in message) progress(message.progress.done, message.progress.total);
                if ('reference' in message) read.push(message.reference);
              },
              signal,
            );
          } finally {
            if (source.kind === 'uploads') for (const token of source.uploads) files.drop(token);
          }
          const [found] = read;
          if (!found) throw refuse('internal', 'scoring_failed');
          signal.throwIfAborted();
          const { files: prepared, ...about } = found;
          transact(
            'annotation.setReference',
            (write) =>
              write(referenceEntity, assessmentId, 'content', {
                ...about,
                files: prepared.map(({ path, stripped, ...file }) => ({
                  ...{ ...file, name: path },
                  ...(stripped.length > 0 ? { stripped } : {}),
                })),
              }),
            actor,
          );
          changed(['assessments', 'changes']);
        },
        (error) => failureOf(error, 'annotation.setReference', log),
      );
      return { jobId };
    },
    removeReference: ({ assessmentId }, { db, write, now }) => {
      getAssessment(db, assessmentId);
      const { content } = referenceOf(db, assessmentId);
      write(referenceEntity, assessmentId, 'content', null);
      // Without it nobody could say any more what a proposal comes from. Grades stay.
      if (content)
        for (const { attemptId, measured } of filedAttempts(db, assessmentId, now))
          if (measured) writeFigures(write, attemptId, null);
      return {};
    },
    reference: ({ assessmentId }, { db, now }) => {
      const reference = referenceOf(db, assessmentId);
      const { content, settings } = reference;
      return {
        reference: content && {
          ...content,
          noted: content.noted ?? [],
          refused: content.refused ?? [],
          refusedInAll: content.refusedInAll ?? 0,
          files: content.files.length,
          bytes: content.files.reduce((sum, { bytes }) => sum + bytes, 0),
        },
        settings,
        ...aboutFiles(db, reference, filedAttempts(db, assessmentId, now)),
      };
    },
    setScoring: ({ assessmentId, settings }, { db, write }) => {
      getAssessment(db, assessmentId);
      write(referenceEntity, assessmentId, 'settings', settings);
      return {};
    },
    saveAs: async ({ assessmentId, attemptId, format, fileName }) => {
      const db = gate.db();
      const learner =
        attemptId === null ? null : requireFiled(db, { assessmentId, attemptId }, platform.now()).files;
      const { content, settings } = referenceOf(db, assessmentId);
      if (!content) throw refuse('conflict', 'no_reference');
      const saved: SavedFile[] = [];
      await runScoring(
        platform,
        { kind: 'save', reference: content.files, learner, settings, format, ...stored() },
        (message) => {
          if ('saved' in message) saved.push(message.saved);
        },
        new AbortController().signal,
      );
      const [file] = saved;
      if (!file) throw refuse('internal', 'scoring_failed');
      const { bytes, extension, losses } = file;
      const name = `${fileName}.${extension}`;
      return { blob: files.hold({ name, type: types[extension], bytes }), fileName: name, losses };
    },
  };
}
