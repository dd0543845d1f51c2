import { beforeEach, describe, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addCohort, addLearners, planSession } from '../support/people.ts';

let laptop: TestBackend;
let cohortId: string;
let other: string;

beforeEach(async () => {
  laptop = await openTestBackend();
  cohortId = await addCohort(laptop);
  other = await addCohort(laptop, 'Cohort 3');
  addLearners(laptop, 2, cohortId);
  laptop.db().prepare("INSERT INTO local_state VALUES ('recovery_confirmed', '1')").run();
  laptop
    .db()
    .prepare("INSERT OR REPLACE INTO local_state VALUES ('backup_off', ?)")
    .run(String(laptop.clock.now));
});

const none = { gaps: [], stoppedAt: null, reason: null };
type Outcome = Parameters<typeof told>[1];
const told = (
  sessionId: string,
  outcome: object & { kind: 'held' | 'interrupted' | 'stopped_early' | 'cancelled' | 'planned' },
) => laptop.call('sessions.setOutcome', { sessionId, outcome: { ...none, ...outcome } });
const stopped: Outcome = { kind: 'stopped_early', stoppedAt: '10:40', reason: 'power' } as Outcome;

/** Thursday 12 March, 10:00 to 12:00, stopped at 10:40 and closed; it is 10:00 of that day. */
async function cutClass(plan: object = {}): Promise<string> {
  const sessionId = await planSession(laptop, cohortId, plan);
  await laptop.call('attendance.fillBlanks', { sessionId });
  await told(sessionId, stopped);
  await laptop.call('attendance.close', { sessionId });
  return sessionId;
}
const makeUp = (sessionId: string) => laptop.call('sessions.makeUp', { sessionId });
const owed = async (sessionId: string) => (await laptop.call('sessions.get', { sessionId })).owedMinutes;
const todos = async () => (await laptop.call('sessions.today', {})).todos;
const slot = (date: string, startsAt: string, endsAt: string) => ({ date, startsAt, endsAt });

test('the to-do says what stopped, what is owed and what is free; one call plans it, one undo takes it back', async () => {
  const sessionId = await cutClass({ title: 'Bounding boxes I' });
  const free = slot('2026-03-13', '10:00', '11:20');
  expect(await todos()).toEqual([
    {
      kind: 'make_up',
      sessionId,
      title: 'Bounding boxes I',
      sessionKind: 'live_class',
      cohortName: 'Cohort 2',
      date: '2026-03-12',
      how: 'stopped_early',
      stoppedAt: '10:40',
      reason: 'power',
      owed: 80,
      free,
    },
  ]);
  const { sessionId: id } = await laptop.call('sessions.planMakeUp', { sessionId, ...free });
  expect(await laptop.call('sessions.get', { sessionId: id })).toMatchObject({
    ...free,
    title: 'Bounding boxes I',
    cohortId,
    makeUpFor: { sessionId, title: 'Bounding boxes I', date: '2026-03-12' },
    plannedMinutes: 80,
    owedMinutes: 0,
  });
  expect(await owed(sessionId)).toBe(0);
  expect(await todos()).toEqual([]);
  await laptop.call('changes.undo', {});
  expect((await todos()).map((todo) => todo.kind)).toEqual(['make_up']);
});

describe('the slot that is proposed', () => {
  const proposed = async (sessionId: string) => (await makeUp(sessionId)).free;

  test.each<[string, () => Promise<unknown>, ReturnType<typeof slot>]>([
    [
      'is not taken by the cohort',
      () => planSession(laptop, cohortId, { date: '2026-03-13', startsAt: '11:00', endsAt: '12:00' }),
      slot('2026-03-13', '14:00', '15:20'),
    ],
    [
      'is not taken by the instructor elsewhere',
      () =>
        planSession(laptop, other, {
          date: '2026-03-13',
          startsAt: '10:30',
          endsAt: '11:00',
          instructorId: laptop.instructorId,
        }),
      slot('2026-03-13', '14:00', '15:20'),
    ],
    [
      'is not taken in the room',
      () => planSession(laptop, other, { date: '2026-03-13', room: 'Room 3' }),
      slot('2026-03-13', '14:00', '15:20'),
    ],
    [
      'may be at the time of somebody else’s class',
      () => planSession(laptop, other, { date: '2026-03-13' }),
      slot('2026-03-13', '10:00', '11:20'),
    ],
    [
      'is on no holiday',
      () => laptop.call('sessions.addHoliday', { from: '2026-03-13', to: '2026-03-16', name: 'Closed' }),
      slot('2026-03-17', '10:00', '11:20'),
    ],
    [
      'is at a time at which the center has class',
      () => planSession(laptop, other, { date: '2026-03-10', startsAt: '08:30', endsAt: '09:30' }),
      // Tuesday and Thursday are now the days of this center.
      slot('2026-03-17', '08:30', '09:50'),
    ],
  ])('%s', async (_name, prepare, expected) => {
    const sessionId = await cutClass({ instructorId: laptop.instructorId, room: 'Room 3' });
    await prepare();
    expect(await proposed(sessionId)).toEqual(expected);
  });

  test('is none where four weeks are full, and the to-do says so', async () => {
    const sessionId = await cutClass();
    await laptop.call('sessions.addHoliday', { from: '2026-03-13', to: '2026-04-30', name: 'Closed' });
    expect(await proposed(sessionId)).toBeNull();
    expect(await todos()).toMatchObject([{ kind: 'make_up', free: null }]);
  });

  test('is another one for each class that owes', async () => {
    await cutClass({ date: '2026-03-11' });
    await cutClass();
    const slots = (await todos()).map((todo) => (todo.kind === 'make_up' ? todo.free?.startsAt : null));
    expect(slots).toEqual(['10:00', '14:00']);
    // Wednesday and Thursday are the days of this center.
    const { days } = await laptop.call('sessions.calendar', { date: '2026-03-18' });
    expect(days[2]?.proposals.map((one) => one.startsAt).sort()).toEqual(['10:00', '14:00']);
  });

  test('shows in the week of Today and of the calendar', async () => {
    const sessionId = await cutClass();
    const { week } = await laptop.call('sessions.today', {});
    expect(week.find((day) => day.proposals.length > 0)).toMatchObject({
      date: '2026-03-13',
      sessions: [],
      proposals: [{ forSessionId: sessionId, startsAt: '10:00', endsAt: '11:20', cohortName: 'Cohort 2' }],
    });
  });
});

