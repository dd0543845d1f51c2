import type { LaterChange } from '../../shared/contract/sessions-series.ts';
import { refuse } from '../../shared/result.ts';
import { occurrencesOf, type Slot } from '../../shared/rules/series.ts';
import { addDays, daysBetween } from '../../shared/rules/time.ts';
import { begunIn } from '../attendance/queries.ts';
import { newId, type Write } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import type { Handlers } from '../dispatch.ts';
import { requireCohort } from '../roster/queries.ts';
import { seriesEntity, sessionEntity } from './entities.ts';
import { foresee } from './foresee.ts';
import { generatedId } from './generated-id.ts';
import { holidaysBetween } from './holiday-queries.ts';
import { isFixed, type Later, laterOf } from './later.ts';
import { beginsBefore, getSession, type SessionRow, sessionsOfSeries, unusedId } from './queries.ts';
import { findSeries, type Pattern, type SeriesRow } from './series-queries.ts';
import { withdraw } from './withdraw.ts';

type Named = 'previewSeries' | 'planSeries' | 'series' | 'previewLater' | 'changeLater' | 'removeLater';

/** How long a series may be, days: two school years, and a bound on what one act writes. */
const longest = 730;

function requirePattern({ from, to, slots }: { from: string; to: string; slots: readonly Slot[] }): void {
  if (from > to) throw refuse('validation', 'dates_reversed');
  if (daysBetween(from, to) > longest) throw refuse('validation', 'series_too_long');
  if (new Set(slots.map((slot) => slot.weekday)).size < slots.length)
    throw refuse('validation', 'weekday_twice');
  if (slots.some((slot) => slot.startsAt >= slot.endsAt)) throw refuse('validation', 'ends_before_start');
}

function requireChange(first: SessionRow, change: LaterChange): void {
  if (change.how === 'edit') {
    requirePattern({ ...change.plan, from: first.seriesDate ?? first.date });
    return;
  }
  if (change.startsAt >= change.endsAt) throw refuse('validation', 'ends_before_start');
  if (Math.abs(daysBetween(first.date, change.date)) > longest) throw refuse('validation', 'series_too_long');
}

/** The rest of the series of a session, that one first. Throws `conflict` (no_series) if it belongs to none. */
function restOf(db: Database, sessionId: string) {
  const first = getSession(db, sessionId);
  const series = first.seriesId === null ? undefined : findSeries(db, first.seriesId);
  if (!series || first.seriesDate === null) throw refuse('conflict', 'no_series');
  const sessions = sessionsOfSeries(db, series.id, first.seriesDate);
  const begun = begunIn(
    db,
    sessions.map((session) => session.id),
  );
  return { series, first, from: first.seriesDate, sessions, begun };
}

function look(db: Database, sessionId: string, change: LaterChange) {
  const rest = restOf(db, sessionId);
  requireChange(rest.first, change);
  const to = change.how === 'edit' ? change.plan.to : rest.from;
  const holidays = new Set(holidaysBetween(db, rest.from, to).keys());
  return { rest, later: laterOf({ ...rest, holidays }, change) };
}

const countsOf = ({ changed, added, removed, kept }: Later) => ({
  changed: changed.length,
  added: added.length,
  removed: removed.length,
  kept: kept.length,
});

/** Gives a series its sessions for some dates; an id that is taken, by one that left the pattern, gets a successor. */
function addSessions(
  db: Database,
  write: Write,
  seriesId: string,
  { cohortId, title, kind, room, instructorId }: Pattern,
  occurrences: readonly { date: string; startsAt: string; endsAt: string }[],
): void {
  for (const { date, startsAt, endsAt } of occurrences) {
    const sessionId = unusedId(db, seriesId, date);
    write(sessionEntity, sessionId, 'plan', {
      cohortId,
      title,
      kind,
      date,
      startsAt,
      endsAt,
      room,
      instructorId,
    });
    write(sessionEntity, sessionId, 'series', { seriesId, date });
  }
}

