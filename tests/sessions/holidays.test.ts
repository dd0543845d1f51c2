import { beforeEach, describe, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addCohort, addLearners, planSession } from '../support/people.ts';

let laptop: TestBackend;
let cohortId: string;
let learnerId: string;

beforeEach(async () => {
  laptop = await openTestBackend();
  cohortId = await addCohort(laptop);
  [learnerId = ''] = addLearners(laptop, 2, cohortId);
});

const add = (from: string, to: string, name = 'Easter') =>
  laptop.call('sessions.addHoliday', { from, to, name });
const list = async () => (await laptop.call('sessions.holidays', {})).holidays;

describe('holidays', () => {
  test('days of one name that follow each other are one, over the end of a month', async () => {
    await add('2026-04-30', '2026-05-01', 'May');
    await add('2026-05-02', '2026-05-02', 'May');
    await add('2026-05-04', '2026-05-04', 'May');
    await add('2026-05-03', '2026-05-03', 'Constitution');
    expect(await list()).toEqual([
      { from: '2026-04-30', to: '2026-05-02', name: 'May' },
      { from: '2026-05-03', to: '2026-05-03', name: 'Constitution' },
      { from: '2026-05-04', to: '2026-05-04', name: 'May' },
    ]);
  });

  test('a range is one act with one undo; part of it can be taken away', async () => {
    expect(await add('2026-04-10', '2026-04-13')).toEqual({ days: 4 });
    await laptop.call('sessions.removeHoliday', { from: '2026-04-11', to: '2026-04-11' });
    expect((await list()).map((one) => [one.from, one.to])).toEqual([
      ['2026-04-10', '2026-04-10'],
      ['2026-04-12', '2026-04-13'],
    ]);
    await laptop.call('changes.undo', {});
    await laptop.call('changes.undo', {});
    expect(await list()).toEqual([]);
  });

  test('are refused backwards, and of half a year', async () => {
    const fail = async (from: string, to: string) =>
      (await laptop.fail('sessions.addHoliday', { from, to, name: 'x' })).reason;
    expect(await fail('2026-04-02', '2026-04-01')).toBe('dates_reversed');
    expect(await fail('2026-01-01', '2026-07-01')).toBe('holiday_too_long');
  });

  test('show in the calendar and on Today', async () => {
    await add('2026-03-14', '2026-03-15');
    const { days } = await laptop.call('sessions.calendar', { date: '2026-03-12' });
    expect(days.map((day) => day.holiday)).toEqual([null, null, null, null, null, 'Easter', 'Easter']);
    expect(days[0]?.date).toBe('2026-03-09');
    const { week } = await laptop.call('sessions.today', {});
    expect(week.slice(3).map((day) => [day.date, day.holiday])).toEqual([
      ['2026-03-12', null],
      ['2026-03-13', null],
      ['2026-03-14', 'Easter'],
      ['2026-03-15', 'Easter'],
    ]);
  });
});

describe('classes on a new holiday', () => {
  /** Monday 16 and Tuesday 17 March, of which Tuesday becomes a holiday. */
  const classes = async () => ({
    monday: await planSession(laptop, cohortId, { date: '2026-03-16' }),
    morning: await planSession(laptop, cohortId, { date: '2026-03-17' }),
    evening: await planSession(laptop, cohortId, { date: '2026-03-17', startsAt: '14:00', endsAt: '15:00' }),
  });
  const on = async (from: string, to: string) =>
    (await laptop.call('sessions.classesOn', { from, to })).classes.map(({ session, free }) => [
      session.id,
      free && `${free.date.slice(5)} ${free.startsAt}–${free.endsAt}`,
    ]);

  test('are listed, each with a slot of its own after the holiday', async () => {
    const { morning, evening } = await classes();
    await add('2026-03-17', '2026-03-20');
    expect(await on('2026-03-17', '2026-03-20')).toEqual([
      [morning, '03-23 10:00–12:00'],
      [evening, '03-23 14:00–15:00'],
    ]);
  });

  test('are moved and cancelled in one act', async () => {
    const { morning, evening } = await classes();
    await add('2026-03-17', '2026-03-17');
    const to = { date: '2026-03-18', startsAt: '10:00', endsAt: '12:00' };
    const choices = [
      { id: morning, to },
      { id: evening, to: null },
    ];
    expect(await laptop.call('sessions.clearHoliday', { choices })).toEqual({ moved: 1, cancelled: 1 });
    expect(await laptop.call('sessions.get', { sessionId: morning })).toMatchObject(to);
    expect((await laptop.call('sessions.get', { sessionId: evening })).outcome).toEqual({
      kind: 'cancelled',
      gaps: [],
      stoppedAt: null,
      reason: 'holiday',
    });
    expect(await on('2026-03-17', '2026-03-17')).toEqual([]);
    await laptop.call('changes.undo', {});
    expect((await on('2026-03-17', '2026-03-17')).map(([id]) => id)).toEqual([morning, evening]);
  });

  test('that have begun or were decided about are neither listed nor touched', async () => {
    const { morning, evening } = await classes();
    await laptop.call('attendance.mark', { sessionId: morning, learnerId, mark: { status: 'present' } });
    expect((await on('2026-03-17', '2026-03-17')).map(([id]) => id)).toEqual([evening]);
    const choices = [
      { id: evening, to: null },
      { id: morning, to: null },
    ];
    expect((await laptop.fail('sessions.clearHoliday', { choices })).reason).toBe('session_begun');
    expect((await laptop.call('sessions.get', { sessionId: evening })).outcome.kind).toBe('planned');
  });
});
