import { resolve } from 'node:path';
import { refuse } from '../../shared/result.ts';
import { listBackups, rotateBackups } from '../database/backup.ts';
import { newId, requireHere } from '../database/changes.ts';
import {
  type KeyFile,
  passphraseSlot,
  recoverySlot,
  type Slot,
  unlockKey,
  withSlots,
} from '../database/keys.ts';
import { newRecoveryCode } from '../database/recovery-code.ts';
import { getState, setState } from '../database/state.ts';
import { runTask } from '../database/tasks.ts';
import { type Folders, findKeys, saveKeys } from '../database/vault.ts';
import type { Handlers } from '../dispatch.ts';
import type { Files } from '../files.ts';
import type { Platform } from '../platform.ts';
import { nameOfCohort } from '../roster/queries.ts';
import type { Transact } from '../transact.ts';
import { readAppearance, writeAppearance } from './appearance.ts';
import { type CenterFile, readCenterFile } from './center-file.ts';
import { centerEntity, personEntity } from './entities.ts';
import type { Gate } from './gate.ts';
import { checkPin, hashPin, savePin } from './pins.ts';
import { findPlaces } from './places.ts';
import {
  countChanges,
  findCenter,
  findPerson,
  listPeople,
  nameOfDevice,
  newestRecord,
  type PersonRow,
} from './queries.ts';
import { restoreBackup } from './restore.ts';
import { setUpCenter } from './set-up.ts';

interface Dependencies {
  gate: Gate;
  platform: Platform;
  folders: Folders;
  files: Files;
  transact: Transact;
}

const day = 86_400_000;