/** Ends a series before one of its dates; without any session left it goes as a whole. */
function endBefore(db: Database, write: Write, { id, ...pattern }: SeriesRow, date: string): void {
  const goesOn = beginsBefore(db, id, date);
  write(seriesEntity, id, 'plan', goesOn ? { ...pattern, to: addDays(date, -1) } : null);
}

/**
 * The rest of a series under its new pattern. With sessions before it, or on other dates, it becomes a series of its
 * own, whose id follows from the old one: two laptops that split at the same date speak of the same series.
 */
function settle(
  db: Database,
  write: Write,
  { series, from }: { series: SeriesRow; from: string },
  later: Later,
): void {
  const stays = later.pattern.from === from && !beginsBefore(db, series.id, from);
  const seriesId = stays ? series.id : generatedId(series.id, from, later.pattern.from);
  if (!stays) endBefore(db, write, series, from);
  write(seriesEntity, seriesId, 'plan', later.pattern);
  for (const session of later.removed) withdraw(write, session);
  for (const { session, date, plan } of later.changed) {
    write(sessionEntity, session.id, 'plan', plan);
    write(sessionEntity, session.id, 'series', { seriesId, date });
  }
  addSessions(db, write, seriesId, later.pattern, later.added);
}

export function seriesHandlers(): Pick<Handlers<'sessions'>, Named> {
  return {
    previewSeries: (pattern, { db }) => {
      requirePattern(pattern);
      return {
        dates: foresee(
          db,
          occurrencesOf(pattern).map((one) => ({ ...pattern, ...one })),
        ),
      };
    },
    planSeries: ({ skip, keep, ...pattern }, { db, write, now }) => {
      requirePattern(pattern);
      requireCohort(db, pattern.cohortId);
      const holidays = holidaysBetween(db, pattern.from, pattern.to);
      const made = occurrencesOf(pattern).filter(
        ({ date }) => !skip.includes(date) && (!holidays.has(date) || keep.includes(date)),
      );
      if (made.length === 0) throw refuse('validation', 'series_empty');
      const seriesId = newId(now);
      write(seriesEntity, seriesId, 'plan', pattern);
      addSessions(db, write, seriesId, pattern, made);
      return { seriesId, made: made.length };
    },
    series: ({ sessionId }, { db }) => {
      const { seriesId, seriesDate, date } = getSession(db, sessionId);
      const series = seriesId === null ? undefined : findSeries(db, seriesId);
      if (!series) return { series: null };
      const { id, ...pattern } = series;
      const later = sessionsOfSeries(db, id, addDays(seriesDate ?? date, 1)).length;
      return { series: { ...pattern, seriesId: id, later } };
    },
    previewLater: ({ sessionId, change }, { db }) => {
      const { rest, later } = look(db, sessionId, change);
      const others = new Set(rest.sessions.filter((one) => !isFixed(one, rest.begun)).map((one) => one.id));
      const classes = [
        ...later.changed.map(({ plan }) => plan),
        ...later.added.map((one) => ({ ...later.pattern, ...one })),
      ].sort((a, b) => (a.date < b.date ? -1 : 1));
      return { ...countsOf(later), dates: foresee(db, classes, others) };
    },
    changeLater: ({ sessionId, change }, { db, write }) => {
      const { rest, later } = look(db, sessionId, change);
      if (later.changed.length + later.added.length + later.removed.length === 0)
        throw refuse('conflict', 'nothing_later');
      settle(db, write, rest, later);
      return countsOf(later);
    },
    removeLater: ({ sessionId }, { db, write }) => {
      const { series, from, sessions, begun } = restOf(db, sessionId);
      const gone = sessions.filter((session) => !isFixed(session, begun));
      if (gone.length === 0) throw refuse('conflict', 'nothing_later');
      for (const session of gone) withdraw(write, session);
      const kept = sessions.length - gone.length;
      const last = sessions.filter((session) => isFixed(session, begun)).at(-1);
      endBefore(db, write, series, last?.seriesDate ? addDays(last.seriesDate, 1) : from);
      return { removed: gone.length, kept };
    },
  };
}