describe('minutes owed', () => {
  test('go down by what make-ups hold or will hold, and up again by what they do not', async () => {
    const sessionId = await cutClass();
    const plan = (date: string, endsAt: string) =>
      laptop.call('sessions.planMakeUp', { sessionId, ...slot(date, '14:00', endsAt) });
    const first = (await plan('2026-03-13', '14:30')).sessionId;
    expect(await owed(sessionId)).toBe(50);
    const second = (await plan('2026-03-16', '14:50')).sessionId;
    expect(await owed(sessionId)).toBe(0);
    await told(second, { kind: 'stopped_early', stoppedAt: '14:10', reason: 'alarm' } as Outcome);
    expect(await owed(sessionId)).toBe(40);
    await told(first, { kind: 'cancelled', reason: 'power' } as Outcome);
    expect(await owed(sessionId)).toBe(70);
    expect((await makeUp(sessionId)).makeUps.map((one) => [one.id, one.owedMinutes])).toEqual([
      [first, 0],
      [second, 0],
    ]);
  });

  test.each<[string, object, number]>([
    [
      'of a class with two pauses',
      { kind: 'interrupted', gaps: [gap('10:10', '10:30'), gap('11:00', '11:15')] },
      35,
    ],
    ['of a cancelled class', { kind: 'cancelled', reason: 'instructor' }, 120],
    ['of a class that was held', { kind: 'held' }, 0],
  ])('%s', async (_name, outcome, minutes) => {
    const sessionId = await planSession(laptop, cohortId);
    await told(sessionId, outcome as Outcome);
    expect(await owed(sessionId)).toBe(minutes);
  });

  test('of less than a quarter of an hour, or of a pause that may still end, are no to-do', async () => {
    const short = await planSession(laptop, cohortId, { date: '2026-03-11' });
    await laptop.call('attendance.fillBlanks', { sessionId: short });
    await told(short, { kind: 'interrupted', gaps: [gap('10:10', '10:24')] } as Outcome);
    await laptop.call('attendance.close', { sessionId: short });
    const running = await planSession(laptop, cohortId);
    await told(running, { kind: 'interrupted', gaps: [gap('10:00', null)] } as Outcome);
    expect(await todos()).toEqual([]);
    laptop.clock.set('2026-03-12T10:00:00Z');
    expect((await todos()).map((todo) => todo.kind)).toEqual(['record', 'make_up']);
  });

  test('are forgone with a reason, and proposed again', async () => {
    const sessionId = await cutClass();
    await laptop.call('sessions.waiveMakeUp', { sessionId, why: 'the module is over' });
    expect(await laptop.call('sessions.get', { sessionId })).toMatchObject({
      owedMinutes: 80,
      waived: 'the module is over',
    });
    expect(await todos()).toEqual([]);
    await laptop.call('sessions.waiveMakeUp', { sessionId, why: null });
    expect(await todos()).toHaveLength(1);
  });

  test('nobody makes up for what is not owed, nor for a make-up', async () => {
    const held = await planSession(laptop, cohortId);
    const input = (sessionId: string) => ({ sessionId, ...slot('2026-03-13', '10:00', '11:00') });
    expect((await laptop.fail('sessions.planMakeUp', input(held))).reason).toBe('nothing_owed');
    const cut = await cutClass();
    const { sessionId } = await laptop.call('sessions.planMakeUp', input(cut));
    await told(sessionId, { kind: 'cancelled', reason: 'power' } as Outcome);
    expect((await laptop.fail('sessions.planMakeUp', input(sessionId))).reason).toBe('nothing_owed');
    const backwards = { sessionId: cut, ...slot('2026-03-14', '11:00', '10:00') };
    expect((await laptop.fail('sessions.planMakeUp', backwards)).reason).toBe('ends_before_start');
  });
});

function gap(from: string, to: string | null) {
  return { from, to, reason: 'alarm' as const };
}

test('the same proposal taken on two laptops is one class', async () => {
  const sessionId = await cutClass();
  const input = { sessionId, ...slot('2026-03-13', '10:00', '11:20') };
  const here = await laptop.call('sessions.planMakeUp', input);
  await laptop.call('changes.undo', {});
  expect(await laptop.call('sessions.planMakeUp', input)).toEqual(here);
});
