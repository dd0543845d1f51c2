import type { z } from 'zod';
import type { assessmentFields } from '../../shared/contract/assessments-values.ts';
import { AppError } from '../../shared/result.ts';
import { scaleFaults } from '../../shared/rules/scales.ts';
import { saysNothing } from '../../shared/rules/wording.ts';
import type { Write } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import { assessmentEntity } from './entities.ts';
import { assessmentsIn, newestVersion, schemesOf } from './queries.ts';
import { usualScheme } from './scheme.ts';

export type Fields = z.output<typeof assessmentFields>;

/** Throws `validation` (assessment_faulty) with a fault for each field. */
export function requireFields(db: Database, cohortId: string, fields: Fields): Fields {
  const faults: Record<string, string> = {};
  if (saysNothing(fields.title)) faults.title = 'title_missing';
  const { categories } = schemesOf(db, [cohortId]).get(cohortId) ?? usualScheme;
  const { categoryId } = fields;
  if (categoryId !== null && !categories.some((one) => one.id === categoryId))
    faults.categoryId = 'category_unknown';
  for (const [place, fault] of Object.entries(scaleFaults(fields.scale))) faults[`scale.${place}`] = fault;
  if (Object.keys(faults).length > 0)
    throw new AppError({ code: 'validation', reason: 'assessment_faulty', fields: faults });
  return fields;
}

/** What an assessment says, cell by cell: what has not changed is not written again. */
export function writeFields(write: Write, id: string, cohortId: string, fields: Fields): void {
  const { title, kind, module, note, categoryId, weight, scale, due, attempts } = fields;
  write(assessmentEntity, id, 'profile', { title, kind, module, note, cohortId });
  write(assessmentEntity, id, 'share', { categoryId, weight });
  write(assessmentEntity, id, 'scale', scale);
  write(assessmentEntity, id, 'due', due);
  write(assessmentEntity, id, 'attempts', attempts);
}

/** The rubric in its newest version, or none. */
export function writeRubricUse(db: Database, write: Write, id: string, rubricId: string | null): void {
  const use = rubricId === null ? null : { rubricId, versionId: newestVersion(db, rubricId).id };
  write(assessmentEntity, id, 'rubric', use);
}

/** Behind the last one of its cohort. */
export function nextPlace(db: Database, cohortId: string): number {
  return Math.max(0, ...assessmentsIn(db, [cohortId]).map((one) => one.order)) + 1;
}
