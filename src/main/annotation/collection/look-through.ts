import { refuse } from '../../../shared/result.ts';
import type { ImageBrief } from '../../../shared/rules/image-brief.ts';
import { writeFigures } from '../../assessments/hand-in.ts';
import { type FiledAttempt, filedAttempts } from '../../assessments/scored-work.ts';
import type { SubmissionDependencies } from '../../assessments/submission-handlers.ts';
import { foldersOf } from '../../database/vault.ts';
import { failureOf } from '../../errors.ts';
import type { LookedAt } from '../brief/picture-facts.ts';
import { acceptedIn } from '../scoring/queries.ts';
import { collectionInput, gather, measuredIn, picturesAmong } from './judge.ts';
import {
  briefOf,
  type CollectionFailure,
  collectionsOf,
  looksAt,
  storeCollection,
  storeLook,
} from './queries.ts';
import { runLooking, type Seen } from './run-looking.ts';
import { stateOf } from './views.ts';

export interface LookingRuns {
  /**
   * One run of an assessment at a time: one that does the same already is joined, another one gives way. Throws
   * `conflict` (no_brief).
   */
  start(assessmentId: string): { jobId: string; attempts: number };
  /** The same for work that just came in, where it is said what is asked for. */
  startForNew(assessmentId: string): void;
  /** The run that goes on now. */
  running(assessmentId: string): string | null;
}

/** Looks through what learners of an assessment handed in; each collection is on disk before the next is judged. */
export function createLookingRuns({
  gate,
  platform,
  jobs,
  log,
  transact,
  changed,
}: SubmissionDependencies): LookingRuns {
  const running = new Map<string, { jobId: string; todo: string }>();

  const openAttempts = (assessmentId: string, brief: ImageBrief): FiledAttempt[] => {
    const attempts = filedAttempts(gate.db(), assessmentId, platform.now());
    const stored = collectionsOf(
      gate.db(),
      attempts.map(({ attemptId }) => attemptId),
    );
    return attempts.filter((attempt) => {
      const state = stateOf(stored.get(attempt.attemptId), brief, attempt);
      return state === 'stale' || state === 'waiting';
    });
  };

  return {
    start,
    startForNew: (assessmentId) => {
      if (briefOf(gate.db(), assessmentId)) start(assessmentId);
    },
    running: (assessmentId) => running.get(assessmentId)?.jobId ?? null,
  };

  function start(assessmentId: string): { jobId: string; attempts: number } {
    const brief = briefOf(gate.db(), assessmentId);
    if (!brief) throw refuse('conflict', 'no_brief');
    const open = openAttempts(assessmentId, brief);
    const todo = JSON.stringify(
      open.map(({ attemptId, files }) => [attemptId, collectionInput(brief, files)]),
    );
    const before = running.get(assessmentId);
    if (before?.todo === todo) return { jobId: before.jobId, attempts: open.length };
    if (before) jobs.cancel(before.jobId);
    const jobId = jobs.start(
      async (progress, signal) => {
        try {
          await lookThrough(open, brief, progress, signal);
        } finally {
          if (running.get(assessmentId)?.jobId === jobId) running.delete(assessmentId);
          changed(['assessments']);
        }
        return { attempts: open.length };
      },
      (error) => failureOf(error, 'annotation.lookThrough', log),
    );
    running.set(assessmentId, { jobId, todo });
    return { jobId, attempts: open.length };
  }

  async function lookThrough(
    open: readonly FiledAttempt[],
    brief: ImageBrief,
    progress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    // What starts in the same moment has its id by then.
    await Promise.resolve();
    const all = [...new Set(open.flatMap(({ files }) => picturesAmong(files)))];
    const looks = looksAt(gate.db(), all);
    const failures = new Map<string, CollectionFailure>();
    const isSeen = (sha256: string): boolean => looks.has(sha256) || failures.has(sha256);
    const waiting = new Set(open);
    const judgeWhatIsComplete = (): void => {
      for (const attempt of waiting) {
        if (!picturesAmong(attempt.files).every(isSeen)) continue;
        waiting.delete(attempt);
        judge(attempt, brief, looks, failures);
      }
    };
    const hear = (seen: Seen): void => {
      if (seen.kind === 'unreadable') {
        const { code, reason = code, params = {} } = seen.failure;
        failures.set(seen.sha256, { reason, params });
      } else if (seen.kind === 'given_up') looks.set(seen.sha256, seen.header);
      else {
        // What was given up is not stored: another time it may be decoded.
        transact('program.look', (_write, db) => storeLook(db, seen.sha256, seen.looked, seen.thumbnail));
        looks.set(seen.sha256, seen.looked);
      }
      progress(all.filter(isSeen).length, all.length);
      judgeWhatIsComplete();
    };
    judgeWhatIsComplete();
    const pictures = all.filter((one) => !isSeen(one));
    progress(all.length - pictures.length, all.length);
    const stored = { folder: foldersOf(platform.paths.data).files, key: gate.vault().key };
    if (pictures.length > 0) await runLooking(platform, { ...stored, pictures }, { hear, signal });
  }

  function judge(
    attempt: FiledAttempt,
    brief: ImageBrief,
    looks: ReadonlyMap<string, LookedAt | null>,
    failures: ReadonlyMap<string, CollectionFailure>,
  ): void {
    const { attemptId, files } = attempt;
    const failed = files.find(({ sha256 }) => failures.has(sha256));
    const fault = failed && failures.get(failed.sha256);
    const failure = fault ? { ...fault, params: { ...fault.params, place: failed.name } } : null;
    const judged = failure ? null : gather(brief, files, looks);
    transact('program.look', (write, db) => {
      const accepted = new Set(acceptedIn(db, [attemptId]).get(attemptId)?.keys());
      const input = collectionInput(brief, files);
      storeCollection(db, { attemptId, input, judgedAt: platform.now(), failure, judged });
      writeFigures(write, attemptId, judged && measuredIn(judged, accepted));
    });
    changed(['assessments']);
  }
}