export function centerHandlers({
  gate,
  platform,
  folders,
  files,
  transact,
}: Dependencies): Handlers<'center'> {
  /** The recovery code that was just made, until its groups are typed back; it is never written anywhere. */
  let shownCode: string | null = null;

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

  const keysNow = (): KeyFile => {
    const keys = findKeys(folders);
    if (!keys) throw refuse('unavailable', 'key_file_missing');
    return keys;
  };

  const backUp = (folder: string, reason: 'daily' | 'hand'): Promise<{ path: string; bytes: number }> =>
    runTask(platform, {
      kind: 'backup',
      database: folders.database,
      key: gate.vault().key,
      keys: JSON.stringify(keysNow()),
      folder,
      reason,
      now: platform.now(),
    });

  return {
    state: () => {
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
        host: platform.host,
        version: platform.version,
        appearance: readAppearance(folders.data),
        problem: problem && {
          reason: problem.reason as 'database_corrupt',
          incident: problem.incident,
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
              .filter((person) => !person.day || person.day === today || seat?.role === 'coordinator')
              .map(personView)
          : [],
        passphraseDue: gate.passphraseDue(),
        clockBehind: newest - now > day ? { now, newest } : null,
        newDevice: db ? getState(db, 'new_device') === '1' : false,
        recoveryCodeConfirmed: db ? getState(db, 'recovery_confirmed') === '1' : false,
        screen: seat && db ? (getState(db, 'screen') ?? null) : null,
        lastBackupOff: db ? Number(getState(db, 'backup_off')) || null : null,
        waitingChanges: db ? countChanges(db) : 0,
        unknownChanges: db ? Number(getState(db, 'unknown') ?? 0) : 0,
        keychain: platform.keychain !== null,
      };
    },
    setAppearance: (input) => {
      const now = readAppearance(folders.data);
      writeAppearance(folders.data, {
        language: input.language ?? now.language,
        theme: input.theme ?? now.theme,
      });
      return {};
    },
    readCenterFile: ({ upload }) => {
      const file = readCenterFile(files.get(upload).bytes);
      const { id: _id, ...center } = file.center;
      return {
        center,
        programs: file.programs.length,
        destination: file.destination?.address ?? null,
        escrow: file.escrow !== undefined,
      };
    },
    setUp: async (input) => {
      const centerFile: CenterFile | null = input.centerFile
        ? readCenterFile(files.get(input.centerFile).bytes)
        : null;
      const made = await gate.whileClosed(async () => {
        const made = await setUpCenter(platform, folders, { ...input, centerFile });
        saveKeys(folders, made.keys);
        return made;
      });
      await gate.unseal({ passphrase: input.passphrase });
      gate.sitDown({ personId: made.coordinatorId, role: 'coordinator', scope: null });
      writeAppearance(folders.data, { ...readAppearance(folders.data), language: input.center.language });
      shownCode = made.recoveryCode;
      return { recoveryCode: made.recoveryCode };
    },
    confirmRecoveryCode: ({ groups }) => {
      if (!shownCode) throw refuse('not_found', 'recovery_code_gone');
      const right = shownCode.split('-');
      const same = groups.every(({ index, text }) => text.trim().toUpperCase() === right[index]);
      const distinct = new Set(groups.map(({ index }) => index)).size === groups.length;
      if (same && distinct) {
        setState(gate.db(), 'recovery_confirmed', '1');
        shownCode = null;
      }
      return { right: same && distinct };
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
      setState(gate.db(), 'screen', path);
      return {};
    },
    editCenter: (input, { db, write }) => {
      const { id, ...profile } = requireHere(findCenter(db), 'center');
      const edits = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      write(centerEntity, id, 'profile', { ...profile, ...edits });
      return {};
    },
    addPerson: async ({ name, role, pin, language }) => {
      const hash = await hashPin(pin);
      const id = newId(platform.now());
      transact('center.addPerson', (write, db) => {
        write(personEntity, id, 'profile', { name, role, language });
        savePin(db, id, hash);
      });
      return { id };
    },
    editPerson: ({ id, retired, ...edits }, { db, write, seat }) => {
      const row = requireHere(findPerson(db, id), 'person');
      const coordinators = listPeople(db).filter((one) => one.role === 'coordinator' && !one.retiredOn);
      const losesRole = (edits.role !== undefined && edits.role !== 'coordinator') || retired === true;
      if (losesRole && coordinators.length === 1 && coordinators[0]?.id === id)
        throw refuse('conflict', 'last_coordinator');
      if (retired && id === seat.personId) throw refuse('conflict', 'not_yourself');
      write(personEntity, id, 'profile', {
        name: edits.name ?? row.name,
        role: edits.role ?? row.role,
        language: edits.language === undefined ? row.language : edits.language,
      });
      if (retired !== undefined)
        write(personEntity, id, 'retired', retired ? { on: gate.wallClock().date } : null);
      return {};
    },
    setPin: async ({ personId, oldPin, pin }) => {
      const seat = gate.seat();
      const db = gate.db();
      if (personId === seat?.personId) await checkPin(db, personId, oldPin ?? '', platform.now());
      else if (seat?.role !== 'coordinator') throw refuse('forbidden', 'not_allowed');
      requireHere(findPerson(db, personId), 'person');
      savePin(db, personId, await hashPin(pin));
      return {};
    },
    letInSubstitute: async ({ name, cohortId, pin }) => {
      const hash = await hashPin(pin);
      const id = newId(platform.now());
      if (nameOfCohort(gate.db(), cohortId) === null) throw refuse('not_found', 'cohort_not_found');
      transact('center.letInSubstitute', (write, db) => {
        write(personEntity, id, 'profile', { name, role: 'substitute', language: null });
        write(personEntity, id, 'scope', { day: gate.wallClock().date, cohortId });
        savePin(db, id, hash);
      });
      return { id };
    },
    changePassphrase: async ({ current, passphrase }) => {
      const keys = keysNow();
      const key = await unlockKey(keys, { passphrase: current });
      saveKeys(folders, withSlots(keys, [await passphraseSlot(key, passphrase)]));
      return {};
    },
    newRecoveryCode: async ({ passphrase }) => {
      const keys = keysNow();
      const key = await unlockKey(keys, { passphrase });
      const { code, secret } = newRecoveryCode();
      saveKeys(folders, withSlots(keys, [recoverySlot(key, secret)]));
      setState(gate.db(), 'recovery_confirmed', null);
      shownCode = code;
      return { recoveryCode: code };
    },
    setPersonal: ({ personal }) => {
      const { keychain } = platform;
      if (personal && !keychain) throw refuse('unavailable', 'keychain_missing');
      const { db, key } = gate.vault();
      const slots: Slot[] = keysNow().slots.filter((slot) => slot.kind !== 'keychain');
      if (personal && keychain)
        slots.push({ kind: 'keychain', wrapped: keychain.protect(key).toString('base64') });
      saveKeys(folders, { ...keysNow(), slots });
      setState(db, 'personal', personal ? '1' : null);
      return {};
    },
    backups: () => ({
      backups: listBackups(folders.backups).map(({ path: _path, ...backup }) => ({
        ...backup,
        verified: true,
      })),
      folder: folders.backups,
    }),
    places: () => ({ places: findPlaces(platform), canPick: platform.pickFolder !== null }),
    pickFolder: async () => ({ path: (await platform.pickFolder?.()) ?? null }),
    backUp: async ({ folder }) => {
      const made = await backUp(folder === null ? folders.backups : resolve(folder), 'hand');
      if (folder === null) rotateBackups(folders.backups);
      else setState(gate.db(), 'backup_off', String(platform.now()));
      return made;
    },
    findBackups: ({ folder }) => ({
      backups: listBackups(folder === null ? folders.backups : resolve(folder)).map((backup) => ({
        ...backup,
        verified: true,
      })),
    }),
    restore: async ({ path, unlock }) => {
      const seat = gate.seat();
      if (gate.stage() === 'locked' || (seat && seat.role !== 'coordinator'))
        throw refuse('forbidden', 'not_allowed');
      const kept = await gate.whileClosed(() =>
        restoreBackup(folders, resolve(path), unlock, platform.now()),
      );
      return { kept };
    },
    retry: () => {
      gate.look();
      return {};
    },
  };
}
