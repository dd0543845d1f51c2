import { beforeEach, describe, expect, it } from 'vitest';
import { one } from '../../src/main/database/sqlite.ts';
import type { Input } from '../../src/shared/contract/index.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addCohort, addLearners } from '../support/people.ts';

let test: TestBackend;
beforeEach(async () => {
  test = await openTestBackend();
  return () => test.close();
});

type Contact = Partial<Pick<Input<'roster.addLearner'>, 'phone' | 'email' | 'enroll'>>;

async function add(name: string, contact: Contact = {}): Promise<string> {
  return (await test.call('roster.addLearner', { name, phone: null, email: null, enroll: null, ...contact }))
    .id;
}

async function found(input: Input<'roster.learners'>): Promise<string[]> {
  return (await test.call('roster.learners', input)).learners.map((learner) => learner.name);
}

describe('searching', () => {
  beforeEach(async () => {
    await add("Мар'яненко Олена Іванівна", { phone: '067 111 22 33', email: 'olena@example.org' });
    await add('Al-Masri Amina', { phone: '+359 88 123 4567' });
    await add('أمينة العلي');
    await add('Петренко Софія');
  });

  it.each([
    ['олена марʼяненко', ["Мар'яненко Олена Іванівна"]],
    ['МАРЯН', ["Мар'яненко Олена Іванівна"]],
    ['al masri', ['Al-Masri Amina']],
    ['امينه', ['أمينة العلي']],
    ['0671112', ["Мар'яненко Олена Іванівна"]],
    ['+359', ['Al-Masri Amina']],
    ['٠٦٧ ١١١', ["Мар'яненко Олена Іванівна"]],
    ['OLENA@', ["Мар'яненко Олена Іванівна"]],
    ['nobody', []],
    ['олена петренко', []],
    ['  ', 4],
    ['%', []],
    ["'", []],
  ])('for %j', async (search, expected) => {
    const names = await found({ search });
    if (typeof expected === 'number') expect(names).toHaveLength(expected);
    else expect(names).toEqual(expected);
  });
});

describe('the list of learners', () => {
  it('is in the order of the center’s language, and comes in pages', async () => {
    const center = { language: 'uk' } as const;
    await test.call('center.editCenter', center);
    for (const name of ['Шевченко', 'Ґалаґан', 'Гончар', 'Їжакевич', 'Іваненко', 'Єва']) await add(name);
    expect(await found({})).toEqual(['Гончар', 'Ґалаґан', 'Єва', 'Іваненко', 'Їжакевич', 'Шевченко']);
    expect(await found({ offset: 2, limit: 2 })).toEqual(['Єва', 'Іваненко']);
    const { id } = await test.call('roster.addLearner', {
      name: 'Адам',
      phone: null,
      email: null,
      enroll: null,
    });
    expect(await found({ limit: 1 })).toEqual(['Адам']);
    await test.call('roster.editLearner', {
      learnerId: id,
      cells: { name: { written: 'Яна', short: 'Яна' } },
    });
    expect((await found({})).at(-1)).toBe('Яна');
  });

  it('is narrowed to a cohort, to a status, to people without a cohort', async () => {
    const cohortId = await addCohort(test);
    const [first = ''] = addLearners(test, 2, cohortId, ['Anna', 'Bella']);
    await add('Carla');
    await test.call('roster.leave', { learnerId: first, cohortId, reason: null, lastSeen: null });
    expect(await found({ cohort: cohortId })).toEqual(['Anna', 'Bella']);
    expect(await found({ cohort: cohortId, status: 'left' })).toEqual(['Anna']);
    expect(await found({ status: 'enrolled' })).toEqual(['Bella']);
    expect(await found({ cohort: 'none' })).toEqual(['Carla']);
    const page = await test.call('roster.learners', { search: 'ann' });
    expect(page).toMatchObject({ total: 1, everyone: 3 });
    expect(page.learners[0]?.cohorts).toEqual([{ id: cohortId, name: 'Cohort 2', status: 'left' }]);
  });
});

