import { describe, expect, it } from 'vitest';
import { headerMeaning } from '../../src/main/roster/import/header-words.ts';
import { readAgeBand } from '../../src/main/roster/import/read-age-band.ts';
import { readDisplacement, readSex } from '../../src/main/roster/import/read-choice.ts';
import { center } from '../../src/shared/contract/center.ts';
import { outcomeReasons } from '../../src/shared/contract/session-values.ts';
import {
  ageBands,
  consentAnswers,
  consentPurposes,
  displacementStatuses,
  enrollmentStatuses,
  leaveReasons,
  sexes,
} from '../../src/shared/rules/learner.ts';
import { roles } from '../../src/shared/rules/permissions.ts';
import {
  type ExportField,
  exportFields,
  importFields,
  importVerdicts,
} from '../../src/shared/rules/roster-import.ts';
import { defaultStatuses, reasonCodes, sessionKinds } from '../../src/shared/rules/statuses.ts';
import { catalogOf, english } from './read.ts';

const { problem, working } = center.state.output.shape;

/** Codes that reach the screen as data, so that the compiler cannot tell whether they have a word. */
const lists: [list: string, codes: readonly string[]][] = [
  ['attendance:status', defaultStatuses.map((status) => status.code)],
  ['attendance:reasons', reasonCodes],
  ['sessions:kinds', sessionKinds],
  ['sessions:reasons', outcomeReasons],
  ['roster:sex', sexes],
  ['roster:displacement', displacementStatuses],
  ['roster:age_band', ageBands],
  ['roster:purpose', consentPurposes],
  ['roster:consent', consentAnswers],
  ['roster:purpose_short', consentPurposes],
  ['roster:leave_reason', leaveReasons],
  ['roster:enrollment', enrollmentStatuses],
  ['roster:import.fields', importFields],
  ['roster:import.verdict', importVerdicts],
  ['roster:export.fields', exportFields],
  ['center:roles', roles],
  ...['title', 'happened', 'safe', 'now'].map((part): [string, readonly string[]] => [
    'center:problem',
    problem.unwrap().shape.reason.options.map((reason) => `${reason}.${part}`),
  ]),
  ['center:working', working.unwrap().shape.task.options.map((task) => `${task}.title`)],
  ['center:backups.reason', center.backups.output.shape.backups.element.shape.reason.options],
];

describe('codes', () => {
  it.each(lists)('of %s all have a word', (list, codes) => {
    expect(codes.filter((code) => !english.has(`${list}.${code}`))).toEqual([]);
  });
});

/** What an exported column is read as when the list comes back; the rest is left out. */
const comesBackAs: Partial<Record<ExportField, string>> = {
  name: 'fullName',
  shortName: 'displayName',
  cohort: 'cohort',
  startsOn: 'enrollmentStart',
  birthDate: 'birthDate',
  ageBand: 'ageBand',
  sex: 'sex',
  displacementStatus: 'displacementStatus',
  languages: 'languages',
  phone: 'phone',
  email: 'email',
  needs: 'needs',
  note: 'note',
};

describe.each(['en', 'uk', 'bg', 'ar'])('a list exported in %s', (language) => {
  const words = catalogOf(language);
  const word = (key: string): string => words.get(key) ?? '';

  it('has columns that the import knows by name', () => {
    const found = exportFields.map((field) => [field, headerMeaning(word(`roster:export.fields.${field}`))]);
    const wanted = exportFields.map((field) => [field, comesBackAs[field] ?? null]);
    const known = found.map(([field, meaning]) => [field, meaning === 'ignore' ? null : meaning]);
    expect(known).toEqual(wanted);
  });

  it('has values that the import can read', () => {
    const unread = [
      ...sexes.filter((code) => readSex(word(`roster:sex.${code}`)) !== code),
      ...displacementStatuses.filter(
        (code) => readDisplacement(word(`roster:displacement.${code}`), null) !== code,
      ),
      ...ageBands.filter((code) => readAgeBand(word(`roster:age_band.${code}`)) !== code),
    ];
    expect(unread).toEqual([]);
  });
});
