import { beforeEach, describe, expect, test } from 'vitest';
import { defaultStatuses, type Status } from '../../src/shared/rules/statuses.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addLearners, planSession } from '../support/people.ts';

let laptop: TestBackend;
let programId: string;
let sessionId: string;
let learnerId: string;

beforeEach(async () => {
  laptop = await openTestBackend();
  programId = (await laptop.call('programs.list', {})).programs[0]?.id ?? '';
  const cohort = { name: 'Cohort 2', programId, startsOn: null, endsOn: null };
  const cohortId = (await laptop.call('roster.addCohort', cohort)).id;
  [learnerId = ''] = addLearners(laptop, 1, cohortId);
  sessionId = await planSession(laptop, cohortId);
});

const online: Status = {
  code: 'online',
  key: 'KeyQ',
  countsAs: 'present',
  color: 'remote',
  label: { en: 'Online', uk: 'Онлайн' },
};
const set = (statuses: Status[] | null) => laptop.call('programs.setStatuses', { programId, statuses });
const program = () => laptop.call('programs.get', { programId });
const roll = () => laptop.call('attendance.roll', { sessionId });
const mark = (status: string) => laptop.call('attendance.mark', { sessionId, learnerId, mark: { status } });

describe('the status set of a program', () => {
  test('is the default one until it chooses its own, and again when it goes back', async () => {
    expect(await program()).toMatchObject({ statuses: defaultStatuses, ownStatuses: false, used: [] });
    await set([...defaultStatuses, online]);
    expect(await program()).toMatchObject({ statuses: [...defaultStatuses, online], ownStatuses: true });
    await set(null);
    expect(await program()).toMatchObject({ statuses: defaultStatuses, ownStatuses: false });
  });

  test('is what its rolls offer, in its order, and undo gives the one before', async () => {
    await set([online, ...defaultStatuses]);
    expect((await roll()).statuses.map((status) => status.code)).toEqual([
      'online',
      ...defaultStatuses.map((status) => status.code),
    ]);
    await mark('online');
    expect((await roll()).session.present).toBe(1);
    await laptop.call('changes.undo', {});
    await laptop.call('changes.undo', {});
    expect((await roll()).statuses).toEqual(defaultStatuses);
  });

  test('with a fault is refused by place', async () => {
    const faulty = [...defaultStatuses, { ...online, key: 'KeyF' }];
    expect(await laptop.fail('programs.setStatuses', { programId, statuses: faulty })).toEqual({
      code: 'validation',
      reason: 'status_set_faulty',
      fields: { 'statuses.6.key': 'key_reserved' },
    });
  });

  test('loses none that somebody was marked with, but may rename and hide it', async () => {
    await set([...defaultStatuses, online]);
    await mark('online');
    expect((await program()).used).toEqual(['online']);
    for (const statuses of [[...defaultStatuses], null])
      expect(await laptop.fail('programs.setStatuses', { programId, statuses })).toEqual({
        code: 'conflict',
        reason: 'status_in_use',
      });
    await set([...defaultStatuses, { ...online, label: { en: 'From home' }, hidden: true }]);
    expect((await roll()).rows[0]?.mark).toEqual({ status: 'online' });
    expect((await roll()).statuses.at(-1)?.label).toEqual({ en: 'From home' });
  });

  test('gives nobody a hidden status, and leaves it with who has it', async () => {
    await set([...defaultStatuses, online]);
    await mark('online');
    await set([...defaultStatuses, { ...online, hidden: true }]);
    const note = { status: 'online', note: 'camera off' };
    await laptop.call('attendance.mark', { sessionId, learnerId, mark: note });
    await mark('absent');
    expect(
      await laptop.fail('attendance.mark', { sessionId, learnerId, mark: { status: 'online' } }),
    ).toMatchObject({ reason: 'unknown_status' });
  });

  test('without a status for it leaves who is excused ahead blank', async () => {
    await set(defaultStatuses.filter((status) => status.countsAs !== 'excused'));
    const excuse = { from: '2026-03-12', to: '2026-03-12', reason: null, note: null };
    await laptop.call('attendance.addExcuse', { learnerIds: [learnerId], ...excuse });
    expect((await laptop.call('attendance.fillBlanks', { sessionId })).filled).toEqual([]);
    expect((await roll()).rows[0]?.mark).toBeNull();
  });
});

