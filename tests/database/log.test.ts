import { beforeEach, describe, expect, test } from 'vitest';
import { markEntity } from '../../src/main/attendance/entities.ts';
import type { ChangeRow } from '../../src/main/database/changes.ts';
import type { Entity } from '../../src/main/database/entities.ts';
import { all } from '../../src/main/database/sqlite.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { dumpLog, dumpTables } from '../support/dump.ts';
import { act, prepareRoll } from '../support/people.ts';

let laptop: TestBackend;
let roll: Awaited<ReturnType<typeof prepareRoll>>;

beforeEach(async () => {
  laptop = await openTestBackend();
  roll = await prepareRoll(laptop, 4);
});

const log = (): ChangeRow[] => all<ChangeRow>(laptop.db(), 'SELECT * FROM change ORDER BY seq');
const newest = (): ChangeRow | undefined => log().at(-1);
const learner = (index: number): string => roll.learners[index] ?? '';
const mark = (index: number, status: string | null, why?: string) =>
  laptop.call('attendance.mark', {
    sessionId: roll.sessionId,
    learnerId: learner(index),
    mark: status === null ? null : { status },
    ...(why ? { why } : {}),
  });

describe('sequence numbers', () => {
  test('have no gap, also after acts that failed half way and after a restart', async () => {
    await mark(0, 'present');
    const before = log().length;
    expect(() =>
      act(laptop, 'test.half', (write) => {
        write(markEntity, `${roll.sessionId}:${learner(1)}`, 'mark', { status: 'absent' });
        throw new Error('half way');
      }),
    ).toThrow('half way');
    expect(log()).toHaveLength(before);
    await laptop.restartOpen();
    await mark(1, 'present');
    await laptop.call('attendance.fillBlanks', { sessionId: roll.sessionId });
    const rows = log();
    expect(new Set(rows.map((row) => row.device)).size).toBe(1);
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => index + 1));
  });

  test('all changes of one act carry its first number', async () => {
    await laptop.call('attendance.fillBlanks', { sessionId: roll.sessionId });
    const rows = log().filter((row) => row.command === 'attendance.fillBlanks');
    expect(rows).toHaveLength(4);
    expect(new Set(rows.map((row) => row.act))).toEqual(new Set([rows[0]?.seq]));
    await mark(0, 'absent');
    expect(newest()?.act).toBe(newest()?.seq);
  });
});

describe('a change', () => {
  test('says who, when, by which command and why', async () => {
    laptop.clock.advance(60_000);
    await mark(0, 'present', 'came by tram');
    expect(newest()).toMatchObject({
      actor: laptop.coordinatorId,
      recorded_at: laptop.clock.now,
      command: 'attendance.mark',
      reason: 'came by tram',
      entity: 'mark',
      entity_id: `${roll.sessionId}:${learner(0)}`,
      undoes: null,
    });
  });

  test('replaces the head it saw and becomes the only head', async () => {
    await mark(0, 'present');
    const first = newest();
    expect(first?.replaces).toBeNull();
    await mark(0, 'absent');
    const second = newest();
    expect(JSON.parse(second?.replaces ?? 'null')).toEqual([[first?.device, first?.seq]]);
    const heads = all(laptop.db(), "SELECT device, seq FROM head WHERE entity = 'mark'");
    expect(heads).toEqual([{ device: second?.device, seq: second?.seq }]);
  });
});

describe('a write that changes nothing', () => {
  test.each([
    ['the same mark again', { status: 'late', minutesMissed: 5 }],
    ['the same mark with its keys in another order', { minutesMissed: 5, status: 'late' }],
    ['the same mark with an unknown key beside', { status: 'late', minutesMissed: 5, color: 'red' }],
  ])('%s is not recorded', async (_name, again) => {
    const about = { sessionId: roll.sessionId, learnerId: learner(0) };
    await laptop.call('attendance.mark', { ...about, mark: { status: 'late', minutesMissed: 5 } });
    const before = dumpLog(laptop.db());
    await laptop.call('attendance.mark', { ...about, mark: again });
    expect(dumpLog(laptop.db())).toEqual(before);
  });

  test('clearing a blank is not recorded', async () => {
    const before = dumpLog(laptop.db());
    await mark(0, null);
    expect(dumpLog(laptop.db())).toEqual(before);
  });

  test('clearing twice is recorded once', async () => {
    await mark(0, 'present');
    await mark(0, null);
    const before = dumpLog(laptop.db());
    await mark(0, null);
    expect(dumpLog(laptop.db())).toEqual(before);
  });
});

describe('a value that does not fit its cell', () => {
  test.each([
    ['of a wrong type', 'mark', { status: 7 }],
    ['beyond its limits', 'mark', { status: 'late', minutesMissed: -1 }],
    ['of a cell that does not exist', 'color', 'red'],
  ])('%s is refused and takes the whole act with it', (_name, cell, value) => {
    const before = [dumpLog(laptop.db()), dumpTables(laptop.db())];
    expect(() =>
      act(laptop, 'test.wrong', (write) => {
        write(markEntity, `${roll.sessionId}:${learner(1)}`, 'mark', { status: 'absent' });
        write(markEntity as Entity, `${roll.sessionId}:${learner(0)}`, cell, value);
      }),
    ).toThrow();
    expect([dumpLog(laptop.db()), dumpTables(laptop.db())]).toEqual(before);
  });
});
