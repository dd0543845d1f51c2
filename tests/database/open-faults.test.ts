import { cpSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../src/main/database/sqlite.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { cutOff } from '../support/cut-off.ts';
import { dumpLog, dumpTables } from '../support/dump.ts';
import { prepareRoll } from '../support/people.ts';
import { findTemplate, passphrase } from '../support/template.ts';

const databaseOf = (laptop: TestBackend): string => join(laptop.paths.data, 'center', 'rollbook.db');
const problemOf = async (laptop: TestBackend) => (await laptop.call('center.state', {})).problem;
const unseal = (laptop: TestBackend) => laptop.send('center.unseal', { keychain: true });

/** A center with something in it, closed well, and after that whatever `damage` does to its files. */
async function damagedLaptop(damage: (database: string) => void): Promise<TestBackend> {
  const laptop = await openTestBackend();
  const { sessionId } = await prepareRoll(laptop, 5);
  await laptop.call('attendance.fillBlanks', { sessionId });
  laptop.close();
  damage(databaseOf(laptop));
  laptop.restart();
  return laptop;
}

async function expectProblem(laptop: TestBackend, code: string, reason: string): Promise<void> {
  expect(await unseal(laptop)).toEqual({
    ok: false,
    error: expect.objectContaining({ code, reason }),
  });
  const state = await laptop.call('center.state', {});
  expect([state.stage, state.problem?.reason]).toEqual(['sealed', reason]);
}

test('a database from the future is refused and not touched', async () => {
  const { key } = await findTemplate();
  const laptop = await damagedLaptop((file) => {
    const db = connect(file, Buffer.from(key, 'hex'));
    db.pragma('user_version = 9999');
    db.close();
  });
  const before = readFileSync(databaseOf(laptop));
  await expectProblem(laptop, 'unavailable', 'database_from_future');
  expect(readFileSync(databaseOf(laptop))).toEqual(before);
});

describe('a database file that is gone', () => {
  test('is said so, and no empty one ever takes its place', async () => {
    const laptop = await damagedLaptop((file) => rmSync(file));
    await expectProblem(laptop, 'corrupt', 'database_missing');
    await unseal(laptop);
    await laptop.call('center.retry', {});
    await laptop.send('center.setUp', {
      center: { name: 'New', language: 'en', timeZone: 'UTC', country: 'UA' },
      deviceName: 'New',
      coordinator: { name: 'New', pin: '1234' },
      passphrase,
      centerFile: null,
    });
    expect(existsSync(databaseOf(laptop))).toBe(false);
  });

  test('with its whole folder is said so too: backups show that there was a center', async () => {
    const laptop = await damagedLaptop((file) => rmSync(join(file, '..'), { recursive: true }));
    await expectProblem(laptop, 'corrupt', 'database_missing');
    expect(existsSync(databaseOf(laptop))).toBe(false);
  });

  test('and put back opens after a retry', async () => {
    let bytes = Buffer.alloc(0);
    const laptop = await damagedLaptop((file) => {
      bytes = readFileSync(file);
      rmSync(file);
    });
    await unseal(laptop);
    writeFileSync(databaseOf(laptop), bytes);
    await laptop.call('center.retry', {});
    await laptop.unseal();
    expect(await problemOf(laptop)).toBeNull();
  });

  test('names the newest backup that is there', async () => {
    const source = await openTestBackend();
    await source.call('center.backUp', { folder: null });
    source.close();
    rmSync(databaseOf(source));
    source.restart();
    await unseal(source);
    expect((await problemOf(source))?.backup).toMatchObject({ madeAt: source.clock.now });
  });
});

describe('a database file that was cut short', () => {
  test.each([
    ['to nothing', 0],
    ['inside its first page', 1000],
    ['to one page', 4096],
    ['to half', null],
    ['by one byte', -1],
  ])('%s is a damaged one, never an empty one', async (_name, length) => {
    const laptop = await damagedLaptop((file) => {
      const size = statSync(file).size;
      truncateSync(file, length === null ? Math.floor(size / 2) : length < 0 ? size + length : length);
    });
    const before = readFileSync(databaseOf(laptop));
    const result = await unseal(laptop);
    if (!result.ok) {
      expect(result.error).toMatchObject({ code: 'corrupt', reason: 'database_corrupt' });
      expect((await problemOf(laptop))?.reason).toBe('database_corrupt');
      expect(readFileSync(databaseOf(laptop))).toEqual(before);
    } else {
      // The damage lies where nothing has been read yet: what is read next must say so.
      laptop.sit(laptop.coordinatorId);
      expect(() => dumpLog(laptop.db())).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^SQLITE_/) }),
      );
    }
  });

  test('and another file in its place is a damaged one', async () => {
    const laptop = await damagedLaptop((file) => writeFileSync(file, 'SQLite format 3\0'.padEnd(8192, 'x')));
    await expectProblem(laptop, 'corrupt', 'database_corrupt');
  });

  test('and a plain, unencrypted database in its place is a damaged one', async () => {
    const laptop = await damagedLaptop((file) => {
      rmSync(file);
      const db = connect(file, Buffer.alloc(32), { create: true });
      db.exec('CREATE TABLE change (id TEXT)');
      db.close();
    });
    await expectProblem(laptop, 'corrupt', 'database_corrupt');
  });
});

