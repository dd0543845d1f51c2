import type { Topic } from '../../shared/contract/define.ts';
import type { Input, Output } from '../../shared/contract/index.ts';
import { refuse } from '../../shared/result.ts';
import type { Gate } from '../center/gate.ts';
import { findCenter } from '../center/queries.ts';
import { foldersOf } from '../database/vault.ts';
import type { Handlers } from '../dispatch.ts';
import { failureOf } from '../errors.ts';
import type { Files } from '../files.ts';
import type { Jobs } from '../jobs.ts';
import type { Log } from '../log.ts';
import type { Platform } from '../platform.ts';
import { nameOfCohort } from '../roster/queries.ts';
import { centerDate } from '../roster/today.ts';
import type { Transact } from '../transact.ts';
import { languageFor } from './feedback.ts';
import { filesOnDrive, listDrives, onDrive, requireDrive, writeToDrive } from './intake/drives.ts';
import { createMatcher } from './intake/match.ts';
import {
  candidatesOf,
  handingIn,
  type Preview,
  previewOf,
  requireOne,
  submissionsView,
} from './intake/preview.ts';
import { runIntake } from './intake/run-intake.ts';
import type { Source } from './intake/source.ts';
import { filesToStore, giveOut, writeAttempts } from './intake/take-in.ts';
import { findGradedLearner } from './learners.ts';
import { getAssessment } from './queries.ts';
import { readOneWork } from './work.ts';

export interface SubmissionDependencies {
  gate: Gate;
  platform: Platform;
  files: Files;
  jobs: Jobs;
  log: Log;
  transact: Transact;
  /** Tells windows what is stale, after the commit of a job. */
  changed: (topics: readonly Topic[]) => void;
  /** Told once work with files came in. */
  handedIn?: (assessmentId: string) => void;
}

type Named =
  | 'previewSubmissions'
  | 'submissions'
  | 'takeSubmissions'
  | 'takenSubmissions'
  | 'dropSubmissions'
  | 'drives'
  | 'driveFiles'
  | 'receipt'
  | 'returnToDrive';

type Taken = Output<'assessments.takenSubmissions'>;

/** What work on a computer is in: the rest of a stick is not offered first. */
const WORK = /\.(?:json|xml|csv|txt|zip|ya?ml|png|jpe?g|webp|pdf|docx?|odt|pptx?|xlsx?)$/i;
const MOST_LISTED = 500;

/** Throws `not_found` (file_not_found, drive_gone). */
export function sourceOf(
  { files, platform }: Pick<SubmissionDependencies, 'files' | 'platform'>,
  source: Input<'assessments.previewSubmissions'>['source'],
): Source {
  if (source.kind === 'uploads')
    return { kind: 'uploads', uploads: source.uploads.map((token) => files.upload(token)) };
  if (source.kind === 'stick') requireDrive(platform, source.drive);
  return source;
}

