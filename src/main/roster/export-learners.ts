import type { Input } from '../../shared/contract/index.ts';
import { type CsvCell, writeCsv } from '../../shared/rules/csv.ts';
import type { ExportField } from '../../shared/rules/roster-import.ts';
import type { Database } from '../database/sqlite.ts';
import type { HeldFile } from '../files.ts';
import { writeXlsx } from './export-table.ts';
import {
  answersOf,
  type EnrollmentRow,
  enrollmentsIn,
  enrollmentsOf,
  type LearnerRow,
  listLearners,
} from './people-queries.ts';
import { fieldsAsked, fieldsAskedIn } from './program-queries.ts';
import { cohortNames, requireCohort } from './queries.ts';
import { centerLanguage } from './today.ts';

type Export = Input<'roster.exportLearners'>;

const types = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

interface Line {
  learner: LearnerRow;
  enrollments: readonly EnrollmentRow[];
}

function createCellReader(db: Database, values: Readonly<Record<string, string>>) {
  const cohorts = cohortNames(db);
  const word = (list: string, code: string | null): string | null =>
    code === null ? null : (values[`${list}.${code}`] ?? code);
  const joined = (texts: readonly (string | null | undefined)[]): string | null =>
    texts.filter((text) => text).join('; ') || null;
  const read: Record<ExportField, (line: Line) => CsvCell> = {
    name: ({ learner }) => learner.name,
    shortName: ({ learner }) => learner.shortName,
    cohort: ({ enrollments }) => joined(enrollments.map((row) => cohorts.get(row.cohortId)?.name)),
    status: ({ enrollments }) => joined(enrollments.map((row) => word('enrollment', row.status))),
    startsOn: ({ enrollments }) => joined(enrollments.map((row) => row.startsOn)),
    endsOn: ({ enrollments }) => joined(enrollments.map((row) => row.endsOn)),
    birthDate: ({ learner }) => learner.birthDate,
    ageBand: ({ learner }) => word('age_band', learner.ageBand),
    sex: ({ learner }) => word('sex', learner.sex),
    displacementStatus: ({ learner }) => word('displacement', learner.displacement),
    languages: ({ learner }) =>
      joined((JSON.parse(learner.languages ?? '[]') as string[]).map((code) => word('language', code))),
    phone: ({ learner }) => learner.phone,
    email: ({ learner }) => learner.email,
    needs: ({ learner }) => learner.needs,
    note: ({ learner }) => learner.note,
  };
  return (field: ExportField, line: Line): CsvCell => read[field](line);
}

function linesOf(db: Database, cohortId: string | null): Line[] {
  if (cohortId !== null) requireCohort(db, cohortId);
  const own = cohortId === null ? null : enrollmentsIn(db, cohortId);
  const learners = listLearners(db, own?.map((row) => row.learnerId) ?? null);
  const enrollments = Map.groupBy(own ?? enrollmentsOf(db, [...learners.keys()]), (row) => row.learnerId);
  const collator = new Intl.Collator(centerLanguage(db), { sensitivity: 'base', numeric: true });
  return [...learners.values()]
    .sort((a, b) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
    .map((learner) => ({ learner, enrollments: enrollments.get(learner.id) ?? [] }));
}

const noAnswers: ReturnType<typeof answersOf> = new Map();

/** What is asked of these people, answered or not, then what else was written about one of them; and all answers. */
function answersIn(
  db: Database,
  cohortId: string | null,
  lines: readonly Line[],
): { fields: string[]; answers: ReturnType<typeof answersOf> } {
  const answers = answersOf(
    db,
    lines.map(({ learner }) => learner.id),
  );
  const asked = cohortId === null ? fieldsAsked(db) : fieldsAskedIn(db, [cohortId]);
  const written = [...answers.values()].flatMap((own) => [...own.keys()]);
  return { fields: [...new Set([...asked, ...written])], answers };
}

/** Everybody of a cohort, or of the center, as a file. Nothing in it runs when a spreadsheet opens it. */
export async function exportLearners(
  db: Database,
  { cohortId, format, fileName, columns, answers, values }: Export,
): Promise<HeldFile & { rows: number }> {
  const cellOf = createCellReader(db, values);
  const lines = linesOf(db, cohortId);
  const told = answers ? answersIn(db, cohortId, lines) : { fields: [], answers: noAnswers };
  const rows: CsvCell[][] = [
    [...columns.map(({ label }) => label), ...told.fields],
    ...lines.map((line) => [
      ...columns.map(({ field }) => cellOf(field, line)),
      ...told.fields.map((field) => told.answers.get(line.learner.id)?.get(field) ?? null),
    ]),
  ];
  const bytes = format === 'csv' ? new TextEncoder().encode(writeCsv(rows)) : await writeXlsx(rows, fileName);
  const name = `${fileName.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim() || 'list'}.${format}`;
  return { name, type: types[format], bytes, rows: lines.length };
}
