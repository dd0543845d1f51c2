import { beforeEach, describe, expect, test } from 'vitest';
import { markEntity } from '../../src/main/attendance/entities.ts';
import { all } from '../../src/main/database/sqlite.ts';
import { learnerEntity } from '../../src/main/roster/entities.ts';
import { refusedAct } from '../../src/shared/contract/changes.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { edit, logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { dumpLog, dumpTables } from '../support/dump.ts';
import { act, addCohort, addLearners, planSession, prepareRoll } from '../support/people.ts';

let laptop: TestBackend;
let roll: Awaited<ReturnType<typeof prepareRoll>>;

beforeEach(async () => {
  laptop = await openTestBackend();
  roll = await prepareRoll(laptop, 3);
});

const mark = (index: number, status: string | null) =>
  laptop.call('attendance.mark', {
    sessionId: roll.sessionId,
    learnerId: roll.learners[index] ?? '',
    mark: status === null ? null : { status },
  });
const statuses = async () =>
  (await laptop.call('attendance.roll', { sessionId: roll.sessionId })).rows.map(
    (row) => row.mark?.status ?? null,
  );
const undo = async () => (await laptop.call('changes.undo', {})).act.command;
const redo = async () => (await laptop.call('changes.redo', {})).act.command;
const asInstructor = () => laptop.sit(laptop.instructorId, 'instructor');
const asCoordinator = () => laptop.sit(laptop.coordinatorId);
const changedSince = { code: 'conflict', reason: 'changed_since' };
const nothingTo = (what: 'undo' | 'redo') => ({ code: 'not_found', reason: `nothing_to_${what}` });

describe('undo', () => {
  test('takes back what was done, newest first, and redo does it again in order', async () => {
    await mark(0, 'present');
    await mark(1, 'absent');
    await mark(0, 'excused');
    expect(await statuses()).toEqual(['excused', 'absent', null]);
    await undo();
    expect(await statuses()).toEqual(['present', 'absent', null]);
    await undo();
    await undo();
    expect(await statuses()).toEqual([null, null, null]);
    await redo();
    await redo();
    expect(await statuses()).toEqual(['present', 'absent', null]);
    await redo();
    expect(await statuses()).toEqual(['excused', 'absent', null]);
    expect(await laptop.fail('changes.redo', {})).toEqual(nothingTo('redo'));
  });

  test('brings a cleared mark back whole', async () => {
    const about = { sessionId: roll.sessionId, learnerId: roll.learners[0] ?? '' };
    const whole = { status: 'late', minutesMissed: 12, reason: 'power' as const, note: 'tram\nstopped' };
    await laptop.call('attendance.mark', { ...about, mark: whole });
    await laptop.call('attendance.mark', { ...about, mark: null });
    await undo();
    const { rows } = await laptop.call('attendance.roll', { sessionId: roll.sessionId });
    expect(rows[0]?.mark).toEqual(whole);
  });

  test('is one step for all that one act wrote, however much that is', async () => {
    await laptop.call('attendance.fillBlanks', { sessionId: roll.sessionId });
    await undo();
    expect(await statuses()).toEqual([null, null, null]);

    const before = dumpTables(laptop.db());
    const cohortId = await addCohort(laptop, 'Imported');
    addLearners(laptop, 2000, cohortId);
    expect((await laptop.call('changes.state', {})).undo).toMatchObject({
      command: 'roster.import',
      cells: 4000,
    });
    await undo();
    await undo();
    const { head: _now, ...tables } = dumpTables(laptop.db());
    const { head: _then, ...then } = before;
    expect(tables).toEqual(then);
    await redo();
    await redo();
    const { cohorts } = await laptop.call('roster.cohorts', {});
    expect(cohorts.find((cohort) => cohort.id === cohortId)?.learners).toBe(2000);
  });

  test('is itself a change: the history tells of it and nothing is erased', async () => {
    await mark(0, 'present');
    const before = dumpLog(laptop.db());
    await undo();
    expect(dumpLog(laptop.db()).slice(0, before.length)).toEqual(before);
    const learnerId = roll.learners[0] ?? '';
    const { entries } = await laptop.call('attendance.history', { sessionId: roll.sessionId, learnerId });
    expect(entries.map((entry) => [entry.command, entry.mark?.status ?? null])).toEqual([
      ['changes.undo', null],
      ['attendance.mark', 'present'],
    ]);
  });

  test('works across a restart, and so does redo', async () => {
    await mark(0, 'present');
    await mark(0, 'absent');
    await laptop.restartOpen();
    await undo();
    expect((await statuses())[0]).toBe('present');
    await laptop.restartOpen();
    await redo();
    expect((await statuses())[0]).toBe('absent');
  });

  test('reaches over sessions', async () => {
    const other = await planSession(laptop, roll.cohortId, { date: '2026-03-13' });
    await mark(0, 'present');
    const learnerId = roll.learners[0] ?? '';
    await laptop.call('attendance.mark', { sessionId: other, learnerId, mark: { status: 'absent' } });
    await undo();
    await undo();
    expect(await statuses()).toEqual([null, null, null]);
  });

  test('takes back an act that wrote one cell twice', async () => {
    await mark(0, 'present');
    act(laptop, 'attendance.mark', (write) => {
      const id = `${roll.sessionId}:${roll.learners[0]}`;
      write(markEntity, id, 'mark', { status: 'late', minutesMissed: 5 });
      write(markEntity, id, 'mark', { status: 'absent' });
    });
    await undo();
    expect((await statuses())[0]).toBe('present');
    await redo();
    expect((await statuses())[0]).toBe('absent');
  });
});

