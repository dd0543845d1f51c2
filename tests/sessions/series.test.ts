import { beforeEach, describe, expect, test } from 'vitest';
import { all } from '../../src/main/database/sqlite.ts';
import type { Input, Output } from '../../src/shared/contract/index.ts';
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

type Plan = Input<'sessions.planSeries'>;
const at = (weekday: number, startsAt = '10:00', endsAt = '12:00') => ({ weekday, startsAt, endsAt });

/** Mondays and Thursdays from 16 March to 2 April 2026: 16, 19, 23, 26, 30 March and 2 April. */
const pattern = (part: Partial<Plan> = {}) => ({
  cohortId,
  title: 'Polygons',
  kind: 'live_class' as const,
  room: 'Room 3',
  instructorId: null,
  from: '2026-03-16',
  to: '2026-04-02',
  slots: [at(1), at(4)],
  ...part,
});
const plan = (part: Partial<Plan> = {}) => laptop.call('sessions.planSeries', pattern(part));

interface Row {
  id: string;
  date: string;
  startsAt: string;
  title: string;
  seriesId: string | null;
}
const rows = (): Row[] =>
  all<Row>(
    laptop.db(),
    `SELECT id, date, starts_at AS startsAt, title, series_id AS seriesId FROM session WHERE date IS NOT NULL
     ORDER BY date, starts_at`,
  );
const dates = (): string[] => rows().map((row) => row.date.slice(5));
const on = (date: string): string => rows().find((row) => row.date === `2026-${date}`)?.id ?? '';
const mark = (sessionId: string) =>
  laptop.call('attendance.mark', { sessionId, learnerId, mark: { status: 'present' } });
const undo = () => laptop.call('changes.undo', {});

describe('a series', () => {
  test('is one act with one undo, and comes back by redo with the same sessions', async () => {
    expect((await plan()).made).toBe(6);
    expect(dates()).toEqual(['03-16', '03-19', '03-23', '03-26', '03-30', '04-02']);
    const before = rows();
    await undo();
    expect(rows()).toEqual([]);
    expect(all(laptop.db(), 'SELECT * FROM series')).toEqual([]);
    await laptop.call('changes.redo', {});
    expect(rows()).toEqual(before);
  });

  test('leaves out holidays and what is skipped, and keeps a holiday that is kept', async () => {
    await laptop.call('sessions.addHoliday', { from: '2026-03-19', to: '2026-03-23', name: 'Nowruz' });
    await plan({ skip: ['2026-03-30'], keep: ['2026-03-23'] });
    expect(dates()).toEqual(['03-16', '03-23', '03-26', '04-02']);
  });

  test('has ids that follow from it and the date, of version 8', async () => {
    await plan();
    for (const { id } of rows()) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab]/);
    expect(new Set(rows().map((row) => row.id)).size).toBe(6);
  });

  test.each<[string, Partial<Plan>, string]>([
    ['that ends before it begins', { to: '2026-03-01' }, 'dates_reversed'],
    ['of more than two years', { to: '2029-03-01' }, 'series_too_long'],
    ['with a weekday twice', { slots: [at(1), at(1, '14:00', '15:00')] }, 'weekday_twice'],
    ['of classes that end before they begin', { slots: [at(1, '12:00', '10:00')] }, 'ends_before_start'],
    ['without a single class', { to: '2026-03-15', from: '2026-03-13', slots: [at(1)] }, 'series_empty'],
  ])('%s is refused', async (_name, part, reason) => {
    expect((await laptop.fail('sessions.planSeries', pattern(part))).reason).toBe(reason);
    expect(rows()).toEqual([]);
  });

  test('of holidays only is refused', async () => {
    await laptop.call('sessions.addHoliday', { from: '2026-03-16', to: '2026-04-02', name: 'Closed' });
    expect((await laptop.fail('sessions.planSeries', pattern())).reason).toBe('series_empty');
  });
});

