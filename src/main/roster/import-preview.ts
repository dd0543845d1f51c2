import type { Output } from '../../shared/contract/index.ts';
import type { ImportPreviewRow } from '../../shared/contract/roster-import.ts';
import type { Database } from '../database/sqlite.ts';
import type { ExistingPerson, Match, RowVerdict } from './import/compare.ts';
import type { DryRun } from './import/dry-run.ts';
import type { ImportRow, RowFault } from './import/import-row.ts';
import { peopleToImport } from './import/people-to-import.ts';
import { cohortKey, cohortsByName } from './import-commit.ts';
import { choicesOf, fillsOf, matchesOf } from './import-plan.ts';
import { answeredBy, findEnrollment, type LearnerRow, listLearners } from './people-queries.ts';
import { fieldsAsked } from './program-queries.ts';
import { centerLanguage } from './today.ts';

/** A dry run in memory, with whom it was compared. */
export interface Preview {
  run: DryRun;
  existing: readonly ExistingPerson[];
}

/** What may be shown of a typed value. */
const mostShown = 300;
const shown = (text: string): string => (text.length > mostShown ? `${text.slice(0, mostShown)}…` : text);

/** Whether the phones of a list are, as a rule, written without a country. */
function writesNational({ faultTotals, rows }: DryRun): boolean {
  return (faultTotals.phone_national ?? 0) * 2 > rows.length;
}

/** What is worth saying about a row. What holds for the whole list is said once, beside it. */
function remarksOf(row: ImportRow, national: boolean): readonly RowFault[] {
  return national ? row.faults.filter(({ code }) => code !== 'phone_national') : row.faults;
}

function hasNotice(row: ImportRow, national: boolean): boolean {
  return row.severity === 'notice' && remarksOf(row, national).length > 0;
}

/** What is known of somebody who is here, and which fields of programs say something of her. */
interface Here {
  row: LearnerRow;
  answered: ReadonlySet<string>;
}

/** Who of the list is here, with all that is known of them. */
function peopleHere(db: Database, verdicts: readonly RowVerdict[]): Map<string, Here> {
  const rows = listLearners(
    db,
    verdicts.flatMap((verdict) => verdict.person ?? []),
  );
  const answered = answeredBy(db, [...rows.keys()]);
  return new Map([...rows].map(([id, row]) => [id, { row, answered: answered.get(id) ?? new Set() }]));
}

export function summaryOf(db: Database, { run }: Preview, today: string): Output<'roster.importPreview'> {
  const { table, header } = run;
  const here = peopleHere(db, run.verdicts);
  const people = peopleToImport(run.rows, run.verdicts);
  const fillable = people.filter(({ person, learner }) => {
    const known = person === null ? undefined : here.get(person);
    return known !== undefined && fillsOf(known.row, learner, known.answered).length > 0;
  }).length;
  const cohorts = cohortsByName(db, today);
  const enrollable = people.filter(
    ({ person, cohorts: named }) =>
      person !== null &&
      named.some((name) => {
        const cohort = cohorts.get(cohortKey(name));
        return !cohort || !findEnrollment(db, person, cohort.id);
      }),
  ).length;
  const national = writesNational(run);
  const byName = new Intl.Collator(centerLanguage(db), { numeric: true });
  const named = new Map<string, { name: string; people: number; cohortId: string | null }>();
  for (const name of people.flatMap((person) => person.cohorts)) {
    const key = cohortKey(name);
    const cohort = named.get(key) ?? {
      name: name.slice(0, 80),
      people: 0,
      cohortId: cohorts.get(key)?.id ?? null,
    };
    named.set(key, { ...cohort, people: cohort.people + 1 });
  }
  return {
    fileName: table.fileName,
    format: table.format,
    encoding: table.encoding,
    delimiter: table.delimiter,
    sheets: table.sheets,
    sheet: table.sheet,
    headerLine: header.line,
    columns: run.columns.map(({ column, name, samples, field, question, confidence, couldBe }) => ({
      column,
      name,
      samples,
      field,
      question,
      confidence,
      couldBe: couldBe ?? null,
    })),
    questions: fieldsAsked(db),
    mapping: run.mapping,
    mappingFrom: run.mappingFrom,
    dateQuestions: run.dateQuestions,
    rows: run.rows.length,
    totals: run.totals,
    undecided: run.rows.flatMap(({ row }, index) => {
      const verdict = run.verdicts[index];
      return verdict?.verdict === 'possible_duplicate' ? [{ row, ...choicesOf(row, verdict) }] : [];
    }),
    notices: run.rows.filter((row) => hasNotice(row, national)).length,
    nationalPhones: national,
    fillable,
    enrollable,
    cohorts: [...named.values()].sort((a, b) => byName.compare(a.name, b.name)),
  };
}

function rowView(
  { run }: Preview,
  row: ImportRow,
  verdict: RowVerdict,
  names: ReadonlyMap<string, string>,
  here: ReadonlyMap<string, Here>,
): ImportPreviewRow {
  const personOf = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
  const known = verdict.person === null ? undefined : here.get(verdict.person);
  // Rows are numbered without gaps from 1.
  const lineOf = (number: number | null) => (number === null ? null : (run.rows[number - 1]?.line ?? null));
  const matchOf = (match: Match) => ({
    ...match,
    person: personOf(match.person),
    line: lineOf(match.row),
  });
  return {
    row: row.row,
    line: row.line,
    name: shown(row.learner.name),
    verdict: verdict.verdict,
    birthDate: row.learner.birthDate,
    phone: row.learner.phone,
    email: row.learner.email,
    cohorts: row.cohorts.map(shown),
    repeatsLine: lineOf(verdict.repeats),
    person: personOf(verdict.person),
    fills: known ? fillsOf(known.row, row.learner, known.answered) : [],
    matches: matchesOf(row.row, verdict).map(matchOf),
    faults: remarksOf(row, writesNational(run)).map(({ code, severity, column, value, params }) => ({
      code,
      severity,
      column: column === null ? null : run.header.names[column] || null,
      value: value === null ? null : shown(value),
      ...(params ? { params } : {}),
    })),
  };
}

/** Rows of a kind, a page of them, in the order of the file. */
export function rowsOf(
  db: Database,
  preview: Preview,
  show: ImportPreviewRow['verdict'] | 'all' | 'notice',
  offset: number,
  limit: number,
): Output<'roster.importRows'> {
  const { run, existing } = preview;
  const national = writesNational(run);
  const fits = (index: number): boolean => {
    if (show === 'all') return true;
    const row = run.rows[index];
    if (show === 'notice') return row !== undefined && hasNotice(row, national);
    return run.verdicts[index]?.verdict === show;
  };
  const found = run.rows.flatMap((row, index) => {
    const verdict = run.verdicts[index];
    return verdict && fits(index) ? [{ row, verdict }] : [];
  });
  const page = found.slice(offset, offset + limit);
  const names = new Map(existing.map((person) => [person.id, person.name]));
  const here = peopleHere(
    db,
    page.map(({ verdict }) => verdict),
  );
  return {
    total: found.length,
    rows: page.map(({ row, verdict }) => rowView(preview, row, verdict, names, here)),
  };
}
