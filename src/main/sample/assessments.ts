import { addDays } from '../../shared/rules/time.ts';
import { writeFields } from '../assessments/assessment-writing.ts';
import {
  assessmentEntity,
  gradingSchemeEntity,
  rubricEntity,
  rubricVersionEntity,
} from '../assessments/entities.ts';
import type { Assessment } from '../assessments/queries.ts';
import { templateIds } from '../assessments/rubric-writing.ts';
import { type GradingTemplate, gradingTemplate } from '../assessments/templates.ts';
import type { Write } from '../database/changes.ts';
import type { Course } from './course.ts';
import { makeId } from './ids.ts';
import type { Random } from './random.ts';
import type { Put } from './scribe.ts';
import type { World } from './world.ts';

/** What a course is graded by, with the rubric's content at hand. */
export type Graded = Pick<Assessment, 'id' | 'kind' | 'rubric'> & {
  dueOn: string;
  outOf: number | null;
  content: GradingTemplate['rubrics'][number]['content'] | null;
};

/** Writes into the log as `write` does; a cell that says nothing is not begun. */
const writerOf =
  (put: Put): Write =>
  (entity, id, cell, value) => {
    if (value !== null) put(entity, id, cell, value);
    return value !== null;
  };

/**
 * What the template of a program has for grading, taken over before the course begins. `taken` are the rubrics that
 * the center has already. Only what is due is told of: the rest has not been worked at.
 */
export function planAssessments(
  world: World,
  { cohortId, startsOn }: Course,
  template: string,
  taken: Set<string>,
  random: Random,
): Graded[] {
  const spec = gradingTemplate(template);
  if (!spec) return [];
  const at = world.clock(addDays(startsOn, -6), '10:00');
  const planned = spec.assessments.map((fields) => ({ id: makeId(at, random), fields }));
  world.agenda.at(at, () => {
    const put = world.scribe.act(world.staff.coordinator, 'assessments.useTemplate', at);
    put(gradingSchemeEntity, cohortId, 'scheme', spec.scheme);
    for (const [index, { id, fields }] of planned.entries()) {
      const { rubric, dueWeek, late, ...said } = fields;
      const due = dueWeek === null ? null : { on: addDays(startsOn, dueWeek * 7 + 6), at: null, late };
      writeFields(writerOf(put), id, cohortId, { ...said, due });
      put(assessmentEntity, id, 'place', { order: index + 1 });
      if (rubric === null) continue;
      const ids = templateIds(rubric);
      const content = spec.rubrics.find((one) => one.template === rubric)?.content;
      if (content && !taken.has(rubric)) {
        taken.add(rubric);
        put(rubricEntity, ids.rubricId, 'profile', { here: true, template: rubric });
        put(rubricVersionEntity, `${ids.rubricId}:${ids.versionId}`, 'content', { content, madeAt: 0 });
      }
      put(assessmentEntity, id, 'rubric', ids);
    }
  });
  return planned.flatMap(({ id, fields }): Graded[] => {
    const { rubric, dueWeek, kind, scale } = fields;
    if (dueWeek === null) return [];
    return [
      {
        ...{ id, kind, rubric: rubric === null ? null : templateIds(rubric) },
        dueOn: addDays(startsOn, dueWeek * 7 + 6),
        outOf: scale.kind === 'points' ? scale.outOf : null,
        content: spec.rubrics.find((one) => one.template === rubric)?.content ?? null,
      },
    ];
  });
}
