import { beforeEach, describe, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { markAll, prepareCourse } from '../support/courses.ts';
import { addCohort, addLearners, planSession } from '../support/people.ts';

let laptop: TestBackend;
let cohortId: string;

beforeEach(async () => {
  laptop = await openTestBackend();
  cohortId = await addCohort(laptop);
});

const today = () => laptop.call('sessions.today', {});
const plan = (startsAt: string, endsAt: string, more: object = {}) =>
  planSession(laptop, cohortId, { startsAt, endsAt, title: startsAt, ...more });
const now = async () => {
  const { current, running } = await today();
  return [current?.title ?? null, running];
};

describe('the class on the large card at 10:00', () => {
  test('is the one that runs', async () => {
    await plan('08:00', '09:00');
    await plan('09:00', '11:00');
    await plan('12:00', '13:00');
    expect(await now()).toEqual(['09:00', true]);
  });

  test('is the one that begins within a quarter of an hour', async () => {
    await plan('10:15', '12:00');
    expect(await now()).toEqual(['10:15', true]);
  });

  test('is the next one of today, not yet running', async () => {
    await plan('16:00', '17:00');
    await plan('10:16', '12:00');
    expect(await now()).toEqual(['10:16', false]);
  });

  test('is one’s own before another that runs as well', async () => {
    await plan('09:00', '11:00');
    await plan('09:30', '11:00', { instructorId: laptop.coordinatorId });
    expect(await now()).toEqual(['09:30', true]);
    laptop.sit(laptop.instructorId, 'instructor');
    expect(await now()).toEqual(['09:00', true]);
  });

  test('has those that run at the same time beside it, a make-up and what it makes up for too', async () => {
    const cancelled = await plan('08:00', '09:00', { date: '2026-03-10', title: 'Polygons' });
    const outcome = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: 'power' as const };
    await laptop.call('sessions.setOutcome', { sessionId: cancelled, outcome });
    await laptop.call('sessions.planMakeUp', {
      sessionId: cancelled,
      ...{ date: '2026-03-12', startsAt: '09:30', endsAt: '10:30' },
    });
    await plan('09:00', '11:00', { instructorId: laptop.coordinatorId });
    await plan('10:30', '11:00');
    const { current, also } = await today();
    expect(current?.title).toBe('09:00');
    expect(also.map((session) => [session.title, session.makeUpFor?.date])).toEqual([
      ['Polygons', '2026-03-10'],
    ]);
  });

  test('is none if all are over, closed, cancelled or of another day', async () => {
    await plan('08:00', '10:00');
    const closed = await plan('09:00', '11:00');
    await laptop.call('attendance.close', { sessionId: closed });
    const cancelled = await plan('09:00', '11:00');
    const outcome = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: null };
    await laptop.call('sessions.setOutcome', { sessionId: cancelled, outcome });
    await plan('09:00', '11:00', { date: '2026-03-13' });
    expect(await now()).toEqual([null, false]);
  });

  test('is not one that stopped early; its roll waits among the to-dos', async () => {
    addLearners(laptop, 2, cohortId);
    const stopped = await plan('09:00', '11:00');
    await plan('10:30', '12:00');
    const outcome = {
      kind: 'stopped_early' as const,
      gaps: [],
      stoppedAt: '09:40',
      reason: 'power' as const,
    };
    await laptop.call('sessions.setOutcome', { sessionId: stopped, outcome });
    expect(await now()).toEqual(['10:30', false]);
    const { todos } = await today();
    expect(todos.filter(({ kind }) => kind === 'record')).toMatchObject([{ sessionId: stopped, missing: 2 }]);
  });

  test('says date and time of the center, whatever zone the laptop is in', async () => {
    expect([(await today()).today, (await today()).now]).toEqual(['2026-03-12', '10:00']);
    await laptop.call('center.editCenter', { timeZone: 'Pacific/Kiritimati' });
    expect([(await today()).today, (await today()).now]).toEqual(['2026-03-12', '22:00']);
    await laptop.call('center.editCenter', { timeZone: 'Pacific/Honolulu' });
    expect([(await today()).today, (await today()).now]).toEqual(['2026-03-11', '22:00']);
  });
});

