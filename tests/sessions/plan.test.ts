import { beforeEach, describe, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addCohort, addLearners, planSession } from '../support/people.ts';

let laptop: TestBackend;
let cohortId: string;

beforeEach(async () => {
  laptop = await openTestBackend();
  cohortId = await addCohort(laptop);
});

const get = (sessionId: string) => laptop.call('sessions.get', { sessionId });
const nowhere = '018f0000-0000-7000-8000-0000000000aa';

describe('a planned class', () => {
  test('is what was planned, nothing said yet', async () => {
    const sessionId = await planSession(laptop, cohortId, {
      instructorId: laptop.instructorId,
      room: 'Room 4',
    });
    expect(await get(sessionId)).toEqual({
      id: sessionId,
      cohortId,
      cohortName: 'Cohort 2',
      title: 'Polygons',
      kind: 'live_class',
      date: '2026-03-12',
      startsAt: '10:00',
      endsAt: '12:00',
      room: 'Room 4',
      instructorId: laptop.instructorId,
      instructorName: 'Petro',
      substituteId: null,
      substituteName: null,
      seriesId: null,
      makeUpFor: null,
      outcome: { kind: 'planned', gaps: [], stoppedAt: null, reason: null },
      plannedMinutes: 120,
      heldMinutes: 120,
      owedMinutes: 0,
      waived: null,
      closedAt: null,
      learners: 0,
      recorded: 0,
      present: 0,
    });
  });

  test('needs no title, but a cohort and an end after its start', async () => {
    expect((await get(await planSession(laptop, cohortId, { title: '' }))).title).toBe('');
    await expect(planSession(laptop, nowhere)).rejects.toThrow('cohort_not_found');
    await expect(planSession(laptop, cohortId, { endsAt: '10:00' })).rejects.toThrow('ends_before_start');
    await expect(planSession(laptop, cohortId, { endsAt: '09:00' })).rejects.toThrow('ends_before_start');
  });

  test('is edited in part, and the rest stays', async () => {
    const sessionId = await planSession(laptop, cohortId, { room: 'Room 4' });
    await laptop.call('sessions.edit', { sessionId, startsAt: '09:00', room: null });
    expect(await get(sessionId)).toMatchObject({
      startsAt: '09:00',
      endsAt: '12:00',
      title: 'Polygons',
      room: null,
    });
    const backwards = { sessionId, endsAt: '08:00' };
    expect((await laptop.fail('sessions.edit', backwards)).reason).toBe('ends_before_start');
  });

  test('is not edited once its roll is closed', async () => {
    const sessionId = await planSession(laptop, cohortId);
    await laptop.call('attendance.close', { sessionId });
    expect((await laptop.fail('sessions.edit', { sessionId, startsAt: '09:00' })).reason).toBe('roll_closed');
  });

  test('is removed while nobody is marked, and comes back by undo', async () => {
    const sessionId = await planSession(laptop, cohortId);
    const [learnerId = ''] = addLearners(laptop, 1, cohortId);
    await laptop.call('attendance.mark', { sessionId, learnerId, mark: { status: 'present' } });
    expect((await laptop.fail('sessions.remove', { sessionId })).reason).toBe('session_has_marks');
    await laptop.call('attendance.mark', { sessionId, learnerId, mark: null });
    await laptop.call('sessions.remove', { sessionId });
    expect((await laptop.fail('sessions.get', { sessionId })).reason).toBe('session_not_found');
    expect((await laptop.fail('sessions.remove', { sessionId })).reason).toBe('session_not_found');
    await laptop.call('changes.undo', {});
    expect((await get(sessionId)).title).toBe('Polygons');
  });
});