describe('flipped bytes', () => {
  let bytes: Buffer;
  let tables: unknown;
  let log: unknown;
  let laptop: TestBackend;

  beforeAll(async () => {
    laptop = await openTestBackend();
    const { sessionId } = await prepareRoll(laptop, 5);
    await laptop.call('attendance.fillBlanks', { sessionId });
    tables = dumpTables(laptop.db());
    log = dumpLog(laptop.db());
    laptop.close();
    bytes = readFileSync(databaseOf(laptop));
    cpSync(laptop.paths.state, join(laptop.root, 'state.kept'), { recursive: true });
  });

  /** Starts on these bytes, with the marker as it was at the close: this is no copy put back. */
  async function startOn(damaged: Buffer): Promise<void> {
    laptop.close();
    writeFileSync(databaseOf(laptop), damaged);
    cpSync(join(laptop.root, 'state.kept'), laptop.paths.state, { recursive: true });
    laptop.restart();
  }

  function readAll(from: TestBackend): { log: unknown; tables: unknown } | { code: string } {
    try {
      return { log: dumpLog(from.db()), tables: dumpTables(from.db()) };
    } catch (error) {
      return { code: String((error as { code?: unknown }).code) };
    }
  }

  /** What nobody has asked for yet is read by the check that runs beside the work. */
  function isWhole(from: TestBackend): boolean {
    try {
      return from.db().pragma('integrity_check', { simple: true }) === 'ok';
    } catch {
      return false;
    }
  }

  test('in fifty places: all data intact, or damage that is said to be damage', async () => {
    let refused = 0;
    let noticed = 0;
    let found = 0;
    for (let place = 0; place < 50; place++) {
      const damaged = Buffer.from(bytes);
      const at = Math.floor(((place + 0.5) / 50) * bytes.length);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (place % 8));
      await startOn(damaged);
      const opened = await unseal(laptop);
      if (!opened.ok) {
        expect(opened.error, `byte ${at}`).toMatchObject({ code: 'corrupt', reason: 'database_corrupt' });
        expect((await problemOf(laptop))?.reason).toBe('database_corrupt');
        refused += 1;
      } else {
        const read = readAll(laptop);
        if ('code' in read) {
          expect(read.code, `byte ${at}`).toMatch(/^SQLITE_(CORRUPT|NOTADB|IOERR)/);
          noticed += 1;
        } else {
          expect(read, `byte ${at}`).toEqual({ log, tables });
          if (!isWhole(laptop)) found += 1;
        }
      }
      const state = await laptop.send('center.state', {});
      if (!state.ok) expect(state.error.code).toBe('corrupt');
    }
    // Each page is sealed: no damage may go unnoticed.
    expect(refused + noticed + found).toBe(50);
  });

  test('after a cut are found by the check before anything shows', async () => {
    const { key } = await findTemplate();
    await startOn(bytes);
    laptop.close();
    const db = connect(databaseOf(laptop), Buffer.from(key, 'hex'));
    db.exec("UPDATE local_state SET value = '0' WHERE name = 'clean'");
    db.close();
    const unclean = readFileSync(databaseOf(laptop));
    let found = 0;
    for (let place = 0; place < 8; place++) {
      const damaged = Buffer.from(unclean);
      const at = Math.floor(((place + 0.5) / 8) * unclean.length);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      await startOn(damaged);
      const opened = await unseal(laptop);
      if (opened.ok) continue;
      found += 1;
      expect(opened.error, `byte ${at}`).toMatchObject({ code: 'corrupt', reason: 'database_corrupt' });
      expect((await problemOf(laptop))?.reason).toBe('database_corrupt');
    }
    expect(found).toBe(8);
  });
});