describe('redo', () => {
  test('is gone once there is new work', async () => {
    await mark(0, 'present');
    await undo();
    await mark(1, 'absent');
    expect((await laptop.call('changes.state', {})).redo).toBeNull();
    expect(await laptop.fail('changes.redo', {})).toEqual(nothingTo('redo'));
    expect(await statuses()).toEqual([null, 'absent', null]);
  });

  test('of what was undone after the new work is there, of what was undone before is not', async () => {
    await mark(0, 'present');
    await undo();
    await mark(1, 'absent');
    await undo();
    await redo();
    expect(await statuses()).toEqual([null, 'absent', null]);
    expect(await laptop.fail('changes.redo', {})).toEqual(nothingTo('redo'));
  });
});

describe('undo is refused', () => {
  test('where another person has changed the mark since, and changes nothing', async () => {
    await mark(0, 'present');
    asInstructor();
    await mark(0, 'absent');
    asCoordinator();
    const before = dumpLog(laptop.db());
    expect(await laptop.fail('changes.undo', {})).toMatchObject(changedSince);
    expect(dumpLog(laptop.db())).toEqual(before);
    expect((await statuses())[0]).toBe('absent');
  });

  test('whole, where another person changed one of many marks', async () => {
    await laptop.call('attendance.fillBlanks', { sessionId: roll.sessionId });
    asInstructor();
    await mark(1, 'absent');
    asCoordinator();
    expect(await laptop.fail('changes.undo', {})).toMatchObject(changedSince);
    expect(await statuses()).toEqual(['present', 'absent', 'present']);
  });

  test('for redo too, where another person has marked since', async () => {
    await mark(0, 'present');
    await undo();
    asInstructor();
    await mark(0, 'absent');
    asCoordinator();
    expect(await laptop.fail('changes.redo', {})).toMatchObject(changedSince);
  });

  test('of what another laptop has changed since', async () => {
    await mark(0, 'present');
    const elsewhere = memoryDatabase();
    receiveAll(elsewhere, logOf(laptop.db()));
    const id = `${roll.sessionId}:${roll.learners[0]}`;
    edit(elsewhere, 'elsewhere', 1, [{ entity: 'mark', id, cell: 'mark', value: { status: 'excused' } }]);
    receiveAll(laptop.db(), logOf(elsewhere));
    expect(await laptop.fail('changes.undo', {})).toMatchObject(changedSince);
  });

  test('no longer, once the other person has taken theirs back', async () => {
    await mark(0, 'present');
    asInstructor();
    await mark(0, 'absent');
    await undo();
    asCoordinator();
    await undo();
    expect((await statuses())[0]).toBeNull();
    asInstructor();
    expect(await laptop.fail('changes.redo', {})).toMatchObject(changedSince);
  });
});

