import type { RubricContent } from '../../shared/contract/assessments-values.ts';
import { AppError } from '../../shared/result.ts';
import { rubricFaults } from '../../shared/rules/rubric.ts';
import { newId, requireHere, type Write } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import { generatedId } from '../sessions/generated-id.ts';
import { rubricEntity, rubricVersionEntity } from './entities.ts';
import { isRubric, newestVersion, versionsOf } from './queries.ts';
import { rubricTemplates } from './templates.ts';

export interface NewRubric {
  rubricId: string;
  versionId: string;
}

/** Throws `validation` (rubric_faulty) with a fault for each place. */
export function requireRubric(content: RubricContent): RubricContent {
  const fields = rubricFaults(content);
  if (Object.keys(fields).length > 0)
    throw new AppError({ code: 'validation', reason: 'rubric_faulty', fields });
  return content;
}

export function writeRubric(write: Write, now: number, content: RubricContent): NewRubric {
  const ids = { rubricId: newId(now), versionId: newId(now) };
  write(rubricEntity, ids.rubricId, 'profile', { here: true, template: null });
  writeVersion(write, ids, content, now);
  return ids;
}

export function writeVersion(
  write: Write,
  { rubricId, versionId }: NewRubric,
  content: RubricContent,
  madeAt: number,
): void {
  write(rubricVersionEntity, `${rubricId}:${versionId}`, 'content', { content, madeAt });
}

/** Ids of a rubric that comes with the program: the same on every laptop. */
export const templateIds = (name: string): NewRubric => ({
  rubricId: generatedId('rubric', name),
  versionId: generatedId('rubric_version', name, '1'),
});

/**
 * A rubric of the templates as the center has it: its newest version, or what comes with the program. Throws
 * `not_found` (template_not_found).
 */
export function takeTemplate(db: Database, write: Write, name: string): NewRubric {
  const { content } = requireHere(
    rubricTemplates().find((one) => one.template === name),
    'template',
  );
  const ids = templateIds(name);
  if (isRubric(db, ids.rubricId)) {
    const { id: versionId } = newestVersion(db, ids.rubricId);
    return { ...ids, versionId };
  }
  write(rubricEntity, ids.rubricId, 'profile', { here: true, template: name });
  // One that was removed comes back as it was.
  const [newest] = versionsOf(db, [ids.rubricId]).slice(-1);
  if (newest) return { ...ids, versionId: newest.id };
  writeVersion(write, ids, content, 0);
  return ids;
}
