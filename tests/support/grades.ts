import type { RubricContent } from '../../src/shared/contract/assessments-values.ts';
import type { Input } from '../../src/shared/contract/index.ts';
import type { TestBackend } from './backend.ts';
import { addCohort, addLearners } from './people.ts';

type Criterion = RubricContent['criteria'][number];

/** Four levels worth 0, 1, 2 and 3 points, named by them, with bands over F1 where `figure` says so. */
export function criterion(id: string, more: Partial<Criterion> = {}): Criterion {
  const levels = [0, 1, 2, 3].map((points) => ({
    ...{ id: `l${points}`, title: { en: `Level ${points}` }, description: {}, points },
  }));
  return {
    ...{ id, title: { en: id, uk: `${id} укр` }, description: {}, weight: 1, levels, most: null },
    ...{ proposal: null, ...more },
  };
}

export const f1Bands: NonNullable<Criterion['proposal']> = {
  figure: 'f1',
  bands: [
    { at: 0.9, choice: { level: 'l3' } },
    { at: 0.75, choice: { level: 'l2' } },
    { at: 0.6, choice: { level: 'l1' } },
  ],
};

/** Three criteria, nine points in all; the first has a proposal by F1. */
export const boxes: RubricContent = {
  title: { en: 'Boxes' },
  kind: 'levels',
  criteria: [criterion('finds', { proposal: f1Bands }), criterion('names'), criterion('tight')],
};

export const usualFields = {
  ...{ title: { en: 'Practice project 1' }, kind: 'practice_project' as const, module: null, note: '' },
  ...{ categoryId: 'projects', weight: 1, scale: { kind: 'percent' as const }, due: null },
  attempts: { most: null, counts: 'last' as const },
};

export async function addAssessment(
  test: TestBackend,
  cohortId: string,
  rubricId: string | null,
  more: Partial<Input<'assessments.add'>> = {},
): Promise<string> {
  const fields = { ...usualFields, cohortId, rubricId, ...more };
  return (await test.call('assessments.add', fields)).assessmentId;
}

/** A cohort with learners, a rubric of three criteria, and one practice project graded by it. */
export async function prepareGrading(test: TestBackend, count = 3) {
  const cohortId = await addCohort(test);
  const learners = addLearners(test, count, cohortId);
  const { rubricId, versionId } = await test.call('assessments.addRubric', { content: boxes });
  const assessmentId = await addAssessment(test, cohortId, rubricId);
  return { cohortId, learners, rubricId, versionId, assessmentId };
}

/** A learner as the desk shows her. */
export async function onDesk(test: TestBackend, assessmentId: string, learnerId: string) {
  const { learners } = await test.call('assessments.desk', { assessmentId });
  const found = learners.find((one) => one.learnerId === learnerId);
  if (!found) throw new Error(`${learnerId} is not on the desk`);
  return found;
}

/** Grades her newest attempt as it is typed, one digit a criterion; `-` leaves one out. */
export async function gradeAll(
  test: TestBackend,
  assessmentId: string,
  learnerId: string,
  typed: string,
): Promise<void> {
  const { attempts } = await onDesk(test, assessmentId, learnerId);
  const attempt = attempts.at(-1);
  for (const [index, digit] of [...typed].entries()) {
    const criterionId = attempt?.criteria[index]?.criterionId;
    if (digit === '-' || !attempt || !criterionId) continue;
    await test.call('assessments.grade', {
      ...{ assessmentId, learnerId, attemptId: attempt.id, criterionId, choice: { level: `l${digit}` } },
    });
  }
}
