/** What a column of a roster can become; `answer` is to a question of a program, `ignore` is what it becomes if nobody says otherwise. */
export const importFields = [
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
  'originRegion',
  'languages',
  'needs',
  'note',
  'consent',
  'consentDate',
  'cohort',
  'role',
  'enrollmentStart',
  'answer',
  'ignore',
] as const;
export type ImportField = (typeof importFields)[number];

/** Fields that several columns may go into. */
export const repeatableImportFields: readonly ImportField[] = [
  'ignore',
  'note',
  'needs',
  'originRegion',
  'languages',
  'cohort',
  'answer',
];

export const importVerdicts = [
  'new',
  'already_here',
  'possible_duplicate',
  'repeats_row',
  'not_a_learner',
  'fault',
] as const;
export type ImportVerdict = (typeof importVerdicts)[number];

export const importEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1251',
  'windows-1252',
  'windows-1256',
] as const;

export const importDelimiters = [',', ';', '\t', '|'] as const;

/** Columns that an exported list may have, in their order. */
export const exportFields = [
  'name',
  'shortName',
  'cohort',
  'status',
  'startsOn',
  'endsOn',
  'birthDate',
  'ageBand',
  'sex',
  'displacementStatus',
  'languages',
  'phone',
  'email',
  'needs',
  'note',
] as const;
export type ExportField = (typeof exportFields)[number];
