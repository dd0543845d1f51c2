import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { rebuild, rebuildHeads } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import type { Input } from '../../src/shared/contract/index.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { edit, logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { dumpTables } from '../support/dump.ts';
import { type Act, acts, perform, prepareWorld, type World } from '../support/history.ts';
import { addCohort, addLearners, planSession } from '../support/people.ts';
import { runs } from '../support/runs.ts';

let test: TestBackend;
let cohortId: string;
let olena: string;
let other: string;
beforeEach(async () => {
  test = await openTestBackend();
  cohortId = await addCohort(test);
  [olena = '', other = ''] = addLearners(test, 2, cohortId, ['Олена Коваль', 'Olena Koval']);
  return () => test.close();
});

type Fact = 'name' | 'birth' | 'sex' | 'phone' | 'email' | 'languages' | 'note' | 'certificate';
const merge = (take: Fact[] = []) =>
  test.call('roster.mergePeople', { learnerId: olena, otherId: other, take });
const mark = (sessionId: string, learnerId: string, status: string) =>
  test.call('attendance.mark', { sessionId, learnerId, mark: { status } });
const roll = async (sessionId: string) => (await test.call('attendance.roll', { sessionId })).rows;
const learner = (learnerId = olena) => test.call('roster.learner', { learnerId });
/** Tables without the heads, which name the change that last wrote. */
const shown = () => {
  const { head: _head, contested: _contested, ...tables } = dumpTables(test.db());
  return tables;
};

