import { refuse } from '../../shared/result.ts';
import { findingKey } from '../../shared/rules/annotation-accepted.ts';
import { figuresOf } from '../../shared/rules/annotation-figures.ts';
import { proposalFigures } from '../../shared/rules/proposal-figures.ts';
import { takeUp } from '../assessments/grading.ts';
import { writeFigures } from '../assessments/hand-in.ts';
import { getAssessment } from '../assessments/queries.ts';
import { type FiledAttempt, filedAttempts } from '../assessments/scored-work.ts';
import { type SubmissionDependencies, sourceOf } from '../assessments/submission-handlers.ts';
import { foldersOf } from '../database/vault.ts';
import type { Handlers } from '../dispatch.ts';
import { failureOf } from '../errors.ts';
import { collectionHandlers } from './collection-handlers.ts';
import { acceptedFindingEntity, referenceEntity } from './entities.ts';
import { requireFiled } from './filed.ts';
import { pictureOf } from './scoring/picture-of.ts';
import { acceptedIn, type Packed, referenceOf, resultOf, scoresOf, storeScore } from './scoring/queries.ts';
import { runScoring } from './scoring/run-scoring.ts';
import type { Scored } from './scoring/score-attempt.ts';
import { acceptedId, scoreInput } from './scoring/score-input.ts';
import { imageView, requireScore, scoresView, scoreView, stateOf, unknownLabels } from './scoring/views.ts';
import type { ReadReference, ScoringTask } from './scoring/worker.ts';

const measured = ({ result, edge }: Scored, accepted: ReadonlySet<string>) => ({
  engine: result.engine,
  figures: proposalFigures(figuresOf(result, accepted), edge),
});

