import type { Mark } from '../../src/shared/contract/attendance.ts';
import { countLearners } from './import-act.ts';
import type { Effect } from './journal.ts';
import { countsOf, standOf } from './stand.ts';
import { type Act, readRolls, type World } from './world.ts';

const choices: readonly Mark[] = [
  { status: 'present' },
  { status: 'absent' },
  { status: 'late', minutesMissed: 7 },
  { status: 'excused', reason: 'power', note: 'No light at home' },
  { status: 'left_early', minutesMissed: 20 },
];

/** A roll that is open, with its rows, or null. */
export async function openRoll(world: World) {
  for (const sessionId of world.sessions.toReversed()) {
    const roll = await world.program.send('attendance.roll', { sessionId });
    if (roll.ok && roll.data.session.closedAt === null) return roll.data;
  }
  return null;
}

export const mark: Act = async (world) => {
  const roll = await openRoll(world);
  if (!roll || roll.rows.length === 0) return null;
  const { learnerId, mark: before } = world.random.pick(roll.rows);
  const others = choices.filter(({ status }) => status !== before?.status);
  const chosen = before && world.random.below(8) === 0 ? null : world.random.pick(others);
  const sessionId = roll.session.id;
  return {
    begin: {
      acts: [['attendance.mark', 1]],
      marks: [[sessionId, learnerId, chosen && JSON.stringify(chosen)]],
    },
    perform: async () => {
      const answer = await world.program.call('attendance.mark', { sessionId, learnerId, mark: chosen });
      if (JSON.stringify(answer.mark) !== JSON.stringify(chosen)) throw new Error('answered another mark');
      return {};
    },
  };
};

export const fillBlanks: Act = async (world) => {
  const roll = await openRoll(world);
  const blanks = roll?.rows.filter((row) => row.mark === null) ?? [];
  if (!roll || blanks.length === 0) return null;
  const sessionId = roll.session.id;
  return {
    begin: {
      acts: [['attendance.fillBlanks', blanks.length]],
      marks: blanks.map(({ learnerId }) => [sessionId, learnerId, '{"status":"present"}']),
    },
    perform: async () => {
      const { filled } = await world.program.call('attendance.fillBlanks', { sessionId });
      if (filled.length !== blanks.length) throw new Error('filled other blanks');
      return {};
    },
  };
};

function takeBack(which: 'undo' | 'redo'): Act {
  return async (world) => {
    const target = (await world.program.call('changes.state', {}))[which];
    if (!target) return null;
    return {
      begin: { acts: [[`changes.${which}`, target.cells]] },
      perform: async () => {
        await world.program.call(`changes.${which}`, {});
        const db = world.program.backend.gate.db();
        return {
          rolls: await readRolls(world),
          learners: countLearners(db),
          stand: standOf(db),
          counts: countsOf(db),
        };
      },
    };
  };
}
export const undo: Act = takeBack('undo');
export const redo: Act = takeBack('redo');

export const addCohort: Act = async (world) => ({
  begin: { acts: [['roster.addCohort', 1]] },
  perform: async () => {
    const profile = { name: 'Cohort 2', programId: null, startsOn: null, endsOn: null };
    await world.program.call('roster.addCohort', profile);
    return {};
  },
});

export const openNow: Act = async (world) => {
  const { cohorts } = await world.program.call('roster.cohorts', {});
  const [cohort] = cohorts;
  if (!cohort) return null;
  const counts = countsOf(world.program.backend.gate.db());
  return {
    begin: { acts: [['sessions.openNow', 1]], counts: { ...counts, sessions: counts.sessions + 1 } },
    perform: async () => {
      const input = { cohortId: cohort.id, title: 'Polygons' };
      const { sessionId } = await world.program.call('sessions.openNow', input);
      world.sessions.push(sessionId);
      return { rolls: [{ sessionId, open: true, marks: [] }] };
    },
  };
};

/** Closes a roll, or opens a closed one again. */
export const turnRoll: Act = async (world) => {
  const sessionId = world.random.pick(world.sessions);
  const roll = await world.program.send('attendance.roll', { sessionId });
  if (!roll.ok) return null;
  const { session, rows } = roll.data;
  const marks = rows.flatMap(({ learnerId, mark }): [string, string][] =>
    mark ? [[learnerId, JSON.stringify(mark)]] : [],
  );
  const shows = (open: boolean): Effect => ({ rolls: [{ sessionId, open, marks }] });
  if (session.closedAt === null) {
    const cells = session.outcome.kind === 'planned' ? 2 : 1;
    return {
      begin: { acts: [['attendance.close', cells]], ...shows(false) },
      perform: async () => {
        await world.program.call('attendance.close', { sessionId });
        return {};
      },
    };
  }
  return {
    begin: { acts: [['attendance.reopen', 1]], ...shows(true) },
    perform: async () => {
      await world.program.call('attendance.reopen', { sessionId, why: 'Forgot somebody' });
      return {};
    },
  };
};

export const rememberScreen: Act = async (world) => {
  const path = `/roll/${world.random.pick(world.sessions)}?row=${world.random.below(25)}`;
  return {
    begin: { screen: path },
    perform: async () => {
      await world.program.call('center.rememberScreen', { path });
      return {};
    },
  };
};