describe('the preview', () => {
  const preview = async (part: Partial<Plan> = {}) =>
    (await laptop.call('sessions.previewSeries', pattern(part))).dates;

  test('writes nothing, and says what the dates would run into', async () => {
    await laptop.call('sessions.addHoliday', { from: '2026-03-19', to: '2026-03-19', name: 'Nowruz' });
    const other = await addCohort(laptop, 'Cohort 3');
    const own = await planSession(laptop, cohortId, {
      date: '2026-03-16',
      startsAt: '11:30',
      endsAt: '13:00',
    });
    const theirs = await planSession(laptop, other, {
      date: '2026-03-23',
      startsAt: '09:00',
      endsAt: '10:30',
      instructorId: laptop.instructorId,
    });
    await planSession(laptop, other, { date: '2026-03-26', room: 'Room 3' });
    await planSession(laptop, other, {
      date: '2026-03-30',
      startsAt: '12:00',
      endsAt: '13:00',
      room: 'Room 3',
    });
    const before = rows();
    const found = await preview({ instructorId: laptop.instructorId });
    expect(rows()).toEqual(before);
    expect(
      found.map((one) => [
        one.date.slice(5),
        one.holiday,
        one.collisions.map((other) => [other.of, other.sessionId]),
      ]),
    ).toEqual([
      ['03-16', null, [['cohort', own]]],
      ['03-19', 'Nowruz', []],
      ['03-23', null, [['instructor', theirs]]],
      ['03-26', null, [['room', on('03-26')]]],
      ['03-30', null, []],
      ['04-02', null, []],
    ]);
  });

  test('does not count a class that was cancelled', async () => {
    const sessionId = await planSession(laptop, cohortId, { date: '2026-03-16' });
    const outcome = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: null };
    await laptop.call('sessions.setOutcome', { sessionId, outcome });
    expect((await preview())[0]?.collisions).toEqual([]);
  });

  test('names classes during which the clocks change; their minutes are those of the wall', async () => {
    const night = [at(7, '02:30', '04:30')];
    const found = await preview({ from: '2026-03-22', to: '2026-04-05', slots: night });
    expect(found.map((one) => one.clock)).toEqual([null, 'forward', null]);
    await plan({ from: '2026-03-22', to: '2026-04-05', slots: night });
    const { plannedMinutes, startsAt } = await laptop.call('sessions.get', { sessionId: on('03-29') });
    expect({ plannedMinutes, startsAt }).toEqual({ plannedMinutes: 120, startsAt: '02:30' });
  });
});

type Edit = Extract<Input<'sessions.changeLater'>['change'], { how: 'edit' }>['plan'];
const edited = (part: Partial<Edit> = {}) => {
  const { cohortId: _cohort, from: _from, skip: _skip, keep: _keep, ...rest } = pattern() as Plan;
  return { how: 'edit' as const, plan: { ...rest, ...part } };
};
const change = (date: string, part: Partial<Edit>) =>
  laptop.call('sessions.changeLater', { sessionId: on(date), change: edited(part) });

