import type { Output } from '../../shared/contract/index.ts';

type Session = Output<'sessions.get'>;
export type SessionState = 'off' | 'cut' | 'done' | 'now' | 'ahead';

/** How a class stands; the only thing that its color says. */
export function stateOf(session: Session, today: string, now: string): SessionState {
  const { kind } = session.outcome;
  if (kind === 'cancelled' || kind === 'moved') return 'off';
  if (session.date === today && session.startsAt <= now && now < session.endsAt && kind !== 'stopped_early')
    return session.closedAt === null ? 'now' : 'done';
  if (kind === 'stopped_early' || kind === 'interrupted') return 'cut';
  if (session.closedAt !== null || (session.recorded > 0 && session.recorded >= session.learners))
    return 'done';
  return 'ahead';
}
