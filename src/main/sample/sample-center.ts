import type { Language } from '../../shared/contract/values.ts';
import { addDays, mondayOf, wallClock } from '../../shared/rules/time.ts';
import { storeScore } from '../annotation/scoring/queries.ts';
import { centerEntity, deviceEntity, personEntity } from '../center/entities.ts';
import { type PinHash, savePin } from '../center/pins.ts';
import { lastSeq } from '../database/changes.ts';
import { type Database, inTransaction } from '../database/sqlite.ts';
import { getState, setState } from '../database/state.ts';
import { programEntity } from '../roster/entities.ts';
import { templates } from '../roster/templates.ts';
import { createAgenda, createClock, minute } from './agenda.ts';
import { computeTables } from './compute.ts';
import { gradeCourses } from './grades.ts';
import { makeId } from './ids.ts';
import { exampleState } from './practice.ts';
import { createRandom } from './random.ts';
import { createScribe, type Writer } from './scribe.ts';
import { holidaysAround, tellStory } from './story.ts';
import type { StreetWork } from './street/work.ts';
import { words } from './words.ts';
import type { World } from './world.ts';

export interface SamplePlan {
  seed: number;
  /** The instant (ms) at which everything is as it was told. */
  now: number;
  language: Language;
  timeZone: string;
  /** What everybody's PIN is kept as. */
  pin: PinHash;
  /** Files of the practice projects with pictures. */
  street: StreetWork;
}

/** When the sample center was set up, in its own past (ms): before anything else in it. */
export const beginningOf = (now: number, timeZone: string): number =>
  createClock(timeZone)(addDays(mondayOf(wallClock(now, timeZone).date), -12 * 7), '08:30');

/**
 * Fills an empty database, whose device was registered at `beginningOf`, with a whole center in mid-course. The same
 * plan gives the same center, but for the id of that device. `progress` is told the share done, 0 to 1.
 */
export function fillSample(
  db: Database,
  { seed, now, language, timeZone, pin, street }: SamplePlan,
  progress: (done: number) => void = () => {},
): void {
  const random = createRandom(seed);
  const clock = createClock(timeZone);
  const { date: today, time } = wallClock(now, timeZone);
  const begin = beginningOf(now, timeZone);
  const device = getState(db, 'device') ?? '';
  const agenda = createAgenda();
  const ids = Array.from({ length: 4 }, () => makeId(begin, random));
  const [coordinator = '', petro = '', salma = '', substitute = ''] = ids;
  const secondDevice = makeId(begin + minute, random);
  const at = (actor: string): Writer => ({ device, actor });
  const staff = {
    ...{ coordinator: at(coordinator), petro: at(petro), salma: at(salma) },
    other: { device: secondDevice, actor: petro },
  };
  inTransaction(db, () => {
    const scribe = createScribe(db, new Map([[device, lastSeq(db, device)]]));
    const world: World = {
      ...{ scribe, agenda, random, clock, today, now: time, language, words: words[language], staff },
      ...{ holidays: new Set(holidaysAround(today)), taken: new Set() },
      street: {
        ...street,
        keepScore: (attemptId, scoredAt, input, packed) =>
          storeScore(db, { attemptId, input, scoredAt }, packed),
        keepExample: (assessmentId) => setState(db, exampleState, assessmentId),
      },
    };
    const programs = templates.map(() => makeId(begin, random));
    agenda.at(begin, () => setUp(world, begin, { timeZone, programs, secondDevice }));
    const [annotation = null, freelancing = null, course = null] = programs;
    const gradings = tellStory(world, { annotation, freelancing, course }, substitute);
    gradeCourses(world, gradings, createRandom(seed ^ 0x5bd1e995));
    agenda.run(now, (done) => progress(done * 0.5));
    for (const id of ids) savePin(db, id, pin);
    setState(db, 'recovery_confirmed', '1');
    setState(db, 'backup_off', String(now));
    setState(db, 'last_person', coordinator);
  });
  computeTables(db, (done) => progress(0.5 + done * 0.5));
}

function setUp(
  { scribe, staff, language, random, words: said }: World,
  begin: number,
  {
    timeZone,
    programs,
    secondDevice,
  }: { timeZone: string; programs: readonly string[]; secondDevice: string },
): void {
  const { coordinator, petro, salma } = staff;
  const put = scribe.act(coordinator, 'center.setUp', begin);
  put(centerEntity, makeId(begin, random), 'profile', {
    name: said.center,
    language,
    timeZone,
    country: 'UA',
  });
  const people = [
    [coordinator, 'Ірина Павлюк', 'coordinator'],
    [petro, 'Петро Савчук', 'instructor'],
    [salma, 'Salma Haddad', 'instructor'],
  ] as const;
  for (const [{ actor }, name, role] of people)
    put(personEntity, actor ?? '', 'profile', { name, role, language: null });
  for (const [index, { threshold, ...profile }] of templates.entries()) {
    const id = programs[index] ?? '';
    put(programEntity, id, 'profile', profile);
    put(programEntity, id, 'rule', { threshold });
  }
  const second = scribe.act({ device: secondDevice, actor: null }, 'center.registerDevice', begin);
  second(deviceEntity, secondDevice, 'profile', { name: said.laptops[1] });
}
