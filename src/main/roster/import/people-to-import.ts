import type { RowVerdict, Verdict } from './compare.ts';
import type { LearnerFields } from './fields.ts';
import type { ImportRow } from './import-row.ts';

/** One person of a file, made of the first row that speaks of her and the rows that repeat it. */
export interface PersonToImport {
  verdict: Exclude<Verdict, 'repeats_row' | 'not_a_learner' | 'fault'>;
  /** Id of the person who is already here, otherwise null. */
  person: string | null;
  /** Numbers of her rows, the first one first. */
  rows: number[];
  learner: LearnerFields;
  /** The cohorts of all her rows. */
  cohorts: string[];
  enrollmentStart: string | null;
}

function fill<Value>(first: Value | null, later: Value | null): Value | null {
  return first ?? later;
}

/** What the first row says counts; later rows fill what it leaves open. */
function mergeLearner(first: LearnerFields, later: LearnerFields): LearnerFields {
  return {
    ...first,
    birthDate: fill(first.birthDate, later.birthDate),
    ageBand: fill(first.ageBand, later.ageBand),
    sex: fill(first.sex, later.sex),
    phone: fill(first.phone, later.phone),
    email: fill(first.email, later.email),
    displacementStatus: fill(first.displacementStatus, later.displacementStatus),
    languages: [...new Set([...first.languages, ...later.languages])],
    needs: first.needs === '' ? later.needs : first.needs,
    note: first.note === '' ? later.note : first.note,
    consent: fill(first.consent, later.consent),
    answers: [
      ...first.answers,
      ...later.answers.filter(([asked]) => !first.answers.some(([question]) => question === asked)),
    ],
    consentDate: first.consent === null ? later.consentDate : first.consentDate,
  };
}

/**
 * The people that a dry run would write, one for each, whatever their number of rows. What to do with a
 * possible duplicate is the caller's (the person's) decision.
 */
export function peopleToImport(
  rows: readonly ImportRow[],
  verdicts: readonly RowVerdict[],
): PersonToImport[] {
  const people: PersonToImport[] = [];
  const byRow = new Map<number, PersonToImport>();
  for (const [index, row] of rows.entries()) {
    const verdict = verdicts[index];
    if (!verdict || verdict.verdict === 'fault' || verdict.verdict === 'not_a_learner') continue;
    const { learner, cohorts, enrollmentStart } = row;
    if (verdict.verdict === 'repeats_row') {
      const known = byRow.get(verdict.repeats ?? -1);
      if (!known) continue;
      known.rows.push(row.row);
      known.learner = mergeLearner(known.learner, learner);
      known.cohorts = [...new Set([...known.cohorts, ...cohorts])];
      known.enrollmentStart ??= enrollmentStart;
      continue;
    }
    const person: PersonToImport = {
      verdict: verdict.verdict,
      person: verdict.person,
      rows: [row.row],
      learner,
      cohorts: [...cohorts],
      enrollmentStart,
    };
    people.push(person);
    byRow.set(row.row, person);
  }
  return people;
}
