import { join } from 'node:path';
import { refuse } from '../../shared/result.ts';
import { mayDo } from '../../shared/rules/permissions.ts';
import type { Ways } from '../core.ts';
import { listBackups } from '../database/backup.ts';
import { requireHere } from '../database/changes.ts';
import { inTransaction } from '../database/sqlite.ts';
import { getState, setState } from '../database/state.ts';
import { type Folders, findKeys, saveKeys } from '../database/vault.ts';
import type { Handlers } from '../dispatch.ts';
import { codeOf } from '../errors.ts';
import type { Files } from '../files.ts';
import type { Platform } from '../platform.ts';
import { nameOfCohort } from '../roster/queries.ts';
import type { Transact } from '../transact.ts';
import { readAppearance, writeAppearance } from './appearance.ts';
import { backupHandlers } from './backup-handlers.ts';
import { type CenterFile, readCenterFile } from './center-file.ts';
import { centerEntity } from './entities.ts';
import type { Gate } from './gate.ts';
import { keyHandlers } from './key-handlers.ts';
import { peopleHandlers } from './people-handlers.ts';
import {
  countChanges,
  findCenter,
  findPerson,
  listPeople,
  nameOfDevice,
  newestRecord,
  type PersonRow,
} from './queries.ts';
import { setUpCenter } from './set-up.ts';

interface Dependencies {
  gate: Gate;
  platform: Platform;
  folders: Folders;
  files: Files;
  transact: Transact;
  ways: Ways;
  sample: boolean;
}

const day = 86_400_000;