describe('two people who are one', () => {
  it('are one row of every list', async () => {
    const sessionId = await planSession(test, cohortId);
    await merge();
    expect((await roll(sessionId)).map((row) => row.name)).toEqual(['Олена Коваль']);
    expect((await test.call('sessions.get', { sessionId })).learners).toBe(1);
    expect((await test.call('roster.cohort', { cohortId })).people.map((one) => one.id)).toEqual([olena]);
    expect((await test.call('roster.cohorts', {})).cohorts[0]?.learners).toBe(1);
    const { learners, everyone } = await test.call('roster.learners', {});
    expect([learners.map((one) => one.id), everyone]).toEqual([[olena], 1]);
    expect((await learner()).merged).toEqual([{ id: other, name: 'Olena Koval' }]);
  });

  it('are found under the old row, and written where the person is', async () => {
    await merge();
    expect((await learner(other)).id).toBe(olena);
    await test.call('roster.editLearner', { learnerId: other, cells: { sex: 'female' } });
    expect((await learner()).sex).toBe('female');
  });

  it.each([
    ['withdrawn after the other row agreed', '2026-03-05', '2026-03-09', 'withdrawn'],
    ['withdrawn on the day the other row agreed', '2026-03-05', '2026-03-05', 'withdrawn'],
    ['agreed to in the other row after it was withdrawn', '2026-03-12', '2026-03-09', 'given'],
  ])('take the later answer: %s', async (_name, agreedOn, withdrawnOn, answer) => {
    const consent = { purpose: 'photos', textVersion: '1', language: 'uk', given: true } as const;
    await test.call('roster.setConsent', { learnerId: olena, ...consent, on: '2026-03-01' });
    await test.call('roster.withdrawConsent', { learnerId: olena, purpose: 'photos', withdrawnOn });
    await test.call('roster.setConsent', { learnerId: other, ...consent, on: agreedOn });
    await merge();
    const photos = (await learner()).consents.find((one) => one.purpose === 'photos');
    expect(photos?.answer).toBe(answer);
  });

  it('count what was written about either: marks, walk-ins, excuses, consents, fields, history', async () => {
    const here = await planSession(test, cohortId);
    const elsewhere = await planSession(test, await addCohort(test, 'Cohort 9'));
    await mark(here, other, 'absent');
    await test.call('attendance.addWalkIn', { sessionId: elsewhere, learner: { id: other } });
    await test.call('attendance.addExcuse', {
      learnerIds: [other],
      from: '2026-03-20',
      to: '2026-03-21',
      reason: 'work',
      note: null,
    });
    const consent = { purpose: 'photos', textVersion: '1', language: 'uk' } as const;
    await test.call('roster.setConsent', { learnerId: olena, ...consent, given: true, on: '2026-03-01' });
    await test.call('roster.setConsent', { learnerId: other, ...consent, given: false, on: '2026-03-05' });
    await test.call('roster.setField', { learnerId: other, field: 'Laptop', value: 'own' });
    await merge();
    expect((await roll(here)).map((row) => row.mark?.status)).toEqual(['absent']);
    expect((await roll(elsewhere)).map((row) => [row.learnerId, row.walkIn])).toEqual([[olena, true]]);
    expect((await test.call('attendance.excuses', { learnerId: olena })).excuses).toHaveLength(1);
    const held = await learner();
    expect(held.consents.find((one) => one.purpose === 'photos')?.answer).toBe('refused');
    expect(held.fields).toEqual([{ field: 'Laptop', value: 'own' }]);
    expect(held.counts).toEqual([{ status: 'absent', count: 1 }]);
    const { entries } = await test.call('roster.timeline', { learnerId: olena });
    const what = new Set(entries.flatMap((entry) => entry.changes.map((change) => change.what)));
    for (const one of ['mark.mark', 'walk_in.here', 'excuse.excuse', 'learner.alias', 'learner_field.value'])
      expect(what).toContain(one);
  });

  it('keep the facts that were chosen, and no others', async () => {
    const cells = { phone: '0671234567', email: 'o@example.org', sex: 'female' } as const;
    await test.call('roster.editLearner', { learnerId: other, cells });
    await test.call('roster.editLearner', { learnerId: olena, cells: { phone: '0670000001' } });
    await merge(['phone', 'name']);
    expect(await learner()).toMatchObject({
      name: { written: 'Olena Koval' },
      phone: '+380671234567',
      email: null,
      sex: null,
    });
  });

  it('marked differently in one class are a conflict that a person settles', async () => {
    const sessionId = await planSession(test, cohortId);
    const same = await planSession(test, cohortId, { date: '2026-03-11' });
    await mark(sessionId, olena, 'present');
    await mark(sessionId, other, 'excused');
    await mark(same, olena, 'present');
    await mark(same, other, 'present');
    expect(await test.call('roster.comparePeople', { learnerId: olena, otherId: other })).toMatchObject({
      bothMarked: 2,
      differing: 1,
      bothIn: ['Cohort 2'],
    });
    await merge();
    expect((await learner()).counts).toEqual([{ status: 'present', count: 2 }]);
    const { conflicts } = await test.call('attendance.conflicts', {});
    expect(conflicts).toMatchObject([
      { sessionId, learnerId: olena, name: 'Олена Коваль', records: [{ by: 'Iryna' }, { by: 'Iryna' }] },
    ]);
    expect((await roll(sessionId))[0]?.conflict).toBe(true);
    const chosen = conflicts[0]?.records.find((record) => record.mark?.status === 'excused');
    const { device = '', seq = 0 } = chosen ?? {};
    await test.call('attendance.resolve', { sessionId, learnerId: olena, device, seq });
    expect((await roll(sessionId)).map((row) => [row.mark?.status, row.conflict])).toEqual([
      ['excused', false],
    ]);
    expect((await test.call('attendance.conflicts', {})).conflicts).toEqual([]);
  });

  it('are marked on from where the mark is, so that its history stays whole', async () => {
    const sessionId = await planSession(test, cohortId);
    await mark(sessionId, other, 'absent');
    await merge();
    await mark(sessionId, olena, 'present');
    const { entries } = await test.call('attendance.history', { sessionId, learnerId: olena });
    expect(entries.map((entry) => entry.mark?.status)).toEqual(['present', 'absent']);
    expect((await roll(sessionId))[0]).toMatchObject({ mark: { status: 'present' }, conflict: false });
  });

  it('have one enrollment, from the earlier first day, and it changes as one', async () => {
    await test.call('roster.editEnrollment', { learnerId: other, cohortId, startsOn: '2025-12-01' });
    await merge();
    expect((await learner()).enrollments).toMatchObject([{ startsOn: '2025-12-01', status: 'enrolled' }]);
    await test.call('roster.leave', { learnerId: olena, cohortId, reason: 'work', lastSeen: '2026-03-01' });
    expect((await learner()).enrollments).toMatchObject([{ status: 'left', endsOn: '2026-03-01' }]);
    expect(await roll(await planSession(test, cohortId))).toEqual([]);
  });

  it('are two again when the merge is undone, byte for byte', async () => {
    const sessionId = await planSession(test, cohortId);
    await mark(sessionId, olena, 'present');
    await mark(sessionId, other, 'excused');
    const cells = { phone: '0671234567', languages: ['uk'], birth: { date: '2001-02-03', ageBand: null } };
    await test.call('roster.editLearner', { learnerId: other, cells });
    const before = shown();
    await merge(['phone', 'languages', 'birth', 'certificate']);
    expect(shown()).not.toEqual(before);
    expect((await test.call('changes.undo', {})).act.command).toBe('roster.mergePeople');
    expect(shown()).toEqual(before);
    await test.call('changes.redo', {});
    expect((await learner()).phone).toBe('+380671234567');
  });

  it('stay one if something was changed on top of the merge', async () => {
    await test.call('roster.editLearner', { learnerId: other, cells: { phone: '0671234567' } });
    await merge(['phone']);
    test.sit(test.instructorId, 'instructor');
    await test.call('roster.editLearner', { learnerId: olena, cells: { phone: '0671234568' } });
    test.sit(test.coordinatorId);
    expect(await test.fail('changes.undo', {})).toMatchObject({ code: 'conflict', reason: 'changed_since' });
    expect((await learner()).merged).toHaveLength(1);
  });

  it('can be separated later by hand', async () => {
    await merge();
    await test.call('roster.separate', { learnerId: other });
    expect((await learner(other)).id).toBe(other);
    expect(await test.fail('roster.separate', { learnerId: other })).toMatchObject({ reason: 'not_merged' });
  });

  it('are not merged twice, nor with themselves', async () => {
    await merge();
    for (const otherId of [other, olena])
      expect(await test.fail('roster.mergePeople', { learnerId: olena, otherId, take: [] })).toMatchObject({
        reason: 'same_person',
      });
  });

  it('take along who was merged into them before', async () => {
    const [third = ''] = addLearners(test, 1, cohortId, ['Olenka']);
    await merge();
    await test.call('roster.mergePeople', { learnerId: third, otherId: olena, take: [] });
    expect((await learner(other)).id).toBe(third);
    expect((await learner(third)).merged.map((one) => one.id).sort()).toEqual([olena, other].sort());
  });
});

