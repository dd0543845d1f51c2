import { beforeEach, describe, expect, it } from 'vitest';
import { attemptEntity } from '../../src/main/assessments/entities.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { logOf } from '../support/device.ts';
import { addAssessment, gradeAll, onDesk, prepareGrading } from '../support/grades.ts';
import { act, enroll } from '../support/people.ts';

let test: TestBackend;
let made: Awaited<ReturnType<typeof prepareGrading>>;
let olena: string;
beforeEach(async () => {
  test = await openTestBackend();
  made = await prepareGrading(test);
  [olena = ''] = made.learners;
  return () => test.close();
});

const her = () => onDesk(test, made.assessmentId, olena);
const of = () => ({ assessmentId: made.assessmentId, learnerId: olena });
const attemptId = async () => (await her()).attempts.at(-1)?.id ?? '';
const choose = async (criterionId: string, level: string | null) =>
  test.call('assessments.grade', {
    ...{ ...of(), attemptId: await attemptId(), criterionId, choice: level === null ? null : { level } },
  });
/** What the engine says of her work, which she has handed in. */
const measure = async (figures: Record<string, number>) => {
  if (!(await her()).attempts[0]?.handedIn)
    await test.call('assessments.handIn', {
      ...of(),
      on: '2026-03-02',
      at: null,
      source: 'online',
      note: null,
    });
  const id = await attemptId();
  act(test, 'test.score', (write) => write(attemptEntity, id, 'figures', { engine: '1', figures }));
};

