import { refuse } from '../../shared/result.ts';
import { type FiledAttempt, filedAttempts } from '../assessments/scored-work.ts';
import type { Database } from '../database/sqlite.ts';

/** Throws `not_found` (attempt_not_found) for one that is not of this assessment, or has no files. */
export function requireFiled(
  db: Database,
  { assessmentId, attemptId }: { assessmentId: string; attemptId: string },
  now: number,
): FiledAttempt {
  const found = filedAttempts(db, assessmentId, now).find((one) => one.attemptId === attemptId);
  if (!found) throw refuse('not_found', 'attempt_not_found');
  return found;
}
