import { useStatusName } from '../attendance/status-name.ts';
import { useStatusesHere } from '../attendance/use-statuses-here.ts';
import { useKeyLetters } from './keyboard-layout.ts';
import { currentLocale, useWords } from './words.ts';

/** What is pressed, in order, and what it does. */
export type Key = readonly [keys: readonly string[], word: string];

export interface KeyList {
  title: string;
  keys: readonly Key[];
}

/** Every key by the screen on which it works, with the letters of this keyboard and the statuses of this program. */
export function useHelpKeys(places: number): readonly KeyList[] {
  const t = useWords();
  const letter = useKeyLetters();
  const nameOf = useStatusName();
  const statuses = useStatusesHere();
  const letters = statuses.map((status) => letter(status.key));
  const names = new Intl.ListFormat(currentLocale(), { type: 'unit' }).format(statuses.map(nameOf));
  const absent = statuses.find(({ countsAs }) => countsAs === 'absent');
  const late =
    statuses.find(({ countsAs, missing }) => countsAs === 'part' && missing !== 'end') ??
    statuses.find(({ countsAs }) => countsAs === 'part');
  // On paper stand Latin letters, and F is typed as such.
  const examples = (of: (key: string) => string): Key[] => [
    ...(absent ? [[['11', of(absent.key)], t('keys.row_status', { status: nameOf(absent) })] as const] : []),
    ...(late ? [[['5', of(late.key), '12'], t('keys.row_minutes', { status: nameOf(late) })] as const] : []),
  ];
  const latin = (code: string): string => code.replace(/^Key/, '');
  return [
    { title: t('places.today'), keys: [[['Enter'], t('keys.today')]] },
    {
      title: t('attendance:keys.title'),
      keys: [
        [['↑', '↓'], t('attendance:keys.move')],
        [letters, t('attendance:keys.mark', { statuses: names })],
        ...examples(letter),
        [['Enter'], t('attendance:keys.next')],
        [[letter('KeyF')], t('attendance:keys.fill')],
        [['Backspace'], t('attendance:keys.clear')],
        [['/'], t('attendance:keys.find')],
        [[letter('KeyN')], t('attendance:keys.note')],
        [[letter('KeyH')], t('attendance:keys.history')],
        [[letter('KeyV')], t('attendance:keys.past')],
        [[letter('KeyX')], t('attendance:keys.excuse')],
      ],
    },
    {
      title: t('paper:type.title'),
      keys: [
        ...examples(latin),
        [['F'], t('paper:keys.rest')],
        [['Enter'], t('paper:keys.done')],
        [['Ctrl', 'Enter'], t('paper:keys.enter')],
      ],
    },
    {
      title: t('register:keys.title'),
      keys: [
        [['↑', '↓', '←', '→'], t('register:keys.move')],
        [['Home', 'End'], t('register:keys.edge')],
        [['PgUp', 'PgDn'], t('register:keys.page')],
        [letters, t('register:keys.mark')],
        [['Enter'], t('register:keys.next')],
        [['Backspace'], t('register:keys.clear')],
        [[letter('KeyN')], t('register:keys.note')],
        [[letter('KeyH')], t('register:keys.history')],
      ],
    },
    {
      title: t('assessments:keys.title'),
      keys: [
        [['1–9'], t('assessments:keys.level')],
        [['↑', '↓'], t('assessments:keys.criterion')],
        [['→', '←'], t('assessments:keys.next')],
        [['PgUp', 'PgDn'], t('assessments:keys.neighbor')],
        [['Backspace'], t('assessments:keys.clear')],
        [[letter('KeyC')], t('assessments:keys.comment')],
        [['/'], t('assessments:keys.bank')],
        [['Ctrl', 'Enter'], t('assessments:keys.accept')],
        [[letter('KeyM')], t('assessments:keys.mode')],
        [[letter('KeyV')], t('assessments:keys.names')],
        [[letter('KeyH')], t('assessments:keys.history')],
      ],
    },
    {
      title: t('viewer:keys.title'),
      keys: [
        [[letter('KeyN')], t('viewer:keys.finding')],
        [[letter('KeyX')], t('viewer:keys.accept')],
        [['+', '−'], t('viewer:keys.zoom')],
        [[letter('KeyZ')], t('viewer:keys.own')],
        [['Shift', '↑ ↓ ← →'], t('viewer:keys.pan')],
        [['[', ']'], t('viewer:keys.image')],
        [['R', 'E', 'D', 'B'].map((key) => letter(`Key${key}`)), t('viewer:keys.layers')],
        [[letter('KeyF')], t('viewer:keys.full')],
        [['PgUp', 'PgDn'], t('viewer:keys.page')],
      ],
    },
    {
      title: t('collection:keys.title'),
      keys: [
        [[letter('KeyN')], t('collection:keys.found')],
        [['[', ']'], t('collection:keys.along')],
        [[letter('KeyX')], t('collection:keys.accept')],
        [[letter('KeyF')], t('collection:keys.large')],
      ],
    },
    {
      title: t('sessions:calendar.title'),
      keys: [
        [['↑', '↓', '←', '→'], t('sessions:calendar.hints.move')],
        [['PgUp', 'PgDn'], t('sessions:calendar.hints.week')],
        [[letter('KeyT')], t('sessions:calendar.hints.today')],
        [[letter('KeyN')], t('sessions:calendar.hints.new')],
        [['Enter'], t('sessions:calendar.hints.open')],
      ],
    },
    {
      title: t('places.learners'),
      keys: [
        [['/'], t('keys.search')],
        [['↑', '↓'], t('keys.along')],
      ],
    },
    {
      title: t('keys.everywhere'),
      keys: [
        [['Alt', `1–${places}`], t('keys.places')],
        [['Ctrl', 'K'], t('keys.find')],
        [['Ctrl', 'Z'], t('keys.undo')],
        [['Ctrl', 'Shift', 'Z'], t('keys.redo')],
        [['Ctrl', 'L'], t('keys.lock')],
        [['?'], t('keys.help')],
      ],
    },
  ];
}