describe('merged in opposite directions on two laptops', () => {
  it('they are one all the same, under the same row on both', async () => {
    await merge();
    const elsewhere = memoryDatabase();
    receiveAll(
      elsewhere,
      logOf(test.db()).filter((change) => change.cell !== 'alias'),
    );
    edit(elsewhere, 'device-b', test.clock.now + 1, [
      { entity: 'learner', id: olena, cell: 'alias', value: { of: other } },
    ]);
    const theirs = logOf(elsewhere).filter((change) => change.cell === 'alias');
    receiveAll(test.db(), theirs);
    const lower = [olena, other].sort()[0];
    expect((await learner(olena)).id).toBe(lower);
    expect((await learner(other)).id).toBe(lower);
    expect((await test.call('roster.learners', {})).everyone).toBe(1);
  });
});

describe('who may be here twice', () => {
  const person = (
    learnerId: string,
    cells: Omit<Input<'roster.editLearner'>['cells'], 'name'> & { name?: string },
  ) => {
    const { name, ...rest } = cells;
    const all = name === undefined ? rest : { ...rest, name: { written: name, short: name } };
    return test.call('roster.editLearner', { learnerId, cells: all });
  };
  const found = async () =>
    (await test.call('roster.duplicates', {})).pairs.map(({ people, same }) => [
      people.map((one) => one.name).sort(),
      same,
    ]);

  it('nobody, where nothing is alike', async () => {
    expect(await found()).toEqual([]);
  });

  it.each([
    ['phone', { phone: '0671234567' }, { phone: '+380671234567' }],
    ['email', { email: 'O@example.org' }, { email: 'o@Example.org' }],
  ])('by %s', async (sign, one, two) => {
    await person(olena, one);
    await person(other, two);
    expect(await found()).toEqual([[['Olena Koval', 'Олена Коваль'], [sign]]]);
  });

  it('by name and birth date, the name folded as an import folds it', async () => {
    const birth = { date: '2001-02-03', ageBand: null };
    await person(olena, { name: "Дем'яненко Олена", birth });
    await person(other, { name: 'ДЕМʼЯНЕНКО  ОЛЕНА', birth });
    expect(await found()).toMatchObject([[expect.anything(), ['name', 'birthDate']]]);
    await person(other, { birth: { date: '2002-02-03', ageBand: null } });
    expect(await found()).toEqual([]);
  });

  it('by name alone where a birth date is not known: a walk-in', async () => {
    await person(other, { name: 'олена коваль' });
    expect(await found()).toMatchObject([[expect.anything(), ['name']]]);
  });

  it('not who was told apart, nor who was merged', async () => {
    await person(other, { name: 'олена коваль' });
    await test.call('roster.tellApart', { learnerId: other, otherId: olena });
    expect(await found()).toEqual([]);
    await test.call('changes.undo', {});
    expect(await found()).toHaveLength(1);
    await merge();
    expect(await found()).toEqual([]);
  });
});