export function submissionHandlers(
  dependencies: SubmissionDependencies,
): Pick<Handlers<'assessments'>, Named> {
  const { gate, platform, files, jobs, log, transact, changed, handedIn } = dependencies;
  /** Each preview: the uploads that it was made from, and whether it is one learner's or the cohort's. */
  const previews = new Map<string, { uploads: readonly string[]; isOne: boolean }>();

  const today = (): string => centerDate(gate.db(), platform.now());
  const previewIn = (jobId: string): Preview => {
    const { result } = jobs.get<Preview>(jobId);
    if (!result || !previews.has(jobId)) throw refuse('not_found', 'submissions_gone');
    return result;
  };
  const forget = (jobId: string): void => {
    for (const token of previews.get(jobId)?.uploads ?? []) files.drop(token);
    previews.delete(jobId);
    jobs.cancel(jobId);
    jobs.forget(jobId);
  };

  const readFrom = <T>(source: Source, work: () => Promise<T>): Promise<T> =>
    source.kind === 'stick' ? onDrive(platform, source.drive, work) : work();

  return {
    previewSubmissions: ({ assessmentId, learnerId, source }) => {
      const db = gate.db();
      const assessment = getAssessment(db, assessmentId);
      const one = learnerId === null ? null : requireOne(db, assessment, learnerId, today());
      const from = sourceOf({ files, platform }, source);
      const isOne = one !== null;
      // Work of the cohort that is being looked at waits while somebody stands there with a stick.
      for (const [old, before] of [...previews]) if (before.isOne === isOne) forget(old);
      const jobId = jobs.start<Preview>(
        async (progress, signal) => {
          const looked = await readFrom(from, () =>
            runIntake(platform, { kind: 'look', source: from }, progress, signal),
          );
          return previewOf(gate.db(), { assessmentId, learnerId: one, source: from }, looked, today());
        },
        (error) => failureOf(error, 'assessments.previewSubmissions', log),
      );
      previews.set(jobId, { uploads: source.kind === 'uploads' ? source.uploads : [], isOne });
      return { jobId };
    },
    submissions: ({ jobId }, { db, now }) => submissionsView(db, previewIn(jobId), centerDate(db, now)),
    takeSubmissions: ({ jobId: previewId, matches, ...about }) => {
      const preview = previewIn(previewId);
      const [now, actor] = [platform.now(), gate.seat()?.personId];
      const given = giveOut(gate.db(), preview, matches, today());
      const store = filesToStore(gate.db(), preview, given, now);
      const { data } = platform.paths;
      const jobId = jobs.start<Taken>(
        async (progress, signal) => {
          if (store.length > 0) {
            const task = { kind: 'store', source: preview.source, files: store } as const;
            const key = gate.vault().key;
            const folder = foldersOf(data).files;
            await readFrom(preview.source, () =>
              runIntake(platform, { ...task, folder, key }, progress, signal),
            );
          }
          // From here on nothing waits: it is written whole, or was given up before.
          signal.throwIfAborted();
          const taken = transact(
            'assessments.takeSubmissions',
            (write, db) => writeAttempts({ db, write, now }, preview, given, about),
            actor,
          );
          changed(['assessments', 'changes']);
          forget(previewId);
          if (taken.attempts.length > 0) handedIn?.(preview.assessmentId);
          return taken;
        },
        (error) => failureOf(error, 'assessments.takeSubmissions', log),
      );
      return { jobId };
    },
    takenSubmissions: ({ jobId }) => {
      const { result } = jobs.get<Taken>(jobId);
      if (!result || !('usedUp' in result)) throw refuse('not_found', 'submissions_gone');
      return result;
    },
    dropSubmissions: ({ jobId, uploads: givenUp }) => {
      if (jobId !== null) forget(jobId);
      for (const token of givenUp) files.drop(token);
      return {};
    },
    drives: () => ({ drives: listDrives(platform) }),
    driveFiles: async ({ drive, assessmentId, learnerId }) => {
      const db = gate.db();
      const assessment = getAssessment(db, assessmentId);
      const match = createMatcher(candidatesOf(db, handingIn(db, assessment, today())));
      const { files: found, more } = await onDrive(platform, drive, () => filesOnDrive(drive));
      const ranked = found
        .map((file) => {
          const names = file.path.split('/').flatMap((part) => match(part.replace(/\.[^.]+$/, '')));
          const isHers = names.some((one) => one.learnerId === learnerId);
          const isOther = !isHers && names.some((one) => one.certainty === 'sure');
          const isWork = WORK.test(file.path);
          return {
            file,
            rank: Number(isHers) * 2 + Number(isWork) - Number(isOther) * 3,
            isHers,
            isWork,
            isOther,
          };
        })
        .sort(
          (a, b) =>
            b.rank - a.rank || b.file.changedAt - a.file.changedAt || (a.file.path < b.file.path ? -1 : 1),
        );
      const named = ranked.some(({ isHers, isWork }) => isHers && isWork);
      return {
        files: ranked.slice(0, MOST_LISTED).map(({ file, isHers, isWork, isOther }) => ({
          ...file,
          // A stick of her own needs no names; one that several use does.
          likely: isWork && !isOther && (isHers || !named),
        })),
        more: more || ranked.length > MOST_LISTED,
      };
    },
    receipt: ({ assessmentId, learnerId, attemptId }, { db, now }) => {
      const assessment = getAssessment(db, assessmentId);
      const learner = findGradedLearner(db, assessment.cohortId, learnerId, centerDate(db, now));
      if (!learner) throw refuse('not_found', 'learner_not_in_cohort');
      const attempt = readOneWork(db, assessment, learnerId).attempts.find(({ id }) => id === attemptId);
      if (!attempt) throw refuse('not_found', 'attempt_not_found');
      if (!attempt.handedIn) throw refuse('conflict', 'not_handed_in');
      const { on, at, source } = attempt.handedIn;
      return {
        center: findCenter(db)?.name ?? '',
        cohort: nameOfCohort(db, assessment.cohortId) ?? '',
        learner: learner.name,
        language: languageFor(db, learner.learnerId),
        title: assessment.title,
        number: attempt.number,
        ...{ on, at, source },
        files: attempt.files.map(({ name, bytes, sha256, stripped = [] }) => ({
          ...{ name, bytes, stripped },
          sha256: sha256.slice(0, 12),
        })),
      };
    },
    returnToDrive: async ({ drive, folder, files: wanted }) => {
      const given = await Promise.all(
        wanted.map(async ({ name, upload }) => ({ name, bytes: (await files.whole(upload)).bytes })),
      );
      const place = await onDrive(platform, drive, () => writeToDrive(drive, folder, given));
      for (const { upload } of wanted) files.drop(upload);
      return { folder: place, files: given.length };
    },
  };
}