describe('"this and all later"', () => {
  test('of a time changes the rest as a series of its own, the first part stays', async () => {
    const { seriesId } = await plan();
    expect(await change('03-23', { slots: [at(1, '09:00', '11:00'), at(4)] })).toEqual({
      changed: 4,
      added: 0,
      removed: 0,
      kept: 0,
    });
    expect(rows().map((row) => [row.date.slice(5), row.startsAt, row.seriesId === seriesId])).toEqual([
      ['03-16', '10:00', true],
      ['03-19', '10:00', true],
      ['03-23', '09:00', false],
      ['03-26', '10:00', false],
      ['03-30', '09:00', false],
      ['04-02', '10:00', false],
    ]);
    const first = await laptop.call('sessions.series', { sessionId: on('03-16') });
    expect(first.series).toMatchObject({ to: '2026-03-22', later: 1 });
    const second = await laptop.call('sessions.series', { sessionId: on('03-23') });
    expect(second.series).toMatchObject({ from: '2026-03-23', to: '2026-04-02', later: 3 });
  });

  test('from the first session on splits nothing', async () => {
    const { seriesId } = await plan();
    await change('03-16', { room: 'Room 9' });
    expect(new Set(rows().map((row) => row.seriesId))).toEqual(new Set([seriesId]));
  });

  test('keeps the ids of sessions that stay', async () => {
    await plan();
    const before = rows().map((row) => row.id);
    await change('03-19', { slots: [at(1, '15:00', '16:00'), at(4, '15:00', '16:00')] });
    expect(rows().map((row) => row.id)).toEqual(before);
  });

  test('takes a weekday away and adds another, not on holidays nor where one was removed', async () => {
    await plan();
    await laptop.call('sessions.remove', { sessionId: on('03-30') });
    await laptop.call('sessions.addHoliday', { from: '2026-04-01', to: '2026-04-01', name: 'Fools' });
    const counts = await change('03-23', { slots: [at(1), at(3)] });
    expect(counts).toEqual({ changed: 1, added: 1, removed: 2, kept: 0 });
    expect(dates()).toEqual(['03-16', '03-19', '03-23', '03-25']);
  });

  test('makes a series longer or shorter', async () => {
    await plan();
    await change('03-30', { to: '2026-04-09' });
    expect(dates()).toEqual(['03-16', '03-19', '03-23', '03-26', '03-30', '04-02', '04-06', '04-09']);
    await change('03-19', { to: '2026-03-27' });
    expect(dates()).toEqual(['03-16', '03-19', '03-23', '03-26', '03-30', '04-02', '04-06', '04-09']);
    await change('03-30', { to: '2026-04-03' });
    expect(dates()).toEqual(['03-16', '03-19', '03-23', '03-26', '03-30', '04-02']);
  });

  test('does not overwrite what somebody gave one session by hand', async () => {
    await plan();
    await laptop.call('sessions.edit', { sessionId: on('03-23'), title: 'Polygons II' });
    await laptop.call('sessions.edit', { sessionId: on('03-26'), startsAt: '08:00' });
    await laptop.call('sessions.move', {
      sessionId: on('03-30'),
      date: '2026-03-31',
      startsAt: '10:00',
      endsAt: '12:00',
    });
    await change('03-19', { title: 'Boxes', slots: [at(1, '14:00', '16:00'), at(4, '14:00', '16:00')] });
    expect(rows().map((row) => [row.date.slice(5), row.startsAt, row.title])).toEqual([
      ['03-16', '10:00', 'Polygons'],
      ['03-19', '14:00', 'Boxes'],
      ['03-23', '14:00', 'Polygons II'],
      ['03-26', '08:00', 'Boxes'],
      ['03-31', '10:00', 'Boxes'],
      ['04-02', '14:00', 'Boxes'],
    ]);
  });

  test('never touches sessions with marks, closed rolls or an outcome', async () => {
    await plan();
    await mark(on('03-19'));
    await laptop.call('attendance.close', { sessionId: on('03-23') });
    const outcome = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: 'power' as const };
    await laptop.call('sessions.setOutcome', { sessionId: on('03-26'), outcome });
    const before = rows().slice(1, 4);
    const counts = await change('03-16', { slots: [at(2)] });
    expect(counts).toEqual({ changed: 0, added: 3, removed: 3, kept: 3 });
    expect(dates()).toEqual(['03-17', '03-19', '03-23', '03-24', '03-26', '03-31']);
    expect(rows().filter((row) => before.some((one) => one.id === row.id))).toEqual(before);
  });

  test('removes the rest, and one undo brings all of it back', async () => {
    await plan();
    await mark(on('03-26'));
    const before = rows();
    expect(await laptop.call('sessions.removeLater', { sessionId: on('03-19') })).toEqual({
      removed: 4,
      kept: 1,
    });
    expect(dates()).toEqual(['03-16', '03-26']);
    await undo();
    expect(rows()).toEqual(before);
  });

  test('says before what it would do', async () => {
    await plan();
    await mark(on('03-26'));
    const sessionId = on('03-19');
    await laptop.call('sessions.addHoliday', { from: '2026-04-07', to: '2026-04-07', name: 'Closed' });
    await planSession(laptop, cohortId, { date: '2026-03-31', title: 'Exam' });
    const before = rows();
    const input = { sessionId, change: edited({ slots: [at(2), at(4)], to: '2026-04-10' }) };
    const { dates: found, ...counts } = await laptop.call('sessions.previewLater', input);
    expect(rows()).toEqual(before);
    expect(counts).toEqual({ changed: 2, added: 3, removed: 2, kept: 1 });
    expect(found.map((one) => [one.date.slice(5), one.collisions.length])).toEqual([
      ['03-19', 0],
      ['03-24', 0],
      ['03-31', 1],
      ['04-02', 0],
      ['04-09', 0],
    ]);
    expect(await laptop.call('sessions.changeLater', input)).toEqual(counts);
  });

  test('has nothing to do where all has begun, or without a series', async () => {
    await plan({ to: '2026-03-16' });
    await mark(on('03-16'));
    expect(await laptop.fail('sessions.removeLater', { sessionId: on('03-16') })).toEqual({
      code: 'conflict',
      reason: 'nothing_later',
    });
    const alone = await planSession(laptop, cohortId);
    expect((await laptop.fail('sessions.removeLater', { sessionId: alone })).reason).toBe('no_series');
    expect((await laptop.call('sessions.series', { sessionId: alone })).series).toBeNull();
  });
});

