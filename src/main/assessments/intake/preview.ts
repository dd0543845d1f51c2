import type { Output } from '../../../shared/contract/index.ts';
import { refuse } from '../../../shared/result.ts';
import type { Trace } from '../../../shared/rules/pictures.ts';
import type { Database } from '../../database/sqlite.ts';
import { listIdentities } from '../../roster/people-queries.ts';
import { mayHandIn } from '../hand-in.ts';
import { findGradedLearner, type GradedLearner, learnersOf } from '../learners.ts';
import { type Assessment, getAssessment } from '../queries.ts';
import { readWork, type Work } from '../work.ts';
import { type FileGroup, groupFiles } from './group.ts';
import { type Candidate, createMatcher } from './match.ts';
import type { PreparedFile, RefusedFile } from './prepare.ts';
import type { Source } from './source.ts';
import type { Looked } from './worker.ts';

/** What came in and was looked through, until it is taken in or dropped. */
export interface Preview {
  assessmentId: string;
  source: Source;
  groups: FileGroup[];
  files: ReadonlyMap<string, PreparedFile>;
  refused: RefusedFile[];
}

/** Who may hand in: whoever is in the cohort and has not left. */
export function handingIn(db: Database, assessment: Assessment, today: string): GradedLearner[] {
  const people = learnersOf(db, [assessment.cohortId], today).get(assessment.cohortId) ?? [];
  return people.filter((one) => !one.readOnly);
}

export function candidatesOf(db: Database, people: readonly GradedLearner[]): Candidate[] {
  const emails = new Map(listIdentities(db).map(({ id, email }) => [id, email]));
  return people.map(({ learnerId, name, shortName }) => ({
    ...{ learnerId, name, shortName },
    email: emails.get(learnerId) ?? null,
  }));
}

/** All files as hers, by a person's word. */
function groupOfOne(learnerId: string, paths: string[]): FileGroup[] {
  if (paths.length === 0) return [];
  const matches = [{ learnerId, certainty: 'sure', by: 'hand' }] as const;
  return [{ name: '', paths, names: [...paths], matches }];
}

/** Throws `not_found` (learner_not_in_cohort) and `conflict` (learner_left) for one learner's files. */
export function requireOne(db: Database, assessment: Assessment, learnerId: string, today: string): string {
  const found = findGradedLearner(db, assessment.cohortId, learnerId, today);
  if (!found) throw refuse('not_found', 'learner_not_in_cohort');
  if (found.readOnly) throw refuse('conflict', 'learner_left');
  return found.learnerId;
}

export function previewOf(
  db: Database,
  { assessmentId, learnerId, source }: { assessmentId: string; learnerId: string | null; source: Source },
  looked: Looked,
  today: string,
): Preview {
  const assessment = getAssessment(db, assessmentId);
  const paths = looked.files.map(({ path }) => path);
  const match = createMatcher(candidatesOf(db, handingIn(db, assessment, today)));
  return {
    ...{ assessmentId, source, refused: looked.refused },
    groups: learnerId === null ? groupFiles(paths, match) : groupOfOne(learnerId, paths),
    files: new Map(looked.files.map((file) => [file.path, file])),
  };
}

export const filesOf = (preview: Preview, { paths }: FileGroup): PreparedFile[] =>
  paths.flatMap((path) => preview.files.get(path) ?? []);

/** Files that she handed in before, in whichever attempt. */
export const knownFiles = ({ attempts }: Work): ReadonlySet<string> =>
  new Set(attempts.flatMap(({ files }) => files.map(({ sha256 }) => sha256)));

const MOST_NAMES = 5;
const MOST_REFUSED = 500;
const sumOf = (files: Iterable<{ bytes: number }>): number =>
  [...files].reduce((sum, { bytes }) => sum + bytes, 0);

/** What a person is shown of it, as things stand now. */
export function submissionsView(
  db: Database,
  preview: Preview,
  today: string,
): Output<'assessments.submissions'> {
  const assessment = getAssessment(db, preview.assessmentId);
  const people = handingIn(db, assessment, today);
  const ids = people.map(({ learnerId }) => learnerId);
  const work = readWork(db, [assessment], new Map([[assessment.cohortId, ids]])).get(assessment.id);
  const stateOf = (learnerId: string, files: readonly PreparedFile[]) => {
    const own = work?.get(learnerId);
    if (!own) return null;
    const known = knownFiles(own);
    if (files.every(({ sha256 }) => known.has(sha256))) return 'known' as const;
    return mayHandIn({ assessment, work: own }) ? ('new' as const) : ('used_up' as const);
  };
  const stripped: Partial<Record<Trace, number>> = {};
  for (const file of preview.files.values())
    for (const trace of file.stripped) stripped[trace] = (stripped[trace] ?? 0) + 1;
  return {
    assessmentId: assessment.id,
    files: preview.files.size,
    bytes: sumOf(preview.files.values()),
    groups: preview.groups.map((group, index) => {
      const files = filesOf(preview, group);
      const [best] = group.matches;
      return {
        ...{ group: index, name: group.name, files: files.length, bytes: sumOf(files) },
        names: group.names.slice(0, MOST_NAMES),
        certainty: best?.certainty ?? 'nobody',
        matches: [...group.matches],
        state: best ? stateOf(best.learnerId, files) : null,
      };
    }),
    learners: people.flatMap(({ learnerId, name }) => {
      const own = work?.get(learnerId);
      const attempts = own?.attempts.filter(({ handedIn }) => handedIn !== null).length ?? 0;
      return own ? [{ learnerId, name, attempts, mayHandIn: mayHandIn({ assessment, work: own }) }] : [];
    }),
    refused: preview.refused.slice(0, MOST_REFUSED),
    refusedInAll: preview.refused.length,
    stripped,
  };
}
