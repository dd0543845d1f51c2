import { beforeEach, describe, expect, it } from 'vitest';
import { gradingTemplates, rubricTemplates } from '../../src/main/assessments/templates.ts';
import { templates } from '../../src/main/roster/templates.ts';
import { rubricFaults } from '../../src/shared/rules/rubric.ts';
import { scaleFaults } from '../../src/shared/rules/scales.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addLearners } from '../support/people.ts';

const languages = ['en', 'uk', 'bg', 'ar'] as const;

/** Every place where something is said by language. */
function wordingsIn(value: unknown, at = ''): [at: string, said: Record<string, string>][] {
  if (value === null || typeof value !== 'object') return [];
  if ('en' in value) return [[at, value as Record<string, string>]];
  return Object.entries(value).flatMap(([key, part]) => wordingsIn(part, `${at}.${key}`));
}

describe.each(gradingTemplates())('what $template comes with', (template) => {
  it('says everything in four languages, each in its own letters', () => {
    const said = wordingsIn(template);
    expect(said.length).toBeGreaterThan(20);
    const script = {
      en: /\p{Script=Latin}/u,
      uk: /\p{Script=Cyrillic}/u,
      bg: /\p{Script=Cyrillic}/u,
      ar: /\p{Script=Arabic}/u,
    };
    const foreign = {
      en: /[а-я\u0600-\u06ff]/i,
      uk: /[ыэёъ]|\p{Script=Latin}/iu,
      bg: /[ыэёіїєґ]|\p{Script=Latin}/iu,
      ar: /[\u06A9\u06CC]|\p{Script=Latin}/u,
    };
    const wrong = said.flatMap(([at, words]) =>
      languages
        .filter((one) => !script[one].test(words[one] ?? '') || foreign[one].test(words[one] ?? ''))
        .map((one) => `${at} ${one}: ${words[one]}`),
    );
    expect(wrong).toEqual([]);
    const same = said.filter(([, words]) => words.uk === words.bg && (words.uk ?? '').length > 12);
    expect(same).toEqual([]);
  });

  it('has nothing wrong in it', () => {
    for (const { content, template: name } of template.rubrics)
      expect([name, rubricFaults(content)]).toEqual([name, {}]);
    expect(scaleFaults(template.scheme.scale)).toEqual({});
    const categories = template.scheme.categories.map((one) => one.id);
    const rubrics = [null, ...template.rubrics.map((one) => one.template)];
    for (const one of template.assessments) {
      expect(categories).toContain(one.categoryId);
      expect(rubrics).toContain(one.rubric);
      expect(scaleFaults(one.scale)).toEqual({});
    }
    expect(template.assessments.length).toBeGreaterThan(2);
  });
});

it('there is one for each program that a center starts with, and each rubric has a name of its own', () => {
  expect(gradingTemplates().map((one) => one.template)).toEqual(templates.map((one) => one.template));
  const names = rubricTemplates().map((one) => one.template);
  expect(new Set(names).size).toBe(names.length);
});

it('rubrics of annotation propose by what is measured', () => {
  for (const name of ['bounding-boxes', 'polygons', 'semantic-segmentation']) {
    const rubric = rubricTemplates().find((one) => one.template === name)?.content;
    expect(rubric?.criteria.filter((one) => one.proposal).length, name).toBeGreaterThanOrEqual(3);
    // A digit each: the desk is worked by keyboard.
    for (const criterion of rubric?.criteria ?? []) expect(criterion.levels).toHaveLength(4);
  }
});

describe('a cohort of a program from a template', () => {
  let test: TestBackend;
  let cohortId: string;
  beforeEach(async () => {
    test = await openTestBackend();
    const { programs } = await test.call('programs.list', {});
    const programId = programs.find((one) => one.name.en === 'Image annotation')?.id ?? null;
    const cohort = { name: 'Cohort 4', programId, startsOn: '2026-03-02', endsOn: '2026-05-22' };
    cohortId = (await test.call('roster.addCohort', cohort)).id;
    return () => test.close();
  });
  const list = async () => (await test.call('assessments.list', { cohortId })).cohorts[0];

  it('takes everything over in one act', async () => {
    expect(await list()).toMatchObject({ template: true, ownScheme: false, assessments: [] });
    const { assessmentIds } = await test.call('assessments.useTemplate', { cohortId });
    const after = await list();
    expect(after).toMatchObject({ template: false, ownScheme: true });
    expect(after?.assessments.map((one) => one.id)).toEqual(assessmentIds);
    const boxes = after?.assessments.find((one) => one.title.en === 'Bounding boxes');
    expect(boxes).toMatchObject({ rubric: { number: 1, isNewest: true }, due: { on: '2026-04-19' } });
    expect(await test.fail('assessments.useTemplate', { cohortId })).toMatchObject({
      reason: 'assessments_here',
    });
    await test.call('changes.undo', {});
    expect((await list())?.assessments).toEqual([]);
    expect((await test.call('assessments.rubrics', {})).rubrics).toEqual([]);
  });

  it('has the rubrics that the center made of them', async () => {
    const taken = await test.call('assessments.takeRubric', { template: 'bounding-boxes' });
    expect(await test.call('assessments.takeRubric', { template: 'bounding-boxes' })).toEqual(taken);
    const { versions } = await test.call('assessments.rubric', { rubricId: taken.rubricId });
    const content = { ...(versions[0]?.content ?? { criteria: [] }), title: { en: 'Ours' } };
    await test.call('assessments.editRubric', { rubricId: taken.rubricId, content } as never);
    await test.call('assessments.useTemplate', { cohortId });
    const boxes = (await list())?.assessments.find((one) => one.title.en === 'Bounding boxes');
    expect(boxes?.rubric?.title).toEqual({ en: 'Ours' });
    const { templates: others } = await test.call('assessments.rubrics', {});
    expect(others.map((one) => one.template)).not.toContain('bounding-boxes');
    expect(await test.fail('assessments.takeRubric', { template: 'none' })).toMatchObject({
      reason: 'template_not_found',
    });
  });

  it('is graded by 20 learners x 5 criteria in 100 digits, nothing else', async () => {
    const learners = addLearners(test, 20, cohortId);
    const { assessmentIds } = await test.call('assessments.useTemplate', { cohortId });
    const assessmentId = assessmentIds[3] ?? '';
    let keys = 0;
    for (const learnerId of learners) {
      const { learners: all } = await test.call('assessments.desk', { assessmentId });
      const attempt = all.find((one) => one.learnerId === learnerId)?.attempts[0];
      for (const { criterionId } of attempt?.criteria ?? []) {
        const choice = { level: `level-${(keys % 4) + 1}` };
        const input = { assessmentId, learnerId, attemptId: attempt?.id ?? '', criterionId, choice };
        await test.call('assessments.grade', input);
        keys += 1;
      }
    }
    expect(keys).toBe(100);
    const { progress } = await test.call('assessments.desk', { assessmentId });
    expect(progress).toMatchObject({ learners: 20, graded: 20 });
  });
});
