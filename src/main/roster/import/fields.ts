import { z } from 'zod';

/** What a column of a roster can become. */
export const fields = [
  'fullName',
  'firstName',
  'lastName',
  'patronymic',
  'displayName',
  'birthDate',
  'ageBand',
  'sex',
  'phone',
  'email',
  'displacementStatus',
  /** Kept in the note, and only where a person maps it by hand. */
  'originRegion',
  'languages',
  'needs',
  'note',
  'consent',
  'consentDate',
  'cohort',
  'role',
  'enrollmentStart',
  'ignore',
] as const;
export type Field = (typeof fields)[number];

/** Several columns may go into one of these; any other field has one column. */
export const repeatableFields: ReadonlySet<Field> = new Set([
  'ignore',
  'note',
  'needs',
  'originRegion',
  'languages',
  'cohort',
]);

const columnMapping = z.strictObject({
  /** Index of the column, from 0. */
  column: z.int().min(0),
  field: z.enum(fields),
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
    for (const [index, { column, field }] of columns.entries()) {
      if (usedColumns.has(column)) {
        context.addIssue({ code: 'custom', message: 'column_twice', path: ['columns', index, 'column'] });
      }
      if (usedFields.has(field) && !repeatableFields.has(field)) {
        context.addIssue({ code: 'custom', message: 'field_twice', path: ['columns', index, 'field'] });
      }
      usedColumns.add(column);
      usedFields.add(field);
    }
    if (!['fullName', 'firstName', 'lastName'].some((field) => usedFields.has(field as Field))) {
      context.addIssue({ code: 'custom', message: 'name_not_mapped', path: ['columns'] });
    }
  });
export type Mapping = z.infer<typeof mappingSchema>;

export const sexes = ['female', 'male', 'other', 'undisclosed'] as const;
export type Sex = (typeof sexes)[number];

export const displacementStatuses = [
  'internally_displaced',
  'refugee',
  'asylum_seeker',
  'returnee',
  'host_community',
  'stateless',
  'undisclosed',
  'other',
] as const;
export type DisplacementStatus = (typeof displacementStatuses)[number];

/** Whole years, both ends included. */
export const ageBands = ['under_18', '18_24', '25_34', '35_44', '45_54', '55_64', '65_and_over'] as const;
export type AgeBand = (typeof ageBands)[number];

export const consents = ['given', 'refused'] as const;
export type Consent = (typeof consents)[number];

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
}