export function annotationHandlers(dependencies: SubmissionDependencies): Handlers<'annotation'> {
  const { gate, platform, files, jobs, log, transact, changed } = dependencies;
  const stored = () => ({ folder: foldersOf(platform.paths.data).files, key: gate.vault().key });
  /** Assessments that are being scored now: two runs at once would do the same work. */
  const running = new Map<string, string>();

  /** A score is on disk, with what it proposes, before the next one is begun. */
  const keep = (attempt: FiledAttempt, input: string, packed: Packed): void =>
    transact('program.score', (write, db) => {
      const scoredAt = platform.now();
      storeScore(db, { attemptId: attempt.attemptId, input, scoredAt }, packed);
      const scored = packed.failure === null ? resultOf(db, attempt.attemptId) : null;
      const accepted = new Set(acceptedIn(db, [attempt.attemptId]).get(attempt.attemptId)?.keys());
      writeFigures(write, attempt.attemptId, scored && measured(scored, accepted));
    });

  return {
    ...collectionHandlers(dependencies),
    setReference: ({ assessmentId, source }) => {
      getAssessment(gate.db(), assessmentId);
      const from = sourceOf({ files, platform }, source);
      const actor = gate.seat()?.personId;
      const jobId = jobs.start(
        async (progress, signal) => {
          const read: ReadReference[] = [];
          await runScoring(
            platform,
            { kind: 'reference', source: from, ...stored() },
            (message) => {
              if ('progress' in message) progress(message.progress.done, message.progress.total);
              if ('reference' in message) read.push(message.reference);
            },
            signal,
          );
          const [found] = read;
          if (!found) throw refuse('internal', 'scoring_failed');
          signal.throwIfAborted();
          const { files: prepared, refused: _refused, ...about } = found;
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
          if (source.kind === 'uploads') for (const token of source.uploads) files.drop(token);
          changed(['assessments', 'changes']);
          return { refused: found.refused };
        },
        (error) => failureOf(error, 'annotation.setReference', log),
      );
      return { jobId };
    },
    removeReference: ({ assessmentId }, { db, write }) => {
      getAssessment(db, assessmentId);
      write(referenceEntity, assessmentId, 'content', null);
      return {};
    },
    reference: ({ assessmentId }, { db, now }) => {
      const { content, settings } = referenceOf(db, assessmentId);
      const attempts = filedAttempts(db, assessmentId, now);
      return {
        reference: content && {
          ...content,
          files: content.files.length,
          bytes: content.files.reduce((sum, { bytes }) => sum + bytes, 0),
        },
        settings,
        unknownLabels: unknownLabels(db, attempts),
      };
    },
    setScoring: ({ assessmentId, settings }, { db, write }) => {
      getAssessment(db, assessmentId);
      write(referenceEntity, assessmentId, 'settings', settings);
      return {};
    },
    score: ({ assessmentId }) => {
      const db = gate.db();
      const reference = referenceOf(db, assessmentId);
      const { content, settings } = reference;
      const all = filedAttempts(db, assessmentId, platform.now());
      if (!content) throw refuse('conflict', 'no_reference');
      const scores = scoresOf(
        db,
        all.map(({ attemptId }) => attemptId),
      );
      const open = all.filter((attempt) => {
        const state = stateOf(scores.get(attempt.attemptId), reference, attempt);
        return state === 'stale' || state === 'waiting';
      });
      const before = running.get(assessmentId);
      if (before !== undefined) jobs.cancel(before);
      const byId = new Map(open.map((attempt) => [attempt.attemptId, attempt]));
      const task: ScoringTask = {
        ...{ kind: 'score', reference: content.files, settings, ...stored() },
        attempts: open.map(({ attemptId, files: own }) => ({ attemptId, files: own })),
      };
      const jobId = jobs.start(
        async (progress, signal) => {
          let done = 0;
          if (open.length > 0)
            await runScoring(
              platform,
              task,
              (message) => {
                if (!('scored' in message)) return;
                const attempt = byId.get(message.scored.attemptId);
                if (!attempt) return;
                keep(attempt, scoreInput(reference, attempt.files), message.scored);
                done += 1;
                progress(done, open.length);
                changed(['assessments']);
              },
              signal,
            );
          return { scored: done };
        },
        (error) => failureOf(error, 'annotation.score', log),
      );
      running.set(assessmentId, jobId);
      return { jobId, attempts: open.length };
    },
    scores: ({ assessmentId }, { db, now }) =>
      scoresView(db, referenceOf(db, assessmentId), filedAttempts(db, assessmentId, now)),
    scoreOf: (of, { db, now }) => scoreView(db, referenceOf(db, of.assessmentId), requireFiled(db, of, now)),
    scoredImage: ({ image, ...of }, { db, now }) =>
      imageView(db, referenceOf(db, of.assessmentId), requireFiled(db, of, now), image),
    picture: ({ image, ...of }) => {
      const db = gate.db();
      const attempt = requireFiled(db, of, platform.now());
      const wanted = requireScore(db, attempt).scored.result.images[image];
      if (!wanted) throw refuse('not_found', 'image_not_found');
      const all = [...(referenceOf(db, of.assessmentId).content?.files ?? []), ...attempt.files];
      const found = pictureOf(all, wanted);
      if (!found) return { blob: null };
      const { name, type, sha256 } = found;
      return { blob: files.lend({ name, type, read: () => gate.vault().files.read(sha256) }) };
    },
    acceptFinding: ({ key, reason, ...of }, { db, write, now }) => {
      const attempt = requireFiled(db, of, now);
      takeUp(db, { assessmentId: of.assessmentId, learnerId: attempt.learnerId }, now);
      const { scored } = requireScore(db, attempt);
      const known = scored.result.images.some((one) =>
        one.findings.some((finding) => findingKey(one.name, finding) === key),
      );
      if (!known) throw refuse('not_found', 'finding_not_found');
      const value = reason === null ? null : { key, reason };
      write(acceptedFindingEntity, acceptedId(of.attemptId, key), 'accepted', value);
      const accepted = new Set(acceptedIn(db, [of.attemptId]).get(of.attemptId)?.keys());
      writeFigures(write, of.attemptId, measured(scored, accepted));
      return {};
    },
  };
}
