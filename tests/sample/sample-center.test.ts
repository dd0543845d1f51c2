import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gradebookOf } from '../../src/main/assessments/gradebook.ts';
import { upcast } from '../../src/main/database/entities.ts';
import { entities, entityByName } from '../../src/main/database/schema.ts';
import { all, type Database, one } from '../../src/main/database/sqlite.ts';
import { createDatabase } from '../../src/main/database/vault.ts';
import { samplePictures } from '../../src/main/resources.ts';
import { beginningOf, fillSample } from '../../src/main/sample/sample-center.ts';
import { makeStreetWork } from '../../src/main/sample/street/work.ts';
import type { Language } from '../../src/shared/contract/values.ts';
import { wallClock } from '../../src/shared/rules/time.ts';
import { logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { temporaryFolder } from '../support/folders.ts';

const zone = 'Europe/Kyiv';
const street = await makeStreetWork(samplePictures, async () => undefined);
const pin = { salt: Buffer.alloc(16), hash: Buffer.alloc(32) };

function makeSample(now: string, { seed = 1, language = 'en' as Language } = {}): Database {
  const instant = Date.parse(now);
  const file = join(temporaryFolder('sample'), 'sample.db');
  const db = createDatabase(file, Buffer.alloc(32, 7), 'Laptop', beginningOf(instant, zone));
  fillSample(db, { seed, now: instant, language, timeZone: zone, pin, street });
  return db;
}

/** The log without what is left to chance: the id of the device that wrote it. */
function logText(db: Database): string {
  const device = one<{ id: string }>(db, 'SELECT id FROM local_device')?.id ?? '';
  return JSON.stringify(logOf(db).sort((a, b) => a.recorded_at - b.recorded_at || a.seq - b.seq)).replaceAll(
    device,
    'device',
  );
}

const morning = '2026-11-24T08:30:00Z';

describe('the sample center', () => {
  const db = makeSample(morning);
  const count = (sql: string): number => one<{ n: number }>(db, `SELECT count(*) AS n FROM ${sql}`)?.n ?? 0;

  it('is the same for a seed and an instant, and another for another seed', () => {
    expect(logText(makeSample(morning))).toBe(logText(db));
    expect(logText(makeSample(morning, { seed: 2 }))).not.toBe(logText(db));
  });

  it('has a log that acts of people would have left', () => {
    const last = new Map<string, { seq: number; at: number; act: number }>();
    for (const change of logOf(db)) {
      const before = last.get(change.device) ?? { seq: 0, at: 0, act: 0 };
      expect(change.seq).toBe(before.seq + 1);
      expect(change.recorded_at).toBeGreaterThanOrEqual(before.at);
      expect([before.act, change.seq]).toContain(change.act);
      last.set(change.device, { seq: change.seq, at: change.recorded_at, act: change.act });
    }
    expect(last.size).toBe(2);
    expect(Math.max(...[...last.values()].map(({ at }) => at))).toBeLessThanOrEqual(Date.parse(morning));
  });

  it('holds values as `write` stores them', () => {
    const wrong = logOf(db).filter(({ entity, cell, format, value }) => {
      const spec = entityByName.get(entity)?.cells[cell];
      if (!spec || value === null) return true;
      return JSON.stringify(spec.schema.parse(upcast(spec, format, JSON.parse(value)))) !== value;
    });
    expect(wrong).toEqual([]);
  });

  it('has the heads and tables that another laptop computes from its log', () => {
    const other = memoryDatabase(entities);
    receiveAll(other, logOf(db));
    const tables = ['head', ...entities.map((entity) => entity.table)];
    for (const table of tables) {
      const rows = (from: Database): unknown[] => from.prepare(`SELECT * FROM ${table}`).all();
      expect(rows(db), table).toEqual(rows(other));
    }
  });

  it('knows everything that happens in a course', () => {
    const kinds = all<{ kind: string }>(db, "SELECT DISTINCT outcome ->> '$.kind' AS kind FROM session");
    expect(new Set(kinds.map(({ kind }) => kind))).toEqual(
      new Set([null, 'held', 'interrupted', 'stopped_early', 'cancelled']),
    );
    const statuses = all<{ status: string }>(db, 'SELECT DISTINCT status FROM enrollment');
    expect(new Set(statuses.map(({ status }) => status))).toEqual(
      new Set([null, 'enrolled', 'left', 'paused', 'returned', 'transferred']),
    );
    expect(count('cohort')).toBe(3);
    expect(count('session WHERE make_up_for IS NOT NULL')).toBe(2);
    expect(count('session WHERE substitute_id IS NOT NULL')).toBe(1);
    expect(count('session WHERE series_date <> date')).toBe(1);
    expect(count('enrollment WHERE credit_minutes > 0')).toBe(1);
    expect(count('excuse')).toBe(3);
    expect(count('check_in')).toBe(3);
    expect(count("consent WHERE given AND withdrawn_on > decided_on AND purpose = 'photos'")).toBe(1);
    expect(count('walk_in')).toBe(2);
    expect(count('holiday')).toBe(3);
    expect(count('person')).toBe(4);
    expect(count("mark WHERE status = 'remote'")).toBeGreaterThan(10);
    expect(count('mark WHERE note IS NOT NULL')).toBeGreaterThan(10);
    expect(count("change WHERE entity = 'mark' AND reason IS NOT NULL")).toBe(1);
    expect(count('grading_scheme')).toBe(3);
    expect(count('assessment')).toBe(17);
    expect(count('rubric')).toBe(7);
    expect(count('criterion_grade WHERE choice IS NOT NULL')).toBeGreaterThan(250);
    expect(count('criterion_grade WHERE beside IS NOT NULL')).toBeGreaterThan(50);
    expect(count('criterion_grade WHERE comment IS NOT NULL')).toBeGreaterThan(20);
    for (const decided of ['override', 'excused_why', 'again_after', 'released_at'])
      expect(count(`grade WHERE ${decided} IS NOT NULL`), decided).toBeGreaterThan(0);
    expect(count('review_request WHERE outcome IS NULL')).toBeGreaterThan(0);
    expect(count("review_request WHERE outcome = 'raised'")).toBeGreaterThan(0);
    for (const script of ['Cyrillic', 'Latin', 'Arabic'])
      expect(
        all<{ name: string }>(db, 'SELECT name FROM learner').some(({ name }) =>
          new RegExp(`^\\p{Script=${script}}`, 'u').test(name),
        ),
      ).toBe(true);
  });

  it('has one mark that two laptops disagree about', () => {
    const disputed = all(db, 'SELECT entity FROM head GROUP BY entity, entity_id, cell HAVING count(*) > 1');
    expect(disputed).toEqual([{ entity: 'mark' }]);
  });

  it('has nobody whom a telephone could reach', () => {
    expect(count("learner WHERE phone NOT LIKE '+38000%'")).toBe(0);
    expect(count("learner WHERE email NOT LIKE '%@example.org'")).toBe(0);
  });

  it.each(['en', 'uk', 'bg', 'ar'] as const)('speaks %s', (language) => {
    const made = makeSample(morning, { language });
    expect(one(made, 'SELECT language FROM center')).toEqual({ language });
  });
});

describe('a class of the sample center runs', () => {
  it.each([
    '2026-11-24T08:30:00Z',
    '2026-11-22T22:01:00Z',
    '2026-11-22T03:12:00Z',
    '2026-11-21T18:45:00Z',
    '2026-11-20T21:50:00Z',
    '2026-10-25T01:30:00Z',
    '2027-03-28T00:30:00Z',
    '2027-01-01T12:00:00Z',
    '2028-02-29T09:00:00Z',
  ])('at %s', (now) => {
    const { date, time } = wallClock(Date.parse(now), zone);
    const db = makeSample(now);
    const running = all(
      db,
      `SELECT kind FROM session WHERE kind = 'live_class' AND date = ? AND starts_at <= ? AND ends_at > ?`,
      date,
      time,
      time,
    );
    expect(running).toContainEqual({ kind: 'live_class' });
  });
});

describe('its attendance is plausible', () => {
  it.each([1, 2, 3, 4, 5])('with seed %i', (seed) => {
    const cohorts = all<{ name: string; attendance: number }>(
      makeSample(morning, { seed }),
      `SELECT c.name, 100.0 * sum(m.status NOT IN ('absent', 'excused')) / sum(m.status <> 'excused') AS attendance
       FROM mark m JOIN session s ON s.id = m.session_id JOIN cohort c ON c.id = s.cohort_id
       WHERE s.make_up_for IS NULL GROUP BY c.name`,
    );
    expect(cohorts).toHaveLength(3);
    for (const { name, attendance } of cohorts) {
      expect(attendance, name).toBeGreaterThan(79);
      expect(attendance, name).toBeLessThan(95);
    }
  });
});

describe('its grades are plausible', () => {
  it.each([1, 2, 3, 4, 5])('with seed %i', (seed) => {
    const db = makeSample(morning, { seed });
    for (const { id } of all<{ id: string }>(db, 'SELECT id FROM cohort')) {
      const { assessments, learners } = gradebookOf(db, id, '2026-11-24');
      const due = assessments.filter((one) => (one.due?.on ?? '') < '2026-11-24');
      // The newest one is being graded, those before it are done, those after it are to come.
      expect(due.length).toBeGreaterThan(1);
      for (const { progress } of due.slice(0, 1))
        expect(progress.graded / progress.learners).toBeGreaterThan(0.6);
      const newest = due.reduce((a, b) => ((a.due?.on ?? '') > (b.due?.on ?? '') ? a : b)).progress;
      expect(newest.graded).toBeGreaterThan(2);
      expect(newest.waiting).toBeGreaterThan(2);
      const finals = learners.flatMap((one) => one.final.percent ?? []);
      expect(finals.length).toBeGreaterThan(14);
      const mean = finals.reduce((total, one) => total + one, 0) / finals.length;
      expect(mean).toBeGreaterThan(60);
      expect(mean).toBeLessThan(95);
    }
  });
});
