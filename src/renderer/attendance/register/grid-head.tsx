import { memo } from 'react';
import { dateText, timeText, useWords } from '../../app/words.ts';
import { withComma } from '../../ui/with-comma.ts';
import { type Column, monthOf } from './filters.ts';
import styles from './grid.module.css';
import { columnWidth } from './window.ts';

interface Props {
  columns: readonly Column[];
  from: number;
  to: number;
  today: string;
  focus: number;
}

/** What the signs say, to those who hear them. */
const signNames = {
  '×': 'register:cell.not_held',
  '⚡': 'register:legend.lost',
  '+': 'register:make_up',
} as const;

/** What a session is marked with over its date: class was lost in part or whole, or it makes up for another. */
export function signOf({ session }: Column): keyof typeof signNames | '' {
  if (session.outcome.kind === 'cancelled' || session.outcome.kind === 'moved') return '×';
  if (session.heldMinutes < session.plannedMinutes) return '⚡';
  return session.makeUpFor === null ? '' : '+';
}

/** Dates of the sessions, and the names of the columns before and after them. */
export const GridHead = memo(function GridHead({ columns, from, to, today, focus }: Props) {
  const t = useWords();
  const spare = columns.length + 4;
  return (
    <div role="row" aria-rowindex={1} className={styles.head}>
      <div className={styles.start}>
        <div role="columnheader" aria-colindex={1} className={styles.name}>
          {t('register:columns.name')}
        </div>
        <div
          role="columnheader"
          aria-colindex={2}
          className={styles.credit}
          title={t('register:columns.credit_long')}
        >
          {t('register:columns.credit')}
        </div>
        <div
          role="columnheader"
          aria-colindex={3}
          className={styles.reach}
          title={t('register:columns.reach_long')}
        >
          {t('register:columns.reach')}
        </div>
      </div>
      <div className={styles.cells} style={{ width: columns.length * columnWidth }}>
        {columns.slice(from, to).map((column, offset) => {
          const { session } = column;
          const at = from + offset;
          const before = columns[at - 1];
          const when = `${dateText(session.date)}, ${timeText(session.startsAt)}–${timeText(session.endsAt)}`;
          const sign = signOf(column);
          const newMonth = !before || monthOf(before.session.date) !== monthOf(session.date);
          return (
            <div
              key={session.id}
              role="columnheader"
              aria-colindex={at + 4}
              className={styles.date}
              data-column={at}
              data-active={at === focus || undefined}
              data-today={session.date === today || undefined}
              data-sign={sign || undefined}
              title={when}
              aria-label={withComma(when, sign !== '' && t(signNames[sign]))}
              style={{ insetInlineStart: at * columnWidth }}
            >
              {newMonth && <em>{dateText(session.date, { month: 'long' })}</em>}
              <b>
                {sign}
                {dateText(session.date, { day: 'numeric' })}
              </b>
              <span>{dateText(session.date, { weekday: 'narrow' })}</span>
            </div>
          );
        })}
      </div>
      <div className={styles.end}>
        <div role="columnheader" aria-colindex={spare} title={t('register:columns.row_long')}>
          {t('register:columns.row')}
        </div>
        <div role="columnheader" aria-colindex={spare + 1} title={t('register:columns.owed_long')}>
          {t('register:columns.owed')}
        </div>
        <div role="columnheader" aria-colindex={spare + 2} title={t('register:columns.blank_long')}>
          {t('register:columns.blank')}
        </div>
      </div>
    </div>
  );
});
