import type { Choice } from '../../shared/rules/rubric.ts';
import type { Database } from '../database/sqlite.ts';
import { type Assessment, type RubricVersion, versionsOf } from './queries.ts';
import type { AttemptWork } from './work.ts';

/** The versions of the rubrics of some assessments, by id. */
export type Versions = ReadonlyMap<string, RubricVersion>;

export function readVersions(db: Database, assessments: readonly Assessment[]): Versions {
  const rubrics = assessments.flatMap((one) => (one.rubric ? [one.rubric.rubricId] : []));
  return new Map(versionsOf(db, rubrics).map((one) => [one.id, one]));
}

/**
 * The version that an attempt is graded by: the one that a person took it over to, else the newest that something of
 * it was graded by, else the one of the assessment. Null without a rubric.
 */
export function versionOf(
  attempt: Pick<AttemptWork, 'versionId' | 'criteria'>,
  assessment: Assessment,
  versions: Versions,
): RubricVersion | null {
  if (!assessment.rubric) return null;
  const named = [attempt.versionId, ...[...attempt.criteria.values()].map((one) => one.versionId)];
  const known = named.flatMap((id) => (id === null ? [] : (versions.get(id) ?? [])));
  const [moved] = attempt.versionId === null ? [] : known;
  const newest = known.reduce<RubricVersion | null>(
    (best, one) => (best && best.number >= one.number ? best : one),
    null,
  );
  return moved ?? newest ?? versions.get(assessment.rubric.versionId) ?? null;
}

/** What is chosen in an attempt, by criterion. */
export const choicesOf = (attempt: Pick<AttemptWork, 'criteria'>): Map<string, Choice> =>
  new Map([...attempt.criteria].flatMap(([id, { choice }]) => (choice ? [[id, choice]] : [])));
