import { z } from 'zod';
import { roles } from '../rules/permissions.ts';
import { action, command, query } from './define.ts';
import { country, date, id, instant, language, line, nothing, path, pin, timeZone } from './values.ts';

const role = z.enum(roles);
const everywhere = ['new', 'sealed', 'locked', 'open'] as const;

const centerProfile = z.object({ name: line(80), language, timeZone, country });
/** At least twelve characters: the passphrase is all that stands between a stolen laptop and its data. */
const passphrase = z.string().min(12).max(200);

const person = z.object({
  id,
  name: z.string(),
  role,
  language: language.nullable(),
  /** A substitute is let in for one day and one cohort. */
  day: date.nullable(),
  cohortId: id.nullable(),
  cohortName: z.string().nullable(),
  retired: z.boolean(),
  hasPin: z.boolean(),
});

/** A serious state that the whole screen must talk about; `reason` is its sentence in the catalogs. */
const problem = z.object({
  reason: z.enum([
    'key_file_missing',
    'database_missing',
    'database_corrupt',
    'database_from_future',
    'disk_full',
    'read_only',
    'folder_unreadable',
  ]),
  /** Newest backup that was verified, if the data folder holds one. */
  backup: z.object({ name: z.string(), madeAt: instant, bytes: z.int() }).nullable(),
  incident: z.string().nullable(),
  /** Nothing at all is left of the center that was in the folder. */
  gone: z.boolean(),
});

const appearance = z.object({
  language: language.nullable(),
  theme: z.enum(['auto', 'light', 'dark']),
});

const state = z.object({
  stage: z.enum(everywhere),
  /** This is the sample center: nothing in it is real, and it is gone when it is closed. */
  sample: z.boolean(),
  host: z.enum(['electron', 'browser']),
  version: z.string(),
  appearance,
  problem: problem.nullable(),
  /** What the program is doing before it can show anything, with its share done (0 to 1) where known. */
  working: z
    .object({
      task: z.enum([
        'opening',
        'checking',
        'backing_up',
        'migrating',
        'rebuilding',
        'restoring',
        'making_sample',
      ]),
      done: z.number().min(0).max(1).nullable(),
    })
    .nullable(),
  center: centerProfile.extend({ id }).nullable(),
  device: z.object({ id, name: z.string(), personal: z.boolean() }).nullable(),
  me: person.nullable(),
  /** Who can sign in, once data is readable. */
  people: z.array(person),
  /** Asked for again at the first unlock of a day. */
  passphraseDue: z.boolean(),
  /** Instants: the clock now and the newest record, where the clock lies behind it by more than a day. */
  clockBehind: z.object({ now: instant, newest: instant }).nullable(),
  /** The database was copied or restored; it has written under a new name since. */
  newDevice: z.boolean(),
  recoveryCodeConfirmed: z.boolean(),
  /** Where this person left off today, if nobody was here since: a path of the renderer. */
  screen: z.string().nullable(),
  lastBackupOff: instant.nullable(),
  waitingChanges: z.int(),
  unknownChanges: z.int(),
  keychain: z.boolean(),
  /** The data key lies in this laptop's keychain: it opens without the passphrase. */
  keychainOpens: z.boolean(),
  /** Who sat here last, so that the door offers them first. */
  lastPersonId: id.nullable(),
});

const backup = z.object({
  name: z.string(),
  madeAt: instant,
  bytes: z.int(),
  reason: z.enum(['daily', 'migration', 'hand', 'restore']),
  verified: z.boolean(),
});

/** A folder that may hold or take a backup: the person's own folders and what is plugged in. */
const place = z.object({
  path: z.string(),
  kind: z.enum(['removable', 'documents', 'home', 'chosen']),
  name: z.string(),
});

