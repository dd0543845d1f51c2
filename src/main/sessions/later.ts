import type { LaterChange } from '../../shared/contract/sessions-series.ts';
import {
  type Occurrence,
  occurrencesOf,
  type Slot,
  shiftSlots,
  weekdayOf,
} from '../../shared/rules/series.ts';
import { addDays, daysBetween } from '../../shared/rules/time.ts';
import type { SessionRow } from './queries.ts';
import type { Pattern, SeriesRow } from './series-queries.ts';

/** A session of the rest of a series, as it will be; `date` is the one that the new pattern has for it. */
export interface Becoming {
  session: SessionRow;
  date: string;
  plan: SessionPlan;
}
export type SessionPlan = Occurrence & Pick<Pattern, 'cohortId' | 'title' | 'kind' | 'room' | 'instructorId'>;

/** What "this and all later" comes to. Sessions that have begun, or of which somebody said how they went, are kept. */
export interface Later {
  pattern: Pattern;
  changed: Becoming[];
  added: Occurrence[];
  removed: SessionRow[];
  kept: SessionRow[];
}

interface Rest {
  series: SeriesRow;
  /** The session from which on it changes. */
  first: SessionRow;
  /** Sessions of the series from that one on. */
  sessions: readonly SessionRow[];
  begun: ReadonlySet<string>;
  holidays: ReadonlySet<string>;
}

/** Nobody rewrites the plan of a class that was held, or decided about. */
export const isFixed = (session: SessionRow, begun: ReadonlySet<string>): boolean =>
  session.closedAt !== null || session.outcome.kind !== 'planned' || begun.has(session.id);

export function planOf(session: SessionRow): SessionPlan {
  const { cohortId, title, kind, date, startsAt, endsAt, room, instructorId } = session;
  return { cohortId, title, kind, date, startsAt, endsAt, room, instructorId };
}

export function laterOf(rest: Rest, change: LaterChange): Later {
  return change.how === 'edit' ? editRest(rest, change.plan) : shiftRest(rest, change);
}

const slotOn = (slots: readonly Slot[], date: string): Slot | undefined =>
  slots.find((slot) => slot.weekday === weekdayOf(date));

type Edit = Extract<LaterChange, { how: 'edit' }>['plan'];

function editRest({ series, first, sessions, begun, holidays }: Rest, edit: Edit): Later {
  const from = first.seriesDate ?? first.date;
  const later: Later = {
    pattern: { ...edit, from, cohortId: series.cohortId },
    changed: [],
    added: [],
    removed: [],
    kept: [],
  };
  for (const session of sessions) {
    const date = session.seriesDate ?? session.date;
    const slot = date <= edit.to ? slotOn(edit.slots, date) : undefined;
    if (isFixed(session, begun)) later.kept.push(session);
    else if (slot) later.changed.push({ session, date, plan: follow(series, session, edit, slot) });
    // One that was moved by hand has left the pattern: it stays where somebody put it.
    else if (session.date === date) later.removed.push(session);
    else later.kept.push(session);
  }
  const known = new Set([
    ...occurrencesOf(series).map((one) => one.date),
    ...sessions.map((session) => session.seriesDate),
  ]);
  later.added = occurrencesOf(later.pattern).filter(({ date }) => !known.has(date) && !holidays.has(date));
  return later;
}

/** What a session had from its series follows the series; what somebody gave it by hand stays. */
function follow(series: SeriesRow, session: SessionRow, edit: Edit, slot: Slot): SessionPlan {
  const plan = planOf(session);
  const was = slotOn(series.slots, session.seriesDate ?? session.date);
  const inPlace =
    session.date === session.seriesDate && plan.startsAt === was?.startsAt && plan.endsAt === was.endsAt;
  return {
    ...plan,
    title: plan.title === series.title ? edit.title : plan.title,
    kind: plan.kind === series.kind ? edit.kind : plan.kind,
    room: plan.room === series.room ? edit.room : plan.room,
    instructorId: plan.instructorId === series.instructorId ? edit.instructorId : plan.instructorId,
    ...(inPlace ? { startsAt: slot.startsAt, endsAt: slot.endsAt } : {}),
  };
}

type Shift = Extract<LaterChange, { how: 'shift' }>;

function shiftRest({ series, first, sessions, begun }: Rest, shift: Shift): Later {
  const days = daysBetween(first.date, shift.date);
  const from = addDays(first.seriesDate ?? first.date, days);
  const retimed = <T extends { startsAt: string; endsAt: string }>(one: T): T =>
    one.startsAt === first.startsAt && one.endsAt === first.endsAt
      ? { ...one, startsAt: shift.startsAt, endsAt: shift.endsAt }
      : one;
  const { id: _id, ...pattern } = series;
  const later: Later = {
    pattern: {
      ...pattern,
      from,
      to: addDays(series.to, days) < from ? from : addDays(series.to, days),
      slots: shiftSlots(series.slots.map(retimed), days),
    },
    changed: [],
    added: [],
    removed: [],
    kept: [],
  };
  for (const session of sessions) {
    if (isFixed(session, begun)) {
      later.kept.push(session);
      continue;
    }
    const plan = planOf(session);
    later.changed.push({
      session,
      date: addDays(session.seriesDate ?? session.date, days),
      plan: retimed({ ...plan, date: addDays(plan.date, days) }),
    });
  }
  return later;
}
