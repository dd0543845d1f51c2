import type { Input, Output } from '../../../shared/contract/index.ts';
import { refuse } from '../../../shared/result.ts';
import type { Write } from '../../database/changes.ts';
import type { Database } from '../../database/sqlite.ts';
import type { StoredFile } from '../grade-queries.ts';
import { takeUp } from '../grading.ts';
import { mayHandIn, nextNumber, writeHandIn } from '../hand-in.ts';
import { getAssessment } from '../queries.ts';
import type { PreparedFile } from './prepare.ts';
import { filesOf, handingIn, knownFiles, type Preview } from './preview.ts';

type Taking = Omit<Input<'assessments.takeSubmissions'>, 'jobId'>;

/** What goes to one learner: a file of the source and what it is called among hers. */
interface Given {
  file: PreparedFile;
  name: string;
}

/** Who gets what. Throws `not_found` (group_not_found, learner_not_in_cohort). */
export function giveOut(
  db: Database,
  preview: Preview,
  matches: Taking['matches'],
  today: string,
): Map<string, Given[]> {
  const people = new Set(
    handingIn(db, getAssessment(db, preview.assessmentId), today).map(({ learnerId }) => learnerId),
  );
  const byHand = new Map(matches.map(({ group, learnerId }) => [group, learnerId]));
  for (const [group, learnerId] of byHand) {
    if (!preview.groups[group]) throw refuse('not_found', 'group_not_found');
    if (learnerId !== null && !people.has(learnerId)) throw refuse('not_found', 'learner_not_in_cohort');
  }
  const given = new Map<string, Given[]>();
  for (const [index, group] of preview.groups.entries()) {
    const [best] = group.matches;
    const sure = best?.certainty === 'sure' ? best.learnerId : null;
    const learnerId = byHand.has(index) ? (byHand.get(index) ?? null) : sure;
    if (learnerId === null || !people.has(learnerId)) continue;
    const own = given.get(learnerId) ?? [];
    const taken = new Set(own.map(({ name }) => name));
    const names = new Map(group.paths.map((path, at) => [path, group.names[at] ?? path]));
    for (const file of filesOf(preview, group)) {
      const name = names.get(file.path) ?? file.path;
      // Two folders of hers may each have a file of this name.
      own.push({ file, name: taken.has(name) ? `${group.name}/${name}` : name });
    }
    given.set(learnerId, own);
  }
  return given;
}

/** Files that somebody does not have yet: those that need to be stored. */
export function filesToStore(
  db: Database,
  preview: Preview,
  given: ReadonlyMap<string, Given[]>,
  now: number,
): PreparedFile[] {
  return [...given].flatMap(([learnerId, own]) => {
    const { assessment, work } = takeUp(db, { assessmentId: preview.assessmentId, learnerId }, now);
    const known = knownFiles(work);
    const isNew = own.some(({ file }) => !known.has(file.sha256)) && mayHandIn({ assessment, work });
    return isNew ? own.map(({ file }) => file) : [];
  });
}

/** Writes the attempts; their files are stored already. */
export function writeAttempts(
  { db, write, now }: { db: Database; write: Write; now: number },
  preview: Preview,
  given: ReadonlyMap<string, Given[]>,
  { on, at, source, note }: Omit<Taking, 'matches'>,
): Output<'assessments.takenSubmissions'> {
  const result: Output<'assessments.takenSubmissions'> = { attempts: [], known: [], usedUp: [] };
  const { assessmentId } = preview;
  for (const [learnerId, own] of given) {
    const hand = takeUp(db, { assessmentId, learnerId }, now);
    const { name } = hand.learner;
    const known = knownFiles(hand.work);
    if (own.every(({ file }) => known.has(file.sha256))) result.known.push({ learnerId, name });
    else if (!mayHandIn(hand)) result.usedUp.push({ learnerId, name });
    else {
      const number = nextNumber(hand);
      const arrival = { on, at, source, note };
      const id = writeHandIn(write, hand, arrival, own.map(storedFileOf));
      const bytes = own.reduce((sum, { file }) => sum + file.bytes, 0);
      result.attempts.push({ learnerId, name, attemptId: id, number, files: own.length, bytes });
    }
  }
  return result;
}

const storedFileOf = ({ file: { sha256, bytes, type, stripped }, name }: Given): StoredFile => ({
  ...{ name, sha256, bytes, type },
  ...(stripped.length > 0 ? { stripped } : {}),
});