export const center = {
  state: query({ at: everywhere, may: 'anyone', input: nothing, output: state }),
  setAppearance: action({
    at: everywhere,
    may: 'anyone',
    input: appearance.partial(),
    output: nothing,
    touches: ['center'],
  }),
  readCenterFile: action({
    at: ['new'],
    may: 'anyone',
    input: z.object({ upload: z.string() }),
    output: z.object({
      center: centerProfile.partial(),
      programs: z.int(),
      destination: z.string().nullable(),
      escrow: z.boolean(),
    }),
    touches: [],
  }),
  setUp: action({
    at: ['new'],
    may: 'anyone',
    input: z.object({
      center: centerProfile,
      deviceName: line(60),
      coordinator: z.object({ name: line(80), pin }),
      passphrase,
      /** Token of an uploaded center file, if one was opened. */
      centerFile: z.string().nullable(),
    }),
    output: z.object({ recoveryCode: z.string() }),
    touches: ['center'],
  }),
  /** Makes a center of made-up people beside the empty data folder, and opens it. */
  openSample: action({
    at: ['new'],
    may: 'anyone',
    input: z.object({ language }),
    output: nothing,
    touches: ['center'],
  }),
  /** Back to where the sample was opened from; the sample is deleted. */
  leaveSample: action({
    at: everywhere,
    may: 'anyone',
    input: nothing,
    output: nothing,
    touches: ['center'],
  }),
  /** Two groups of the recovery code typed back, by their place (0 to 6). */
  confirmRecoveryCode: action({
    at: ['open'],
    may: 'keys.change',
    input: z.object({
      groups: z.array(z.object({ index: z.int().min(0).max(6), text: z.string().max(8) })).length(2),
    }),
    output: z.object({ right: z.boolean() }),
    touches: ['center'],
  }),
  unseal: action({
    at: ['sealed', 'locked'],
    may: 'anyone',
    input: z.union([
      z.object({ passphrase: z.string().min(1).max(200) }),
      z.object({ recoveryCode: z.string().min(1).max(80) }),
      z.object({ keychain: z.literal(true) }),
    ]),
    output: nothing,
    touches: ['center'],
  }),
  unlock: action({
    at: ['locked', 'open'],
    may: 'anyone',
    input: z.object({ personId: id, pin: z.string().max(8) }),
    output: nothing,
    touches: ['center', 'roster', 'sessions', 'attendance', 'assessments', 'changes'],
  }),
  lock: action({ at: ['open'], may: 'anyone', input: nothing, output: nothing, touches: ['center'] }),
  /** Somebody is typing or pointing: the automatic lock waits again. */
  stillHere: action({ at: ['open'], may: 'desk.use', input: nothing, output: nothing, touches: [] }),
  rememberScreen: action({
    at: ['open'],
    may: 'desk.use',
    input: z.object({ path: z.string().max(300) }),
    output: nothing,
    touches: [],
  }),
  editCenter: command({
    may: 'center.edit',
    input: centerProfile.partial(),
    output: nothing,
    touches: ['center', 'sessions'],
  }),
  addPerson: action({
    may: 'people.manage',
    input: z.object({
      name: line(80),
      role: z.enum(['coordinator', 'instructor']),
      pin,
      language: language.nullable(),
    }),
    output: z.object({ id }),
    touches: ['center'],
  }),
  editPerson: command({
    may: 'people.manage',
    input: z.object({
      id,
      name: line(80).optional(),
      role: z.enum(['coordinator', 'instructor']).optional(),
      language: language.nullable().optional(),
      retired: z.boolean().optional(),
    }),
    output: nothing,
    touches: ['center'],
  }),
  /** One's own with the old PIN; a coordinator sets anybody's. */
  setPin: action({
    may: 'desk.use',
    input: z.object({ personId: id, oldPin: z.string().max(8).nullable(), pin }),
    output: nothing,
    touches: ['center'],
  }),
  /** In which language Rollbook speaks to oneself; null follows the laptop's. */
  setMyLanguage: command({
    may: 'desk.use',
    input: z.object({ language: language.nullable() }),
    output: nothing,
    touches: ['center'],
  }),
  letInSubstitute: action({
    may: 'substitute.letIn',
    input: z.object({ name: line(80), cohortId: id, pin }),
    output: z.object({ id }),
    touches: ['center', 'sessions', 'attendance'],
  }),
  changePassphrase: action({
    may: 'keys.change',
    /** Whoever forgot the old one proves it with the recovery code. */
    input: z.union([
      z.object({ current: z.string().max(200), passphrase }),
      z.object({ recoveryCode: z.string().max(80), passphrase }),
    ]),
    output: nothing,
    touches: [],
  }),
  newRecoveryCode: action({
    may: 'keys.change',
    input: z.object({ passphrase: z.string().max(200) }),
    output: z.object({ recoveryCode: z.string() }),
    touches: ['center'],
  }),
  /** A laptop of one person may keep its key in the keychain of the operating system, where there is one. */
  setPersonal: action({
    may: 'keys.change',
    input: z.object({ personal: z.boolean() }),
    output: nothing,
    touches: ['center'],
  }),
  backups: query({
    may: 'backup.make',
    input: nothing,
    output: z.object({ backups: z.array(backup), folder: z.string() }),
  }),
  places: action({
    at: everywhere,
    may: 'anyone',
    input: nothing,
    output: z.object({ places: z.array(place), canPick: z.boolean() }),
    touches: [],
  }),
  pickFolder: action({
    at: everywhere,
    may: 'anyone',
    input: nothing,
    output: z.object({ path: z.string().nullable() }),
    touches: [],
  }),
  backUp: action({
    may: 'backup.make',
    /** A folder; none means the data folder's own backups. */
    input: z.object({ folder: path.nullable() }),
    output: z.object({ path: z.string(), bytes: z.int() }),
    touches: ['center'],
  }),
  /** Backups found in a folder, for a laptop that has no center yet or whose database is damaged. */
  findBackups: action({
    at: everywhere,
    may: 'anyone',
    input: z.object({ folder: path.nullable() }),
    output: z.object({ backups: z.array(backup.extend({ path: z.string() })) }),
    touches: [],
  }),
  /** Puts a backup in the place of the database; what was there is kept beside it, never deleted. */
  restore: action({
    at: everywhere,
    may: 'anyone',
    input: z.object({
      path,
      unlock: z.union([
        z.object({ passphrase: z.string().max(200) }),
        z.object({ recoveryCode: z.string().max(80) }),
      ]),
    }),
    output: z.object({ kept: z.string().nullable() }),
    touches: ['center', 'roster', 'sessions', 'attendance', 'assessments', 'changes'],
  }),
  /** Where the database is whole but its key file is gone: takes the key slots that a backup carries. Loses nothing. */
  takeKeys: action({
    at: ['sealed'],
    may: 'anyone',
    input: z.object({ path }),
    output: nothing,
    touches: ['center'],
  }),
  /** Somebody read that this copy writes under a name of its own. */
  acknowledgeNewDevice: action({ may: 'desk.use', input: nothing, output: nothing, touches: ['center'] }),
  about: query({
    may: 'desk.use',
    input: nothing,
    output: z.object({ dataFolder: z.string(), logFolder: z.string() }),
  }),
  /** Begins with an empty laptop where nothing is left of the center. Throws `conflict` (center_here). */
  beginAnew: action({ at: ['sealed'], may: 'anyone', input: nothing, output: nothing, touches: ['center'] }),
  /** Tries again to open what a recovery screen is about. */
  retry: action({ at: everywhere, may: 'anyone', input: nothing, output: nothing, touches: ['center'] }),
};
