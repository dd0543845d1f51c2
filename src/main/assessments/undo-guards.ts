import { refuse } from '../../shared/result.ts';
import type { ChangeRow } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import { enrollmentsOf, findEnrollment } from '../roster/people-queries.ts';
import { namesOf } from '../roster/queries.ts';
import { samePeople } from '../roster/same-person.ts';
import { anyGradedSince, attemptsById } from './grade-queries.ts';
import { anyWorkOf, hasWork } from './people-graded.ts';
import { findAssessment, gradedVersions, placeOf } from './queries.ts';

const idsOf = (changes: readonly ChangeRow[], entity: string): string[] => [
  ...new Set(changes.filter((change) => change.entity === entity).map((change) => change.entity_id)),
];

/** The cohort of an assessment that may be gone by now: as it is stored, else as the act had written it. */
function cohortOf(db: Database, id: string, changes: readonly ChangeRow[]): string | null {
  const written = changes.find(
    (change) => change.entity_id === id && change.cell === 'profile' && change.value !== null,
  );
  const value = written?.value ? (JSON.parse(written.value) as { cohortId?: string }) : {};
  return placeOf(db, id) ?? value.cohortId ?? null;
}

/** Who is not where the act had put her any more, by cohort. */
function goneFrom(db: Database, changes: readonly ChangeRow[]): Map<string, string[]> {
  const places = idsOf(changes, 'enrollment')
    .map((id) => id.split(':'))
    .filter(([learnerId = '', cohortId = '']) => !findEnrollment(db, learnerId, cohortId));
  const { personOf } = samePeople(db);
  const written = idsOf(
    changes.filter((change) => change.cell === 'name'),
    'learner',
  );
  const here = new Set(namesOf(db, written).map((one) => one.id));
  const nobody = written.filter((id) => !here.has(personOf(id)));
  const enrolled = enrollmentsOf(db, nobody).map((one) => [one.learnerId, one.cohortId]);
  const byCohort = Map.groupBy([...places, ...enrolled], ([, cohortId = '']) => cohortId);
  return new Map([...byCohort].map(([cohortId, all]) => [cohortId, all.map(([id = '']) => id)]));
}

/**
 * Work that came in, is taken back, and was graded in between. What stood there before the work came, where somebody
 * graded without it, stands there afterwards too.
 */
function hidesAttempts(db: Database, changes: readonly ChangeRow[]): boolean {
  const written = changes.filter((change) => change.entity === 'attempt' && change.cell === 'handed_in');
  const ids = written.map((change) => change.entity_id);
  const rows = new Map(attemptsById(db, ids).map((row) => [row.id, row]));
  const gone = written.filter((change) => (rows.get(change.entity_id)?.handedIn ?? null) === null);
  return anyGradedSince(db, gone);
}

/**
 * Grades must not vanish because the assessment or the learner that they hang on is taken back, and a rubric that
 * somebody was graded by stays as it is. Asked after the act was taken back, in its transaction. Throws `conflict`
 * (undo_hides_grades, undo_changes_rubric).
 */
export function refuseHidingGrades(db: Database, changes: readonly ChangeRow[]): void {
  const versions = idsOf(changes, 'rubric_version').map((id) => id.slice(id.indexOf(':') + 1));
  if (gradedVersions(db, versions).size > 0) throw refuse('conflict', 'undo_changes_rubric');
  const gone = idsOf(changes, 'assessment').filter((id) => findAssessment(db, id) === undefined);
  const hides = gone.some((id) => {
    const cohortId = cohortOf(db, id, changes);
    return cohortId !== null && hasWork(db, { id, cohortId });
  });
  if (hides || hidesAttempts(db, changes) || anyWorkOf(db, goneFrom(db, changes)))
    throw refuse('conflict', 'undo_hides_grades');
}