describe('a shift of this and all later', () => {
  const shift = (date: string, to: string, startsAt = '10:00', endsAt = '12:00') =>
    laptop.call('sessions.changeLater', {
      sessionId: on(date),
      change: { how: 'shift', date: to, startsAt, endsAt },
    });

  test('goes as many days for all, and to the new times for those that had the old ones', async () => {
    await plan({ slots: [at(1), at(4, '14:00', '16:00')] });
    await shift('03-23', '2026-03-24', '09:00', '11:00');
    expect(rows().map((row) => [row.date.slice(5), row.startsAt])).toEqual([
      ['03-16', '10:00'],
      ['03-19', '14:00'],
      ['03-24', '09:00'],
      ['03-27', '14:00'],
      ['03-31', '09:00'],
      ['04-03', '14:00'],
    ]);
    const { series } = await laptop.call('sessions.series', { sessionId: on('03-24') });
    expect(series).toMatchObject({ from: '2026-03-24', to: '2026-04-03', later: 3 });
    expect(series?.slots).toEqual([at(2, '09:00', '11:00'), at(5, '14:00', '16:00')]);
  });

  test('leaves a series that can be changed again, also back to the old days', async () => {
    await plan();
    await shift('03-16', '2026-03-17');
    await change('03-17', { slots: [at(1), at(2)], to: '2026-03-31' });
    expect(dates()).toEqual(['03-17', '03-23', '03-24', '03-30', '03-31']);
    expect(new Set(rows().map((row) => row.id)).size).toBe(5);
  });

  test('passes over what has begun', async () => {
    await plan();
    await mark(on('03-23'));
    expect((await shift('03-19', '2026-03-20')).kept).toBe(1);
    expect(dates()).toEqual(['03-16', '03-20', '03-23', '03-27', '03-31', '04-03']);
  });
});

describe('moving one session', () => {
  const move = (sessionId: string, date: string, startsAt = '14:00', endsAt = '15:30') =>
    laptop.call('sessions.move', { sessionId, date, startsAt, endsAt });

  test('keeps its id and its place in the series', async () => {
    await plan();
    const sessionId = on('03-19');
    expect((await move(sessionId, '2026-03-20')).sessionId).toBe(sessionId);
    expect(rows().map((row) => row.date.slice(5))).toContain('03-20');
    expect((await laptop.call('sessions.series', { sessionId })).series?.later).toBe(4);
  });

  test('of a cancelled one makes it take place after all', async () => {
    const sessionId = await planSession(laptop, cohortId);
    const outcome = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: 'power' as const };
    await laptop.call('sessions.setOutcome', { sessionId, outcome });
    await move(sessionId, '2026-03-13');
    const view = await laptop.call('sessions.get', { sessionId });
    expect([view.outcome.kind, view.heldMinutes, view.owedMinutes]).toEqual(['planned', 90, 0]);
  });

  test('with marks stays as moved, and another is planned: one act', async () => {
    const sessionId = await planSession(laptop, cohortId);
    await mark(sessionId);
    const next = (await move(sessionId, '2026-03-13')).sessionId;
    expect(next).not.toBe(sessionId);
    const old: Output<'sessions.get'> = await laptop.call('sessions.get', { sessionId });
    expect([old.date, old.outcome.kind, old.heldMinutes, old.owedMinutes, old.recorded]).toEqual([
      '2026-03-12',
      'moved',
      0,
      0,
      1,
    ]);
    expect(await laptop.call('sessions.get', { sessionId: next })).toMatchObject({
      date: '2026-03-13',
      title: 'Polygons',
      recorded: 0,
      startsAt: '14:00',
    });
    await undo();
    expect((await laptop.call('sessions.get', { sessionId })).outcome.kind).toBe('planned');
    expect((await laptop.fail('sessions.get', { sessionId: next })).reason).toBe('session_not_found');
  });

  test('is refused once the roll is closed, and by an edit once somebody is marked', async () => {
    const sessionId = await planSession(laptop, cohortId);
    await mark(sessionId);
    expect((await laptop.fail('sessions.edit', { sessionId, date: '2026-03-13' })).reason).toBe(
      'session_begun',
    );
    await laptop.call('attendance.close', { sessionId });
    const input = { sessionId, date: '2026-03-13', startsAt: '10:00', endsAt: '12:00' };
    expect((await laptop.fail('sessions.move', input)).reason).toBe('roll_closed');
  });
});