describe('a class opened now', () => {
  const open = async (minutes?: number) => {
    const input = { cohortId, title: null, ...(minutes ? { minutes } : {}) };
    const { startsAt, endsAt, date, instructorId, plannedMinutes } = await get(
      (await laptop.call('sessions.openNow', input)).sessionId,
    );
    return { date, startsAt, endsAt, plannedMinutes, mine: instructorId === laptop.coordinatorId };
  };

  test.each([
    ['on the hour', '2026-03-12T08:00:00Z', '10:00', '12:00'],
    ['rounded down to five minutes', '2026-03-12T08:04:59Z', '10:00', '12:00'],
    ['at a multiple of five', '2026-03-12T08:05:00Z', '10:05', '12:05'],
    ['at 22:00, until the day ends', '2026-03-12T20:00:00Z', '22:00', '23:59'],
    ['at 23:50, until the day ends', '2026-03-12T21:50:00Z', '23:50', '23:59'],
    ['in the last minute of the day', '2026-03-12T21:59:59Z', '23:55', '23:59'],
    ['at midnight', '2026-03-12T22:00:00Z', '00:00', '02:00'],
  ])('%s', async (_name, instant, startsAt, endsAt) => {
    laptop.clock.set(instant);
    expect(await open()).toMatchObject({ startsAt, endsAt, mine: true });
  });

  test('lasts as long as one says', async () => {
    expect(await open(45)).toMatchObject({ startsAt: '10:00', endsAt: '10:45', plannedMinutes: 45 });
  });

  test('is on the center’s date, not on the laptop’s', async () => {
    laptop.clock.set('2026-03-12T22:30:00Z');
    expect((await open()).date).toBe('2026-03-13');
    await laptop.call('center.editCenter', { timeZone: 'America/New_York' });
    expect(await open()).toMatchObject({ date: '2026-03-12', startsAt: '18:30' });
  });

  test.each([
    ['before the clocks go forward', '2026-03-29T00:58:00Z', '02:55', '04:55'],
    ['after the clocks went forward', '2026-03-29T01:00:00Z', '04:00', '06:00'],
    ['in the hour that comes twice', '2026-10-25T00:30:00Z', '03:30', '05:30'],
    ['in the hour that came twice', '2026-10-25T01:30:00Z', '03:30', '05:30'],
  ])('on the night of daylight saving, %s', async (_name, instant, startsAt, endsAt) => {
    laptop.clock.set(instant);
    expect(await open()).toMatchObject({ startsAt, endsAt, plannedMinutes: 120 });
  });

  test('needs a cohort', async () => {
    expect((await laptop.fail('sessions.openNow', { cohortId: nowhere, title: null })).reason).toBe(
      'cohort_not_found',
    );
  });
});

describe('what became of a class', () => {
  const outcome = { kind: 'held' as const, gaps: [], stoppedAt: null, reason: null };
  const set = async (said: object, why?: string) => {
    const sessionId = await planSession(laptop, cohortId);
    return laptop.send('sessions.setOutcome', {
      sessionId,
      outcome: { ...outcome, ...said },
      ...(why ? { why } : {}),
    });
  };

  test('gives the minutes that count', async () => {
    const gaps = [{ from: '10:10', to: '10:50', reason: 'alarm' }];
    expect(await set({ kind: 'interrupted', gaps })).toMatchObject({
      data: { heldMinutes: 80, plannedMinutes: 120 },
    });
    const stopped = { kind: 'stopped_early', stoppedAt: '10:40', reason: 'power' };
    expect(await set(stopped)).toMatchObject({ data: { heldMinutes: 40 } });
    expect(await set({ kind: 'cancelled', reason: 'instructor' })).toMatchObject({
      data: { heldMinutes: 0 },
    });
  });

  test.each([
    ['stopped early without a time', { kind: 'stopped_early' }, 'stop_time_needed'],
    [
      'an interruption that ends before it begins',
      { kind: 'interrupted', gaps: [{ from: '10:50', to: '10:10', reason: 'power' }] },
      'gap_reversed',
    ],
    ['stopped before it began', { kind: 'stopped_early', stoppedAt: '09:59' }, 'stop_outside'],
    ['stopped after it ended', { kind: 'stopped_early', stoppedAt: '12:01' }, 'stop_outside'],
    ['an interruption without a pause', { kind: 'interrupted' }, 'gap_needed'],
    [
      'a pause before class',
      { kind: 'interrupted', gaps: [{ from: '09:50', to: '10:10', reason: 'power' }] },
      'gap_outside',
    ],
    [
      'two pauses that both go on',
      {
        kind: 'interrupted',
        gaps: [
          { from: '10:10', to: null, reason: 'power' },
          { from: '10:50', to: null, reason: 'alarm' },
        ],
      },
      'gap_open_twice',
    ],
  ])('%s is refused', async (_name, said, reason) => {
    expect(await set(said)).toMatchObject({ ok: false, error: { code: 'validation', reason } });
  });

  test('of a closed roll changes only with a reason, which is kept', async () => {
    const sessionId = await planSession(laptop, cohortId);
    await laptop.call('attendance.close', { sessionId });
    const cancelled = { ...outcome, kind: 'cancelled' as const };
    expect((await laptop.fail('sessions.setOutcome', { sessionId, outcome: cancelled })).reason).toBe(
      'roll_closed',
    );
    const told = await laptop.call('sessions.setOutcome', {
      sessionId,
      outcome: cancelled,
      why: 'nobody came',
    });
    expect(told.outcome.kind).toBe('cancelled');
  });
});
