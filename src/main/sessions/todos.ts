import type { CheckIn } from '../../shared/contract/attendance-register.ts';
import type { Todo } from '../../shared/contract/sessions.ts';
import { urgencyOf } from '../../shared/rules/check-in.ts';
import { hasEnded } from '../../shared/rules/counted-session.ts';
import { mayDo } from '../../shared/rules/permissions.ts';
import { addDays, daysBetween } from '../../shared/rules/time.ts';
import { gradingTodos } from '../assessments/todos.ts';
import { checkInList } from '../attendance/check-in-list.ts';
import { conflictViews } from '../attendance/conflicts.ts';
import { rollCounts } from '../attendance/roll.ts';
import type { Seat } from '../center/gate.ts';
import { findCenter } from '../center/queries.ts';
import type { Database } from '../database/sqlite.ts';
import { getState } from '../database/state.ts';
import { cohortNames, listCohorts } from '../roster/queries.ts';
import { clockOf } from './clock.ts';
import { openStops } from './interruption.ts';
import type { Owed } from './make-ups.ts';
import { cohortsTaughtBy } from './of-cohorts.ts';
import { openSessions, type SessionRow } from './queries.ts';

/** As many as one takes in at a glance. */
const most = 5;
/** Days in which somebody taught a cohort that is hers at the moment. */
const lately = 30;
/** How long a class waits on Today for its marks, days; afterwards the register lists it. */
const reach = 60;

interface Asking {
  seat: Seat;
  clock: { date: string; time: string };
  owed: readonly Owed[];
  reaches: (session: SessionRow) => boolean;
}

/**
 * What waits, at most five. The safety of what is recorded is always among them; of the rest the first of each kind
 * comes before the second of any, so that a heap of old rolls hides nothing else. Shown by kind, the most pressing
 * kind first.
 */
export function todosFor(db: Database, asking: Asking): Todo[] {
  const care = careOf(db, asking);
  const kinds = [
    stopsOf(db, asking),
    rollsOf(db, asking),
    makeUpsOf(db, asking),
    checkInsOf(db, asking),
    conflictsOf(db, asking),
    gradingOf(db, asking),
  ];
  const chosen = new Set<Todo>(care);
  for (let turn = 0; turn < most; turn++) {
    for (const todos of kinds) {
      const todo = todos[turn];
      if (todo && chosen.size < most) chosen.add(todo);
    }
  }
  return tellingOfMore([...kinds.flat(), ...care], chosen);
}

/** The chosen ones; the first line of people to check in with says how many there are in cohorts that found no room. */
function tellingOfMore(todos: readonly Todo[], chosen: ReadonlySet<Todo>): Todo[] {
  const hidden = todos.filter((todo) => !chosen.has(todo));
  const elsewhere = hidden.reduce((sum, todo) => sum + (todo.kind === 'check_in' ? todo.count : 0), 0);
  const shown = todos.filter((todo) => chosen.has(todo));
  const first = shown.find((todo) => todo.kind === 'check_in');
  return shown.map((todo) => (todo === first ? { ...first, elsewhere } : todo));
}

function stopsOf(db: Database, { reaches }: Asking): Todo[] {
  const stops = openStops(db).filter(({ session }) => reaches(session));
  const counts = rollCounts(
    db,
    stops.map(({ session }) => session),
  );
  return stops.map(({ session, stoppedAt }) => ({
    kind: 'resume',
    sessionId: session.id,
    title: session.title,
    stoppedAt,
    saved: counts.get(session.id)?.recorded ?? 0,
  }));
}

/** Classes that are over: blanks to record, or a roll without blanks to close. */
function rollsOf(db: Database, { clock, reaches }: Asking): Todo[] {
  const over = openSessions(db, clock.date, addDays(clock.date, -reach))
    .filter((session) => reaches(session) && hasEnded(session, clock))
    .slice(0, most);
  const counts = rollCounts(db, over);
  const names = cohortNames(db);
  return over.map((session) => {
    const { learners, recorded } = counts.get(session.id) ?? { learners: 0, recorded: 0 };
    const about = {
      sessionId: session.id,
      title: session.title,
      cohortName: names.get(session.cohortId)?.name ?? '',
      date: session.date,
    };
    return recorded > 0 && recorded >= learners
      ? { kind: 'close', ...about }
      : { kind: 'record', ...about, missing: learners - recorded };
  });
}

