import { beforeEach, describe, expect, it } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { gradeAll, onDesk, prepareGrading } from '../support/grades.ts';

/** What other rooms tell of grades: Today, and a learner's timeline. */
let test: TestBackend;
let assessmentId: string;
let learners: string[];

beforeEach(async () => {
  test = await openTestBackend();
  ({ assessmentId, learners } = await prepareGrading(test, 3));
  return () => test.close();
});

const first = (): string => learners[0] ?? '';
const of = () => ({ assessmentId, learnerId: first() });
const handIn = (learnerId: string) =>
  test.call('assessments.handIn', {
    ...{ assessmentId, learnerId, on: '2026-03-10', at: '12:00', source: 'stick', note: null },
  });
const ask = () =>
  test.call('assessments.askReview', { ...of(), on: '2026-03-11', words: 'Please look again' });

describe('Today', () => {
  const todos = async () =>
    (await test.call('sessions.today', {})).todos.filter(({ kind }) => kind === 'grade' || kind === 'review');

  it('counts work that came in and is not graded, and nothing else', async () => {
    expect(await todos()).toEqual([]);
    for (const learnerId of learners) await handIn(learnerId);
    const todo = { kind: 'grade', assessmentId, title: { en: 'Practice project 1' }, learners: 3 };
    expect(await todos()).toMatchObject([{ ...todo, waiting: 3 }]);
    await gradeAll(test, assessmentId, first(), '333');
    expect(await todos()).toMatchObject([{ ...todo, waiting: 2 }]);
  });

  it('names who asked to look at a grade again until she has her answer', async () => {
    await gradeAll(test, assessmentId, first(), '111');
    const { name } = await onDesk(test, assessmentId, first());
    await ask();
    expect(await todos()).toMatchObject([{ kind: 'review', assessmentId, names: [name], count: 1 }]);
    const [review] = (await test.call('assessments.reviews', { cohortId: null, answered: false })).reviews;
    const answer = { outcome: 'kept' as const, text: 'It stays', on: '2026-03-12' };
    await test.call('assessments.answerReview', { id: review?.id ?? '', answer });
    expect(await todos()).toEqual([]);
  });
});

describe('her timeline', () => {
  it('tells hand-ins, choices, a grade by hand with its reason and requests, with what was before', async () => {
    const next = (): void => test.clock.advance(1000);
    await handIn(first());
    next();
    await gradeAll(test, assessmentId, first(), '1');
    next();
    await gradeAll(test, assessmentId, first(), '2');
    next();
    await test.call('assessments.override', {
      ...of(),
      override: { score: { points: 80 }, why: 'Helped others' },
    });
    next();
    await ask();
    const { entries } = await test.call('roster.timeline', { learnerId: first() });
    const about = [{ kind: 'words', words: { en: 'Practice project 1' } }];
    const level = (points: number) => [{ kind: 'words', words: { en: `Level ${points}` } }];
    const work = entries.filter(({ changes }) => changes.some(({ what }) => what.startsWith('work.')));
    expect(work).toMatchObject([
      {
        by: 'Iryna',
        changes: [
          {
            ...{ what: 'work.review_request', about, from: null },
            to: [
              { kind: 'date', date: '2026-03-11' },
              { kind: 'text', text: 'Please look again' },
            ],
          },
        ],
      },
      {
        changes: [
          {
            ...{ what: 'work.override', about },
            to: [
              { kind: 'points', points: 80 },
              { kind: 'text', text: 'Helped others' },
            ],
          },
        ],
      },
      { changes: [{ what: 'work.choice', from: level(1), to: level(2) }] },
      {
        changes: [
          { what: 'work.choice', about: [...about, { kind: 'words', words: { en: 'finds' } }], to: level(1) },
        ],
      },
      { changes: [{ what: 'work.handed_in', about, to: [{ kind: 'date', date: '2026-03-10' }] }] },
    ]);
  });
});
