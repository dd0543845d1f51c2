import { cpSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { logOf, receiveAll } from '../support/device.ts';
import { temporaryFolder } from '../support/folders.ts';
import { gradeAll, onDesk, prepareGrading } from '../support/grades.ts';
import { pathsOf } from '../support/platform.ts';

/** Everything that one laptop wrote goes to the other. */
const sync = (from: TestBackend, to: TestBackend): void => {
  receiveAll(to.db(), logOf(from.db()));
};

/** A second laptop that begins as a copy of the first: it notices, and writes under a name of its own. */
async function twoLaptops() {
  const one = await openTestBackend();
  const made = await prepareGrading(one);
  one.restart();
  const root = temporaryFolder('laptop');
  cpSync(one.paths.data, pathsOf(root).data, { recursive: true });
  await one.unseal();
  one.sit(one.coordinatorId);
  const other = await openTestBackend({ root });
  expect(other.backend().gate.vault().device).not.toBe(one.backend().gate.vault().device);
  return { one, other, ...made, learnerId: made.learners[0] ?? '' };
}

it('two laptops that grade the same criterion: both values are kept, listed, and grading again decides', async () => {
  const { one, other, assessmentId, learnerId } = await twoLaptops();
  await gradeAll(one, assessmentId, learnerId, '333');
  other.clock.advance(60_000);
  await gradeAll(other, assessmentId, learnerId, '313');
  sync(other, one);
  const her = await onDesk(one, assessmentId, learnerId);
  // The later one shows until somebody decides; those that agree are no conflict.
  expect(her.attempts[0]?.criteria.map((each) => [each.choice, each.contested])).toEqual([
    [{ level: 'l3' }, false],
    [{ level: 'l1' }, true],
    [{ level: 'l3' }, false],
  ]);
  expect(her.contested).toBe(true);
  const { entries } = await one.call('assessments.gradeHistory', { assessmentId, learnerId });
  expect(entries.filter((entry) => entry.criterionId === 'names').map((entry) => entry.here)).toEqual([
    false,
    true,
  ]);
  one.clock.advance(120_000);
  await gradeAll(one, assessmentId, learnerId, '-2');
  expect(await onDesk(one, assessmentId, learnerId)).toMatchObject({ contested: false });
  sync(one, other);
  const there = await onDesk(other, assessmentId, learnerId);
  expect(there.attempts[0]?.criteria[1]).toMatchObject({ choice: { level: 'l2' }, contested: false });
});

it('two laptops that change a rubric make two versions, and no grade loses its own', async () => {
  const { one, other, assessmentId, rubricId, learnerId } = await twoLaptops();
  await gradeAll(one, assessmentId, learnerId, '333');
  sync(one, other);
  const { versions } = await one.call('assessments.rubric', { rubricId });
  const content = versions[0]?.content;
  if (!content) throw new Error('the rubric is here');
  for (const [at, laptop] of [one, other].entries()) {
    laptop.clock.advance(1000 * (at + 1));
    await laptop.call('assessments.editRubric', {
      rubricId,
      content: { ...content, title: { en: `v${at}` } },
    });
  }
  sync(one, other);
  sync(other, one);
  for (const laptop of [one, other]) {
    const after = await laptop.call('assessments.rubric', { rubricId });
    expect(after.versions.map((each) => [each.number, each.content.title.en, each.graded])).toEqual([
      [1, 'Boxes', true],
      [2, 'v0', false],
      [3, 'v1', false],
    ]);
    expect((await onDesk(laptop, assessmentId, learnerId)).grade.percent).toBe(100);
  }
});

it('work that comes in on one laptop and is graded on the other is one attempt', async () => {
  const { one, other, assessmentId, learnerId } = await twoLaptops();
  await gradeAll(other, assessmentId, learnerId, '321');
  await one.call('assessments.handIn', {
    ...{ assessmentId, learnerId, on: '2026-03-10', at: null, source: 'stick', note: null },
  });
  sync(other, one);
  const her = await onDesk(one, assessmentId, learnerId);
  expect(her.attempts).toHaveLength(1);
  expect(her).toMatchObject({ grade: { state: 'graded', percent: 66.7 }, contested: false });
});

it('a rubric of the templates that both laptops take is the same one', async () => {
  const { one, other } = await twoLaptops();
  const taken = await one.call('assessments.takeRubric', { template: 'polygons' });
  expect(await other.call('assessments.takeRubric', { template: 'polygons' })).toEqual(taken);
  sync(other, one);
  const { versions } = await one.call('assessments.rubric', { rubricId: taken.rubricId });
  expect(versions).toHaveLength(1);
});
