import { z } from 'zod';
import { consentPurposes } from '../rules/learner.ts';
import { fieldLength } from '../rules/program-fields.ts';
import {
  exportFields,
  importDelimiters,
  importEncodings,
  importFields,
  importVerdicts,
} from '../rules/roster-import.ts';
import { action, command, query } from './define.ts';
import { date, id, line, nothing } from './values.ts';

const verdict = z.enum(importVerdicts);
const matchField = z.enum(['name', 'phone', 'email', 'birthDate']);
const params = z.record(z.string(), z.union([z.string(), z.number()]));
const person = z.object({ id, name: z.string() });

/** A field of a program, by its name. */
const question = line(fieldLength).optional();

const mapping = z.object({
  columns: z
    .array(z.object({ column: z.int().min(0).max(1000), field: z.enum(importFields), question }))
    .max(1000),
});

/** How to read a file, where a person corrected what was found; what is left out is found. */
const reading = z.object({
  sheet: z.string().max(100).optional(),
  encoding: z.enum(importEncodings).optional(),
  delimiter: z.enum(importDelimiters).optional(),
  /** Line of the header in the file, counted from 1; null where there is none. */
  headerLine: z.int().min(1).nullable().optional(),
  mapping: mapping.optional(),
  /** The answer where 03/04 may be either. */
  dayFirst: z.boolean().optional(),
});

const row = z.object({
  /** Rows counted from 1 below the header, and the line that a spreadsheet shows. */
  row: z.int(),
  line: z.int(),
  name: z.string(),
  verdict,
  birthDate: date.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  cohorts: z.array(z.string()),
  /** Line of the earlier row of the same person. */
  repeatsLine: z.int().nullable(),
  /** Who is already here, and what the row would add to her. */
  person: person.nullable(),
  fills: z.array(z.string()),
  matches: z.array(
    z.object({
      person: person.nullable(),
      row: z.int().nullable(),
      line: z.int().nullable(),
      same: z.array(matchField),
      differs: z.array(matchField),
    }),
  ),
  faults: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(['notice', 'fault']),
      /** Name of the column. */
      column: z.string().nullable(),
      value: z.string().nullable(),
      params: params.optional(),
    }),
  ),
});
export type ImportPreviewRow = z.infer<typeof row>;

const decision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('skip') }),
  z.object({ kind: z.literal('new') }),
  /** The same person: what is blank is filled, nothing that is there changes. */
  z.object({ kind: z.literal('same'), personId: id }),
  /** The same person as an earlier row of the file. */
  z.object({ kind: z.literal('same_row'), row: z.int() }),
]);
export type ImportDecision = z.infer<typeof decision>;

const cohortChoice = z.discriminatedUnion('kind', [
  /** As each row says; cohorts that do not exist yet are made, in this program. */
  z.object({ kind: z.literal('column'), programId: id.nullable() }),
  z.object({ kind: z.literal('existing'), cohortId: id }),
  z.object({
    kind: z.literal('new'),
    name: line(80),
    programId: id.nullable(),
    startsOn: date.nullable(),
    endsOn: date.nullable(),
  }),
  z.object({ kind: z.literal('none') }),
]);
export type CohortChoice = z.infer<typeof cohortChoice>;

export const importCalls = {
  /** Reads an uploaded list in a worker and says what importing it would do. Writes nothing. */
  previewImport: action({
    may: 'roster.import',
    input: reading.extend({ upload: z.string().max(100) }),
    output: z.object({ jobId: z.string() }),
    touches: [],
  }),
  /** What a finished preview found. */
  importPreview: query({
    may: 'roster.import',
    input: z.object({ jobId: z.string().max(100) }),
    output: z.object({
      fileName: z.string(),
      format: z.enum(['csv', 'tsv', 'xlsx']),
      encoding: z.enum(importEncodings).nullable(),
      delimiter: z.enum(importDelimiters).nullable(),
      sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
      sheet: z.string().nullable(),
      headerLine: z.int().nullable(),
      columns: z.array(
        z.object({
          column: z.int(),
          name: z.string(),
          samples: z.array(z.string()),
          field: z.enum(importFields),
          /** Which one an `answer` is to. */
          question,
          /** 0 to 1: how sure the proposal is. */
          confidence: z.number(),
          couldBe: z.enum(importFields).nullable(),
        }),
      ),
      /** What the programs ask beyond the common facts. */
      questions: z.array(z.string()),
      mapping,
      mappingFrom: z.enum(['hand', 'remembered', 'proposal']),
      dateQuestions: z.array(
        z.object({ column: z.int(), field: z.enum(importFields), examples: z.array(z.string()) }),
      ),
      rows: z.int(),
      totals: z.record(verdict, z.int()),
      /** The rows about which a person decides, with the people and the earlier rows that each may be. */
      undecided: z.array(z.object({ row: z.int(), people: z.array(id), rows: z.array(z.int()) })),
      /** Rows that are imported with a remark. */
      notices: z.int(),
      /** Most phones of this list are written without a country, so that is no remark of a row. */
      nationalPhones: z.boolean(),
      /** Of those already here, how many would get what was blank. */
      fillable: z.int(),
      /** Of those already here, how many are not yet in a cohort that the list names for them. */
      enrollable: z.int(),
      /** Cohorts that the rows name, with how many people of the file; `cohortId` where one of that name exists. */
      cohorts: z.array(z.object({ name: z.string(), people: z.int(), cohortId: id.nullable() })),
    }),
  }),
  importRows: query({
    may: 'roster.import',
    input: z.object({
      jobId: z.string().max(100),
      show: z.union([verdict, z.enum(['all', 'notice'])]),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    output: z.object({ total: z.int(), rows: z.array(row) }),
  }),
  commitImport: command({
    may: 'roster.import',
    input: z.object({
      jobId: z.string().max(100),
      /** For rows that may be somebody who is here; a row that nobody decided about is skipped. */
      decisions: z.array(z.object({ row: z.int(), decision })).max(50_000),
      cohort: cohortChoice,
      /** First day in the cohort; null is the cohort's own start, else today. What a row says itself counts first. */
      startsOn: date.nullable(),
      purpose: z.enum(consentPurposes),
    }),
    output: z.object({
      added: z.int(),
      filled: z.int(),
      enrolled: z.int(),
      skipped: z.int(),
      cohorts: z.array(z.object({ id, name: z.string(), learners: z.int() })),
    }),
    touches: ['roster', 'sessions', 'attendance', 'assessments'],
  }),
  /** Forgets an upload and what was read from it. */
  dropImport: action({
    may: 'roster.import',
    input: z.object({ upload: z.string().max(100) }),
    output: nothing,
    touches: [],
  }),
  /** Writes a list of learners into a file; the words are the caller's, in her language. */
  exportLearners: action({
    may: 'roster.edit',
    input: z.object({
      cohortId: id.nullable(),
      format: z.enum(['csv', 'xlsx']),
      fileName: line(120),
      columns: z
        .array(z.object({ field: z.enum(exportFields), label: line(80) }))
        .min(1)
        .max(30),
      /** Whether a column follows for each field of a program. */
      answers: z.boolean().default(false),
      /** `sex.female` and the like to their words. */
      values: z.record(z.string().max(80), z.string().max(120)),
    }),
    output: z.object({ token: z.string(), fileName: z.string(), rows: z.int() }),
    touches: [],
  }),
};
