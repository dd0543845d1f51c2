import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { centerEntity } from '../../src/main/center/entities.ts';
import type { Writing } from '../../src/main/dispatch.ts';
import { createLog } from '../../src/main/log.ts';
import { refuse } from '../../src/shared/result.ts';
import { openTestBackend } from '../support/backend.ts';
import { logOf } from '../support/device.ts';
import { dumpLog, dumpTables } from '../support/dump.ts';
import { temporaryFolder } from '../support/folders.ts';
import { prepareRoll } from '../support/people.ts';
import { someone, stubDatabase, stubDoor } from '../support/stub-door.ts';

const seat = { personId: someone, role: 'coordinator', scope: null } as const;
const cohort = { name: 'Cohort', programId: null, startsOn: null, endsOn: null };
const unknown = { ok: false, error: { code: 'not_found', reason: 'unknown_channel' } };

describe('a channel that does not exist', () => {
  test.each([
    '',
    '.',
    '..',
    'attendance',
    'attendance.',
    '.roll',
    'attendance.roll.',
    'attendance.roll.more',
    'attendance.nothing',
    'nothing.roll',
    'Attendance.roll',
    ' attendance.roll',
    '__proto__',
    '__proto__.toString',
    'constructor',
    'constructor.name',
    'toString',
    'hasOwnProperty.call',
    'attendance.__proto__',
    'attendance.constructor',
    'attendance.toString',
    'attendance.hasOwnProperty',
  ])('%j is not found', async (channel) => {
    expect(await stubDoor({ stage: 'open', seat })(channel, {})).toEqual(unknown);
  });

  test.each([
    undefined,
    null,
    7,
    {},
    [],
    ['attendance', 'roll'],
    Object.create(null),
    Symbol('x'),
    { toString: 1 },
  ])('that is no text at all is answered too: %o', async (channel) => {
    const result = await stubDoor({ stage: 'open', seat })(channel as unknown as string, {});
    expect(result).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });
});

describe('an input that does not fit', () => {
  test('is named by its fields, not by what was typed', async () => {
    const laptop = await openTestBackend();
    const result = await laptop.send('sessions.plan', {
      cohortId: 'Olena',
      title: 'x'.repeat(200),
      kind: 'party',
      date: '2026-02-30',
      startsAt: '25:00',
      endsAt: '10:00',
      room: null,
      instructorId: null,
    });
    expect(result).toEqual({
      ok: false,
      error: {
        code: 'validation',
        fields: {
          cohortId: 'invalid_format',
          title: expect.stringMatching(/^[a-z_]+$/),
          kind: 'invalid_value',
          date: 'invalid_format',
          startsAt: 'invalid_format',
        },
      },
    });
    expect(JSON.stringify(result)).not.toContain('Olena');
  });

  test.each([undefined, null, [], 'text', 7])('is refused whatever it is: %o', async (input) => {
    const result = await stubDoor({ stage: 'open', seat })('roster.addCohort', input);
    expect(result).toMatchObject({ ok: false, error: { code: 'validation' } });
  });

  test('keys that the contract does not know do not reach the handler', async () => {
    let seen: unknown;
    const door = stubDoor({
      stage: 'open',
      seat,
      handlers: {
        'roster.addCohort': (input) => {
          seen = input;
          return { id: someone };
        },
      },
    });
    await door(
      'roster.addCohort',
      JSON.parse(JSON.stringify({ ...cohort, extra: 1 }).replace('extra', '__proto__')),
    );
    expect(seen).toEqual(cohort);
    expect(Object.keys(seen as object).sort()).toEqual(Object.keys(cohort).sort());
  });
});