describe('the desk', () => {
  it('has everybody of the cohort, nobody graded, with one attempt each', async () => {
    const desk = await test.call('assessments.desk', { assessmentId: made.assessmentId });
    expect(desk.learners.map((one) => [one.name, one.grade.state, one.attempts.length])).toEqual([
      ['Learner 01', 'nothing', 1],
      ['Learner 02', 'nothing', 1],
      ['Learner 03', 'nothing', 1],
    ]);
    expect(desk.rubrics.map((one) => one.number)).toEqual([1]);
    expect(desk.progress).toEqual({ learners: 3, graded: 0, waiting: 0, reviews: 0 });
  });

  it('answers each key with the learner as she is then, and counts a blank as no zero', async () => {
    const first = await choose('finds', 'l3');
    expect(first.learner.grade).toMatchObject({ state: 'partly', percent: null });
    expect(first.learner.attempts[0]?.points).toEqual({ given: 3, most: 9, graded: 1 });
    await choose('names', 'l3');
    const last = await choose('tight', 'l0');
    expect(last.learner.grade).toMatchObject({ state: 'graded', percent: 66.7 });
    expect(last.learner).toEqual(await her());
    expect((await choose('tight', null)).learner.grade).toMatchObject({ state: 'partly', percent: null });
  });

  it('writes one change for each key', async () => {
    const before = logOf(test.db()).length;
    await choose('finds', 'l3');
    await choose('finds', 'l3');
    expect(logOf(test.db()).slice(before)).toMatchObject([
      { command: 'assessments.grade', entity: 'criterion_grade', cell: 'choice' },
    ]);
    expect(logOf(test.db()).length).toBe(before + 1);
  });

  it('takes what is stored while a comment is written as one act, to undo and in the history', async () => {
    const say = async (text: string, goesOn: boolean) =>
      test.call('assessments.comment', {
        ...{ ...of(), attemptId: await attemptId(), criterionId: 'finds', text, goesOn },
      });
    const said = async () => (await her()).attempts[0]?.criteria[0]?.comment ?? null;
    await say('Earlier', false);
    await say('Zoom', false);
    await say('Zoom in before', true);
    await say('Zoom in before you close', true);
    const { entries } = await test.call('assessments.gradeHistory', of());
    expect(entries.map(({ from, to }) => [from, to])).toMatchObject([
      [[{ text: 'Earlier' }], { text: 'Zoom in before you close' }],
      [[], { text: 'Earlier' }],
    ]);
    await test.call('changes.undo', {});
    expect(await said()).toBe('Earlier');
    await test.call('changes.redo', {});
    expect(await said()).toBe('Zoom in before you close');
    // Something else in between: what is written on is an act of its own.
    await choose('names', 'l1');
    await say('Zoom in before you close a box', true);
    await test.call('changes.undo', {});
    expect(await said()).toBe('Zoom in before you close');
  });

  it.each([
    ['a criterion that the rubric does not have', 'none', 'l1', 'criterion_not_found'],
    ['a level that the criterion does not have', 'finds', 'l9', 'choice_unknown'],
  ])('refuses %s', async (_what, criterionId, level, reason) => {
    const input = { ...of(), attemptId: await attemptId(), criterionId, choice: { level } };
    expect(await test.fail('assessments.grade', input)).toMatchObject({ reason });
  });

  it('refuses the attempt of somebody else', async () => {
    const { attempts } = await onDesk(test, made.assessmentId, made.learners[1] ?? '');
    const input = { ...of(), attemptId: attempts[0]?.id ?? '', criterionId: 'finds', choice: null };
    expect(await test.fail('assessments.grade', input)).toMatchObject({ reason: 'attempt_not_found' });
  });

  it('shows who left last, to be read only', async () => {
    await gradeAll(test, made.assessmentId, olena, '333');
    enroll(test, olena, made.cohortId, { status: 'left', endsOn: '2026-03-01' });
    const desk = await test.call('assessments.desk', { assessmentId: made.assessmentId });
    expect(desk.learners.map((one) => [one.name, one.readOnly, one.grade.percent])).toEqual([
      ['Learner 02', false, null],
      ['Learner 03', false, null],
      ['Learner 01', true, 100],
    ]);
    expect(desk.progress).toMatchObject({ learners: 2, graded: 0 });
    const input = { ...of(), attemptId: await attemptId(), criterionId: 'finds', choice: null };
    expect(await test.fail('assessments.grade', input)).toMatchObject({ reason: 'learner_left' });
    expect(await test.fail('assessments.excuse', { ...of(), why: 'x' })).toMatchObject({
      reason: 'learner_left',
    });
  });

  it('is for nobody who stands in', async () => {
    test.sit(test.instructorId, 'substitute', { day: '2026-03-12', cohortId: made.cohortId });
    for (const channel of ['assessments.desk', 'assessments.list', 'assessments.gradebook'] as const)
      expect(await test.send(channel, { ...of(), cohortId: made.cohortId })).toMatchObject({
        ok: false,
        error: { code: 'forbidden' },
      });
  });
});

describe('a proposal', () => {
  it('stands beside the rubric, and is no grade until a person takes it', async () => {
    await measure({ f1: 0.81 });
    expect((await her()).attempts[0]?.criteria[0]).toMatchObject({
      choice: null,
      proposal: { choice: { level: 'l2' }, figure: 'f1', value: 0.81 },
    });
    expect((await her()).grade).toMatchObject({ percent: null });
  });

  it('is kept beside the choice, also when the file is scored anew', async () => {
    await measure({ f1: 0.81 });
    await choose('finds', 'l3');
    await measure({ f1: 0.4 });
    expect((await her()).attempts[0]?.criteria[0]).toMatchObject({
      choice: { level: 'l3' },
      beside: { choice: { level: 'l2' }, value: 0.81 },
      proposal: { choice: { level: 'l0' }, value: 0.4 },
    });
  });

  it('fills only what is not chosen, in one act', async () => {
    await measure({ f1: 0.95 });
    await choose('names', 'l1');
    const input = { ...of(), attemptId: await attemptId() };
    const { learner } = await test.call('assessments.acceptProposals', input);
    expect(learner.attempts[0]?.criteria.map((one) => one.choice)).toEqual([
      { level: 'l3' },
      { level: 'l1' },
      null,
    ]);
    await choose('finds', 'l0');
    expect(await test.fail('assessments.acceptProposals', input)).toMatchObject({
      reason: 'nothing_proposed',
    });
    await test.call('changes.undo', {});
    await test.call('changes.undo', {});
    expect((await her()).attempts[0]?.criteria.map((one) => one.choice)).toEqual([
      null,
      { level: 'l1' },
      null,
    ]);
  });
});

