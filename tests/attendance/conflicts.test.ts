import { beforeEach, describe, expect, test } from 'vitest';
import { rebuild, rebuildHeads } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { edit, logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { dumpTables } from '../support/dump.ts';
import { planSession, prepareRoll } from '../support/people.ts';

let laptop: TestBackend;
let roll: Awaited<ReturnType<typeof prepareRoll>>;
let learnerId: string;

beforeEach(async () => {
  laptop = await openTestBackend();
  roll = await prepareRoll(laptop, 2);
  learnerId = roll.learners[0] ?? '';
  await mark('present');
});

const mark = (status: string, why?: string) =>
  laptop.call('attendance.mark', {
    sessionId: roll.sessionId,
    learnerId,
    mark: { status },
    ...(why ? { why } : {}),
  });

/** The same row marked on another laptop that had not seen ours. */
function markElsewhere(value: object | null, later = 60_000, id = `${roll.sessionId}:${learnerId}`): void {
  const other = memoryDatabase();
  const now = laptop.clock.now + later;
  // Taking a mark away is a change only where there was one.
  if (value === null)
    edit(other, 'device-b', now - 1, [
      { entity: 'mark', id, cell: 'mark', value: { status: 'late', minutesMissed: 1 } },
    ]);
  edit(other, 'device-b', now, [{ entity: 'mark', id, cell: 'mark', value }]);
  receiveAll(laptop.db(), logOf(other));
}

const conflicts = async (input: { sessionId?: string; cohortId?: string } = {}) =>
  (await laptop.call('attendance.conflicts', input)).conflicts;
const row = async () =>
  (await laptop.call('attendance.roll', { sessionId: roll.sessionId })).rows.find(
    (one) => one.learnerId === learnerId,
  );
async function settle(status: string | null, why?: string) {
  const [conflict] = await conflicts();
  const { device = '', seq = 1 } =
    conflict?.records.find((record) => (record.mark?.status ?? null) === status) ?? {};
  const input = { sessionId: roll.sessionId, learnerId, device, seq, ...(why ? { why } : {}) };
  return laptop.send('attendance.resolve', input);
}

describe('a mark with two values', () => {
  test('is listed with who wrote what, when and where, in that order', async () => {
    markElsewhere({ status: 'excused', reason: 'work' });
    expect(await conflicts()).toMatchObject([
      {
        sessionId: roll.sessionId,
        learnerId,
        name: 'Learner 01',
        cohortName: 'Cohort 2',
        date: '2026-03-12',
        closed: false,
        records: [
          { by: 'Iryna', here: true, mark: { status: 'present' } },
          { by: null, here: false, mark: { status: 'excused', reason: 'work' } },
        ],
      },
    ]);
    expect((await row())?.conflict).toBe(true);
  });

  test('is listed for its session and its cohort, and for no other', async () => {
    markElsewhere({ status: 'excused' });
    const other = await planSession(laptop, roll.cohortId, { date: '2026-03-11' });
    expect(await conflicts({ sessionId: roll.sessionId })).toHaveLength(1);
    expect(await conflicts({ sessionId: other })).toEqual([]);
    expect(await conflicts({ cohortId: roll.cohortId })).toHaveLength(1);
    expect(await conflicts({ cohortId: roll.sessionId })).toEqual([]);
  });

  test('that are the same is none', async () => {
    markElsewhere({ status: 'present' });
    expect(await conflicts()).toEqual([]);
    expect((await row())?.conflict).toBe(false);
  });

  test('one of them taken away is one', async () => {
    markElsewhere(null);
    expect((await conflicts())[0]?.records.map((record) => record.mark)).toEqual([
      { status: 'present' },
      null,
    ]);
    expect(await settle(null)).toMatchObject({ ok: true });
    expect(await row()).toMatchObject({ mark: null, conflict: false });
  });

  test.each(['present', 'excused'])('is settled with either: %s', async (status) => {
    markElsewhere({ status: 'excused' });
    expect(await settle(status)).toMatchObject({ ok: true, data: { mark: { status } } });
    expect(await row()).toMatchObject({ mark: { status }, conflict: false });
    expect(await conflicts()).toEqual([]);
  });

  test('is settled by marking anew', async () => {
    markElsewhere({ status: 'excused' });
    await mark('absent');
    expect(await conflicts()).toEqual([]);
  });

  test('is not settled twice', async () => {
    markElsewhere({ status: 'excused' });
    const [conflict] = await conflicts();
    await settle('present');
    const { device = '', seq = 1 } = conflict?.records[1] ?? {};
    expect(
      await laptop.fail('attendance.resolve', { sessionId: roll.sessionId, learnerId, device, seq }),
    ).toMatchObject({ code: 'conflict', reason: 'conflict_settled' });
  });

  test('is open again when the decision is taken back, as it was said, and settled when it is done again', async () => {
    markElsewhere({ status: 'excused' });
    const before = await conflicts();
    const shown = (await row())?.mark;
    laptop.clock.advance(120_000);
    await settle('present');
    await laptop.call('changes.undo', {});
    const [again] = await conflicts();
    const said = (records: readonly { at: number; by: string | null; here: boolean; mark: unknown }[] = []) =>
      records.map(({ at, by, here, mark: value }) => ({ at, by, here, value }));
    expect(said(again?.records)).toEqual(said(before[0]?.records));
    expect((await row())?.mark).toEqual(shown);
    await laptop.call('changes.redo', {});
    expect(await conflicts()).toEqual([]);
    expect((await row())?.mark?.status).toBe('present');
    await laptop.call('changes.undo', {});
    expect(await conflicts()).toHaveLength(1);
    const tables = dumpTables(laptop.db());
    rebuildHeads(laptop.db());
    rebuild(laptop.db(), entities);
    expect(dumpTables(laptop.db())).toEqual(tables);
  });

  test('in a closed roll is settled with a reason', async () => {
    markElsewhere({ status: 'excused' });
    await laptop.call('attendance.close', { sessionId: roll.sessionId });
    expect(await settle('excused')).toMatchObject({ ok: false, error: { reason: 'roll_closed' } });
    laptop.clock.advance(120_000);
    expect(await settle('excused', 'her letter came')).toMatchObject({ ok: true });
    const { entries } = await laptop.call('attendance.history', { sessionId: roll.sessionId, learnerId });
    expect(entries[0]?.why).toBe('her letter came');
  });

  test('shows to a substitute only in her classes of today', async () => {
    markElsewhere({ status: 'excused' });
    const scope = { day: '2026-03-12', cohortId: roll.cohortId };
    laptop.sit(laptop.instructorId, 'substitute', scope);
    expect(await conflicts()).toHaveLength(1);
    laptop.sit(laptop.instructorId, 'substitute', { ...scope, cohortId: laptop.instructorId });
    expect(await conflicts()).toEqual([]);
  });

  test('the list of them is the same when it is rebuilt from the log', async () => {
    markElsewhere({ status: 'excused' });
    const before = dumpTables(laptop.db());
    expect(before.contested).toHaveLength(1);
    rebuildHeads(laptop.db());
    rebuild(laptop.db(), entities);
    expect(dumpTables(laptop.db())).toEqual(before);
  });
});