describe('a clock', () => {
  test('set back by a year is said, with both times', async () => {
    const laptop = await openTestBackend();
    const newest = laptop.clock.now;
    expect((await laptop.call('center.state', {})).clockBehind).toBeNull();
    laptop.close();
    laptop.clock.advance(-365 * 86_400_000);
    laptop.restart();
    await laptop.unseal();
    expect((await laptop.call('center.state', {})).clockBehind).toEqual({ now: laptop.clock.now, newest });
  });

  test('set back by an hour, as people do, is not', async () => {
    const laptop = await openTestBackend();
    laptop.clock.advance(-3_600_000);
    expect((await laptop.call('center.state', {})).clockBehind).toBeNull();
  });
});

describe('a second program', () => {
  test('on the same folder is refused as long as the first runs, and harms nothing', async () => {
    const laptop = await openTestBackend();
    await expect(openTestBackend({ root: laptop.root, stage: 'sealed' })).rejects.toMatchObject({
      failure: { code: 'busy', reason: 'already_open' },
    });
    await prepareRoll(laptop, 2);
    laptop.close();
    const next = await openTestBackend({ root: laptop.root });
    expect((await next.call('roster.cohorts', {})).cohorts).toHaveLength(1);
  });
});

describe('an unclean close', () => {
  test('loses nothing that was acknowledged, and is dated by the last sign of life', async () => {
    const laptop = await openTestBackend();
    const { sessionId } = await prepareRoll(laptop, 5);
    laptop.clock.advance(90_000);
    const lastMark = laptop.clock.now;
    await laptop.call('attendance.fillBlanks', { sessionId });
    const log = dumpLog(laptop.db());
    const tables = dumpTables(laptop.db());
    const next = await cutOff(laptop);
    next.clock.advance(3_600_000);
    await next.unseal();
    expect(dumpLog(next.db())).toEqual(log);
    expect(dumpTables(next.db())).toEqual(tables);
    expect(next.backend().gate.vault().cutOffAt).toBe(lastMark);
    expect((await next.call('center.state', {})).newDevice).toBe(false);
  });

  test('is over after one clean close', async () => {
    const next = await cutOff(await openTestBackend());
    await next.unseal();
    expect(next.backend().gate.vault().cutOffAt).not.toBeNull();
    next.restart();
    await next.unseal();
    expect(next.backend().gate.vault().cutOffAt).toBeNull();
  });

  test('is checked before anything shows, and says so meanwhile', async () => {
    const next = await cutOff(await openTestBackend());
    const tasks: (string | undefined)[] = [];
    next.backend().subscribe(() => tasks.push(next.backend().gate.working()?.task));
    await next.unseal();
    expect(tasks).toContain('checking');
    expect((await next.call('center.state', {})).working).toBeNull();
  });

  test('opened twice at the same moment is opened once', async () => {
    const next = await cutOff(await openTestBackend());
    const answers = await Promise.all([unseal(next), unseal(next), unseal(next)]);
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
    expect(refused).toHaveLength(2);
    for (const failure of refused) expect(failure).toEqual({ code: 'busy', reason: 'opening' });
    next.restart();
    await next.unseal();
    expect(next.backend().gate.vault().cutOffAt).toBeNull();
  });
});
