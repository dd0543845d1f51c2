import type { Slot } from '../../shared/rules/free-slot.ts';
import { owedMinutes } from '../../shared/rules/outcome.ts';
import { addDays } from '../../shared/rules/time.ts';
import type { Database } from '../database/sqlite.ts';
import { slotFinder } from './free-slots.ts';
import { madeUpMinutes, type SessionRow, shortSessions } from './queries.ts';

/** A session that owes minutes, and where they could be made up. */
export interface Owed {
  session: SessionRow;
  owed: number;
  free: Slot | null;
}

/** What is shorter than this is not worth a class of its own, minutes. It stays in the figures. */
const least = 15;
/** How long a class is remembered as owed on Today, days. */
const reach = 60;

/** Sessions that are over and owe a make-up, newest first, each with a slot of its own. */
export function makeUpsOwed(
  db: Database,
  { date, time }: { date: string; time: string },
  reaches: (session: SessionRow) => boolean = () => true,
): Owed[] {
  const short = shortSessions(db, date, addDays(date, -reach)).filter(
    (session) => reaches(session) && isOver(session, date, time),
  );
  if (short.length === 0) return [];
  const madeUp = madeUpMinutes(
    db,
    short.map((session) => session.id),
  );
  const owing = short
    .map((session) => ({
      session,
      owed: owedMinutes(session, session.outcome, madeUp.get(session.id) ?? 0),
    }))
    .filter(({ owed }) => owed >= least);
  if (owing.length === 0) return [];
  const slots = slotFinder(db, date);
  return owing.map(({ session, owed }) => ({ session, owed, free: slots.find(session, owed) }));
}

/** Cancelled or stopped is over at once; a class with a pause may still go on. */
function isOver({ date, endsAt, outcome }: SessionRow, today: string, time: string): boolean {
  return outcome.kind !== 'interrupted' || date < today || endsAt <= time;
}
