import { refuse } from '../../shared/result.ts';
import { addDays } from '../../shared/rules/time.ts';
import { writeBrief } from '../annotation/collection/queries.ts';
import { newId, type Write } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import type { CohortFrame } from '../roster/queries.ts';
import { writeFields } from './assessment-writing.ts';
import { assessmentEntity, gradingSchemeEntity } from './entities.ts';
import { assessmentsIn } from './queries.ts';
import { takeTemplate } from './rubric-writing.ts';
import { gradingTemplate } from './templates.ts';

/** The last day of a week of the course, the first is week 0. */
const dueOn = (startsOn: string, week: number): string => addDays(startsOn, week * 7 + 6);

/**
 * Writes what the template of a cohort's program has for grading: its scheme, rubrics and assessments. Throws
 * `not_found` (template_not_found), `conflict` (assessments_here) where the cohort has some already.
 */
export function useTemplate(db: Database, write: Write, cohort: CohortFrame, now: number): string[] {
  const template = gradingTemplate(cohort.template);
  if (!template) throw refuse('not_found', 'template_not_found');
  if (assessmentsIn(db, [cohort.id]).length > 0) throw refuse('conflict', 'assessments_here');
  write(gradingSchemeEntity, cohort.id, 'scheme', template.scheme);
  return template.assessments.map(({ rubric, brief, dueWeek, late, ...fields }, index) => {
    const id = newId(now);
    const due =
      dueWeek === null || cohort.startsOn === null
        ? null
        : { on: dueOn(cohort.startsOn, dueWeek), at: null, late };
    writeFields(write, id, cohort.id, { ...fields, due });
    write(assessmentEntity, id, 'place', { order: index + 1 });
    if (rubric !== null) write(assessmentEntity, id, 'rubric', takeTemplate(db, write, rubric));
    if (brief) writeBrief(write, id, brief);
    return id;
  });
}