describe('an act that cannot be taken back', () => {
  const refusedBy = async (which: 'undo' | 'redo', before?: number) => {
    const failure = await laptop.fail(`changes.${which}`, before === undefined ? {} : { before });
    expect(failure).toMatchObject(changedSince);
    return refusedAct.parse(failure.params);
  };

  /** Marks of the coordinator, of which an instructor has changed the last. */
  const block = async (...marks: readonly (readonly [index: number, status: string])[]) => {
    for (const [index, status] of marks) {
      laptop.clock.advance(1000);
      await mark(index, status);
    }
    const [last = 0] = marks.at(-1) ?? [];
    laptop.clock.advance(60_000);
    asInstructor();
    await mark(last, 'excused');
    asCoordinator();
  };

  test('is named, with who changed it and when, and with the one before it', async () => {
    await block([0, 'present'], [1, 'absent']);
    const now = laptop.clock.now;
    expect(await refusedBy('undo')).toEqual({
      ...{ command: 'attendance.mark', cells: 1, at: now - 60_000, before: expect.any(Number) },
      ...{ by: 'Petro', since: now },
      ...{ nextCommand: 'attendance.mark', nextCells: 1 },
    });
  });

  test('names nothing before it where there is nothing', async () => {
    laptop.sit('018f0000-0000-7000-8000-0000000000aa');
    await mark(0, 'present');
    asInstructor();
    await mark(0, 'absent');
    laptop.sit('018f0000-0000-7000-8000-0000000000aa');
    const { nextCommand, before } = await refusedBy('undo');
    expect(nextCommand).toBeUndefined();
    expect(await laptop.fail('changes.undo', { before })).toEqual(nothingTo('undo'));
  });

  test('does not keep those before it from being taken back, and done again, in order', async () => {
    await block([0, 'present'], [1, 'absent'], [2, 'remote']);
    const { before } = await refusedBy('undo');
    await laptop.call('changes.undo', { before });
    expect(await statuses()).toEqual(['present', null, 'excused']);
    await laptop.call('changes.undo', { before });
    expect(await statuses()).toEqual([null, null, 'excused']);
    expect(await refusedBy('undo')).toMatchObject({ before });
    await redo();
    expect(await statuses()).toEqual(['present', null, 'excused']);
    await laptop.restartOpen();
    await redo();
    expect(await statuses()).toEqual(['present', 'absent', 'excused']);
    expect(await laptop.fail('changes.redo', {})).toEqual(nothingTo('redo'));
  });

  test('is gone past also where several follow one another', async () => {
    await block([0, 'present'], [1, 'absent']);
    await block([2, 'remote']);
    const newest = await refusedBy('undo');
    const second = await refusedBy('undo', newest.before);
    expect(second.before).toBeLessThan(newest.before);
    await laptop.call('changes.undo', { before: second.before });
    expect(await statuses()).toEqual([null, 'excused', 'excused']);
  });

  test('does not keep what was undone before it from being done again', async () => {
    await mark(0, 'present');
    await mark(1, 'absent');
    await undo();
    await undo();
    asInstructor();
    await mark(0, 'excused');
    asCoordinator();
    const { before } = await refusedBy('redo');
    await laptop.call('changes.redo', { before });
    expect(await statuses()).toEqual(['excused', 'absent', null]);
  });

  test('leaves nothing of the attempt in the log', async () => {
    await laptop.call('attendance.fillBlanks', { sessionId: roll.sessionId });
    asInstructor();
    await mark(2, 'absent');
    asCoordinator();
    const log = dumpLog(laptop.db());
    await refusedBy('undo');
    expect(dumpLog(laptop.db())).toEqual(log);
  });
});

describe('undo never touches', () => {
  test("another person's work, even where one has none of one's own", async () => {
    await mark(0, 'present');
    asInstructor();
    expect(await laptop.call('changes.state', {})).toEqual({ undo: null, redo: null });
    expect(await laptop.fail('changes.undo', {})).toEqual(nothingTo('undo'));
    expect((await statuses())[0]).toBe('present');
  });

  test('who may sign in and what the center is called', async () => {
    const fresh = await openTestBackend();
    const { instructorId } = fresh;
    await fresh.call('center.editCenter', { name: 'Renamed' });
    await fresh.call('center.editPerson', { id: instructorId, retired: true });
    await fresh.call('center.addPerson', { name: 'Sofia', role: 'instructor', pin: '4321', language: null });
    expect(await fresh.fail('changes.undo', {})).toEqual(nothingTo('undo'));
    const { center, people } = await fresh.call('center.state', {});
    expect(center?.name).toBe('Renamed');
    expect(people.find((person) => person.id === instructorId)?.retired).toBe(true);
  });

  test('but reaches the work before it', async () => {
    await mark(0, 'present');
    await laptop.call('center.editCenter', { name: 'Renamed' });
    expect(await undo()).toBe('attendance.mark');
    expect(await statuses()).toEqual([null, null, null]);
    expect((await laptop.call('center.state', {})).center?.name).toBe('Renamed');
  });
});

test('undoing the decision of a conflict is a step of its own, also where the value stays the same', async () => {
  const id = `${roll.sessionId}:${roll.learners[0]}`;
  await mark(0, 'present');
  const elsewhere = memoryDatabase();
  edit(elsewhere, 'elsewhere', 1, [{ entity: 'mark', id, cell: 'mark', value: { status: 'excused' } }]);
  receiveAll(laptop.db(), logOf(elsewhere));
  expect(all(laptop.db(), 'SELECT seq FROM head WHERE entity_id = ?', id)).toHaveLength(2);
  // The value that shows is confirmed: the same value, in the place of both.
  await mark(0, 'present');
  await undo();
  expect((await laptop.call('changes.state', {})).redo).not.toBeNull();
  // Below it lies the first mark, and the other laptop's beside it.
  expect(await laptop.fail('changes.undo', {})).toMatchObject(changedSince);
  expect((await statuses())[0]).toBe('present');
  await redo();
  expect((await laptop.call('changes.state', {})).redo).toBeNull();
});

test('what an act is about is told without its content', async () => {
  act(laptop, 'roster.editLearner', (write) => {
    write(learnerEntity, roll.learners[0] ?? '', 'phone', '+380441234567');
  });
  const { undo: next } = await laptop.call('changes.state', {});
  expect(next).toEqual({
    command: 'roster.editLearner',
    at: laptop.clock.now,
    cells: 1,
    entity: 'learner',
    entityId: roll.learners[0],
  });
});