describe('decisions beside the rubric', () => {
  it('override needs a reason, shows in place of what is computed, and is taken back', async () => {
    await gradeAll(test, made.assessmentId, olena, '111');
    const override = { score: { points: 80 }, why: 'The reference was wrong' };
    const { learner } = await test.call('assessments.override', { ...of(), override });
    expect(learner.grade).toMatchObject({ state: 'overridden', percent: 80, computed: 33.3 });
    const bare = { ...of(), override: { score: { points: 80 }, why: ' ' } };
    expect(await test.fail('assessments.override', bare)).toMatchObject({ code: 'validation' });
    const beyond = { ...of(), override: { score: { points: 101 }, why: 'x' } };
    expect(await test.fail('assessments.override', beyond)).toMatchObject({ reason: 'score_off_scale' });
    await test.call('assessments.override', { ...of(), override: null });
    expect((await her()).grade).toMatchObject({ state: 'graded', percent: 33.3 });
  });

  it('excused is out of the count, and what was graded stays for later', async () => {
    await gradeAll(test, made.assessmentId, olena, '111');
    const { learner } = await test.call('assessments.excuse', { ...of(), why: 'No power for two weeks' });
    expect(learner.grade).toMatchObject({ state: 'excused', percent: null, shown: null });
    await test.call('assessments.excuse', { ...of(), why: null });
    expect((await her()).grade.percent).toBe(33.3);
  });

  it('asked again is open until a newer attempt is here', async () => {
    const came = { ...of(), on: '2026-03-10', at: '12:00', source: 'stick' as const, note: null };
    await test.call('assessments.handIn', came);
    await test.call('assessments.askAgain', { ...of(), ask: { until: '2026-03-20', note: 'Tighter' } });
    expect((await her()).askedAgain).toEqual({ until: '2026-03-20', note: 'Tighter', open: true });
    await test.call('assessments.handIn', { ...came, on: '2026-03-12' });
    expect((await her()).askedAgain?.open).toBe(false);
  });

  it('only settled grades are released', async () => {
    const release = (learnerIds: string[], released = true) => ({
      ...{ assessmentId: made.assessmentId, learnerIds, released },
    });
    expect(await test.fail('assessments.release', release([olena]))).toMatchObject({
      reason: 'not_graded_yet',
      params: { name: 'Learner 01' },
    });
    await gradeAll(test, made.assessmentId, olena, '222');
    expect(await test.call('assessments.release', release([olena]))).toEqual({ changed: 1 });
    expect(await test.call('assessments.release', release([olena]))).toEqual({ changed: 0 });
    expect((await her()).released).toEqual({ at: test.clock.now });
    await test.call('assessments.release', release([olena], false));
    expect((await her()).released).toBeNull();
  });
});

