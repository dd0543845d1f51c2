import { beforeEach, describe, expect, it } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addAssessment, boxes, criterion, gradeAll, onDesk, prepareGrading } from '../support/grades.ts';

let test: TestBackend;
let made: Awaited<ReturnType<typeof prepareGrading>>;
let olena: string;
let nadia: string;
beforeEach(async () => {
  test = await openTestBackend();
  made = await prepareGrading(test);
  [olena = '', nadia = ''] = made.learners;
  return () => test.close();
});

const four = { ...boxes, criteria: [...boxes.criteria, criterion('hard')] };
const edit = (content = four) => test.call('assessments.editRubric', { rubricId: made.rubricId, content });
const rubric = () => test.call('assessments.rubric', { rubricId: made.rubricId });
const grade = (learnerId: string, typed: string) => gradeAll(test, made.assessmentId, learnerId, typed);
const desk = (learnerId: string) => onDesk(test, made.assessmentId, learnerId);

describe('a rubric', () => {
  it('that nobody was graded by changes in place', async () => {
    expect(await edit()).toEqual({ versionId: made.versionId, isNew: false });
    expect((await rubric()).versions.map((one) => [one.number, one.content.criteria.length])).toEqual([
      [1, 4],
    ]);
  });

  it('gets a new version once grading began; earlier grades keep theirs', async () => {
    await grade(olena, '333');
    test.clock.advance(1000);
    const { versionId, isNew } = await edit();
    expect(isNew).toBe(true);
    const { versions } = await rubric();
    expect(versions.map((one) => [one.number, one.graded])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect((await desk(olena)).grade.percent).toBe(100);
    expect((await desk(olena)).attempts[0]?.versionId).toBe(made.versionId);
    // Grading in it began, so it stays with the version until a person says otherwise.
    expect((await desk(nadia)).attempts[0]?.versionId).toBe(made.versionId);
    await test.call('assessments.useVersion', { assessmentId: made.assessmentId, versionId });
    expect((await desk(nadia)).attempts[0]?.versionId).toBe(versionId);
    expect((await desk(olena)).attempts[0]?.versionId).toBe(made.versionId);
  });

  it('takes assessments along in which nobody is graded', async () => {
    const other = await addAssessment(test, made.cohortId, made.rubricId);
    await grade(olena, '1');
    test.clock.advance(1000);
    const { versionId } = await edit();
    expect((await rubric()).uses.map((one) => [one.assessmentId, one.versionId])).toEqual([
      [made.assessmentId, made.versionId],
      [other, versionId],
    ]);
  });

  it('takes graded learners over when a person says so: known choices stay, the rest is blank', async () => {
    await grade(olena, '333');
    test.clock.advance(1000);
    const { versionId } = await edit();
    const move = { assessmentId: made.assessmentId, versionId, learnerIds: [olena] };
    expect(await test.call('assessments.moveToVersion', move)).toEqual({ moved: 1 });
    expect(await test.call('assessments.moveToVersion', move)).toEqual({ moved: 0 });
    const her = await desk(olena);
    expect(her.grade).toMatchObject({ state: 'partly', percent: null });
    expect(her.attempts[0]?.points).toEqual({ given: 9, most: 12, graded: 3 });
    await test.call('changes.undo', {});
    expect((await desk(olena)).grade.percent).toBe(100);
  });

  it('newest is the one made last, also where the clock was set back', async () => {
    await grade(olena, '333');
    test.clock.advance(-3_600_000);
    const { versionId } = await edit();
    expect((await rubric()).versions.at(-1)?.id).toBe(versionId);
  });

  it('with faults is refused by place', async () => {
    const content = { ...boxes, title: {}, criteria: [criterion('a'), criterion('a')] };
    expect(await test.fail('assessments.addRubric', { content })).toEqual({
      code: 'validation',
      reason: 'rubric_faulty',
      fields: { title: 'title_missing', 'criteria.1.id': 'id_taken' },
    });
  });

  it('in use is not removed, and is not exchanged once grading began', async () => {
    expect(await test.fail('assessments.removeRubric', { rubricId: made.rubricId })).toMatchObject({
      reason: 'rubric_in_use',
    });
    await grade(olena, '1');
    const exchange = { assessmentId: made.assessmentId, rubricId: null };
    expect(await test.fail('assessments.edit', exchange)).toMatchObject({ reason: 'grading_began' });
    const copy = await test.call('assessments.copyRubric', {
      rubricId: made.rubricId,
      title: { en: 'Mine' },
    });
    await test.call('assessments.removeRubric', { rubricId: copy.rubricId });
    expect(await test.fail('assessments.rubric', { rubricId: copy.rubricId })).toMatchObject({
      reason: 'rubric_not_found',
    });
  });

  it('stays as it was graded by: taking its making or its edit back is refused', async () => {
    await edit();
    await grade(olena, '3');
    test.sit(test.instructorId, 'instructor');
    await grade(nadia, '3');
    test.sit(test.coordinatorId);
    await test.call('changes.undo', {});
    expect(await test.fail('changes.undo', {})).toMatchObject({ reason: 'undo_changes_rubric' });
    expect((await desk(nadia)).attempts[0]?.criteria).toHaveLength(4);
  });
});

describe('the comment bank', () => {
  const say = async (learnerId: string, text: string, criterionId: string | null = 'finds') => {
    const attemptId = (await desk(learnerId)).attempts[0]?.id ?? '';
    const input = { assessmentId: made.assessmentId, learnerId, attemptId, criterionId, text };
    return test.call('assessments.comment', input);
  };
  const bank = async (criterionId: string | null = 'finds') =>
    (await test.call('assessments.bank', { rubricId: made.rubricId, criterionId })).comments;

  it('grows from what is typed, without names, the most used first', async () => {
    await say(olena, 'Look at the edges, Learner 01');
    await say(nadia, 'Look at the edges, Learner 02');
    await say(made.learners[2] ?? '', 'Zoom in');
    expect(await bank()).toEqual([
      { text: 'Look at the edges, {name}', used: 2, kept: false },
      { text: 'Zoom in', used: 1, kept: false },
    ]);
    expect(await bank('names')).toEqual([]);
  });

  it('forgets what was corrected, and what is taken back', async () => {
    await say(olena, 'Zoom im');
    await say(olena, 'Zoom in');
    expect((await bank()).map((one) => one.text)).toEqual(['Zoom in']);
    await say(olena, '');
    expect(await bank()).toEqual([]);
  });

  it('keeps what was put in by hand, and leaves out what was taken out', async () => {
    const about = { rubricId: made.rubricId, criterionId: 'finds' };
    await test.call('assessments.keepComment', { ...about, text: '{name}: well done' });
    await say(olena, 'Zoom in');
    await test.call('assessments.dropComment', { ...about, text: 'Zoom in' });
    expect(await bank()).toEqual([{ text: '{name}: well done', used: 0, kept: true }]);
    await test.call('changes.undo', {});
    expect(await bank()).toHaveLength(2);
    await test.call('assessments.dropComment', { ...about, text: '{name}: well done' });
    expect((await bank()).map((one) => one.text)).toEqual(['Zoom in']);
  });

  it('has comments about the work as a whole too', async () => {
    await say(olena, 'A careful piece of work', null);
    expect(await bank(null)).toEqual([{ text: 'A careful piece of work', used: 1, kept: false }]);
    expect((await desk(olena)).attempts[0]?.comment).toBe('A careful piece of work');
  });
});