describe('a learner', () => {
  it('is added with her phone in international form and enrolled in one act', async () => {
    const cohortId = await addCohort(test);
    const learnerId = await add('Коваль Олена Іванівна', {
      phone: '067 123-45-67',
      email: 'Olena@Example.org',
      enroll: { cohortId, startsOn: '2026-03-12' },
    });
    expect(await test.call('roster.learner', { learnerId })).toMatchObject({
      name: { written: 'Коваль Олена Іванівна', short: 'Олена Коваль' },
      phone: '+380671234567',
      enrollments: [{ cohortId, status: 'enrolled', startsOn: '2026-03-12', endsOn: null }],
    });
    await test.call('changes.undo', {});
    expect(await test.fail('roster.learner', { learnerId })).toMatchObject({ code: 'not_found' });
  });

  it('may already be here: the same name in other letters, the same phone, the same email', async () => {
    await add('Al-Masri Amina', { phone: '+380671234567', email: 'amina@example.org' });
    const similar = async (name: string, phone: string | null, email: string | null) =>
      (await test.call('roster.similar', { name, phone, email })).people.map((person) => person.same);
    expect(await similar('AL MASRI AMINA', null, null)).toEqual([['name']]);
    expect(await similar('Somebody', '067 1234567', null)).toEqual([['phone']]);
    expect(await similar('Somebody', '0', 'AMINA@example.org')).toEqual([['email']]);
    expect(await similar('Somebody', null, null)).toEqual([]);
  });

  it('has cells that are written each by itself and cleared by null', async () => {
    const learnerId = await add('Olena');
    const cells: Input<'roster.editLearner'>['cells'] = {
      birth: { date: '1999-02-28', ageBand: null },
      sex: 'undisclosed',
      phone: '0671234567',
      email: 'a@example.org',
      displacement: 'internally_displaced',
      languages: ['uk', 'en', 'uk'],
      needs: 'A seat near the door',
      note: 'Two\nlines',
      certificate: { name: 'Олена Коваль', latin: 'Olena Koval' },
    };
    await test.call('roster.editLearner', { learnerId, cells });
    const changes = one<{ count: number }>(
      test.db(),
      'SELECT count(*) AS count FROM change WHERE entity_id = ?',
      learnerId,
    );
    expect(changes?.count).toBe(10);
    expect(await test.call('roster.learner', { learnerId })).toMatchObject({
      ...cells,
      phone: '+380671234567',
      languages: ['uk', 'en'],
    });
    await test.call('roster.editLearner', {
      learnerId,
      cells: { birth: null, sex: null, phone: null, languages: [], needs: '', note: null, certificate: null },
    });
    expect(await test.call('roster.learner', { learnerId })).toMatchObject({
      birth: null,
      sex: null,
      phone: null,
      email: 'a@example.org',
      languages: [],
      needs: null,
      certificate: null,
    });
  });

  it.each([
    ['phone', '12', 'phone_impossible'],
    ['email', 'no-at-sign', 'email_invalid'],
  ])('refuses a %s that is none, at its field', async (cell, typed, reason) => {
    const learnerId = await add('Olena');
    expect(await test.fail('roster.editLearner', { learnerId, cells: { [cell]: typed } })).toMatchObject({
      code: 'validation',
      reason,
      fields: { [`cells.${cell}`]: reason },
    });
  });

  it('has fields of her program', async () => {
    const learnerId = await add('Olena');
    await test.call('roster.setField', { learnerId, field: 'Laptop: own', value: 'yes' });
    expect((await test.call('roster.learner', { learnerId })).fields).toEqual([
      { field: 'Laptop: own', value: 'yes' },
    ]);
    await test.call('roster.setField', { learnerId, field: 'Laptop: own', value: null });
    expect((await test.call('roster.learner', { learnerId })).fields).toEqual([]);
  });

  it('agrees to each purpose by itself, and may withdraw', async () => {
    const learnerId = await add('Olena');
    const consent = async () =>
      (await test.call('roster.learner', { learnerId })).consents.find((one) => one.purpose === 'photos');
    expect(await consent()).toMatchObject({ answer: null });
    await test.call('roster.setConsent', {
      learnerId,
      purpose: 'photos',
      given: true,
      textVersion: '2026-01',
      language: 'uk',
      on: '2026-03-12',
    });
    expect(await consent()).toMatchObject({ answer: 'given', textVersion: '2026-01', on: '2026-03-12' });
    const withdraw = { learnerId, purpose: 'photos', withdrawnOn: '2026-03-20' } as const;
    const early = await test.fail('roster.withdrawConsent', { ...withdraw, withdrawnOn: '2026-03-11' });
    expect(early).toMatchObject({ code: 'validation', reason: 'withdrawn_before_consent' });
    await test.call('roster.withdrawConsent', withdraw);
    const withdrawn = { answer: 'withdrawn', textVersion: '2026-01', on: '2026-03-12' };
    expect(await consent()).toMatchObject({ ...withdrawn, withdrawnOn: '2026-03-20' });
    // Withdrawn once is withdrawn: the date of it does not move with a second click.
    expect(await test.fail('roster.withdrawConsent', withdraw)).toMatchObject({
      code: 'conflict',
      reason: 'consent_not_given',
    });
    const other = await add('Maria');
    const { consents } = await test.call('roster.learner', { learnerId: other });
    expect(consents.find((one) => one.purpose === 'photos')).toMatchObject({
      answer: null,
      lastVersion: '2026-01',
    });
  });

  it('is not for a substitute to see', async () => {
    const learnerId = await add('Olena');
    test.sit(test.instructorId, 'substitute', { day: '2026-03-12', cohortId: await addCohort(test) });
    for (const channel of ['roster.learner', 'roster.timeline'] as const)
      expect(await test.fail(channel, { learnerId })).toMatchObject({ code: 'forbidden' });
    expect(await test.fail('roster.learners', {})).toMatchObject({ code: 'forbidden' });
  });
});
