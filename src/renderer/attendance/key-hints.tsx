import { Kbd } from '@mantine/core';
import type { Status } from '../../shared/rules/statuses.ts';
import { useKeyLetters } from '../app/keyboard-layout.ts';
import { numberText, useWords } from '../app/words.ts';
import { nothingTyped, type Typed } from './keys.ts';
import styles from './roll.module.css';
import { useStatusName } from './status-name.ts';

/** Keys where they work; while something is typed, what it will do. */
export function KeyHints({ typed, statuses }: { typed: Typed; statuses: readonly Status[] }) {
  const t = useWords();
  const letter = useKeyLetters();
  const nameOf = useStatusName();
  if (typed !== nothingTyped && (typed.digits !== '' || typed.minutesFor)) {
    const status = statuses.find((one) => one.code === typed.minutesFor?.status);
    return (
      <output className={styles.hints} data-typed>
        <span className={styles.typed}>
          {typed.minutesFor && status
            ? t('attendance:typing_minutes', {
                row: numberText(typed.minutesFor.row + 1),
                status: nameOf(status),
                minutes: typed.digits === '' ? '…' : numberText(Number(typed.digits)),
              })
            : t('attendance:typing_row', {
                row: typed.digits === '' ? '' : numberText(Number(typed.digits)),
              })}
        </span>
      </output>
    );
  }
  const shown = statuses.filter((status) => !status.hidden);
  const absent = shown.find((status) => status.countsAs === 'absent');
  const late = shown.find((status) => status.countsAs === 'part' && status.missing === 'start');
  const hint = (keys: string[], word: string): [string[], string] => [keys, word];
  const hints: [string[], string][] = [
    ...(absent ? [hint(['11', letter(absent.key)], t('attendance:hints.row'))] : []),
    ...(late ? [hint(['5', letter(late.key)], t('attendance:hints.late'))] : []),
    [['Enter'], t('attendance:hints.next')],
    [['/'], t('attendance:hints.find')],
    [['Ctrl Z'], t('attendance:hints.undo')],
    [['?'], t('attendance:hints.all')],
  ];
  return (
    <div className={styles.hints}>
      {hints.map(([keys, word]) => (
        <span key={word} className={styles.hint}>
          <span dir="ltr">
            {keys.map((key) => (
              <Kbd key={key} size="xs" mr={2}>
                {key}
              </Kbd>
            ))}
          </span>
          {word}
        </span>
      ))}
    </div>
  );
}
