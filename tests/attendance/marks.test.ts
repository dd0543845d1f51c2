import { beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../src/shared/contract/index.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { logOf, receiveAll } from '../support/device.ts';
import { dumpLog } from '../support/dump.ts';
import { enroll, prepareRoll } from '../support/people.ts';

type Mark = Input<'attendance.mark'>['mark'];

let laptop: TestBackend;
let roll: Awaited<ReturnType<typeof prepareRoll>>;

beforeEach(async () => {
  laptop = await openTestBackend();
  roll = await prepareRoll(laptop, 3);
});

const about = (index: number) => ({ sessionId: roll.sessionId, learnerId: roll.learners[index] ?? '' });
const mark = (index: number, value: Mark, why?: string) =>
  laptop.call('attendance.mark', { ...about(index), mark: value, ...(why ? { why } : {}) });
const refusal = async (index: number, value: Mark, why?: string) =>
  (await laptop.fail('attendance.mark', { ...about(index), mark: value, ...(why ? { why } : {}) })).reason;
const marks = async () =>
  (await laptop.call('attendance.roll', { sessionId: roll.sessionId })).rows.map((row) => row.mark);

describe('a mark', () => {
  test.each<[name: string, mark: NonNullable<Mark>, stored: object]>([
    ['present', { status: 'present' }, { status: 'present' }],
    ['late by minutes', { status: 'late', minutesMissed: 10 }, { status: 'late', minutesMissed: 10 }],
    ['late by none', { status: 'late', minutesMissed: 0 }, { status: 'late', minutesMissed: 0 }],
    [
      'late by more than class lasted',
      { status: 'late', minutesMissed: 500 },
      { status: 'late', minutesMissed: 120 },
    ],
    ['left early', { status: 'left_early', minutesMissed: 15 }, { status: 'left_early', minutesMissed: 15 }],
    ['minutes that do not belong to it', { status: 'present', minutesMissed: 10 }, { status: 'present' }],
    ['absent with a reason', { status: 'absent', reason: 'alarm' }, { status: 'absent', reason: 'alarm' }],
    ['a note of two lines', { status: 'excused', note: ' a\nb ' }, { status: 'excused', note: 'a\nb' }],
  ])('%s', async (_name, value, stored) => {
    expect(await mark(0, value)).toEqual({ mark: stored });
    expect((await marks())[0]).toEqual(stored);
  });

  test('is taken away by null', async () => {
    await mark(0, { status: 'present' });
    expect(await mark(0, null)).toEqual({ mark: null });
    expect((await marks())[0]).toBeNull();
  });

  test.each<[name: string, mark: Mark, reason: string]>([
    ['late without minutes', { status: 'late' }, 'minutes_needed'],
    ['a status that the program does not have', { status: 'asleep' }, 'unknown_status'],
    ['a status of the language itself', { status: 'constructor' }, 'unknown_status'],
  ])('%s is refused', async (_name, value, reason) => {
    expect(await refusal(0, value)).toBe(reason);
    expect((await marks())[0]).toBeNull();
  });

  test.each<[name: string, mark: object]>([
    ['a part of a minute', { status: 'late', minutesMissed: 1.5 }],
    ['less than none', { status: 'late', minutesMissed: -1 }],
    ['more than a day', { status: 'late', minutesMissed: 1441 }],
    ['a reason that is not on the list', { status: 'absent', reason: 'laziness' }],
    ['a note with letters that turn text around', { status: 'absent', note: '\u202Egnitfihs' }],
    ['a note without end', { status: 'absent', note: 'x'.repeat(501) }],
  ])('%s does not get in', async (_name, value) => {
    const result = await laptop.send('attendance.mark', { ...about(0), mark: value });
    expect(result).toMatchObject({ ok: false, error: { code: 'validation' } });
  });

  test('of somebody who is not on the roll is refused', async () => {
    const stranger = '018f0000-0000-7000-8000-0000000000aa';
    const input = { sessionId: roll.sessionId, learnerId: stranger, mark: { status: 'present' } };
    expect(await laptop.fail('attendance.mark', input)).toEqual({ code: 'not_found', reason: 'not_on_roll' });
    enroll(laptop, roll.learners[0] ?? '', roll.cohortId, { status: 'paused' });
    expect(await refusal(0, { status: 'present' })).toBe('not_on_roll');
  });

  test('in a class that does not exist is refused', async () => {
    const input = { ...about(0), sessionId: '018f0000-0000-7000-8000-0000000000aa', mark: null };
    expect(await laptop.fail('attendance.mark', input)).toEqual({
      code: 'not_found',
      reason: 'session_not_found',
    });
  });
});

describe('"Rest present"', () => {
  const fill = async () => (await laptop.call('attendance.fillBlanks', { sessionId: roll.sessionId })).filled;

  test('fills blanks and touches no mark that exists, excuses already entered least of all', async () => {
    const given = { status: 'excused', reason: 'illness' as const, note: 'called' };
    await mark(0, given);
    const before = dumpLog(laptop.db());
    const filled = await fill();
    expect(filled.map((one) => one.learnerId).sort()).toEqual(roll.learners.slice(1).sort());
    expect(await marks()).toEqual([given, { status: 'present' }, { status: 'present' }]);
    const after = logOf(laptop.db()).slice(before.length);
    expect(after.map((row) => row.entity_id)).not.toContain(`${roll.sessionId}:${roll.learners[0]}`);
  });

  test('uses excuses entered ahead, with their reason and note', async () => {
    const excuse = { from: '2026-03-10', to: '2026-03-14', reason: 'work' as const, note: 'shift' };
    await laptop.call('attendance.addExcuse', { learnerIds: [roll.learners[1] ?? ''], ...excuse });
    await fill();
    expect(await marks()).toEqual([
      { status: 'present' },
      { status: 'excused', reason: 'work', note: 'shift' },
      { status: 'present' },
    ]);
  });

  test('takes in walk-ins, and a second time does nothing', async () => {
    await laptop.call('attendance.addWalkIn', { sessionId: roll.sessionId, learner: { name: 'New' } });
    expect(await fill()).toHaveLength(4);
    const before = dumpLog(laptop.db());
    expect(await fill()).toEqual([]);
    expect(dumpLog(laptop.db())).toEqual(before);
  });

  test('is undone in one step, and what was marked before stays', async () => {
    await mark(0, { status: 'absent' });
    await fill();
    await laptop.call('changes.undo', {});
    expect(await marks()).toEqual([{ status: 'absent' }, null, null]);
  });
});

describe('walk-ins', () => {
  test('are taken off again unless they are marked', async () => {
    const walkIn = { sessionId: roll.sessionId, learner: { name: 'New' } };
    const { learnerId } = await laptop.call('attendance.addWalkIn', walkIn);
    const input = { sessionId: roll.sessionId, learnerId };
    await laptop.call('attendance.mark', { ...input, mark: { status: 'present' } });
    expect((await laptop.fail('attendance.removeWalkIn', input)).reason).toBe('walk_in_marked');
    await laptop.call('attendance.mark', { ...input, mark: null });
    await laptop.call('attendance.removeWalkIn', input);
    expect(await marks()).toHaveLength(3);
  });

  test('who are enrolled anyway are not walk-ins, and nobody is added who does not exist', async () => {
    await laptop.call('attendance.addWalkIn', {
      sessionId: roll.sessionId,
      learner: { id: roll.learners[0] ?? '' },
    });
    const { rows } = await laptop.call('attendance.roll', { sessionId: roll.sessionId });
    expect(rows.filter((row) => row.walkIn)).toEqual([]);
    const learner = { id: '018f0000-0000-7000-8000-0000000000aa' };
    const input = { sessionId: roll.sessionId, learner };
    expect((await laptop.fail('attendance.addWalkIn', input)).reason).toBe('learner_not_found');
  });
});

describe('the history of a mark', () => {
  test('tells who, when, from what to what, why and on which laptop, newest first', async () => {
    await mark(0, { status: 'present' });
    laptop.clock.advance(60_000);
    laptop.sit(laptop.instructorId, 'instructor');
    await mark(0, { status: 'late', minutesMissed: 5 }, 'saw her come');
    laptop.clock.advance(60_000);
    await laptop.call('changes.undo', {});
    const { entries } = await laptop.call('attendance.history', about(0));
    const start = laptop.clock.now - 120_000;
    const here = { device: 'Laptop 1', here: true };
    expect(entries).toMatchObject([
      {
        ...here,
        at: start + 120_000,
        by: 'Petro',
        command: 'changes.undo',
        mark: { status: 'present' },
        why: null,
      },
      {
        ...here,
        at: start + 60_000,
        by: 'Petro',
        command: 'attendance.mark',
        mark: { status: 'late', minutesMissed: 5 },
        why: 'saw her come',
      },
      { ...here, at: start, by: 'Iryna', command: 'attendance.mark', mark: { status: 'present' }, why: null },
    ]);
  });

  test('of a blank is empty', async () => {
    expect(await laptop.call('attendance.history', about(0))).toEqual({ entries: [] });
  });

  test('shows a value of a newer program as one that cannot be read, and undo leaves it alone', async () => {
    await mark(0, { status: 'present' });
    const [first] = logOf(laptop.db()).slice(-1);
    if (!first) throw new Error('there is a change');
    const device = '018f0000-0000-7000-8000-0000000000ff';
    receiveAll(laptop.db(), [
      {
        ...first,
        device,
        seq: 1,
        act: 1,
        format: 99,
        value: '{"hologram":true}',
        replaces: JSON.stringify([[first.device, first.seq]]),
      },
    ]);
    const { entries } = await laptop.call('attendance.history', about(0));
    expect(entries.map((entry) => entry.mark)).toContain(null);
    expect(entries.map((entry) => entry.mark)).toContainEqual({ status: 'present' });
    await mark(0, { status: 'absent' });
    expect(await laptop.fail('changes.undo', {})).toMatchObject({
      code: 'conflict',
      reason: 'changed_since',
    });
  });
});

describe('excuses', () => {
  const add = (from: string, to: string, learnerId = roll.learners[0] ?? '') =>
    laptop.send('attendance.addExcuse', { learnerIds: [learnerId], from, to, reason: null, note: null });

  test('of one day and of many are listed, newest first', async () => {
    await add('2026-03-01', '2026-03-01');
    await add('2026-03-10', '2026-03-20');
    const { excuses } = await laptop.call('attendance.excuses', { learnerId: roll.learners[0] ?? '' });
    expect(excuses.map((excuse) => excuse.from)).toEqual(['2026-03-10', '2026-03-01']);
  });

  test('that end before they begin, or are of nobody, are refused', async () => {
    expect(await add('2026-03-02', '2026-03-01')).toMatchObject({ error: { reason: 'dates_reversed' } });
    const nobody = '018f0000-0000-7000-8000-0000000000aa';
    expect(await add('2026-03-01', '2026-03-02', nobody)).toMatchObject({
      error: { reason: 'learner_not_found' },
    });
  });

  test('never change a mark that is there, also when they come later', async () => {
    await mark(0, { status: 'absent' });
    await add('2026-03-01', '2026-03-31');
    expect((await marks())[0]).toEqual({ status: 'absent' });
  });
});
