import type { Topic } from '../shared/contract/define.ts';
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
import { createDispatch, type Dispatch } from './dispatch.ts';
import { makeFolder } from './durable.ts';
import { createFiles, type Files } from './files.ts';
import { createJobs, type Job, type Jobs } from './jobs.ts';
import { jobsHandlers } from './jobs-handlers.ts';
import type { Log } from './log.ts';
import type { Platform } from './platform.ts';
import { rosterHandlers } from './roster/handlers.ts';
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

export interface Backend {
  dispatch: Dispatch;
  /** Returns the way to stop listening. */
  subscribe(listener: Listener): () => void;
  files: Files;
  jobs: Jobs;
  gate: Gate;
  close(): void;
}

/**
 * The whole program behind the door, for any host. Throws AppError `busy` (already_open) if another Rollbook has
 * the data folder.
 */
export function createBackend({ platform, log }: { platform: Platform; log: Log }): Backend {
  const folders = foldersOf(platform.paths.data);
  makeFolder(folders.data);
  const unlockFolder = lockFolder(folders.data);
  const listeners = new Set<Listener>();
  const emit: Listener = (topic, data) => {
    for (const listener of listeners) {
      try {
        listener(topic, data);
      } catch (error) {
        // What is on disk stays said, whatever became of a window.
        log.incident('listener', error);
      }
    }
  };
  const files = createFiles();
  const jobs = createJobs((job) => emit('job', job));

  const gate = createGate(platform, folders, log, {
    changed: () => emit('changed', ['center']),
    cutOff: (vault, at) => noteInterruption(vault.db, at, findCenter(vault.db)?.timeZone ?? 'UTC'),
    opened: (vault) => {
      if (vault.cutOffAt === null) checkLate({ gate, platform, folders, log }, vault);
    },
    firstUnlock: () => {
      transact('program.closeRolls', (write, db) =>
        closeCompleteRolls(db, write, gate.wallClock().date, platform.now()),
      );
    },
  });
  const transact = createTransact(gate, () => platform.now());
  const stopBackups = scheduleDailyBackup({
    gate,
    platform,
    folders,
    log,
    changed: () => emit('changed', ['center']),
  });

  const dispatch = createDispatch({
    gate,
    log,
    now: () => platform.now(),
    covers: coversSession,
    emitChanged: (topics) => emit('changed', topics),
    handlers: {
      attendance: attendanceHandlers({ gate, platform, files, transact }),
      center: centerHandlers({ gate, platform, folders, files, transact }),
      changes: changesHandlers(gate),
      jobs: jobsHandlers(jobs),
      roster: rosterHandlers({ gate, platform, files, jobs, log }),
      sessions: sessionsHandlers(),
    },
  });

  return {
    dispatch,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    files,
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