describe('the week', () => {
  test('has all its days, Monday to Sunday, those without a class too', async () => {
    for (const date of ['2026-03-08', '2026-03-09', '2026-03-15', '2026-03-16'])
      await plan('09:00', '10:00', { date });
    const { week } = await today();
    expect(week.map((day) => [day.date, day.sessions.length])).toEqual([
      ['2026-03-09', 1],
      ['2026-03-10', 0],
      ['2026-03-11', 0],
      ['2026-03-12', 0],
      ['2026-03-13', 0],
      ['2026-03-14', 0],
      ['2026-03-15', 1],
    ]);
  });

  test('is the one day that is hers for a substitute', async () => {
    await plan('09:00', '10:00', { date: '2026-03-10' });
    laptop.sit(laptop.instructorId, 'substitute', { day: '2026-03-12', cohortId });
    expect((await today()).week.map((day) => [day.date, day.sessions.length])).toEqual([['2026-03-12', 0]]);
  });

  test('lists the classes of a day in their order', async () => {
    await plan('14:00', '15:00');
    await plan('09:00', '10:00');
    const { week } = await today();
    const day = week.find((one) => one.date === '2026-03-12');
    expect(day?.sessions.map((session) => session.startsAt)).toEqual(['09:00', '14:00']);
  });
});