describe('attempts', () => {
  const came = (on: string) => ({
    ...{ ...of(), on, at: null, source: 'folder' as const, note: null },
  });

  it('are numbered, the newest is the one that waits', async () => {
    const first = await test.call('assessments.handIn', came('2026-03-01'));
    expect(first.learner.grade.state).toBe('to_grade');
    await gradeAll(test, made.assessmentId, olena, '111');
    const second = await test.call('assessments.handIn', came('2026-03-05'));
    expect(second.learner.attempts.map((one) => one.number)).toEqual([1, 2]);
    // What counts is still the first, and the desk knows that work waits.
    expect(second.learner.grade).toMatchObject({ state: 'to_grade', percent: 33.3, counted: [1] });
    await gradeAll(test, made.assessmentId, olena, '333');
    expect((await her()).grade).toMatchObject({ state: 'graded', percent: 100, counted: [2] });
  });

  it('are as many as the assessment allows, and one more for who was asked again', async () => {
    await test.call('assessments.edit', {
      assessmentId: made.assessmentId,
      attempts: { most: 1, counts: 'best' },
    });
    await test.call('assessments.handIn', came('2026-03-01'));
    expect(await test.fail('assessments.handIn', came('2026-03-02'))).toMatchObject({
      reason: 'attempts_used',
      params: { most: 1 },
    });
    await test.call('assessments.askAgain', { ...of(), ask: { until: null, note: '' } });
    await test.call('assessments.handIn', came('2026-03-02'));
    expect(await test.fail('assessments.handIn', came('2026-03-03'))).toMatchObject({
      reason: 'attempts_used',
    });
  });

  it('that were graded before anything came in keep their grade when it comes', async () => {
    await gradeAll(test, made.assessmentId, olena, '123');
    const { learner } = await test.call('assessments.handIn', came('2026-03-01'));
    expect(learner.attempts).toHaveLength(1);
    expect(learner.grade).toMatchObject({ state: 'graded', percent: 66.7 });
  });

  it('are corrected and taken back while nothing of them is graded', async () => {
    const { attemptId: id } = await test.call('assessments.handIn', came('2026-03-01'));
    const change = { ...came('2026-03-02'), attemptId: id, source: 'stick' as const };
    const { learner } = await test.call('assessments.editHandIn', change);
    expect(learner.attempts[0]?.handedIn).toMatchObject({ on: '2026-03-02', source: 'stick' });
    await gradeAll(test, made.assessmentId, olena, '1');
    expect(await test.fail('assessments.removeHandIn', { ...of(), attemptId: id })).toMatchObject({
      reason: 'attempt_graded',
    });
    await choose('finds', null);
    await test.call('assessments.removeHandIn', { ...of(), attemptId: id });
    expect((await her()).grade.state).toBe('nothing');
  });

  it('lose what being late takes off', async () => {
    const late = { perDay: 10, floor: 50, graceMinutes: 60 };
    await test.call('assessments.edit', {
      assessmentId: made.assessmentId,
      due: { on: '2026-03-01', at: '12:00', late },
    });
    const { attemptId: id } = await test.call('assessments.handIn', { ...came('2026-03-01'), at: '13:00' });
    await gradeAll(test, made.assessmentId, olena, '333');
    expect((await her()).grade).toMatchObject({ percent: 100 });
    await test.call('assessments.editHandIn', { ...came('2026-03-03'), at: '12:30', attemptId: id });
    expect((await her()).grade).toMatchObject({
      percent: 80,
      attempts: [{ number: 1, given: 100, daysLate: 2, percent: 80 }],
    });
  });
});

describe('a score without a rubric', () => {
  it('is given in points of the scale, and shown so', async () => {
    const assessmentId = await addAssessment(test, made.cohortId, null, {
      kind: 'quiz',
      scale: { kind: 'points', outOf: 30 },
    });
    const { attempts } = await onDesk(test, assessmentId, olena);
    const input = { assessmentId, learnerId: olena, attemptId: attempts[0]?.id ?? '' };
    const { learner } = await test.call('assessments.score', { ...input, score: { points: 17 } });
    expect(learner.grade).toMatchObject({
      state: 'graded',
      percent: 56.7,
      shown: { kind: 'points', points: 17, outOf: 30 },
    });
    expect(await test.fail('assessments.score', { ...input, score: { points: 31 } })).toMatchObject({
      reason: 'score_off_scale',
    });
    expect(await test.fail('assessments.score', { ...input, score: { level: 'A' } })).toMatchObject({
      reason: 'score_off_scale',
    });
    const graded = { ...of(), attemptId: await attemptId(), score: { points: 1 } };
    expect(await test.fail('assessments.score', graded)).toMatchObject({ reason: 'graded_by_rubric' });
    const choice = { ...input, criterionId: 'finds', choice: null };
    expect(await test.fail('assessments.grade', choice)).toMatchObject({ reason: 'no_rubric' });
  });
});
