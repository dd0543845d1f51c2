import type { Topic } from '../shared/contract/define.ts';
import type { Language } from '../shared/contract/values.ts';
import { createLookingRuns } from './annotation/collection/look-through.ts';
import { annotationHandlers } from './annotation/handlers.ts';
import { createScoringRuns } from './annotation/scoring/runs.ts';
import { assessmentsHandlers } from './assessments/handlers.ts';
import { attendanceHandlers } from './attendance/handlers.ts';
import { closeCompleteRolls } from './attendance/roll-state.ts';
import { scheduleDailyBackup } from './center/daily-backup.ts';
import { createGate, type Gate } from './center/gate.ts';
import { centerHandlers } from './center/handlers.ts';
import { checkLate } from './center/late-check.ts';
import { findCenter } from './center/queries.ts';
import { changesHandlers } from './changes-handlers.ts';
import { lockFolder } from './database/instance-lock.ts';
import { foldersOf } from './database/vault.ts';
import { deskHandlers } from './desk-handlers.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';
import { makeFolder } from './durable.ts';
import { type Files, sweepUploads } from './files.ts';
import { createJobs, type Job, type Jobs } from './jobs.ts';
import { jobsHandlers } from './jobs-handlers.ts';
import type { Log } from './log.ts';
import type { Platform } from './platform.ts';
import { programsHandlers } from './programs/handlers.ts';
import { rosterHandlers } from './roster/handlers.ts';
import { exampleHandlers } from './sample/handlers.ts';
import { sessionsHandlers } from './sessions/handlers.ts';
import { noteInterruption } from './sessions/interruption.ts';
import { coversSession } from './sessions/queries.ts';
import { createTransact } from './transact.ts';

/** What the window is told without asking. */
export interface Events {
  /** Topics whose queries are stale. */
  changed: readonly Topic[];
  job: Omit<Job, 'result'>;
}
export type Listener = <K extends keyof Events>(topic: K, data: Events[K]) => void;

/** How a core goes over to another one. */
export interface Ways {
  /** Makes the sample center and works on in it. */
  openSample(language: Language): Promise<void>;
  /** Back from the sample, which is gone then. */
  leaveSample(): void;
}

/** Everything that works on one data folder. */
export interface Core {
  dispatch: Dispatch;
  jobs: Jobs;
  gate: Gate;
  close(): void;
}

interface Options {
  platform: Platform;
  log: Log;
  files: Files;
  emit: Listener;
  ways: Ways;
  /** This is the sample center: it is opened without a passphrase, and deleted at its end. */
  sample: boolean;
}

/**
 * The whole program behind the door, over one data folder. Throws AppError `busy` (already_open) if another Rollbook
 * has the folder.
 */
export function createCore({ platform, log, files, emit, ways, sample }: Options): Core {
  const folders = foldersOf(platform.paths.data);
  makeFolder(folders.data);
  const unlockFolder = lockFolder(folders.data);
  sweepUploads(folders.data);
  const jobs = createJobs((job) => emit('job', job));

  const tell = (topics: readonly Topic[]): void => emit('changed', topics);
  const changed = (): void => emit('changed', ['center']);
  const gate = createGate(platform, folders, log, !sample, {
    changed,
    cutOff: (vault, at) => noteInterruption(vault.db, at, findCenter(vault.db)?.timeZone ?? 'UTC'),
    opened: (vault) => {
      if (vault.cutOffAt === null && !sample) checkLate({ gate, platform, folders, log }, vault);
    },
    firstUnlock: () => {
      transact('program.closeRolls', (write, db) =>
        closeCompleteRolls(db, write, gate.wallClock().date, platform.now()),
      );
    },
  });
  const transact = createTransact(gate, () => platform.now());
  const stopBackups = sample ? () => {} : scheduleDailyBackup({ gate, platform, folders, log, changed });

  const work = { gate, platform, files, jobs, log, transact, changed: tell };
  const scoring = createScoringRuns(work);
  const looking = createLookingRuns(work);
  const handedIn = (assessmentId: string): void => {
    scoring.startForNew(assessmentId);
    looking.startForNew(assessmentId);
  };

  const dispatch = createDispatch({
    gate,
    log,
    now: () => platform.now(),
    covers: coversSession,
    emitChanged: (topics) => emit('changed', topics),
    handlers: {
      annotation: annotationHandlers(work, scoring, looking),
      assessments: {
        ...assessmentsHandlers({ ...work, handedIn }),
        ...exampleHandlers({ gate, platform, files }),
      },
      attendance: attendanceHandlers({ gate, platform, files, transact }),
      center: centerHandlers({ gate, platform, folders, files, transact, ways, sample }),
      changes: changesHandlers(gate),
      desk: deskHandlers(),
      jobs: jobsHandlers(jobs),
      programs: programsHandlers(),
      roster: rosterHandlers({ gate, platform, files, jobs, log }),
      sessions: sessionsHandlers(),
    },
  });

  return {
    dispatch,
    jobs,
    gate,
    close: () => {
      stopBackups();
      jobs.cancelAll();
      files.dropAll();
      gate.close();
      unlockFolder();
    },
  };
}
