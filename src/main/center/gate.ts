import type { Stage } from '../../shared/contract/index.ts';
import { AppError, type ErrorCode, type Failure, refuse } from '../../shared/result.ts';
import type { Role } from '../../shared/rules/permissions.ts';
import { wallClock } from '../../shared/rules/time.ts';
import { type Unlock, unlockKey } from '../database/keys.ts';
import { forgetPlace, markSeq, wasHere } from '../database/marker.ts';
import { finishReplacement } from '../database/replacement.ts';
import { type Database, requireInPlace } from '../database/sqlite.ts';
import { getState, setState } from '../database/state.ts';
import {
  allKeys,
  type Folders,
  findKeys,
  hasTraces,
  mendKeys,
  openVault,
  type Vault,
  type Working,
} from '../database/vault.ts';
import { codeOf, isBroken } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Platform } from '../platform.ts';
import { checkPin } from './pins.ts';
import { findCenter, findPerson } from './queries.ts';

/** Who sits at the keyboard. A substitute reaches one cohort on one day. */
export interface Seat {
  personId: string;
  role: Role;
  scope: { day: string; cohortId: string } | null;
}

/** How long the laptop waits for a sign of its user before it locks, milliseconds. */
export const idleLimit = 10 * 60_000;
const heartbeat = 60_000;

/** What the recovery screen has words for, and which of them a bare code comes to. */
const named: ReadonlySet<string> = new Set(['database_corrupt', 'database_missing', 'database_from_future']);
const byCode: Partial<Record<ErrorCode, string>> = {
  corrupt: 'database_corrupt',
  disk_full: 'disk_full',
  read_only: 'read_only',
  unavailable: 'folder_unreadable',
};

/** What the whole screen waits for. */
type Task = Working | 'restoring' | 'making_sample';

export interface Gate {
  stage(): Stage;
  vault(): Vault;
  /** The open database, or throws `locked`. */
  db(): Database;
  seat(): Seat | null;
  working(): { task: Task; done: number | null } | null;
  problem(): { reason: string; incident: string | null } | null;
  /** Local calendar date and wall time of the center, or of this laptop before there is one. */
  wallClock(): { date: string; time: string };
  passphraseDue(): boolean;
  unseal(unlock: Unlock): Promise<void>;
  unlock(personId: string, pin: string): Promise<void>;
  sitDown(seat: Seat): void;
  lock(): void;
  stillHere(): void;
  /** The open database turned out to be damaged: it is closed, and the screen must talk about that. */
  noteDamage(error: unknown): void;
  /** True if nothing is left of the center that was in the folder. */
  isGone(): boolean;
  /** The center that is gone will not come back: its folder is that of a new laptop. Throws `conflict` while anything of one is there. */
  beginAnew(): void;
  /** Looks at the folder again: after setting up, restoring, or a retry. */
  look(): void;
  /** Closes the database, works on the folder, and looks again. */
  whileClosed<T>(work: (progress: (done: number) => void) => Promise<T>, task?: Task): Promise<T>;
  close(): void;
}

interface Hooks {
  /** The first unlock of a day, inside no transaction. */
  firstUnlock(): void;
  /** The database was cut off at this instant the last time it was open. */
  cutOff(vault: Vault, at: number): void;
  /** The database can be worked on. */
  opened(vault: Vault): void;
  changed(): void;
}

/**
 * Opens and locks the laptop. The only holder of the data key and of who is signed in. `asksDaily`: the passphrase is
 * asked for again at the first unlock of a day.
 */