describe('a program', () => {
  test('has its names, its kinds of sessions and a rule', async () => {
    expect((await program()).threshold).toBe(80);
    const name = { en: 'Data labels', uk: 'Розмітка' };
    await laptop.call('programs.edit', { programId, name, kinds: ['coaching'] });
    await laptop.call('programs.setThreshold', { programId, threshold: 75 });
    expect(await program()).toMatchObject({ name, kinds: ['coaching'], threshold: 75, cohorts: 1 });
    const { id } = await laptop.call('programs.add', { name: { en: 'Sewing' }, kinds: [] });
    expect((await laptop.call('programs.list', {})).programs.map((one) => one.id)).toContain(id);
  });

  test('has the rule in the register that its settings show, a template from the first day', async () => {
    const { cohortId } = await laptop.call('sessions.get', { sessionId });
    const rule = async () => (await laptop.call('attendance.register', { cohortId })).cohort.threshold;
    expect([(await program()).threshold, await rule()]).toEqual([80, 80]);
    const { id } = await laptop.call('programs.add', { name: { en: 'Sewing' }, kinds: [] });
    expect((await laptop.call('programs.get', { programId: id })).threshold).toBeNull();
  });

  test('asks its learners what it wants to know, and keeps what they answered', async () => {
    const fields = async () => (await laptop.call('roster.learner', { learnerId })).fields;
    const ask = (...names: string[]) => laptop.call('programs.setFields', { programId, fields: names });
    await laptop.call('roster.setField', { learnerId, field: 'Shoe size', value: '38' });
    await ask('Laptop', 'Internet at home');
    expect((await program()).fields).toEqual(['Laptop', 'Internet at home']);
    expect(await fields()).toEqual([
      { field: 'Laptop', value: null },
      { field: 'Internet at home', value: null },
      { field: 'Shoe size', value: '38' },
    ]);
    await laptop.call('roster.setField', { learnerId, field: 'Laptop', value: 'own' });
    await ask('Internet at home');
    expect(await fields()).toEqual([
      { field: 'Internet at home', value: null },
      { field: 'Laptop', value: 'own' },
      { field: 'Shoe size', value: '38' },
    ]);
    const twice = await laptop.fail('programs.setFields', { programId, fields: ['Laptop', 'laptop '] });
    expect(twice).toMatchObject({ code: 'validation', reason: 'field_twice' });
  });

  test('asks nothing of those who have left it', async () => {
    await laptop.call('programs.setFields', { programId, fields: ['Laptop'] });
    const { cohortId } = await laptop.call('sessions.get', { sessionId });
    await laptop.call('roster.leave', { learnerId, cohortId, reason: 'work', lastSeen: '2026-03-10' });
    expect((await laptop.call('roster.learner', { learnerId })).fields).toEqual([]);
  });

  test('without any name is refused', async () => {
    const failure = await laptop.fail('programs.edit', { programId, name: {}, kinds: [] });
    expect(failure).toMatchObject({ code: 'validation', fields: { name: 'name_needed' } });
  });

  test.each(['add', 'edit', 'setThreshold', 'setFields', 'setStatuses'] as const)(
    'is not for instructors to change: %s',
    async (call) => {
      laptop.sit(laptop.instructorId, 'instructor');
      const inputs = {
        add: { name: { en: 'X' }, kinds: [] },
        edit: { programId, name: { en: 'X' }, kinds: [] },
        setThreshold: { programId, threshold: 1 },
        setFields: { programId, fields: [] },
        setStatuses: { programId, statuses: null },
      };
      expect(await laptop.send(`programs.${call}`, inputs[call])).toMatchObject({
        error: { code: 'forbidden' },
      });
    },
  );

  test('that is not here is not found', async () => {
    const input = { programId: sessionId, threshold: 10 };
    expect(await laptop.fail('programs.setThreshold', input)).toMatchObject({ reason: 'program_not_found' });
  });
});
