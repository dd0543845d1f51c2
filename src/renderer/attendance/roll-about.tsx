import { Link } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { dateText, numberText, timeText, useWords } from '../app/words.ts';
import { outcomeText } from '../sessions/outcome-text.tsx';
import styles from './roll.module.css';

/**
 * When and where a class is, by whom it is given, and how it went where that is not as planned. Always one line, so
 * that no row moves when an outcome is noted: where it is too long, what does not change is cut, its end first.
 */
export function RollAbout({ session }: { session: Output<'sessions.get'> }) {
  const t = useWords();
  const { outcome, heldMinutes, plannedMinutes } = session;
  const paused = outcome.kind === 'interrupted' && outcome.gaps.some((gap) => gap.to === null);
  const owes = session.owedMinutes > 0 && session.waived === null && !paused;
  const told = outcome.kind !== 'planned' && outcome.kind !== 'held';
  const about = [
    dateText(session.date),
    `${timeText(session.startsAt)}–${timeText(session.endsAt)}`,
    session.room,
    t(`sessions:kinds.${session.kind}`),
    session.substituteName !== null && t('sessions:session.substitute', { name: session.substituteName }),
    session.cohortName,
  ]
    .filter(Boolean)
    .join(' · ');
  const went = told && outcomeText(session, t);
  return (
    <p className={styles.about}>
      <span className={styles.plan} title={about}>
        {about}
      </span>
      {went && (
        <span className={styles.went} data-outcome={outcome.kind} title={went}>
          {` · ${went} · `}
          {t('sessions:session.held_of', {
            held: numberText(heldMinutes),
            planned: numberText(plannedMinutes),
          })}
        </span>
      )}
      {owes && (
        <span className={styles.owes}>
          {' · '}
          <Link href={`/sessions/${session.id}`}>
            {t('sessions:todos.owed', { count: session.owedMinutes })}
          </Link>
        </span>
      )}
    </p>
  );
}
