import { Text } from '@mantine/core';
import { Link } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { dateText, numberText, timeText, useWords } from '../app/words.ts';
import { SessionTitle } from './session-title.tsx';
import styles from './today.module.css';

type Data = Output<'sessions.today'>;
type Session = Data['week'][number]['sessions'][number];

/** The days of this week with their sessions; a bar says how each one stands, and so do the words beside it. */
export function Week({ week, today, now }: Pick<Data, 'week' | 'today' | 'now'>) {
  const t = useWords();
  return week.map((day) => (
    <section
      key={day.date}
      className={`${styles.card} ${styles.day}`}
      data-today={day.date === today || undefined}
    >
      <h3>
        {dateText(day.date, {
          weekday: 'short',
          day: 'numeric',
          month: day.date === today ? 'long' : 'short',
        })}
      </h3>
      {day.sessions.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('sessions:nothing_today')}
        </Text>
      )}
      {day.sessions.map((session) => (
        <Link
          key={session.id}
          href={`/roll/${session.id}`}
          className={styles.session}
          data-state={stateOf(session, today, now)}
          data-off={isOff(session) || undefined}
        >
          <span className={styles.time}>{timeText(session.startsAt)}</span>
          <span>
            <span className={styles.sessionTitle}>
              <SessionTitle session={session} />
            </span>
            <br />
            <span className={styles.cohort}>{session.cohortName}</span>
          </span>
          <span className={styles.count}>
            {isOff(session)
              ? t(
                  session.outcome.kind === 'moved'
                    ? 'sessions:outcomes.moved'
                    : 'sessions:outcomes.cancelled',
                )
              : session.recorded > 0 &&
                t('sessions:of', { done: numberText(session.present), all: numberText(session.learners) })}
          </span>
        </Link>
      ))}
    </section>
  ));
}

const isOff = (session: Session): boolean =>
  session.outcome.kind === 'cancelled' || session.outcome.kind === 'moved';

function stateOf(session: Session, today: string, now: string): 'done' | 'now' | 'cut' | undefined {
  if (session.outcome.kind === 'stopped_early' || session.outcome.kind === 'interrupted') return 'cut';
  if (session.closedAt !== null || (session.recorded > 0 && session.recorded >= session.learners))
    return 'done';
  if (session.date === today && session.startsAt <= now && now < session.endsAt) return 'now';
  return undefined;
}