describe('a handler that throws', () => {
  class PersonalError extends Error {
    readonly code = 'SQLITE_ERROR';
    readonly learner = 'Olena Kovalenko';
  }

  async function throwing(error: unknown, channel = 'roster.addCohort') {
    const folder = temporaryFolder('log');
    const door = stubDoor({
      stage: 'open',
      seat,
      log: createLog(folder),
      handlers: {
        [channel]: () => {
          throw error;
        },
      },
    });
    const result = await door(channel, channel === 'roster.addCohort' ? cohort : {});
    const log = join(folder, 'rollbook.log');
    return { result, log: readFileSync(log, { encoding: 'utf8', flag: 'a+' }) };
  }

  test.each([
    ['an error of ours', new TypeError('Olena Kovalenko has no phone'), 'internal'],
    [
      'an error of the database with data in it',
      new PersonalError('UNIQUE failed: Olena Kovalenko'),
      'internal',
    ],
    ['a text', 'Olena Kovalenko', 'internal'],
    ['nothing', undefined, 'internal'],
    ['null', null, 'internal'],
    ['a full disk', Object.assign(new Error('Olena Kovalenko'), { code: 'SQLITE_FULL' }), 'disk_full'],
    ['a read-only disk', Object.assign(new Error('x'), { code: 'SQLITE_READONLY_DBMOVED' }), 'read_only'],
    ['a damaged page', Object.assign(new Error('x'), { code: 'SQLITE_CORRUPT_VTAB' }), 'corrupt'],
    ['a disk that fails', Object.assign(new Error('x'), { code: 'SQLITE_IOERR_FSYNC' }), 'unavailable'],
    ['a locked database', Object.assign(new Error('x'), { code: 'SQLITE_BUSY_SNAPSHOT' }), 'busy'],
    ['a code that is no text', Object.assign(new Error('x'), { code: 5 }), 'internal'],
  ])('%s becomes a code and an incident, and the log names nobody', async (_name, error, code) => {
    const { result, log } = await throwing(error);
    expect(result).toEqual({
      ok: false,
      error: { code, incident: expect.stringMatching(/^[0-9a-f]{8}$/) },
    });
    expect(log).not.toContain('Olena');
    expect(log).not.toContain('Kovalenko');
    const incident = result.ok ? '' : result.error.incident;
    expect(JSON.parse(log.trim().split('\n').at(-1) ?? '{}')).toMatchObject({
      event: 'incident',
      incident,
      where: 'roster.addCohort',
    });
  });

  test('leaves frames of our code in the log, without anybody’s folders', async () => {
    const { log } = await throwing(new TypeError('secret'));
    expect(log).toContain('at door.test.ts:');
    expect(log).not.toContain('/work');
    expect(log).not.toContain('secret');
  });

  test('in a worker leaves its stack in the log too', async () => {
    const { result, log } = await throwing(refuse('internal', 'database_task_failed'));
    expect(result).toEqual({
      ok: false,
      error: {
        code: 'internal',
        reason: 'database_task_failed',
        incident: expect.stringMatching(/^[0-9a-f]{8}$/),
      },
    });
    expect(log).toContain('at door.test.ts:');
  });

  test('with a refusal of its own is told as it is, without an incident', async () => {
    const laptop = await openTestBackend();
    const result = await laptop.send('sessions.get', { sessionId: someone });
    expect(result).toEqual({ ok: false, error: { code: 'not_found', reason: 'session_not_found' } });
  });

  test('half way leaves nothing of what it wrote', async () => {
    const before = [logOf(stubDatabase), dumpTables(stubDatabase)];
    const door = stubDoor({
      stage: 'open',
      seat,
      handlers: {
        'roster.addCohort': (_input, context) => {
          const { write } = context as Writing;
          write(centerEntity, someone, 'profile', {
            name: 'x',
            language: 'en',
            timeZone: 'UTC',
            country: 'UA',
          });
          throw new Error('half way');
        },
      },
    });
    expect((await door('roster.addCohort', cohort)).ok).toBe(false);
    expect([logOf(stubDatabase), dumpTables(stubDatabase)]).toEqual(before);
  });

  test('an output that breaks the contract is our mistake, not the caller’s', async () => {
    const door = stubDoor({ stage: 'open', seat, handlers: { 'roster.addCohort': () => ({ id: 'no id' }) } });
    expect(await door('roster.addCohort', cohort)).toMatchObject({ ok: false, error: { code: 'internal' } });
  });
});

describe('what changed', () => {
  test('is told once, after the commit', async () => {
    const laptop = await openTestBackend();
    let seenInside: unknown;
    laptop.backend().subscribe(() => {
      seenInside = [
        laptop.db().inTransaction,
        laptop.db().prepare('SELECT count(*) AS count FROM cohort').get(),
      ];
    });
    await laptop.call('roster.addCohort', cohort);
    expect(laptop.changed).toEqual([['roster', 'sessions', 'assessments']]);
    expect(seenInside).toEqual([false, { count: 1 }]);
  });

  test('is not told after a refusal, a query, or work that touches nothing', async () => {
    const laptop = await openTestBackend();
    await laptop.send('sessions.remove', { sessionId: someone });
    await laptop.send('roster.addCohort', { name: '' });
    await laptop.call('sessions.today', {});
    await laptop.call('center.rememberScreen', { path: '/roll' });
    expect(laptop.changed).toEqual([]);
  });

  test('a listener that breaks does not turn what is on disk into a failure, nor deafen the others', async () => {
    const laptop = await openTestBackend();
    const heard: string[] = [];
    laptop.backend().subscribe(() => {
      throw new Error('the window is gone');
    });
    laptop.backend().subscribe((topic) => heard.push(topic));
    const { sessionId } = await prepareRoll(laptop, 2);
    expect((await laptop.call('attendance.fillBlanks', { sessionId })).filled).toHaveLength(2);
    expect(heard.length).toBeGreaterThan(0);
  });

  test('one that stopped listening hears nothing more', async () => {
    const laptop = await openTestBackend();
    const heard: string[] = [];
    const stop = laptop.backend().subscribe((topic) => heard.push(topic));
    stop();
    await laptop.call('roster.addCohort', cohort);
    expect(heard).toEqual([]);
  });

  test('in one call has one author and one time, whatever the clock does meanwhile', async () => {
    const laptop = await openTestBackend();
    const { sessionId } = await prepareRoll(laptop, 3);
    await laptop.call('attendance.fillBlanks', { sessionId });
    const rows = logOf(laptop.db()).filter((row) => row.command === 'attendance.fillBlanks');
    expect(new Set(rows.map((row) => [row.recorded_at, row.actor, row.act].join())).size).toBe(1);
    expect(dumpLog(laptop.db())).not.toHaveLength(0);
  });
});
