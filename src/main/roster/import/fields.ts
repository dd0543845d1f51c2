import { z } from 'zod';
import type { AgeBand, DisplacementStatus, Sex } from '../../../shared/rules/learner.ts';
import {
  type ImportField,
  importFields,
  repeatableImportFields,
} from '../../../shared/rules/roster-import.ts';

/** What a column of a roster can become. `originRegion` goes into the note, and only where mapped by hand. */
export type Field = ImportField;

/** Several columns may go into one of these; any other field has one column. */
export const repeatableFields: ReadonlySet<Field> = new Set(repeatableImportFields);

const columnMapping = z.strictObject({
  /** Index of the column, from 0. */
  column: z.int().min(0),
  field: z.enum(importFields),
  /** Which field of a program an `answer` is for. */
  question: z.string().optional(),
});

/**
 * Which column becomes which field: plain JSON, remembered for a header. A column that is not listed is
 * ignored.
 */
export const mappingSchema = z
  .strictObject({ columns: z.array(columnMapping).max(1000) })
  .superRefine(({ columns }, context) => {
    const usedColumns = new Set<number>();
    const usedFields = new Set<Field>();
    const usedQuestions = new Set<string>();
    for (const [index, { column, field, question }] of columns.entries()) {
      if (usedColumns.has(column)) {
        context.addIssue({ code: 'custom', message: 'column_twice', path: ['columns', index, 'column'] });
      }
      if (usedFields.has(field) && !repeatableFields.has(field)) {
        context.addIssue({ code: 'custom', message: 'field_twice', path: ['columns', index, 'field'] });
      }
      if ((field === 'answer') !== (question !== undefined)) {
        context.addIssue({ code: 'custom', message: 'question_wrong', path: ['columns', index, 'question'] });
      }
      if (question !== undefined && usedQuestions.has(question)) {
        context.addIssue({ code: 'custom', message: 'question_twice', path: ['columns', index, 'question'] });
      }
      if (question !== undefined) usedQuestions.add(question);
      usedColumns.add(column);
      usedFields.add(field);
    }
    if (!['fullName', 'firstName', 'lastName'].some((field) => usedFields.has(field as Field))) {
      context.addIssue({ code: 'custom', message: 'name_not_mapped', path: ['columns'] });
    }
  });
export type Mapping = z.infer<typeof mappingSchema>;

export const consents = ['given', 'refused'] as const;
export type Consent = (typeof consents)[number];

export type Answer = readonly [question: string, text: string];

/** What a row says about a learner, read and normalized. Null and empty mean that it says nothing. */
export interface LearnerFields {
  /** As written, but for collapsed spaces. */
  name: string;
  /** A proposal for the roll: short, without patronymic. */
  displayName: string;
  /** `YYYY-MM-DD`. */
  birthDate: string | null;
  ageBand: AgeBand | null;
  sex: Sex | null;
  /** E.164. */
  phone: string | null;
  email: string | null;
  displacementStatus: DisplacementStatus | null;
  /** ISO 639-1 codes where known, otherwise as typed. */
  languages: readonly string[];
  needs: string;
  note: string;
  consent: Consent | null;
  /** `YYYY-MM-DD`; only with a consent. */
  consentDate: string | null;
  /** What she answers to the fields of programs. */
  answers: readonly Answer[];
}
