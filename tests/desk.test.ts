import { beforeAll, describe, expect, it } from 'vitest';
import type { Found } from '../src/shared/contract/desk.ts';
import { samplePin } from '../src/shared/rules/sample.ts';
import { openTestBackend, type TestBackend } from './support/backend.ts';
import { usualFields } from './support/grades.ts';
import { addCohort, addLearners, planSession } from './support/people.ts';

let laptop: TestBackend;
const find = async (text: string, more: object = {}): Promise<Found[]> =>
  (await laptop.call('desk.find', { text, ...more })).found;
const names = (found: readonly Found[]): string[] =>
  found.map((one) =>
    one.kind === 'session' ? one.title : one.kind === 'assessment' ? (one.title.en ?? '') : one.name,
  );

beforeAll(async () => {
  laptop = await openTestBackend();
  const cohortId = await addCohort(laptop, 'Annotation 3');
  addLearners(laptop, 4, cohortId, ['Шевченко Лариса', "Мар'яненко Анна", 'Rahimi Zahra', 'أمل الحسن']);
  await planSession(laptop, cohortId, { title: 'Polygons II' });
  await planSession(laptop, cohortId, { title: 'Polygons I', date: '2026-03-10' });
  await planSession(laptop, cohortId, { title: '', kind: 'coaching', date: '2026-03-13' });
  await planSession(laptop, await addCohort(laptop, 'Freelancing'), {
    title: 'Polygons too',
    startsAt: '14:00',
    endsAt: '15:00',
  });
});

describe('a person is found', () => {
  it.each([
    ['шевч', 'Шевченко Лариса'],
    ['ШЕВЧЕНКО', 'Шевченко Лариса'],
    ['лариса шевч', 'Шевченко Лариса'],
    ['shevchenko', 'Шевченко Лариса'],
    ['марьяненко', "Мар'яненко Анна"],
    ['maryanenko', "Мар'яненко Анна"],
    ['рахімі', 'Rahimi Zahra'],
    ['zahra', 'Rahimi Zahra'],
    ['امل', 'أمل الحسن'],
  ])('by %s', async (text, name) => {
    expect(names(await find(text))).toEqual([name]);
  });

  it('with the cohorts she is in', async () => {
    expect(await find('zahra')).toMatchObject([{ kind: 'learner', cohortNames: ['Annotation 3'] }]);
  });
});

describe('a session is found', () => {
  it('by its title, the nearest to today first', async () => {
    expect(names(await find('polygons'))).toEqual(['Polygons II', 'Polygons too', 'Polygons I']);
  });

  it('by its cohort and date, and by its kind', async () => {
    expect(names(await find('annot 2026-03-10')).at(-1)).toBe('Polygons I');
    expect(await find('coach', { sessionKinds: ['coaching'] })).toMatchObject([
      { kind: 'session', sessionKind: 'coaching', title: '' },
    ]);
  });
});

it('finds a cohort, and nothing for nothing', async () => {
  expect((await find('annotation')).filter((one) => one.kind === 'cohort')).toHaveLength(1);
  expect(await find('')).toEqual([]);
  expect(await find('   ')).toEqual([]);
  expect(await find('%_"*')).toEqual([]);
});

it('finds no more of a kind than it is asked for', async () => {
  expect(await find('polygons', { most: 1 })).toHaveLength(1);
});

it('recalls what is still here, in the order that was asked for', async () => {
  const [person] = await find('zahra');
  const [session] = await find('polygons');
  if (!person || !session) throw new Error('found before');
  const gone = { kind: 'cohort' as const, id: '0190a000-0000-7000-8000-000000000000' };
  const things = [session, gone, person].map(({ kind, id }) => ({ kind, id }));
  const { found } = await laptop.call('desk.recall', { things });
  expect(names(found)).toEqual(['Polygons II', 'Rahimi Zahra']);
});

it('finds an assessment by its title in any language and its cohort, and not by the cohort alone', async () => {
  const [cohort] = await find('annotation');
  const title = { en: 'Boxes on streets', uk: 'Рамки на вулицях' };
  const fields = { ...usualFields, title, cohortId: cohort?.id ?? '', rubricId: null };
  const { assessmentId: id } = await laptop.call('assessments.add', fields);
  const wanted = [{ kind: 'assessment', id, title, cohortId: cohort?.id, cohortName: 'Annotation 3' }];
  expect(await find('boxes')).toEqual(wanted);
  expect(await find('вулиц рам')).toEqual(wanted);
  expect(await find('boxes annot')).toEqual(wanted);
  expect((await find('annotation')).some((one) => one.kind === 'assessment')).toBe(false);
});

describe('a substitute', () => {
  it('finds the sessions of her cohort and day, and nobody else’s', async () => {
    const [all] = await find('polygons too');
    const { cohorts } = await laptop.call('sessions.today', {});
    const cohortId = cohorts.find((cohort) => cohort.name === 'Freelancing')?.id ?? '';
    const { id } = await laptop.call('center.letInSubstitute', { name: 'Nour', cohortId, pin: samplePin });
    laptop.sit(id, 'substitute', { day: '2026-03-12', cohortId });
    try {
      expect(names(await find('polygons'))).toEqual(['Polygons too']);
      expect(await find('zahra')).toEqual([]);
      expect(await find('annotation')).toEqual([]);
      const things = [{ kind: 'session' as const, id: all?.id ?? '' }];
      expect((await laptop.call('desk.recall', { things })).found).toHaveLength(1);
    } finally {
      laptop.sit(laptop.coordinatorId);
    }
  });
});