export function createGate(
  platform: Platform,
  folders: Folders,
  log: Log,
  asksDaily: boolean,
  hooks: Hooks,
): Gate {
  let vault: Vault | null = null;
  let seat: Seat | null = null;
  let fresh = true;
  /** A center was open here: where nothing is left of it, its folder was taken away, and this is no empty laptop. */
  let hadCenter = wasHere(folders.data, platform.paths.state);
  let problem: { reason: string; incident: string | null } | null = null;
  let working: { task: Task; done: number | null } | null = null;
  let lastSign = platform.now();

  const timer = setInterval(() => {
    if (!vault) return;
    if (seat && platform.now() - lastSign > idleLimit) gate.lock();
    try {
      requireInPlace(vault.db);
      setState(vault.db, 'alive', String(platform.now()));
      markSeq(vault.db, vault.device, platform.paths.state);
    } catch (error) {
      if (isBroken(error)) gate.noteDamage(error);
      else log.incident('heartbeat', error);
    }
  }, heartbeat);
  timer.unref();

  const setWorking = (task: Task, done: number | null): void => {
    working = { task, done };
    hooks.changed();
  };

  /** Remembers what the whole screen must talk about, and gives it its name in what is thrown on. */
  const noteProblem = (error: unknown): unknown => {
    const failure: Failure =
      error instanceof AppError ? error.failure : { code: codeOf(error) ?? 'internal' };
    const reason =
      failure.reason !== undefined && named.has(failure.reason) ? failure.reason : byCode[failure.code];
    if (reason === undefined) return error;
    problem = { reason, incident: log.incident('open', error) };
    return new AppError({ ...failure, reason });
  };

  /** By the key file or, where a bad disk has changed that, by its copy. */
  const unlockAny = async (unlock: Unlock): Promise<Buffer> => {
    let refusal: unknown = null;
    for (const file of allKeys(folders)) {
      try {
        return await unlockKey(file, unlock);
      } catch (error) {
        refusal ??= error;
      }
    }
    throw refusal ?? refuse('unavailable', 'key_file_missing');
  };

  const open = async (key: Buffer): Promise<Vault> => {
    const opened = await openVault(platform, folders, key, setWorking);
    try {
      mendKeys(folders, key);
    } catch (error) {
      log.incident('keys', error);
    }
    try {
      if (opened.cutOffAt !== null) hooks.cutOff(opened, opened.cutOffAt);
      setState(opened.db, 'alive', String(platform.now()));
    } catch (error) {
      // A damaged page that only these found: not closed well, so the next opening checks all of them.
      opened.db.close();
      throw error;
    }
    log.event('opened', { clean: opened.cutOffAt === null });
    return opened;
  };

  const gate: Gate = {
    stage: () => (fresh ? 'new' : !vault ? 'sealed' : seat ? 'open' : 'locked'),
    vault: () => {
      if (!vault) throw refuse('locked', 'sealed');
      return vault;
    },
    db: () => gate.vault().db,
    seat: () => seat,
    working: () => working,
    problem: () => problem,
    wallClock: () =>
      wallClock(
        platform.now(),
        (vault && findCenter(vault.db)?.timeZone) ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      ),
    passphraseDue: () =>
      asksDaily && vault !== null && getState(vault.db, 'passphrase_day') !== gate.wallClock().date,
    unseal: async (unlock) => {
      if (working) throw refuse('busy', 'opening');
      const key = await unlockAny(unlock);
      if (working) throw refuse('busy', 'opening');
      try {
        if (!vault) {
          vault = await open(key);
          hadCenter = true;
          hooks.opened(vault);
        }
        setState(vault.db, 'passphrase_day', gate.wallClock().date);
        problem = null;
      } catch (error) {
        throw noteProblem(error);
      } finally {
        working = null;
        hooks.changed();
      }
    },
    unlock: async (personId, pin) => {
      const db = gate.db();
      if (gate.passphraseDue()) throw refuse('locked', 'passphrase_due');
      const person = findPerson(db, personId);
      if (!person || person.retiredOn) throw refuse('not_found', 'person_not_found');
      await checkPin(db, personId, pin, platform.now());
      const today = gate.wallClock().date;
      if (person.day && person.day !== today) throw refuse('forbidden', 'substitute_day_over');
      const scope = person.day && person.cohortId ? { day: person.day, cohortId: person.cohortId } : null;
      gate.sitDown({ personId, role: person.role, scope });
    },
    sitDown: (next) => {
      lastSign = platform.now();
      seat = next;
      try {
        const today = gate.wallClock().date;
        if (getState(gate.db(), 'unlocked_on') !== today) {
          hooks.firstUnlock();
          setState(gate.db(), 'unlocked_on', today);
        }
      } catch (error) {
        // Who proved who they are is let in, also with a full disk.
        log.incident('first unlock', error);
      }
      hooks.changed();
    },
    lock: () => {
      seat = null;
      hooks.changed();
    },
    stillHere: () => {
      lastSign = platform.now();
    },
    noteDamage: (error) => {
      noteProblem(error);
      seat = null;
      vault?.db.close();
      vault = null;
      hooks.changed();
    },
    isGone: () => hadCenter && !hasTraces(folders),
    beginAnew: () => {
      if (!gate.isGone()) throw refuse('conflict', 'center_here');
      forgetPlace(folders.data, platform.paths.state);
      hadCenter = false;
      gate.look();
    },
    look: () => {
      problem = null;
      try {
        finishReplacement(folders);
        const traces = hasTraces(folders);
        fresh = !traces && !hadCenter;
        if (!traces && hadCenter) problem = { reason: 'database_missing', incident: null };
        else if (!fresh && !findKeys(folders)) problem = { reason: 'key_file_missing', incident: null };
      } catch (error) {
        fresh = false;
        noteProblem(error);
        problem ??= { reason: 'folder_unreadable', incident: log.incident('look', error) };
      }
      hooks.changed();
    },
    whileClosed: async (work, task = 'restoring') => {
      if (working) throw refuse('busy', 'opening');
      setWorking(task, null);
      try {
        seat = null;
        vault?.close();
        vault = null;
        return await work((done) => setWorking(task, done));
      } finally {
        working = null;
        gate.look();
      }
    },
    close: () => {
      clearInterval(timer);
      seat = null;
      vault?.close();
      vault = null;
    },
  };
  gate.look();
  return gate;
}
