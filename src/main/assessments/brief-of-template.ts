import type { ImageBrief } from '../../shared/rules/image-brief.ts';
import type { Database } from '../database/sqlite.ts';
import { cohortFrames } from '../roster/queries.ts';
import type { Assessment } from './queries.ts';
import { gradingTemplate } from './templates.ts';

/** What the template of a cohort's program asks of images, in the assessment of this name if there are several. */
export function proposedBrief(db: Database, { cohortId, title }: Assessment): ImageBrief | null {
  const template = gradingTemplate(cohortFrames(db, [cohortId]).get(cohortId)?.template ?? null);
  const briefs = (template?.assessments ?? []).flatMap((one) =>
    one.brief ? [{ ...one, brief: one.brief }] : [],
  );
  const named = briefs.find((one) => one.title.en === title.en);
  return (named ?? briefs[0])?.brief ?? null;
}