function makeUpsOf(db: Database, { owed }: Asking): Todo[] {
  const names = cohortNames(db);
  return owed.map(({ session, owed: minutes, free }) => ({
    kind: 'make_up',
    sessionId: session.id,
    title: session.title,
    sessionKind: session.kind,
    cohortName: names.get(session.cohortId)?.name ?? '',
    date: session.date,
    how: session.outcome.kind as 'interrupted' | 'stopped_early' | 'cancelled',
    stoppedAt: session.outcome.stoppedAt,
    reason: session.outcome.reason ?? session.outcome.gaps[0]?.reason ?? null,
    owed: minutes,
    free,
  }));
}

/**
 * Whom to check in with, one line for each cohort, the most pressing first: the lists themselves are in the register.
 * Who teaches is shown her own cohorts; the coordinator, and who teaches none at the moment, all of them.
 */
function checkInsOf(db: Database, { seat, clock }: Asking): Todo[] {
  if (!mayDo(seat.role, 'register.see')) return [];
  const open = checkInList(db, clock, null, findCenter(db)?.language ?? 'en').filter((one) => one.open);
  const taught = taughtBy(db, seat, clock.date);
  const theirs = taught.size === 0 ? open : open.filter((one) => taught.has(one.cohortId));
  const urgent = (a: CheckIn, b: CheckIn): number => urgencyOf(a.reasons) - urgencyOf(b.reasons);
  // Sorted twice, stably: within a cohort those of equal urgency stay in the order of their names.
  const cohorts = [...Map.groupBy(theirs.sort(urgent), (one) => one.cohortId).values()];
  return cohorts.flatMap((own): Todo[] => {
    const [first] = own;
    const [reason] = first?.reasons.toSorted((a, b) => urgencyOf([a]) - urgencyOf([b])) ?? [];
    if (!first || !reason) return [];
    const { cohortId, cohortName } = first;
    const names = own.slice(0, 3).map((one) => one.shortName);
    return [{ kind: 'check_in', cohortId, cohortName, names, count: own.length, reason, elsewhere: 0 }];
  });
}

/** Work to grade and requests to answer, in one's own cohorts of the present. */
function gradingOf(db: Database, { seat, clock }: Asking): Todo[] {
  if (!mayDo(seat.role, 'grade.give')) return [];
  const cohorts = listCohorts(db, clock.date, addDays(clock.date, -reach)).map(({ id }) => id);
  const taught = taughtBy(db, seat, clock.date);
  const own = taught.size === 0 ? cohorts : cohorts.filter((id) => taught.has(id));
  return gradingTodos(db, own, clock.date);
}

/** Cohorts that somebody teaches at the moment; none for the coordinator, who has to do with all of them. */
function taughtBy(db: Database, seat: Seat, today: string): ReadonlySet<string> {
  return new Set(
    seat.role === 'coordinator' ? [] : cohortsTaughtBy(db, seat.personId, addDays(today, -lately)),
  );
}

function conflictsOf(db: Database, { seat }: Asking): Todo[] {
  const { scope } = seat;
  return conflictViews(db)
    .filter(({ cohortId, date }) => !scope || (cohortId === scope.cohortId && date === scope.day))
    .slice(0, most)
    .map(({ sessionId, date, name, statuses, records }) => ({
      kind: 'conflict',
      sessionId,
      date,
      name,
      statuses,
      records: records.map(({ by, at, mark }) => ({ by, at, status: mark?.status ?? null })),
    }));
}

/** The care of the laptop itself. */
function careOf(db: Database, { seat, clock }: Asking): Todo[] {
  const todos: Todo[] = [];
  if (mayDo(seat.role, 'keys.change') && getState(db, 'recovery_confirmed') !== '1')
    todos.push({ kind: 'recovery_code' });
  if (mayDo(seat.role, 'backup.make')) {
    const last = Number(getState(db, 'backup_off')) || null;
    const daysAgo = last === null ? null : daysBetween(clockOf(db, last).date, clock.date);
    if (daysAgo === null || daysAgo >= 7) todos.push({ kind: 'backup', daysAgo });
  }
  return todos;
}
