import type { EnrollmentStatus } from '../../shared/rules/learner.ts';
import { historyOf } from '../database/changes.ts';
import { upcast } from '../database/entities.ts';
import type { Database } from '../database/sqlite.ts';
import { enrollmentEntity } from './entities.ts';
import { rowsHolding } from './people-queries.ts';

interface Entry {
  at: number;
  actor: string | null;
  /** Null where it was taken back. */
  status: EnrollmentStatus | null;
  reason: string | null;
}

/** Every status that an enrollment ever had, oldest first. */
export function statusHistory(db: Database, learnerId: string, cohortId: string): Entry[] {
  const { format, schema } = enrollmentEntity.cells.status;
  return rowsHolding(db, 'enrollment', learnerId, cohortId)
    .flatMap((id) => historyOf(db, 'enrollment', `${id}:${cohortId}`, 'status'))
    .sort((a, b) => b.recorded_at - a.recorded_at)
    .filter((change) => change.format <= format)
    .map((change): Entry => {
      const value =
        change.value === null
          ? null
          : schema.parse(upcast(enrollmentEntity.cells.status, change.format, JSON.parse(change.value)));
      return {
        at: change.recorded_at,
        actor: change.actor,
        status: value?.status ?? null,
        reason: value?.reason ?? null,
      };
    })
    .reverse();
}
