import type { LeaveReason, Sex } from '../../shared/rules/learner.ts';
import { addDays } from '../../shared/rules/time.ts';
import type { CellValue } from '../database/entities.ts';
import { consentEntity, learnerEntity } from '../roster/entities.ts';
import { makeId } from './ids.ts';
import { makeName } from './names.ts';
import type { Random } from './random.ts';
import type { Head, Put } from './scribe.ts';

/** A learner in one cohort, and how she will do. */
export interface Pupil {
  id: string;
  /** How often she comes, 0 to 1. */
  steady: number;
  startsOn: string;
  endsOn: string | null;
  /** Stretches of dates, ends included, in which nobody expects her. */
  pauses: { from: string; to: string | null; reason: LeaveReason }[];
  /** From this date on she misses every class. */
  missingFrom: string | null;
  /** What the cells of her enrollment hold now. */
  heads: Partial<Record<'period' | 'status' | 'pauses', Head>>;
}

export const newPupil = (id: string, startsOn: string, steady: number): Pupil => ({
  ...{ id, steady, startsOn, endsOn: null, pauses: [], missingFrom: null, heads: {} },
});

export const isExpected = (pupil: Pupil, date: string): boolean =>
  pupil.startsOn <= date &&
  (pupil.endsOn === null || date <= pupil.endsOn) &&
  !pupil.pauses.some((pause) => pause.from <= date && (pause.to === null || date <= pause.to));

/** Most come nearly always; one in eight is somebody to check in with. */
export const drawSteady = (random: Random): number =>
  random.below(8) === 0 ? 0.6 + random.share() * 0.16 : 0.8 + random.share() * 0.16;

/** Codes of src/shared/rules/learner.ts. */
const displacements = ['internally_displaced', 'refugee', 'host_community', 'returnee', 'undisclosed'];
const bands = ['18_24', '25_34', '25_34', '35_44', '45_54'];

/** Somebody made up. */
export interface Person {
  id: string;
  sex: Sex;
  written: string;
  short: string;
  languages: readonly string[];
  /** Of everybody in the center. */
  number: number;
}

export function drawPerson(at: number, sex: Sex, random: Random, taken: Set<string>): Person {
  const name = makeName(sex, random, taken);
  return { id: makeId(at, random), sex, ...name, number: taken.size };
}

/** What every roster has about somebody: her name, how old she is, and a number that cannot be anybody's. */
export function writePerson(put: Put, person: Person, random: Random): void {
  const { id, sex, written, short, number } = person;
  put(learnerEntity, id, 'name', { written, short });
  put(learnerEntity, id, 'birth', { date: null, ageBand: random.pick(bands) });
  put(learnerEntity, id, 'sex', sex);
  // No network of Ukraine begins with 00.
  put(learnerEntity, id, 'phone', `+38000${String(number).padStart(7, '0')}`);
}

/** Her decision about photos, for when she changes it. */
interface Photos {
  head: Head;
  photos: CellValue<typeof consentEntity, 'decision'>;
}

/** What a center comes to know about some: where they come from, what they speak, what they agreed to. */
export function writeMore(
  put: Put,
  { id, languages, number }: Person,
  about: { on: string; language: string; photos: boolean },
  random: Random,
): Photos {
  put(learnerEntity, id, 'displacement', random.pick(displacements));
  put(learnerEntity, id, 'languages', [...languages]);
  if (random.below(3) > 0) put(learnerEntity, id, 'email', `learner${number}@example.org`);
  const on = addDays(about.on, -3);
  const decided = { textVersion: '1', language: about.language, on, withdrawnOn: null };
  put(consentEntity, `${id}:training`, 'decision', { given: true, ...decided });
  const photos = { ...decided, given: random.below(4) === 0 || about.photos };
  const head = put(consentEntity, `${id}:photos`, 'decision', photos);
  if (random.below(2) === 0)
    put(consentEntity, `${id}:sharing_with_funder`, 'decision', { given: true, ...decided });
  return { head, photos };
}
