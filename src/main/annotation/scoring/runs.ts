import { refuse } from '../../../shared/result.ts';
import { writeFigures } from '../../assessments/hand-in.ts';
import { type FiledAttempt, filedAttempts } from '../../assessments/scored-work.ts';
import type { SubmissionDependencies } from '../../assessments/submission-handlers.ts';
import { foldersOf } from '../../database/vault.ts';
import { failureOf } from '../../errors.ts';
import {
  acceptedIn,
  acceptedKeys,
  hasReference,
  type Packed,
  referenceOf,
  resultOf,
  scoresOf,
  storeScore,
  storeTelling,
} from './queries.ts';
import { runScoring } from './run-scoring.ts';
import { scoreInput } from './score-input.ts';
import { tellScore } from './tell-score.ts';
import { stateOf } from './views.ts';
import type { ScoringMessage, ScoringTask } from './worker.ts';

interface Run {
  jobId: string;
  /** What each attempt is scored from that this run has not stored yet. */
  open: Map<string, string>;
}

export interface ScoringRuns {
  /**
   * Scores what has no score of its files, reference and settings. One run of an assessment at a time: one that does
   * the same already is joined, another one gives way. Throws `conflict` (no_reference), `not_found`.
   */
  start(assessmentId: string): { jobId: string; attempts: number };
  /** The same for work that just came in, where there is something to score it against. */
  startForNew(assessmentId: string): void;
  /** The job that scores an assessment now. */
  running(assessmentId: string): string | null;
}

export function createScoringRuns({
  gate,
  platform,
  jobs,
  log,
  transact,
  changed,
}: SubmissionDependencies): ScoringRuns {
  const runs = new Map<string, Run>();

  /** A score is on disk, with what it proposes, before the next one is begun. */
  const keep = (attemptId: string, input: string, packed: Packed): void =>
    transact('program.score', (write, db) => {
      storeScore(db, { attemptId, input, scoredAt: platform.now() }, packed);
      if (packed.failure !== null) return writeFigures(write, attemptId, null);
      const accepted = acceptedKeys(db, attemptId);
      if (accepted.join('\n') === packed.summary.accepted.join('\n'))
        return writeFigures(write, attemptId, packed.measured);
      // Somebody accepted a finding while this was scored.
      const scored = resultOf(db, attemptId);
      if (!scored) return;
      const telling = tellScore(scored, accepted);
      storeTelling(db, attemptId, telling);
      writeFigures(write, attemptId, telling.measured);
    });

  const begin = (assessmentId: string, task: ScoringTask, run: Run): void => {
    let done = 0;
    const total = run.open.size;
    run.jobId = jobs.start(
      async (progress, signal) => {
        try {
          progress(0, total);
          const hear = (message: ScoringMessage): void => {
            if (!('scored' in message)) return;
            const { attemptId, ...packed } = message.scored;
            const input = run.open.get(attemptId);
            if (input === undefined) return;
            keep(attemptId, input, packed);
            run.open.delete(attemptId);
            done += 1;
            progress(done, total);
            changed(['assessments']);
          };
          if (total > 0) await runScoring(platform, task, hear, signal);
          return { scored: done };
        } finally {
          if (runs.get(assessmentId) === run) runs.delete(assessmentId);
          changed(['assessments']);
        }
      },
      (error) => failureOf(error, 'annotation.score', log),
    );
  };

  const start: ScoringRuns['start'] = (assessmentId) => {
    const db = gate.db();
    const attempts = filedAttempts(db, assessmentId, platform.now());
    const reference = referenceOf(db, assessmentId);
    const { content, settings } = reference;
    if (!content) throw refuse('conflict', 'no_reference');
    const ids = attempts.map(({ attemptId }) => attemptId);
    const [scores, accepted] = [scoresOf(db, ids), acceptedIn(db, ids)];
    const isOpen = (attempt: FiledAttempt): boolean => {
      const state = stateOf(scores.get(attempt.attemptId), reference, attempt);
      return state === 'stale' || state === 'waiting';
    };
    const todo = attempts.filter(isOpen);
    const open = new Map(todo.map((one) => [one.attemptId, scoreInput(reference, one.files)]));
    const before = runs.get(assessmentId);
    if (before && [...open].every(([id, input]) => before.open.get(id) === input))
      return { jobId: before.jobId, attempts: open.size };
    if (before) jobs.cancel(before.jobId);
    const task: ScoringTask = {
      ...{ kind: 'score', reference: content.files, settings },
      ...{ folder: foldersOf(platform.paths.data).files, key: gate.vault().key },
      attempts: todo.map(({ attemptId, files }) => ({
        ...{ attemptId, files },
        accepted: [...(accepted.get(attemptId)?.keys() ?? [])],
      })),
    };
    const run: Run = { jobId: '', open };
    runs.set(assessmentId, run);
    begin(assessmentId, task, run);
    return { jobId: run.jobId, attempts: open.size };
  };

  return {
    start,
    startForNew: (assessmentId) => {
      if (hasReference(gate.db(), assessmentId)) start(assessmentId);
    },
    running: (assessmentId) => runs.get(assessmentId)?.jobId ?? null,
  };
}
