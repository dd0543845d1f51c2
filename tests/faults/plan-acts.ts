import { all } from '../../src/main/database/sqlite.ts';
import { addDays } from '../../src/shared/rules/time.ts';
import { countCells } from './import-act.ts';
import { dbOf, expects, standNow } from './paper-acts.ts';
import type { Act, World } from './world.ts';

/** The week after the one of the class, so that no class that runs is planned anew. */
const firstDay = '2026-03-16';

/** Two classes a week for some weeks, as one act. */
export const planSeries: Act = async (world) => {
  const [cohort] = (await world.program.call('roster.cohorts', {})).cohorts;
  if (!cohort) return null;
  const pattern = {
    cohortId: cohort.id,
    title: `Series ${world.random.below(1000)}`,
    kind: 'live_class',
    from: firstDay,
    to: addDays(firstDay, 7 * (1 + world.random.below(20)) - 1),
    slots: [
      { weekday: 1, startsAt: '10:00', endsAt: '12:00' },
      { weekday: 4, startsAt: '14:00', endsAt: '16:00' },
    ],
    room: null,
    instructorId: null,
  } as const;
  const slots = pattern.slots.map((slot) => ({ ...slot }));
  const { dates } = await world.program.call('sessions.previewSeries', { ...pattern, slots });
  const made = dates.filter(({ holiday }) => holiday === null).length;
  return {
    begin: {
      acts: [['sessions.planSeries', null]],
      counts: expects(world, { series: 1, sessions: made }),
    },
    perform: async () => {
      await world.program.call('sessions.planSeries', { ...pattern, slots });
      return { ...standNow(world), acts: [['sessions.planSeries', countCells(world.program)]] };
    },
  };
};

const aheadOf = (world: World): { id: string; date: string; startsAt: string }[] =>
  all(
    dbOf(world),
    `SELECT id, date, starts_at AS startsAt FROM session WHERE series_id IS NOT NULL AND cohort_id IS NOT NULL AND date >= ?
     ORDER BY date, id`,
    firstDay,
  );

/** One class of a series goes to another hour. */
export const moveSession: Act = async (world) => {
  const sessions = aheadOf(world);
  if (sessions.length === 0) return null;
  const { id: sessionId, date, startsAt } = world.random.pick(sessions);
  const hour = startsAt === '13:15' ? 16 : 13;
  const times = { startsAt: `${hour}:15`, endsAt: `${hour}:45` };
  return {
    begin: { acts: [['sessions.move', null]], counts: expects(world, {}) },
    perform: async () => {
      await world.program.call('sessions.move', { sessionId, date, ...times });
      return { ...standNow(world), acts: [['sessions.move', countCells(world.program)]] };
    },
  };
};

/** This class and all later ones of its series go some days on. */
export const shiftLater: Act = async (world) => {
  const sessions = aheadOf(world);
  if (sessions.length === 0) return null;
  const { id: sessionId, date } = world.random.pick(sessions);
  const change = {
    how: 'shift',
    date: addDays(date, 1 + world.random.below(3)),
    startsAt: '09:00',
    endsAt: '11:00',
  } as const;
  const { added, removed } = await world.program.call('sessions.previewLater', { sessionId, change });
  // What lies before stays in the series as it was; the rest becomes one of its own, unless nothing lies before.
  const { series: _series, ...counts } = expects(world, { sessions: added - removed });
  return {
    begin: {
      acts: [['sessions.changeLater', null]],
      counts,
    },
    perform: async () => {
      await world.program.call('sessions.changeLater', { sessionId, change });
      return { ...standNow(world), acts: [['sessions.changeLater', countCells(world.program)]] };
    },
  };
};

/** Two people of a long list who are on no roll become one. */
export const mergePeople: Act = async (world) => {
  const ids = all<{ id: string }>(
    dbOf(world),
    `SELECT l.id FROM learner l JOIN enrollment e ON e.learner_id = l.id
     WHERE e.starts_on >= '2026-09-01' AND l.alias_of IS NULL AND l.name IS NOT NULL ORDER BY l.id`,
  ).map((row) => row.id);
  if (ids.length < 2) return null;
  const learnerId = world.random.pick(ids);
  const otherId = world.random.pick(ids.filter((id) => id !== learnerId));
  const rows = all(dbOf(world), 'SELECT id FROM learner WHERE alias_of = ?', otherId).length;
  return {
    begin: { acts: [['roster.mergePeople', rows + 1]], counts: expects(world, { merged: 1 }) },
    perform: async () => {
      await world.program.call('roster.mergePeople', { learnerId, otherId, take: [] });
      return standNow(world);
    },
  };
};

/** Somebody who was merged is herself again. */
export const separate: Act = async (world) => {
  const merged = all<{ id: string }>(
    dbOf(world),
    'SELECT id FROM learner WHERE alias_of IS NOT NULL ORDER BY id',
  );
  if (merged.length === 0) return null;
  const { id: learnerId } = world.random.pick(merged);
  return {
    begin: { acts: [['roster.separate', 1]], counts: expects(world, { merged: -1 }) },
    perform: async () => {
      await world.program.call('roster.separate', { learnerId });
      return standNow(world);
    },
  };
};
