import { beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '../../src/shared/contract/index.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addAssessment, gradeAll, onDesk, prepareGrading, usualFields } from '../support/grades.ts';
import { enroll } from '../support/people.ts';

let test: TestBackend;
let made: Awaited<ReturnType<typeof prepareGrading>>;
let quiz: string;
let olena: string;
let nadia: string;
beforeEach(async () => {
  test = await openTestBackend();
  made = await prepareGrading(test);
  [olena = '', nadia = ''] = made.learners;
  const categories = [
    { id: 'quizzes', name: { en: 'Quizzes' }, weight: 40, dropLowest: 0 },
    { id: 'projects', name: { en: 'Projects' }, weight: 60, dropLowest: 0 },
  ];
  await test.call('assessments.setScheme', {
    cohortId: made.cohortId,
    scheme: { categories, scale: { kind: 'percent' } },
  });
  quiz = await addAssessment(test, made.cohortId, null, {
    title: { en: '=2+5, the quiz', uk: 'Тест' },
    kind: 'quiz',
    categoryId: 'quizzes',
    scale: { kind: 'points', outOf: 50 },
  });
  return () => test.close();
});

const score = async (learnerId: string, points: number) => {
  const { attempts } = await onDesk(test, quiz, learnerId);
  const input = { assessmentId: quiz, learnerId, attemptId: attempts[0]?.id ?? '', score: { points } };
  await test.call('assessments.score', input);
};
const book = () => test.call('assessments.gradebook', { cohortId: made.cohortId });
const row = async (learnerId: string) => {
  const found = (await book()).learners.find((one) => one.learnerId === learnerId);
  if (!found) throw new Error('not in the gradebook');
  return found;
};

describe('the gradebook', () => {
  it('has the final grade with its formula in parts', async () => {
    await score(olena, 43);
    await gradeAll(test, made.assessmentId, olena, '330');
    const her = await row(olena);
    expect(her.grades.map((one) => [one.state, one.percent, one.shown])).toEqual([
      ['graded', 66.7, { kind: 'percent', percent: 66.7 }],
      ['graded', 86, { kind: 'points', points: 43, outOf: 50 }],
    ]);
    // 0.4 x 86 + 0.6 x 66.7 = 74.42
    expect(her.final).toMatchObject({
      percent: 74.4,
      parts: [
        { categoryId: 'quizzes', weight: 40, percent: 86 },
        { categoryId: 'projects', weight: 60, percent: 66.7 },
      ],
      weightSum: 100,
      notGraded: 0,
    });
    expect((await row(nadia)).final).toMatchObject({ percent: null, parts: [], notGraded: 2 });
  });

  it('counts how far each assessment has come, over those who have not left', async () => {
    await score(olena, 10);
    enroll(test, made.learners[2] ?? '', made.cohortId, { status: 'left' });
    const { assessments } = await book();
    expect(assessments.map((one) => one.progress)).toEqual([
      { learners: 2, graded: 0, waiting: 0, reviews: 0 },
      { learners: 2, graded: 1, waiting: 0, reviews: 0 },
    ]);
    const { cohorts } = await test.call('assessments.list', { cohortId: null });
    expect(cohorts[0]?.assessments.map((one) => one.progress)).toEqual(
      assessments.map((one) => one.progress),
    );
  });

  it('follows a merge: the grades of both rows are one person’s, and apart again after undo', async () => {
    await score(olena, 25);
    await gradeAll(test, made.assessmentId, nadia, '222');
    await test.call('roster.mergePeople', { learnerId: olena, otherId: nadia, take: [] });
    expect((await book()).learners.map((one) => one.learnerId)).not.toContain(nadia);
    expect((await row(olena)).grades.map((one) => one.percent)).toEqual([66.7, 50]);
    // Graded on, under the row that it was begun in.
    await gradeAll(test, made.assessmentId, olena, '333');
    expect((await row(olena)).grades[0]?.percent).toBe(100);
    for (let step = 0; step < 4; step++) await test.call('changes.undo', {});
    expect((await row(nadia)).grades.map((one) => one.percent)).toEqual([66.7, null]);
    expect((await row(olena)).grades.map((one) => one.percent)).toEqual([null, 50]);
  });

  it('counts attempts of both rows after a merge through, by when they came in', async () => {
    const came = (learnerId: string, on: string) =>
      test.call('assessments.handIn', {
        ...{ assessmentId: quiz, learnerId, on, at: null, source: 'stick' as const, note: null },
      });
    await came(olena, '2026-03-05');
    await came(nadia, '2026-03-01');
    await test.call('roster.mergePeople', { learnerId: olena, otherId: nadia, take: [] });
    const { attempts } = await onDesk(test, quiz, olena);
    expect(attempts.map((one) => [one.number, one.handedIn?.on])).toEqual([
      [1, '2026-03-01'],
      [2, '2026-03-05'],
    ]);
    const third = await came(olena, '2026-03-09');
    expect(third.learner.attempts.map((one) => one.number)).toEqual([1, 2, 3]);
  });

  it('a decision about somebody who was merged goes to each row that has one', async () => {
    const excuse = (learnerId: string, why: string | null) =>
      test.call('assessments.excuse', { assessmentId: quiz, learnerId, why });
    await excuse(nadia, 'ill');
    await test.call('roster.mergePeople', { learnerId: olena, otherId: nadia, take: [] });
    expect((await row(olena)).grades[1]?.state).toBe('excused');
    await excuse(olena, null);
    expect((await row(olena)).grades[1]?.state).toBe('nothing');
  });
});

describe('the gradebook as a file', () => {
  const labels = {
    ...{ name: 'Name', final: 'Final', finalPercent: 'Final %', formula: 'Formula', notGraded: 'Not graded' },
    ...{ excused: 'excused', passed: 'passed', notYet: 'not yet', left: 'left' },
  };
  const wish: Omit<Input<'assessments.exportGradebook'>, 'cohortId' | 'format'> = {
    ...{ fileName: 'Grades', language: 'en', labels },
  };
  const text = async (format: 'csv' | 'xlsx' = 'csv') => {
    const file = await test.call('assessments.exportGradebook', { ...wish, cohortId: made.cohortId, format });
    expect(file).toMatchObject({ fileName: `Grades.${format}`, rows: 3 });
    return Buffer.from(test.backend().files.get(file.token).bytes).toString('utf8');
  };

  it('has a row for each learner, the formula spelled out, and nothing that runs', async () => {
    await score(olena, 43);
    await gradeAll(test, made.assessmentId, olena, '321');
    await test.call('assessments.excuse', { assessmentId: quiz, learnerId: nadia, why: 'ill' });
    expect((await text()).split('\r\n').slice(0, 4)).toEqual([
      `\uFEFFName,Practice project 1 %,"'=2+5, the quiz / 50",Final,Final %,Formula,Not graded`,
      'Learner 01,66.7,43,74.4,74.4,0.4 × 86 + 0.6 × 66.7 = 74.4,0',
      'Learner 02,,excused,,,,1',
      'Learner 03,,,,,,2',
    ]);
  });

  it('is a workbook too', async () => {
    expect((await text('xlsx')).slice(0, 2)).toBe('PK');
  });
});

describe('what a learner is told', () => {
  const told = (assessmentId = made.assessmentId) =>
    test.call('assessments.feedback', { assessmentId, learnerId: olena });

  it('is in her language, with what the next level asks for and comments filled in', async () => {
    await test.call('roster.editLearner', { learnerId: olena, cells: { languages: ['pl', 'uk', 'en'] } });
    await gradeAll(test, made.assessmentId, olena, '312');
    const attemptId = (await onDesk(test, made.assessmentId, olena)).attempts[0]?.id ?? '';
    await test.call('assessments.comment', {
      ...{ assessmentId: made.assessmentId, learnerId: olena, attemptId, criterionId: 'names' },
      text: '{name}, {criterion}: {points}',
    });
    const sheet = await told();
    expect(sheet).toMatchObject({ language: 'uk', learnerName: 'Learner 01', grade: { percent: 66.7 } });
    expect(sheet.criteria.map((one) => [one.title, one.points, one.level?.title, one.next?.title])).toEqual([
      ['finds укр', 3, 'Level 3', undefined],
      ['names укр', 1, 'Level 1', 'Level 2'],
      ['tight укр', 2, 'Level 2', 'Level 3'],
    ]);
    expect(sheet.criteria[1]?.comment).toBe('Learner 01, names укр: 1');
  });

  it('is in the language of the center for who speaks none of ours', async () => {
    expect((await told()).language).toBe('en');
  });
});

describe('the sheet of what the center holds about her', () => {
  it('has her grades of every cohort, with all that was written beside them', async () => {
    await score(olena, 25);
    const { attempts } = await onDesk(test, made.assessmentId, olena);
    const of = { assessmentId: made.assessmentId, learnerId: olena };
    await test.call('assessments.comment', {
      ...{ ...of, attemptId: attempts[0]?.id ?? '', criterionId: 'finds', text: 'Zoom in' },
    });
    await test.call('assessments.excuse', { ...of, why: 'no power' });
    await test.call('assessments.askReview', { ...of, on: '2026-03-10', words: 'Look again' });
    const { grades } = await test.call('assessments.heldAbout', { learnerId: olena });
    expect(grades).toMatchObject([
      {
        ...{ state: 'excused', comments: ['Zoom in'], reasons: ['no power'], cohortName: 'Cohort 2' },
        requests: [{ on: '2026-03-10', words: 'Look again', answer: null }],
      },
      { state: 'graded', percent: 50 },
    ]);
    expect((await test.call('assessments.heldAbout', { learnerId: nadia })).grades).toEqual([]);
  });
});

describe('a request to look at a grade again', () => {
  const ask = (on = '2026-03-12') =>
    test.call('assessments.askReview', {
      ...{ assessmentId: made.assessmentId, learnerId: olena, on, words: 'The car is a van' },
    });
  const list = async (answered = true) =>
    (await test.call('assessments.reviews', { cohortId: null, answered })).reviews;

  it('is kept with its date, answered with an outcome, and listed before those that are answered', async () => {
    const { id } = await ask('2026-03-10');
    expect((await onDesk(test, made.assessmentId, olena)).review).toMatchObject({ on: '2026-03-10' });
    const again = { assessmentId: made.assessmentId, learnerId: olena, on: '2026-03-11', words: 'x' };
    expect(await test.fail('assessments.askReview', again)).toMatchObject({ reason: 'review_open' });
    const answer = { outcome: 'raised' as const, text: 'It is', on: '2026-03-12' };
    await test.call('assessments.answerReview', { id, answer });
    await test.call('assessments.askReview', again);
    expect((await list()).map((one) => [one.words, one.answer?.outcome ?? null])).toEqual([
      ['x', null],
      ['The car is a van', 'raised'],
    ]);
    expect(await list(false)).toHaveLength(1);
    expect(await test.fail('assessments.removeReview', { id })).toMatchObject({ reason: 'review_answered' });
  });

  it('cannot come from tomorrow, nor be answered before it was asked', async () => {
    const { id } = await ask();
    const answer = { outcome: 'kept' as const, text: '', on: '2026-03-11' };
    expect(await test.fail('assessments.answerReview', { id, answer })).toMatchObject({
      reason: 'dates_reversed',
    });
    const ahead = { assessmentId: made.assessmentId, learnerId: nadia, on: '2026-03-13', words: 'x' };
    expect(await test.fail('assessments.askReview', ahead)).toMatchObject({ reason: 'review_ahead' });
  });
});

describe('the history of a grade', () => {
  it('tells who, from what, to what, why and where, with what was proposed', async () => {
    await gradeAll(test, made.assessmentId, olena, '1');
    test.clock.advance(1000);
    test.sit(test.instructorId, 'instructor');
    await gradeAll(test, made.assessmentId, olena, '3');
    const of = { assessmentId: made.assessmentId, learnerId: olena };
    test.clock.advance(1000);
    await test.call('assessments.override', { ...of, override: { score: { points: 50 }, why: 'agreed' } });
    const { entries } = await test.call('assessments.gradeHistory', of);
    expect(entries.map((one) => [one.what, one.by, one.here, one.criterion?.en ?? null])).toEqual([
      ['override', expect.any(String), true, null],
      ['choice', expect.any(String), true, 'finds'],
      ['choice', 'Iryna', true, 'finds'],
    ]);
    expect(entries[0]?.to).toEqual({ kind: 'score', score: { points: 50 }, why: 'agreed' });
    expect(entries[1]).toMatchObject({
      from: [{ kind: 'choice', choice: { level: 'l1' }, beside: null }],
      to: { kind: 'choice', choice: { level: 'l3' } },
      attempt: 1,
    });
  });
});

describe('assessments', () => {
  it('are copied to another cohort with due dates as far into its course', async () => {
    const cohort = (name: string, startsOn: string | null) =>
      test.call('roster.addCohort', { name, programId: null, startsOn, endsOn: null });
    const from = (await cohort('A', '2026-03-02')).id;
    const to = (await cohort('B', '2026-05-04')).id;
    const due = { on: '2026-03-20', at: '12:00', late: null };
    await addAssessment(test, from, made.rubricId, { due });
    await test.call('assessments.copy', { fromCohortId: from, cohortId: to, scheme: true });
    const { cohorts } = await test.call('assessments.list', { cohortId: to });
    expect(cohorts[0]?.assessments).toMatchObject([
      {
        title: usualFields.title,
        due: { on: '2026-05-22', at: '12:00' },
        rubric: { rubricId: made.rubricId },
      },
    ]);
    expect(
      await test.fail('assessments.copy', { fromCohortId: to, cohortId: to, scheme: false }),
    ).toMatchObject({ reason: 'same_cohort' });
  });

  it('change order, and say by field what is wrong', async () => {
    await test.call('assessments.reorder', { cohortId: made.cohortId, assessmentIds: [quiz] });
    expect((await book()).assessments.map((one) => one.id)).toEqual([quiz, made.assessmentId]);
    const faulty = {
      ...{ assessmentId: quiz, title: {}, categoryId: 'nowhere', scale: { kind: 'pass' as const, from: 0 } },
    };
    expect(await test.fail('assessments.edit', faulty)).toMatchObject({
      reason: 'assessment_faulty',
      fields: { title: 'title_missing', categoryId: 'category_unknown', 'scale.from': 'pass_at_zero' },
    });
  });

  it('with work in them go only if that is meant, and come back with it', async () => {
    await score(olena, 5);
    expect(await test.fail('assessments.remove', { assessmentId: quiz })).toMatchObject({
      reason: 'assessment_graded',
    });
    await test.call('assessments.remove', { assessmentId: quiz, evenGraded: true });
    expect((await book()).assessments).toHaveLength(1);
    await test.call('changes.undo', {});
    expect((await row(olena)).grades[1]?.percent).toBe(10);
  });

  it('that somebody else graded in are not taken back with their making', async () => {
    test.sit(test.instructorId, 'instructor');
    await score(olena, 5);
    test.sit(test.coordinatorId);
    expect(await test.fail('changes.undo', {})).toMatchObject({ reason: 'undo_hides_grades' });
    expect((await row(olena)).grades[1]?.percent).toBe(10);
  });

  it('keep a scale that grades were given on by hand', async () => {
    await score(olena, 40);
    const to = (scale: Input<'assessments.edit'>['scale']) => ({ assessmentId: quiz, scale });
    expect(await test.fail('assessments.edit', to({ kind: 'pass', from: 50 }))).toMatchObject({
      reason: 'scale_in_use',
    });
    expect(await test.fail('assessments.edit', to({ kind: 'points', outOf: 30 }))).toMatchObject({
      reason: 'scale_in_use',
    });
    await test.call('assessments.edit', to({ kind: 'points', outOf: 80 }));
    expect((await row(olena)).grades[1]?.percent).toBe(50);
  });

  it('keep a category that is in use', async () => {
    const categories = [{ id: 'projects', name: { en: 'P' }, weight: 1, dropLowest: 0 }];
    const scheme = { categories, scale: { kind: 'percent' as const } };
    expect(await test.fail('assessments.setScheme', { cohortId: made.cohortId, scheme })).toMatchObject({
      reason: 'category_in_use',
    });
  });

  it('keep an enrollment from being taken back', async () => {
    await score(olena, 5);
    const of = { learnerId: olena, cohortId: made.cohortId };
    expect(await test.fail('roster.unenroll', of)).toMatchObject({ reason: 'enrollment_has_grades' });
    await test.call('roster.unenroll', { ...of, learnerId: nadia });
  });
});
