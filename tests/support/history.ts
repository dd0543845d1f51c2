import fc from 'fast-check';
import { one } from '../../src/main/database/sqlite.ts';
import type { TestBackend } from './backend.ts';
import { addCohort, addLearners, planSession } from './people.ts';

/** A small world in which random acts often meet: two cohorts, three classes, four learners. */
export interface World {
  cohorts: string[];
  sessions: string[];
  learners: string[];
}

export async function prepareWorld(test: TestBackend): Promise<World> {
  const cohorts = [await addCohort(test, 'Cohort 1'), await addCohort(test, 'Cohort 2')];
  const [first = '', second = ''] = cohorts;
  const learners = [...addLearners(test, 3, first), ...addLearners(test, 1, second)];
  const sessions = [
    await planSession(test, first),
    await planSession(test, first, { date: '2026-03-11' }),
    await planSession(test, second),
  ];
  return { cohorts, sessions, learners };
}

/** One act, with places in the world instead of ids, so that a failing history can be read. */
export type Act = readonly [name: string, ...numbers: number[]];

const marks = [
  null,
  { status: 'present' },
  { status: 'late', minutesMissed: 7 },
  { status: 'absent', reason: 'illness' as const },
  { status: 'excused', note: 'Лист від лікаря' },
  { status: 'left_early', minutesMissed: 500 },
];
const outcomes = [
  { kind: 'held' as const, gaps: [], stoppedAt: null, reason: null },
  { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: 'alarm' as const },
  { kind: 'stopped_early' as const, gaps: [], stoppedAt: '11:00', reason: 'power' as const },
];

const channelOf = {
  mark: 'attendance.mark',
  fill: 'attendance.fillBlanks',
  close: 'attendance.close',
  reopen: 'attendance.reopen',
  walkIn: 'attendance.addWalkIn',
  newcomer: 'attendance.addWalkIn',
  goAway: 'attendance.removeWalkIn',
  excuse: 'attendance.addExcuse',
  plan: 'sessions.plan',
  move: 'sessions.edit',
  remove: 'sessions.remove',
  outcome: 'sessions.setOutcome',
  again: 'sessions.move',
  series: 'sessions.planSeries',
  later: 'sessions.changeLater',
  noLater: 'sessions.removeLater',
  holiday: 'sessions.addHoliday',
  workday: 'sessions.removeHoliday',
  makeUp: 'sessions.planMakeUp',
  waive: 'sessions.waiveMakeUp',
  standIn: 'sessions.setSubstitute',
  undo: 'changes.undo',
  redo: 'changes.redo',
} as const;

export const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constant('mark'), fc.nat(2), fc.nat(3), fc.nat(marks.length - 1)) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom('undo', 'redo')) },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom('fill', 'close', 'reopen', 'newcomer', 'remove', 'plan'), fc.nat(2)),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.constantFrom('walkIn', 'goAway', 'excuse', 'move', 'outcome'),
      fc.nat(2),
      fc.nat(3),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc.constantFrom(
        'again',
        'series',
        'later',
        'noLater',
        'holiday',
        'workday',
        'makeUp',
        'waive',
        'standIn',
      ),
      fc.nat(2),
      fc.nat(3),
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('restart', 'turn')) },
);

/** A session of a series, by its place among all of them, or an id of nothing. */
function anyOfSeries(test: TestBackend, place: number): string {
  const row = one<{ id: string }>(
    test.db(),
    "SELECT id FROM session WHERE series_id > '' AND date IS NOT NULL ORDER BY series_id, series_date LIMIT 1 OFFSET ?",
    place,
  );
  return row?.id ?? '018f0000-0000-7000-8000-0000000000aa';
}

/** Does one act; what the program refuses is refused. */
export async function perform(
  test: TestBackend,
  world: World,
  [name, a = 0, b = 0, c = 0]: Act,
): Promise<void> {
  if (name === 'restart') return test.restartOpen();
  if (name === 'turn') {
    const seat = test.backend().gate.seat();
    const other = seat?.personId === test.coordinatorId ? test.instructorId : test.coordinatorId;
    return test.sit(other, other === test.coordinatorId ? 'coordinator' : 'instructor');
  }
  const sessionId = world.sessions[a] ?? '';
  const learnerId = world.learners[b] ?? '';
  const why = 'second thoughts';
  const plan = { title: 'Boxes', kind: 'live_class', date: '2026-03-13', startsAt: '09:00', endsAt: '10:00' };
  const slot = { weekday: 1, startsAt: '10:00', endsAt: '12:00' };
  const pattern = {
    title: 'Polygons',
    kind: 'live_class',
    room: null,
    instructorId: null,
    to: '2026-03-31',
    slots: [slot],
  };
  const inputs: Record<string, object> = {
    mark: { sessionId, learnerId, mark: marks[c] ?? null, why },
    fill: { sessionId, why },
    close: { sessionId },
    reopen: { sessionId, why },
    walkIn: { sessionId, learner: { id: learnerId } },
    newcomer: { sessionId, learner: { name: 'Walked In' } },
    goAway: { sessionId, learnerId },
    excuse: { learnerIds: [learnerId], from: '2026-03-01', to: '2026-03-31', reason: 'work', note: null },
    plan: { ...plan, cohortId: world.cohorts[a % 2], room: null, instructorId: null },
    move: { sessionId, startsAt: `0${b}:15`, room: b === 0 ? null : 'Room 4' },
    remove: { sessionId },
    outcome: { sessionId, outcome: outcomes[b % outcomes.length], why },
    again: { sessionId, date: `2026-03-1${b}`, startsAt: '09:00', endsAt: '10:00' },
    series: { ...pattern, cohortId: world.cohorts[a % 2], from: '2026-03-09' },
    later: {
      sessionId: anyOfSeries(test, a),
      change: { how: 'edit', plan: { ...pattern, slots: [{ ...slot, weekday: b + 1 }] } },
    },
    noLater: { sessionId: anyOfSeries(test, a) },
    holiday: { from: '2026-03-16', to: `2026-03-1${6 + b}`, name: 'Closed' },
    workday: { from: '2026-03-17', to: '2026-03-17' },
    makeUp: { sessionId, date: `2026-03-2${b}`, startsAt: '14:00', endsAt: '15:00' },
    waive: { sessionId, why: b === 0 ? null : 'the module is over' },
    standIn: { sessionId, personId: b === 0 ? null : test.instructorId },
    undo: {},
    redo: {},
  };
  test.clock.advance(1000);
  const result = await test.send(channelOf[name as keyof typeof channelOf], inputs[name]);
  if (!result.ok && !['conflict', 'not_found', 'validation'].includes(result.error.code)) {
    throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  }
}