describe('things to do', () => {
  const todos = async () => (await today()).todos;
  const kinds = async () => (await todos()).map((todo) => todo.kind);
  const confirmed = () =>
    laptop.db().prepare("INSERT INTO local_state VALUES ('recovery_confirmed', '1')").run();
  const backedUp = (daysAgo: number) =>
    laptop
      .db()
      .prepare("INSERT OR REPLACE INTO local_state VALUES ('backup_off', ?)")
      .run(String(laptop.clock.now - daysAgo * 86_400_000));

  test('are the recovery code and a backup on a new laptop', async () => {
    expect(await todos()).toEqual([{ kind: 'recovery_code' }, { kind: 'backup', daysAgo: null }]);
  });

  test('the recovery code is for the coordinator alone', async () => {
    laptop.sit(laptop.instructorId, 'instructor');
    expect(await kinds()).toEqual(['backup']);
  });

  test.each([
    [0, []],
    [6, []],
    [7, [{ kind: 'backup', daysAgo: 7 }]],
    [30, [{ kind: 'backup', daysAgo: 30 }]],
  ])('a backup elsewhere %i days ago', async (daysAgo, expected) => {
    confirmed();
    backedUp(daysAgo);
    expect(await todos()).toEqual(expected);
  });

  test('a class that is over is to be recorded, and closed once nobody is blank', async () => {
    confirmed();
    backedUp(0);
    addLearners(laptop, 3, cohortId);
    const sessionId = await plan('08:00', '10:00');
    const about = { sessionId, title: '08:00', cohortName: 'Cohort 2', date: '2026-03-12' };
    expect(await todos()).toEqual([{ kind: 'record', ...about, missing: 3 }]);
    await laptop.call('attendance.fillBlanks', { sessionId });
    expect(await todos()).toEqual([{ kind: 'close', ...about }]);
    await laptop.call('attendance.close', { sessionId });
    expect(await todos()).toEqual([]);
  });

  test('a class that still runs, was cancelled, or is two months old is not', async () => {
    confirmed();
    backedUp(0);
    await plan('09:00', '11:00');
    await plan('09:00', '11:00', { date: '2026-01-10' });
    const cancelled = await plan('08:00', '09:00');
    const outcome = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: null };
    await laptop.call('sessions.setOutcome', { sessionId: cancelled, outcome });
    expect(await kinds()).toEqual(['make_up']);
    await laptop.call('sessions.waiveMakeUp', { sessionId: cancelled, why: 'nobody needs it' });
    expect(await todos()).toEqual([]);
  });

  test('names whom to check in with, in one line, for those who may see the register', async () => {
    confirmed();
    backedUp(0);
    const [first = '', second = ''] = addLearners(laptop, 3, cohortId, ['Salma', 'Zahra', 'Olena']);
    for (const date of ['2026-03-10', '2026-03-11']) {
      const sessionId = await plan('08:00', '09:00', { date });
      for (const learnerId of [first, second])
        await laptop.call('attendance.mark', { sessionId, learnerId, mark: { status: 'absent' } });
      await laptop.call('attendance.fillBlanks', { sessionId });
      await laptop.call('attendance.close', { sessionId });
    }
    expect(await todos()).toEqual([
      {
        kind: 'check_in',
        cohortId,
        cohortName: 'Cohort 2',
        names: ['Salma', 'Zahra'],
        count: 2,
        elsewhere: 0,
        reason: { kind: 'missed_last', count: 2 },
      },
    ]);
    const on = '2026-03-12';
    for (const learnerId of [first, second])
      await laptop.call('attendance.noteCheckIn', { cohortId, learnerId, on, text: 'called her' });
    expect(await todos()).toEqual([]);
  });

  /** A cohort, of which 75 percent are asked for, in which one learner missed the first two of so many classes. */
  async function missing(name: string, { sessions = 30, instructorId = laptop.coordinatorId } = {}) {
    const course = await prepareCourse(laptop, {
      ...{ name, instructorId, sessions, learners: 1, from: '2026-03-10' },
    });
    await markAll(laptop, course.learners[0] ?? '', course.sessions, 'AA');
    for (const sessionId of course.sessions.slice(0, 2)) await laptop.call('attendance.close', { sessionId });
  }

  test('name whom to check in with in every cohort, a line for each, the most pressing first', async () => {
    confirmed();
    backedUp(0);
    await missing('Of absences');
    // Of 11 classes she missed 2: 82 percent at most, and 64 with the next two gone.
    await missing('Of the next two', { sessions: 11 });
    await missing('Of too many', { sessions: 4 });
    const list = (await todos()).filter((todo) => todo.kind === 'check_in');
    expect(list.map((todo) => [todo.cohortName, todo.reason.kind])).toEqual([
      ['Of the next two', 'next_two'],
      ['Of absences', 'missed_last'],
      ['Of too many', 'missed_last'],
    ]);
  });

  test('show who teaches her own cohorts alone, and all of them who teaches none', async () => {
    confirmed();
    backedUp(0);
    await missing('Of another');
    await missing('Of hers', { instructorId: laptop.instructorId });
    const names = async () =>
      (await todos()).flatMap((todo) => (todo.kind === 'check_in' ? todo.cohortName : []));
    expect(await names()).toEqual(['Of another', 'Of hers']);
    laptop.sit(laptop.instructorId, 'instructor');
    expect(await names()).toEqual(['Of hers']);
    laptop.sit('018f0000-0000-7000-8000-0000000000aa', 'instructor');
    expect(await names()).toEqual(['Of another', 'Of hers']);
  });

  test('are at most five, and never without the care of what is recorded', async () => {
    addLearners(laptop, 1, cohortId);
    for (const name of ['One', 'Two', 'Three', 'Four']) await missing(name);
    for (let day = 1; day <= 9; day++) await plan('08:00', '09:00', { date: `2026-03-0${day}` });
    const cancelled = await plan('08:00', '09:00', { date: '2026-03-03' });
    const outcome = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: 'power' as const };
    await laptop.call('sessions.setOutcome', { sessionId: cancelled, outcome });
    expect(await kinds()).toEqual(['record', 'make_up', 'check_in', 'recovery_code', 'backup']);
    // The three that found no room are told of.
    expect((await todos()).find((todo) => todo.kind === 'check_in')?.elsewhere).toBe(3);
  });

  test('are at most five, the newest classes first, and none of a kind hides another kind', async () => {
    addLearners(laptop, 1, cohortId);
    for (let day = 1; day <= 9; day++)
      await plan('08:00', '09:00', { date: `2026-03-0${day}`, title: String(day) });
    const list = await todos();
    expect(list.map((todo) => ('title' in todo ? todo.title : todo.kind))).toEqual([
      '9',
      '8',
      '7',
      'recovery_code',
      'backup',
    ]);
    confirmed();
    backedUp(0);
    expect((await todos()).map((todo) => 'title' in todo && todo.title)).toEqual(['9', '8', '7', '6', '5']);
  });
});

