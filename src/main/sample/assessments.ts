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
import { projectToTry } from './practice.ts';
import type { Random } from './random.ts';
import type { Put } from './scribe.ts';
import type { World } from './world.ts';

/** What a course is graded by, with the rubric's content at hand. */
export type Graded = Pick<Assessment, 'id' | 'kind' | 'rubric'> & {
  dueOn: string;
  outOf: number | null;
  content: GradingTemplate['rubrics'][number]['content'] | null;
  /** Which practice project of street scenes it is. */
  street: 'finished' | 'to_try' | null;
};

/** Its project has pictures, hand-ins and scores, and a second one beside it is there to be tried. */
const boxesRubric = 'bounding-boxes';

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
  const own = spec.assessments.map(({ dueWeek, ...fields }) => ({
    ...fields,
    dueOn: dueWeek === null ? null : addDays(startsOn, dueWeek * 7 + 6),
    street: fields.rubric === boxesRubric ? ('finished' as const) : null,
  }));
  const planned = own
    .flatMap((one) => (one.street === null ? [one] : [one, { ...one, ...projectToTry(world) }]))
    .map((fields) => ({ id: makeId(at, random), fields }));
  world.agenda.at(at, () => {
    const put = world.scribe.act(world.staff.coordinator, 'assessments.useTemplate', at);
    put(gradingSchemeEntity, cohortId, 'scheme', spec.scheme);
    for (const [index, { id, fields }] of planned.entries()) {
      const { rubric, dueOn, late, street: _street, ...said } = fields;
      const due = dueOn === null ? null : { on: dueOn, at: null, late };
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
    const { rubric, dueOn, kind, scale, street } = fields;
    if (dueOn === null) return [];
    return [
      {
        ...{ id, kind, dueOn, street, rubric: rubric === null ? null : templateIds(rubric) },
        outOf: scale.kind === 'points' ? scale.outOf : null,
        content: spec.rubrics.find((one) => one.template === rubric)?.content ?? null,
      },
    ];
  });
}
