import type { ImportDecision } from '../../shared/contract/roster-import.ts';
import { refuse } from '../../shared/result.ts';
import type { Match, RowVerdict } from './import/compare.ts';
import type { DryRun } from './import/dry-run.ts';
import type { Answer, LearnerFields } from './import/fields.ts';
import { leftovers } from './import/import-row.ts';
import { type PersonToImport, peopleToImport } from './import/people-to-import.ts';
import type { LearnerRow } from './people-queries.ts';

/** What a person decided, by number of the row. */
export type Decisions = ReadonlyMap<number, ImportDecision>;

/** Whom a row may be. An earlier row is the one to be the same as; the later ones ask by themselves. */
export function matchesOf(row: number, { matches }: RowVerdict): Match[] {
  return matches.filter((match) => match.row === null || match.row < row);
}

/** The people and the earlier rows among whom a person decides. */
export function choicesOf(row: number, verdict: RowVerdict): { people: string[]; rows: number[] } {
  const matches = matchesOf(row, verdict);
  return {
    people: matches.flatMap((match) => match.person ?? []),
    rows: matches.flatMap((match) => match.row ?? []),
  };
}

const skipped: RowVerdict = { verdict: 'fault', person: null, repeats: null, matches: [] };

/** Throws `conflict` (import_stale) for somebody who was not to choose from: what was shown was another reading. */
function decided(row: number, verdict: RowVerdict, decision: ImportDecision | undefined): RowVerdict {
  if (verdict.verdict !== 'possible_duplicate') return verdict;
  const { people, rows } = choicesOf(row, verdict);
  switch (decision?.kind) {
    case 'new':
      return { ...verdict, verdict: 'new' };
    case 'same':
      if (!people.includes(decision.personId)) throw refuse('conflict', 'import_stale');
      return { ...verdict, verdict: 'already_here', person: decision.personId };
    case 'same_row':
      if (!rows.includes(decision.row)) throw refuse('conflict', 'import_stale');
      return { ...verdict, verdict: 'repeats_row', repeats: decision.row };
    default:
      return skipped;
  }
}

/**
 * The people that an import writes, each with what all her rows say. What no field could take goes into the note.
 * Rows that repeat a row which is skipped are skipped with it.
 */
export function planImport(run: DryRun, decisions: Decisions): PersonToImport[] {
  const verdicts = run.verdicts.map((verdict, index) => {
    const row = run.rows[index]?.row ?? 0;
    return decided(row, verdict, decisions.get(row));
  });
  const byNumber = new Map(run.rows.map((row) => [row.row, row]));
  return peopleToImport(run.rows, verdicts).map((person) => {
    const rest = person.rows
      .map((number) => byNumber.get(number))
      .map((row) => (row ? leftovers(row, run.header.names) : ''))
      .filter((text) => text !== '');
    const note = [...new Set([person.learner.note, ...rest])].filter((text) => text !== '').join('\n');
    return { ...person, learner: { ...person.learner, note } };
  });
}

/** The facts of a learner that an import can give. */
export const importedFacts = [
  'birth',
  'sex',
  'phone',
  'email',
  'displacement',
  'languages',
  'needs',
  'note',
  'answers',
] as const;
export type ImportedFact = (typeof importedFacts)[number];

/** Whether a list says anything about a fact. */
export function says(learner: LearnerFields, fact: ImportedFact): boolean {
  switch (fact) {
    case 'birth':
      return learner.birthDate !== null || learner.ageBand !== null;
    case 'displacement':
      return learner.displacementStatus !== null;
    case 'languages':
    case 'answers':
      return learner[fact].length > 0;
    case 'needs':
    case 'note':
      return learner[fact] !== '';
    default:
      return learner[fact] !== null;
  }
}

/** What a list answers for somebody who is here where nothing was answered yet. */
export function newAnswers(learner: LearnerFields, answered: ReadonlySet<string>): Answer[] {
  return learner.answers.filter(([question]) => !answered.has(question));
}

/** Whether nothing is known of a fact about somebody who is here. */
function isBlank(row: LearnerRow, fact: Exclude<ImportedFact, 'answers'>): boolean {
  return fact === 'birth' ? row.birthDate === null && row.ageBand === null : row[fact] === null;
}

/**
 * The blanks that a list would fill of somebody who is here, of whom `answered` names the fields that say something.
 * What is there is never touched.
 */
export function fillsOf(
  row: LearnerRow,
  learner: LearnerFields,
  answered: ReadonlySet<string>,
): ImportedFact[] {
  return importedFacts.filter((fact) =>
    fact === 'answers' ? newAnswers(learner, answered).length > 0 : isBlank(row, fact) && says(learner, fact),
  );
}
