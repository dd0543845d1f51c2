import { rebuild, rebuildHeads } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import type { Database } from '../../src/main/database/sqlite.ts';
import { getState } from '../../src/main/database/state.ts';
import { addDays } from '../../src/shared/rules/time.ts';
import { createRandom, type Random } from '../faults/random.ts';

/** Changes of one session: its plan, thirty marks, three corrections, and for the newer half that its roll was closed. */
const perCohort = 30;
const corrections = 3;
const perSession = 1 + perCohort + corrections + 0.5;
const perLearner = 5;
const sessionsADay = 8;
const dayLength = 86_400_000;

export interface CenterPlan {
  /** How many changes the log gets, in all: about 95 of 100 are marks. */
  changes: number;
  seed: number;
  /** The day after the newest session, `YYYY-MM-DD`. */
  today: string;
}

/** One change: what it is about, its value, and the seq of the change that it replaces. */
type Row = [entity: string, id: string, cell: string, value: unknown, replaces?: number | undefined];
/** Writes one act and returns the seq of its first change. */
type Act = (command: string, at: number, rows: readonly Row[]) => number;

const names = ['Олена', 'Марія', 'Ганна', 'Світлана', 'Ірина', 'Наталя', 'أمل', 'ليلى', 'Ana', 'Elena'];
const families = ['Коваль', 'Шевченко', 'Бондаренко', 'Мельник', 'الحسن', 'Petrova', 'Ivanova'];

/**
 * Fills a database that has just been set up with years of work: cohorts and learners, their sessions and marks.
 * Rows go straight into the log as `beginAct` would write them, then heads and projections are computed from it.
 */
export function generateCenter(db: Database, plan: CenterPlan): void {
  const random = createRandom(plan.seed);
  const learners = perCohort * Math.max(1, Math.floor(plan.changes / 500 / perCohort));
  const roster = learners * perLearner + Math.ceil(learners / perCohort);
  const log = writerOf(db);
  const sessions = Math.floor((plan.changes - log.written() - roster) / perSession) - 1;
  const days = Math.ceil(sessions / sessionsADay);
  const firstDay = addDays(plan.today, -days);
  const start = Date.parse(`${firstDay}T05:00:00Z`);
  db.transaction(() => {
    const cohorts = makeCohorts(learners, start, firstDay, random, log.act);
    let newest = { cell: '', seq: 0, at: start };
    for (let index = 0; index < sessions; index++) {
      const day = Math.floor(index / sessionsADay);
      const hour = index % sessionsADay;
      const at = start + day * dayLength + hour * 3_600_000;
      const cohort = random.pick(cohorts);
      const id = makeId(at, random);
      log.act('sessions.plan', at, [
        ['session', id, 'plan', planOf(cohort.id, addDays(firstDay, day), hour, log.actor)],
      ]);
      newest = { ...takeRoll(id, cohort.learners, random, at, log.act), at };
      if (index * 2 >= sessions) log.act('attendance.close', at, [['session', id, 'closed', { at }]]);
    }
    // What rounding left over: one mark, corrected again and again.
    for (let minutes = 1; log.written() < plan.changes; minutes++) {
      const mark = { status: 'late', minutesMissed: minutes };
      newest.seq = log.act('attendance.mark', newest.at, [['mark', newest.cell, 'mark', mark, newest.seq]]);
    }
  })();
  rebuildHeads(db);
  rebuild(db, entities);
}

function writerOf(db: Database): { act: Act; actor: string; written: () => number } {
  const device = getState(db, 'device') ?? '';
  const actor = db.prepare("SELECT id FROM person WHERE role = 'coordinator'").pluck().get() as string;
  let seq = db.prepare('SELECT max(seq) FROM change WHERE device = ?').pluck().get(device) as number;
  const insert = db.prepare(
    `INSERT INTO change (device, seq, act, command, undoes, recorded_at, actor, entity, entity_id, cell, format, value, replaces, reason)
     VALUES (?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, 1, ?, ?, NULL)`,
  );
  const act: Act = (command, at, rows) => {
    const first = seq + 1;
    for (const [entity, id, cell, value, replaces] of rows) {
      seq += 1;
      const seen = replaces === undefined ? null : JSON.stringify([[device, replaces]]);
      insert.run(device, seq, first, command, at, actor, entity, id, cell, JSON.stringify(value), seen);
    }
    return first;
  };
  return { act, actor, written: () => seq };
}

interface Cohort {
  id: string;
  learners: string[];
}

function makeCohorts(learners: number, at: number, firstDay: string, random: Random, act: Act): Cohort[] {
  const cohorts: Cohort[] = [];
  for (let number = 0; number < learners; number++) {
    let cohort = cohorts.at(-1);
    if (!cohort || cohort.learners.length === perCohort) {
      cohort = { id: makeId(at, random), learners: [] };
      cohorts.push(cohort);
      const profile = { name: `Cohort ${cohorts.length}`, programId: null, startsOn: firstDay, endsOn: null };
      act('roster.addCohort', at, [['cohort', cohort.id, 'profile', profile]]);
    }
    const id = makeId(at, random);
    cohort.learners.push(id);
    const [short, family] = [random.pick(names), random.pick(families)];
    act('roster.importRows', at, [
      ['learner', id, 'name', { written: `${short} ${family} ${number}`, short }],
      ['learner', id, 'birth', { date: null, ageBand: random.pick(['18-24', '25-34', '35-59']) }],
      ['learner', id, 'sex', 'female'],
      ['learner', id, 'phone', `+38067${String(1_000_000 + number)}`],
      ['enrollment', `${id}:${cohort.id}`, 'period', { startsOn: firstDay, endsOn: null }],
    ]);
  }
  return cohorts;
}

function planOf(cohortId: string, date: string, hour: number, instructorId: string) {
  const from = String(8 + hour).padStart(2, '0');
  return {
    cohortId,
    title: 'Polygons',
    kind: 'live_class',
    date,
    startsAt: `${from}:00`,
    endsAt: `${from}:50`,
    room: null,
    instructorId,
  };
}

/** Three exceptions one by one, the rest at once, then three corrections. Returns the last of these. */
function takeRoll(
  session: string,
  learners: readonly string[],
  random: Random,
  at: number,
  act: Act,
): { cell: string; seq: number } {
  const cellOf = (learner: string): string => `${session}:${learner}`;
  const shift = random.below(learners.length);
  const shuffled = [...learners.slice(shift), ...learners.slice(0, shift)];
  const exceptions = [
    { status: 'absent' },
    { status: 'late', minutesMissed: 5 },
    { status: 'excused', reason: 'illness' },
  ];
  for (const [index, mark] of exceptions.entries())
    act('attendance.mark', at, [['mark', cellOf(shuffled[index] ?? ''), 'mark', mark]]);
  const rest = shuffled.slice(exceptions.length);
  const first = act(
    'attendance.fillBlanks',
    at,
    rest.map((learner): Row => ['mark', cellOf(learner), 'mark', { status: 'present' }]),
  );
  let newest = { cell: '', seq: first };
  for (const [index, learner] of rest.slice(0, corrections).entries()) {
    const cell = cellOf(learner);
    const mark = { status: 'late', minutesMissed: 10 };
    newest = { cell, seq: act('attendance.mark', at, [['mark', cell, 'mark', mark, first + index]]) };
  }
  return newest;
}

/** A UUIDv7 from a time and the seed. */
function makeId(at: number, random: Random): string {
  const hex = (digits: number): string =>
    random
      .below(16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`;
}
