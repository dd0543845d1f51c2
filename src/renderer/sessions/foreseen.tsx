import { Checkbox } from '@mantine/core';
import type { Foreseen } from '../../shared/contract/sessions-series.ts';
import { dateText, timeText, useWords } from '../app/words.ts';
import styles from './foreseen.module.css';

interface Props {
  dates: readonly Foreseen[];
  /** Dates that get a class; without it nothing can be chosen. */
  chosen?: ReadonlySet<string>;
  onChoose?: (date: string, on: boolean) => void;
}

/** Classes as they would be, each with what speaks against it. */
export function ForeseenList({ dates, chosen, onChoose }: Props) {
  const t = useWords();
  return (
    <ul className={styles.list} aria-label={t('sessions:series.dates')}>
      {dates.map((one) => {
        const day = dateText(one.date);
        const on = chosen?.has(one.date) ?? true;
        return (
          <li key={`${one.date} ${one.startsAt}`} className={styles.line} data-off={on ? undefined : true}>
            {onChoose ? (
              <Checkbox
                size="xs"
                checked={on}
                aria-label={day}
                onChange={(event) => onChoose(one.date, event.currentTarget.checked)}
              />
            ) : (
              <span />
            )}
            <span className={styles.date}>{day}</span>
            <span className={styles.time}>
              {timeText(one.startsAt)}–{timeText(one.endsAt)}
            </span>
            <Flags one={one} />
          </li>
        );
      })}
    </ul>
  );
}

/** What one class would run into, in words. */
export function Flags({ one }: { one: Pick<Foreseen, 'holiday' | 'clock' | 'collisions'> }) {
  const t = useWords();
  return (
    <span className={styles.flags}>
      {one.holiday !== null && (
        <span className={styles.holiday}>
          {t('sessions:series.holiday')} · <bdi>{one.holiday}</bdi>
        </span>
      )}
      {one.collisions.map((other) => (
        <span key={other.sessionId} className={styles.collision}>
          {t(`sessions:series.collides.${other.of}`, {
            time: timeText(other.startsAt),
            title: other.title || t(`sessions:kinds.${other.kind}`),
            cohort: other.cohortName,
          })}
        </span>
      ))}
      {one.clock !== null && <span className={styles.quiet}>{t(`sessions:series.clock.${one.clock}`)}</span>}
    </span>
  );
}
