import type { DisplacementStatus } from '../../../shared/rules/learner.ts';
import { wordKey } from './clean-text.ts';
import type { NameOrder } from './read-name.ts';
import { wordList } from './word-list.ts';

const SURNAME = wordList(
  'surname | last name | family name | прізвище | фамилия | фамилно | العائلة | الكنية | اللقب',
);
const GIVEN = wordList("first name | given name | ім'я | имя | име | الاسم");
/** Abbreviations whose letters stand for surname, given name, patronymic in this order. */
const SURNAME_FIRST = wordList('піб | п і б | піп | фио | ф и о');

function firstIndex(text: string, words: readonly string[]): number {
  const found = words.map((word) => text.indexOf(` ${wordKey(word)}`)).filter((index) => index >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}

/** Which way round a column of full names has its words, as far as the header says. */
export function nameOrderOf(header: string): NameOrder {
  const text = ` ${wordKey(header)}`;
  if (SURNAME_FIRST.some((word) => ` ${text} `.includes(` ${word} `))) return 'surname_first';
  const surname = firstIndex(text, SURNAME);
  const given = firstIndex(text, GIVEN);
  if (surname < 0 || given < 0) return 'unknown';
  return surname < given ? 'surname_first' : 'given_first';
}

const STATUS_QUESTIONS: readonly (readonly [DisplacementStatus, readonly string[]])[] = [
  ['asylum_seeker', wordList('asylum | притулку | убежище | طالب')],
  [
    'refugee',
    wordList(
      'refugee | біжен | бежан | временна закрила | тимчасов | temporary protection | لاجئ | لاجئة | اللجوء',
    ),
  ],
  [
    'internally_displaced',
    wordList('idp | displaced | впо | переселен | внутрішньо переміщен | разселен | نازح | نازحة'),
  ],
];

/** The status that a yes-or-no column asks about ("Чи маєте статус ВПО?"), null where it names none. */
export function statusAskedBy(header: string): DisplacementStatus | null {
  const text = ` ${wordKey(header)}`;
  const asked = STATUS_QUESTIONS.find(([, words]) => firstIndex(text, words) >= 0);
  return asked?.[0] ?? null;
}