export function centerHandlers({
  gate,
  platform,
  folders,
  files,
  transact,
  ways,
  sample,
}: Dependencies): Handlers<'center'> {
  const shown: { code: string | null } = { code: null };

  const personView = (row: PersonRow) => ({
    id: row.id,
    name: row.name,
    role: row.role,
    language: row.language,
    day: row.day,
    cohortId: row.cohortId,
    cohortName: row.cohortId ? nameOfCohort(gate.db(), row.cohortId) : null,
    retired: row.retiredOn !== null,
    hasPin: row.hasPin === 1,
  });

  /** Whether the data key lies in the keychain; asked only while the door still needs the passphrase. */
  const keychainOpens = (): boolean =>
    platform.keychain !== null &&
    (gate.stage() === 'sealed' || gate.passphraseDue()) &&
    (findKeys(folders)?.slots.some((slot) => slot.kind === 'keychain') ?? false);

  /** Who sits here on which day: what one left open is nobody else's to see, and yesterday's is no place to begin. */
  const whoToday = (): string => `${gate.seat()?.personId} ${gate.wallClock().date}`;

  const present = (): ReturnType<Handlers<'center'>['state']> => {
    const stage = gate.stage();
    const db = stage === 'locked' || stage === 'open' ? gate.db() : null;
    const seat = gate.seat();
    const center = db && findCenter(db);
    const now = platform.now();
    const newest = db ? newestRecord(db) : 0;
    const me = db && seat ? findPerson(db, seat.personId) : undefined;
    const device = db ? gate.vault().device : null;
    const problem = gate.problem();
    const [backup] = problem ? listBackups(folders.backups) : [];
    const today = gate.wallClock().date;
    return {
      stage,
      sample,
      host: platform.host,
      version: platform.version,
      appearance: readAppearance(folders.data),
      problem: problem && {
        reason: problem.reason as 'database_corrupt',
        incident: problem.incident,
        gone: problem.reason === 'database_missing' && gate.isGone(),
        backup: backup ? { name: backup.name, madeAt: backup.madeAt, bytes: backup.bytes } : null,
      },
      working: gate.working(),
      center: center ?? null,
      device:
        db && device
          ? { id: device, name: nameOfDevice(db, device), personal: getState(db, 'personal') === '1' }
          : null,
      me: me ? personView(me) : null,
      people: db
        ? listPeople(db)
            .filter(
              (person) => !person.day || person.day === today || (seat && mayDo(seat.role, 'people.manage')),
            )
            .map(personView)
        : [],
      passphraseDue: gate.passphraseDue(),
      clockBehind: newest - now > day ? { now, newest } : null,
      newDevice: db ? getState(db, 'new_device') === '1' : false,
      recoveryCodeConfirmed: db ? getState(db, 'recovery_confirmed') === '1' : false,
      screen:
        seat && db && getState(db, 'screen_of') === whoToday() ? (getState(db, 'screen') ?? null) : null,
      lastBackupOff: db ? Number(getState(db, 'backup_off')) || null : null,
      waitingChanges: db ? countChanges(db) : 0,
      unknownChanges: db ? Number(getState(db, 'unknown') ?? 0) : 0,
      keychain: platform.keychain !== null,
      keychainOpens: keychainOpens(),
      lastPersonId: db ? (getState(db, 'last_person') ?? null) : null,
    };
  };

  return {
    ...peopleHandlers({ gate, platform, transact }),
    ...keyHandlers({ gate, platform, folders, shown }),
    ...backupHandlers({ gate, platform, folders, sample }),
    state: () => {
      try {
        return present();
      } catch (error) {
        if (codeOf(error) !== 'corrupt') throw error;
        // Without the center and its people there is no screen but that of recovery.
        gate.noteDamage(error);
        return present();
      }
    },
    setAppearance: (input) => {
      const now = readAppearance(folders.data);
      writeAppearance(folders.data, {
        language: input.language === undefined ? now.language : input.language,
        theme: input.theme ?? now.theme,
      });
      return {};
    },
    readCenterFile: async ({ upload }) => {
      const file = readCenterFile((await files.whole(upload)).bytes);
      const { id: _id, ...center } = file.center;
      return {
        center,
        programs: file.programs.length,
        destination: file.destination?.address ?? null,
        escrow: file.escrow !== undefined,
      };
    },
    setUp: async (input) => {
      // What somebody set up here would be deleted with the sample.
      if (sample) throw refuse('forbidden', 'not_in_sample');
      const centerFile: CenterFile | null = input.centerFile
        ? readCenterFile((await files.whole(input.centerFile)).bytes)
        : null;
      const made = await gate.whileClosed(async () => {
        const made = await setUpCenter(platform, folders, { ...input, centerFile });
        saveKeys(folders, made.keys);
        return made;
      });
      await gate.unseal({ passphrase: input.passphrase });
      setState(gate.db(), 'last_person', made.coordinatorId);
      gate.sitDown({ personId: made.coordinatorId, role: 'coordinator', scope: null });
      writeAppearance(folders.data, { ...readAppearance(folders.data), language: input.center.language });
      shown.code = made.recoveryCode;
      return { recoveryCode: made.recoveryCode };
    },
    openSample: async ({ language }) => {
      if (sample) throw refuse('forbidden', 'not_in_sample');
      await ways.openSample(language);
      return {};
    },
    leaveSample: () => {
      if (!sample) throw refuse('conflict', 'not_a_sample');
      ways.leaveSample();
      return {};
    },
    unseal: async (input) => {
      if ('keychain' in input) {
        const { keychain } = platform;
        if (!keychain) throw refuse('unavailable', 'keychain_missing');
        await gate.unseal({ unprotect: keychain.unprotect });
      } else await gate.unseal(input);
      return {};
    },
    unlock: async ({ personId, pin }) => {
      await gate.unlock(personId, pin);
      setState(gate.db(), 'last_person', personId);
      return {};
    },
    lock: () => {
      gate.lock();
      return {};
    },
    stillHere: () => {
      gate.stillHere();
      return {};
    },
    rememberScreen: ({ path }) => {
      inTransaction(gate.db(), () => {
        setState(gate.db(), 'screen', path);
        setState(gate.db(), 'screen_of', whoToday());
      });
      return {};
    },
    editCenter: (input, { db, write }) => {
      const { id, ...profile } = requireHere(findCenter(db), 'center');
      const edits = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      write(centerEntity, id, 'profile', { ...profile, ...edits });
      return {};
    },
    acknowledgeNewDevice: () => {
      setState(gate.db(), 'new_device', null);
      return {};
    },
    about: () => ({ dataFolder: folders.data, logFolder: join(folders.data, 'log') }),
    retry: () => {
      gate.look();
      return {};
    },
    beginAnew: () => {
      gate.beginAnew();
      return {};
    },
  };
}