describe('rolls of yesterday', () => {
  const closedAt = async (sessionId: string) => (await laptop.call('sessions.get', { sessionId })).closedAt;
  async function nextMorning(): Promise<void> {
    await laptop.call('center.lock', {});
    laptop.clock.advance(86_400_000);
    await laptop.unseal();
    laptop.sit(laptop.instructorId, 'instructor');
  }

  test('are closed at the first unlock of the next day if nobody is blank, by the program itself', async () => {
    const learners = addLearners(laptop, 2, cohortId);
    const complete = await plan('08:00', '09:00');
    const blank = await plan('08:00', '09:00');
    const untouched = await plan('08:00', '09:00');
    await laptop.call('attendance.fillBlanks', { sessionId: complete });
    const [learnerId = ''] = learners;
    await laptop.call('attendance.mark', { sessionId: blank, learnerId, mark: { status: 'present' } });
    laptop.sit(laptop.coordinatorId);
    expect(await closedAt(complete)).toBeNull();
    await nextMorning();
    expect(await closedAt(complete)).toBe(laptop.clock.now);
    expect(await closedAt(blank)).toBeNull();
    expect(await closedAt(untouched)).toBeNull();
    expect((await laptop.call('sessions.get', { sessionId: complete })).outcome.kind).toBe('held');
    expect(await laptop.call('changes.state', {})).toEqual({ undo: null, redo: null });
  });

  test('that were opened again stay open for the day, whoever signs in', async () => {
    addLearners(laptop, 2, cohortId);
    const sessionId = await plan('08:00', '09:00');
    await laptop.call('attendance.fillBlanks', { sessionId });
    await nextMorning();
    await laptop.call('attendance.reopen', { sessionId, why: 'one was late' });
    laptop.sit(laptop.coordinatorId);
    await laptop.restartOpen();
    expect(await closedAt(sessionId)).toBeNull();
    await nextMorning();
    expect(await closedAt(sessionId)).not.toBeNull();
  });

  test('nobody is kept out where closing them fails', async () => {
    addLearners(laptop, 2, cohortId);
    const sessionId = await plan('08:00', '09:00');
    await laptop.call('attendance.fillBlanks', { sessionId });
    await laptop.call('center.lock', {});
    laptop.clock.advance(86_400_000);
    await laptop.unseal();
    laptop.db().exec("CREATE TRIGGER full BEFORE INSERT ON change BEGIN SELECT RAISE(FAIL, 'full'); END");
    laptop.sit(laptop.instructorId, 'instructor');
    expect((await laptop.call('center.state', {})).me?.name).toBe('Petro');
  });
});

describe('the cohorts in which a class can be opened', () => {
  const add = async (name: string, endsOn: string | null): Promise<void> => {
    await laptop.call('roster.addCohort', { name, programId: null, startsOn: '2025-01-01', endsOn });
  };
  const own = async (): Promise<string[]> =>
    (await today()).cohorts.map((cohort) => cohort.name).filter((name) => name.startsWith('Of '));

  test('are those that were not over sixty days ago', async () => {
    await add('Of old', '2026-01-10');
    await add('Of late', '2026-01-11');
    await add('Of no end', null);
    expect(await own()).toEqual(['Of no end', 'Of late']);
  });

  test('and any other one, however long it has been over, once the form is open', async () => {
    await add('Of old', '2025-01-10');
    const { cohorts } = await laptop.call('sessions.planning', {});
    const old = cohorts.find((cohort) => cohort.name === 'Of old');
    expect(old?.endsOn).toBe('2025-01-10');
    await laptop.call('sessions.openNow', { cohortId: old?.id ?? '', title: null, minutes: 60 });
    expect((await today()).current?.cohortName).toBe('Of old');
  });
});
