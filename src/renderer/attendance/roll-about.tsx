import { Link } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { dateText, numberText, timeText, useWords } from '../app/words.ts';
import { outcomeText } from '../sessions/outcome-text.tsx';

/** When and where a class is, by whom it is given, and how it went where that is not as planned. */
export function RollAbout({ session }: { session: Output<'sessions.get'> }) {
  const t = useWords();
  const { outcome, heldMinutes, plannedMinutes } = session;
  const paused = outcome.kind === 'interrupted' && outcome.gaps.some((gap) => gap.to === null);
  const owes = session.owedMinutes > 0 && session.waived === null && !paused;
  const told = outcome.kind !== 'planned' && outcome.kind !== 'held';
  const about = [
    session.cohortName,
    dateText(session.date),
    `${timeText(session.startsAt)}–${timeText(session.endsAt)}`,
    session.room,
    t(`sessions:kinds.${session.kind}`),
    session.substituteName !== null && t('sessions:session.substitute', { name: session.substituteName }),
  ];
  return (
    <p>
      {about.filter(Boolean).join(' · ')}
      {told && (
        <span data-outcome={outcome.kind}>
          {` · ${outcomeText(session, t)} · `}
          {t('sessions:session.held_of', {
            held: numberText(heldMinutes),
            planned: numberText(plannedMinutes),
          })}
        </span>
      )}
      {owes && (
        <>
          {' · '}
          <Link href={`/sessions/${session.id}`}>
            {t('sessions:todos.owed', { count: session.owedMinutes })}
          </Link>
        </>
      )}
    </p>
  );
}
