import type { Input, Output } from '../../shared/contract/index.ts';
import type { Language } from '../../shared/contract/values.ts';
import { AppError } from '../../shared/result.ts';
import { currentLanguage } from '../app/words.ts';
import { guessCountry, ownTimeZone } from './countries.ts';
import { fewestCharacters } from './passphrase-strength.ts';

export type CenterFile = Output<'center.readCenterFile'> & { token: string };

/** All that the first run asks for, kept while one goes back and forth. */
export interface Draft {
  centerFile: CenterFile | null;
  name: string;
  language: Language;
  timeZone: string;
  country: string;
  deviceName: string;
  myName: string;
  pin: string;
  pinAgain: string;
  passphrase: string;
  passphraseAgain: string;
}

export type Step = 'start' | 'restore' | 'center' | 'you' | 'passphrase';
export type Change = (change: Partial<Draft>) => void;
/** Which sentence stands beside which field. */
export type Faults = Partial<Record<keyof Draft, FaultName>>;
export type FaultName =
  | 'centerName'
  | 'timeZone'
  | 'country'
  | 'deviceName'
  | 'yourName'
  | 'pin'
  | 'pinAgain'
  | 'passphrase'
  | 'passphraseAgain';

export function newDraft(deviceName: string): Draft {
  const timeZone = ownTimeZone();
  return {
    centerFile: null,
    name: '',
    language: currentLanguage(),
    timeZone,
    country: guessCountry(timeZone),
    deviceName,
    myName: '',
    pin: '',
    pinAgain: '',
    passphrase: '',
    passphraseAgain: '',
  };
}

/** What head office's file says, over what was guessed or typed. */
export function withCenterFile(draft: Draft, centerFile: CenterFile): Draft {
  const said = Object.fromEntries(
    Object.entries(centerFile.center).filter(([, value]) => value !== undefined),
  );
  return { ...draft, ...said, centerFile };
}

const filled = (text: string, most: number): boolean => text.trim() !== '' && text.trim().length <= most;

export function faultsOf(step: Step, draft: Draft): Faults {
  const faults: Faults = {};
  if (step === 'center') {
    if (!filled(draft.name, 80)) faults.name = 'centerName';
    if (draft.country === '') faults.country = 'country';
    if (draft.timeZone === '') faults.timeZone = 'timeZone';
    if (!filled(draft.deviceName, 60)) faults.deviceName = 'deviceName';
  } else if (step === 'you') {
    if (!filled(draft.myName, 80)) faults.myName = 'yourName';
    if (!/^\d{4,8}$/.test(draft.pin)) faults.pin = 'pin';
    else if (draft.pin !== draft.pinAgain) faults.pinAgain = 'pinAgain';
  } else if (step === 'passphrase') {
    if ([...draft.passphrase].length < fewestCharacters) faults.passphrase = 'passphrase';
    else if (draft.passphrase !== draft.passphraseAgain) faults.passphraseAgain = 'passphraseAgain';
  }
  return faults;
}

const places: readonly [path: string, step: Step, field: keyof Draft, fault: FaultName][] = [
  ['center.name', 'center', 'name', 'centerName'],
  ['center.timeZone', 'center', 'timeZone', 'timeZone'],
  ['center.country', 'center', 'country', 'country'],
  ['deviceName', 'center', 'deviceName', 'deviceName'],
  ['coordinator.name', 'you', 'myName', 'yourName'],
  ['coordinator.pin', 'you', 'pin', 'pin'],
  ['passphrase', 'passphrase', 'passphrase', 'passphrase'],
];

/** Which step a refused set-up belongs to, and its fields; null if it is about none of them. */
export function faultsOfError(error: unknown): { step: Step; faults: Faults } | null {
  const fields = error instanceof AppError ? (error.failure.fields ?? {}) : {};
  const refused = places.filter(([path]) => path in fields);
  const step = refused[0]?.[1];
  if (!step) return null;
  const faults: Faults = {};
  for (const [, at, field, fault] of refused) if (at === step) faults[field] = fault;
  return { step, faults };
}

export function toInput(draft: Draft): Input<'center.setUp'> {
  return {
    center: { name: draft.name, language: draft.language, timeZone: draft.timeZone, country: draft.country },
    deviceName: draft.deviceName,
    coordinator: { name: draft.myName, pin: draft.pin },
    passphrase: draft.passphrase,
    centerFile: draft.centerFile?.token ?? null,
  };
}
