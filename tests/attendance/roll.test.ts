import { beforeEach, describe, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { edit, logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { addCohort, addLearners, enroll, planSession } from '../support/people.ts';

let laptop: TestBackend;
let cohortId: string;
let sessionId: string;

beforeEach(async () => {
  laptop = await openTestBackend();
  cohortId = await addCohort(laptop);
  sessionId = await planSession(laptop, cohortId);
});

const roll = (id = sessionId) => laptop.call('attendance.roll', { sessionId: id });
const names = async (id = sessionId) => (await roll(id)).rows.map((row) => row.name);
const counts = async (id = sessionId) => {
  const { learners, recorded, present } = (await roll(id)).session;
  return { learners, recorded, present };
};
const mark = (learnerId: string, status = 'present', id = sessionId) =>
  laptop.call('attendance.mark', { sessionId: id, learnerId, mark: { status } });

/** A learner who is in no cohort yet. */
async function addStranger(name: string): Promise<string> {
  const elsewhere = await addCohort(laptop, `Elsewhere ${name}`);
  const [id = ''] = addLearners(laptop, 1, elsewhere, [name]);
  return id;
}

describe('who is on a roll', () => {
  test('whoever is enrolled on the day of the class, first and last day included', async () => {
    const periods: Record<string, [startsOn: string, endsOn: string | null]> = {
      'All along': ['2026-01-01', null],
      'From that day': ['2026-03-12', null],
      'To that day': ['2026-01-01', '2026-03-12'],
      'From the day after': ['2026-03-13', null],
      'To the day before': ['2026-01-01', '2026-03-11'],
    };
    for (const [name, [startsOn, endsOn]] of Object.entries(periods)) {
      enroll(laptop, await addStranger(name), cohortId, { startsOn, endsOn });
    }
    expect(await names()).toEqual(['All along', 'From that day', 'To that day']);
  });

  test('a late joiner is on no roll from before, and so neither blank nor absent there', async () => {
    const before = await planSession(laptop, cohortId, { date: '2026-03-05' });
    enroll(laptop, await addStranger('Late'), cohortId, { startsOn: '2026-03-10' });
    expect(await names(before)).toEqual([]);
    expect(await names()).toEqual(['Late']);
  });

  test('a leaver stays on the rolls where she was marked, and on no other', async () => {
    const [leaver = ''] = addLearners(laptop, 1, cohortId, ['Leaver']);
    const unmarked = await planSession(laptop, cohortId, { startsAt: '14:00', endsAt: '15:00' });
    await mark(leaver);
    enroll(laptop, leaver, cohortId, { endsOn: '2026-03-01', status: 'left' });
    expect(await names()).toEqual(['Leaver']);
    expect(await names(unmarked)).toEqual([]);
  });

  test.each([
    ['paused', false],
    ['enrolled', true],
    ['returned', true],
    ['completed', true],
  ] as const)('who is %s on that day: %s', async (status, on) => {
    enroll(laptop, await addStranger('Somebody'), cohortId, { status });
    expect(await names()).toEqual(on ? ['Somebody'] : []);
  });

  test('a walk-in, by name or from another cohort, on this roll alone', async () => {
    const next = await planSession(laptop, cohortId, { date: '2026-03-13' });
    const known = await addStranger('Known');
    await laptop.call('attendance.addWalkIn', { sessionId, learner: { id: known } });
    await laptop.call('attendance.addWalkIn', { sessionId, learner: { name: 'New here' } });
    const { rows } = await roll();
    expect(rows.map((row) => [row.name, row.walkIn])).toEqual([
      ['Known', true],
      ['New here', true],
    ]);
    expect(await names(next)).toEqual([]);
  });

  test('a person in two cohorts is on both rolls', async () => {
    const other = await addCohort(laptop, 'Other');
    const [learner = ''] = addLearners(laptop, 1, cohortId, ['Twice']);
    enroll(laptop, learner, other);
    const elsewhere = await planSession(laptop, other);
    expect(await names()).toEqual(['Twice']);
    expect(await names(elsewhere)).toEqual(['Twice']);
    await mark(learner, 'absent');
    expect((await roll(elsewhere)).rows[0]?.mark).toBeNull();
  });

  test('in the order of the center’s language', async () => {
    addLearners(laptop, 5, cohortId, ['Ґанна', 'Єва', 'Анна', 'Зоя', 'Гнат']);
    await laptop.call('center.editCenter', { language: 'uk' });
    expect(await names()).toEqual(['Анна', 'Гнат', 'Ґанна', 'Єва', 'Зоя']);
  });
});

describe('what a row shows', () => {
  test('the last five classes of the cohort, oldest first, without cancelled ones and later ones', async () => {
    const [learner = ''] = addLearners(laptop, 1, cohortId);
    const plan: [date: string, status: string | null][] = [
      ['2026-03-01', 'absent'],
      ['2026-03-02', 'present'],
      ['2026-03-03', null],
      ['2026-03-04', 'excused'],
      ['2026-03-05', 'present'],
      ['2026-03-06', 'absent'],
      ['2026-03-07', 'remote'],
      ['2026-03-13', 'present'],
    ];
    for (const [date, status] of plan) {
      const id = await planSession(laptop, cohortId, { date });
      if (status) await mark(learner, status, id);
      if (date === '2026-03-05') {
        const outcome = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: 'power' as const };
        await laptop.call('sessions.setOutcome', { sessionId: id, outcome });
      }
    }
    const other = await addCohort(laptop, 'Other');
    const elsewhere = await planSession(laptop, other, { date: '2026-03-08' });
    await laptop.call('attendance.addWalkIn', { sessionId: elsewhere, learner: { id: learner } });
    await mark(learner, 'present', elsewhere);
    expect((await roll()).rows[0]?.lastFive).toEqual(['present', null, 'excused', 'absent', 'remote']);
  });

  test('an excuse that covers the day, until somebody marks', async () => {
    const [learner = ''] = addLearners(laptop, 1, cohortId);
    const excuse = { learnerIds: [learner], reason: 'family' as const, note: 'wedding' };
    await laptop.call('attendance.addExcuse', { ...excuse, from: '2026-03-01', to: '2026-03-11' });
    expect((await roll()).rows[0]?.excuse).toBeNull();
    const {
      ids: [id = ''],
    } = await laptop.call('attendance.addExcuse', {
      ...excuse,
      from: '2026-03-12',
      to: '2026-03-12',
    });
    expect((await roll()).rows[0]?.excuse).toEqual({ id, reason: 'family', note: 'wedding' });
    await laptop.call('attendance.removeExcuse', { id });
    expect((await roll()).rows[0]?.excuse).toBeNull();
  });

  test('a conflict between two laptops', async () => {
    const [one = '', other = ''] = addLearners(laptop, 2, cohortId);
    await mark(one);
    await mark(other);
    const elsewhere = memoryDatabase();
    const id = `${sessionId}:${one}`;
    edit(elsewhere, 'elsewhere', 1, [{ entity: 'mark', id, cell: 'mark', value: { status: 'absent' } }]);
    receiveAll(laptop.db(), logOf(elsewhere));
    const { rows } = await roll();
    expect(rows.map((row) => [row.learnerId === one, row.conflict])).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});

describe('the counts of a roll', () => {
  test('are those of its rows', async () => {
    const [first = '', second = '', third = ''] = addLearners(laptop, 4, cohortId);
    expect(await counts()).toEqual({ learners: 4, recorded: 0, present: 0 });
    await mark(first, 'present');
    await mark(second, 'absent');
    await laptop.call('attendance.mark', {
      sessionId,
      learnerId: third,
      mark: { status: 'late', minutesMissed: 5 },
    });
    expect(await counts()).toEqual({ learners: 4, recorded: 3, present: 2 });
  });

  test('count a walk-in who was enrolled later once', async () => {
    const { learnerId } = await laptop.call('attendance.addWalkIn', { sessionId, learner: { name: 'New' } });
    enroll(laptop, learnerId, cohortId);
    expect(await names()).toHaveLength(1);
    expect((await counts()).learners).toBe(1);
  });

  test('count a marked leaver and a blank row beside her', async () => {
    const [leaver = ''] = addLearners(laptop, 2, cohortId);
    await mark(leaver);
    enroll(laptop, leaver, cohortId, { endsOn: '2026-03-01', status: 'left' });
    expect(await names()).toHaveLength(2);
    expect(await counts()).toEqual({ learners: 2, recorded: 1, present: 1 });
  });
});

test('a program with statuses of its own has them on its rolls', async () => {
  const { programs } = await laptop.call('programs.list', {});
  const programId = programs[0]?.id ?? '';
  const statuses = [{ code: 'here', key: 'KeyH', countsAs: 'present', color: 'present' }];
  laptop
    .db()
    .prepare('UPDATE program SET statuses = ? WHERE id = ?')
    .run(JSON.stringify(statuses), programId);
  const own = await laptop.call('roster.addCohort', {
    name: 'Own',
    programId,
    startsOn: null,
    endsOn: null,
  });
  const session = await planSession(laptop, own.id);
  const [learner = ''] = addLearners(laptop, 1, own.id);
  expect((await roll(session)).statuses).toEqual(statuses);
  await laptop.call('attendance.fillBlanks', { sessionId: session });
  expect((await roll(session)).rows[0]?.mark).toEqual({ status: 'here' });
  const input = { sessionId: session, learnerId: learner, mark: { status: 'present' } };
  expect((await laptop.fail('attendance.mark', input)).reason).toBe('unknown_status');
});