type Step = { act: Act } | { merge: boolean; one: number; two: number };

/** Acts of a working day with merges and separations between them. */
const histories: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: acts.map((act): Step => ({ act })) },
    { weight: 1, arbitrary: fc.record({ merge: fc.boolean(), one: fc.nat(3), two: fc.nat(3) }) },
  ),
  { maxLength: 20 },
);

async function live(laptop: TestBackend, world: World, history: readonly Step[]): Promise<void> {
  for (const step of history) {
    if ('act' in step) {
      await perform(laptop, world, step.act);
      continue;
    }
    const [learnerId = '', otherId = ''] = [world.learners[step.one], world.learners[step.two]];
    laptop.clock.advance(1000);
    if (step.merge) await laptop.send('roster.mergePeople', { learnerId, otherId, take: ['phone', 'name'] });
    else await laptop.send('roster.separate', { learnerId });
  }
}

it('after any history a merge and its undo leave every table as it was, and as the log rebuilds it', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(3), fc.nat(3), async (history, one, two) => {
      const laptop = await openTestBackend();
      const world = await prepareWorld(laptop);
      await live(laptop, world, history);
      const db = laptop.db();
      const tables = () => {
        const { head: _head, contested: _contested, ...rest } = dumpTables(db);
        return rest;
      };
      const before = tables();
      const [learnerId = '', otherId = ''] = [world.learners[one], world.learners[two]];
      laptop.clock.advance(1000);
      const merged = await laptop.send('roster.mergePeople', { learnerId, otherId, take: ['phone', 'note'] });
      if (merged.ok) await laptop.call('changes.undo', {});
      expect(tables()).toEqual(before);
      const whole = dumpTables(db);
      rebuildHeads(db);
      rebuild(db, entities);
      expect(dumpTables(db)).toEqual(whole);
      laptop.close();
    }),
    { numRuns: runs(8) },
  );
});
