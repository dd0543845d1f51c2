import { beforeEach, describe, expect, it } from 'vitest';
import { cellOf, isGone, mayMark } from '../../src/renderer/attendance/register/cells.ts';
import {
  columnsOf,
  daysOf,
  type Filter,
  filterRows,
} from '../../src/renderer/attendance/register/filters.ts';
import { bandsOf, reasonCounts, sessionShares } from '../../src/renderer/attendance/register/pictures.ts';
import { placeOf, rowsOf } from '../../src/renderer/attendance/register/rows.ts';
import type { Output } from '../../src/shared/contract/index.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { markAll, pauseDays, prepareCourse } from '../support/courses.ts';
import { addLearners, enroll } from '../support/people.ts';

let test: TestBackend;
beforeEach(async () => {
  test = await openTestBackend();
  return () => test.close();
});

type Course = Awaited<ReturnType<typeof prepareCourse>>;
const registerOf = ({ cohortId }: Course): Promise<Output<'attendance.register'>> =>
  test.call('attendance.register', { cohortId });
const nothing = new Map();

describe('rows of the register', () => {
  it('have the figures that the backend has', async () => {
    const course = await prepareCourse(test, { learners: 4 });
    const typed = ['PAPEA', 'PPPPP', 'AA', ''];
    for (const [index, marks] of typed.entries())
      await markAll(test, course.learners[index] ?? '', course.sessions, marks);
    const data = await registerOf(course);
    const [session = ''] = course.sessions;
    // Meant as it is stored: the row is counted here, and must come out as the backend counted it.
    const again = new Map(
      rowsOf(data, nothing).map(({ learner, marks }) => [
        placeOf(session, learner.learnerId),
        { value: marks[0] ?? null, stored: false, failure: null, turn: 1 },
      ]),
    );
    for (const [index, row] of rowsOf(data, again).entries()) {
      expect(row.meant.size).toBe(1);
      expect(row.figures).toEqual(data.learners[index]?.figures);
      expect(row.checkIn).toEqual(data.learners[index]?.checkIn);
    }
  });

  it('count what was just meant, and leave the other rows as they were', async () => {
    const course = await prepareCourse(test, { learners: 2 });
    const [first = '', second = ''] = course.learners;
    await markAll(test, first, course.sessions, 'PP');
    const data = await registerOf(course);
    const before = rowsOf(data, nothing);
    const meant = { value: { status: 'absent' }, stored: false, failure: null, turn: 1 };
    const after = rowsOf(data, new Map([[placeOf(course.sessions[2] ?? '', first), meant]]));
    expect(before.map((row) => row.learner.learnerId)).toEqual([first, second]);
    expect(before[0]?.figures.percentage).toBe(100);
    expect(after[0]?.figures.percentage).toBe(66);
    expect(after[0]?.meant.get(2)).toBe(meant);
    expect(after[1]).toBe(before[1]);
  });
});

describe('cells of the register', () => {
  it('say what stands in them and whether a mark may be set', async () => {
    const course = await prepareCourse(test, { learners: 2 });
    const [first = '', leaver = ''] = course.learners;
    const [late = ''] = addLearners(test, 1, course.cohortId, ['Late']);
    enroll(test, late, course.cohortId, { startsOn: '2026-03-08' });
    pauseDays(test, late, course.cohortId, [{ from: '2026-03-10', to: '2026-03-10' }]);
    await markAll(test, first, course.sessions, 'P');
    const excuse = { learnerIds: [first], from: '2026-03-13', to: '2026-03-13', note: null };
    await test.call('attendance.addExcuse', { ...excuse, reason: 'work' });
    const left = { learnerId: leaver, cohortId: course.cohortId, reason: null, lastSeen: '2026-03-06' };
    await test.call('roster.leave', left);
    const lost = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: null };
    await test.call('sessions.setOutcome', { sessionId: course.sessions[3] ?? '', outcome: lost });
    const data = await registerOf(course);
    const statuses = new Map(data.statuses.map((status) => [status.code, status]));
    const rows = new Map(rowsOf(data, nothing).map((row) => [row.learner.learnerId, row]));
    const kinds = (id: string): string[] => {
      const row = rows.get(id);
      return row ? data.sessions.map((session, at) => cellOf(row, session, at, statuses).kind) : [];
    };
    expect(kinds(first)).toEqual([
      ...['mark', 'blank', 'blank', 'not_held', 'blank', 'blank', 'to_come', 'excused_ahead'],
    ]);
    expect(kinds(late)).toEqual([
      ...['before', 'before', 'blank', 'not_held', 'paused', 'blank', 'to_come', 'to_come'],
    ]);
    expect(kinds(leaver)).toEqual(['blank', ...Array(7).fill('after')]);
    const [here, gone] = [rows.get(first), rows.get(leaver)];
    if (!here || !gone) throw new Error('both are on the register');
    expect([isGone(here), isGone(gone)]).toEqual([false, true]);
    expect([mayMark(here, { kind: 'blank' }), mayMark(here, { kind: 'before' })]).toEqual([true, false]);
    expect(mayMark(gone, { kind: 'blank' })).toBe(false);
  });
});

describe('filters and pictures', () => {
  async function course() {
    const made = await prepareCourse(test, { learners: 4, sessions: 6 });
    const typed = ['PPPP', 'PAPP', 'AAAA', 'EP'];
    for (const [index, marks] of typed.entries())
      await markAll(test, made.learners[index] ?? '', made.sessions, marks);
    const [second = ''] = made.learners.slice(1);
    const mark = { status: 'absent', reason: 'work' as const };
    await test.call('attendance.mark', { sessionId: made.sessions[1] ?? '', learnerId: second, mark });
    const data = await registerOf(made);
    return { data, rows: rowsOf(data, nothing), columns: columnsOf(data.sessions, null, null) };
  }

  it('narrow the register to the people behind them', async () => {
    const { data, rows, columns } = await course();
    const names = (filter: Partial<Filter>): string[] =>
      filterRows(
        rows,
        { who: 'all', picked: null, threshold: data.cohort.threshold, ...filter },
        columns,
        data.statuses,
      ).map((row) => row.learner.name.slice(-1));
    expect(names({})).toEqual(['1', '2', '3', '4']);
    expect(names({ who: 'below' })).toEqual(['3']);
    expect(names({ who: 'check_in' })).toEqual(['3']);
    expect(names({ who: 'not_recorded' })).toEqual(['1', '2', '3', '4']);
    expect(names({ picked: { kind: 'session', sessionId: data.sessions[1]?.id ?? '' } })).toEqual(['2', '3']);
    expect(names({ picked: { kind: 'session', sessionId: data.sessions[0]?.id ?? '' } })).toEqual(['3', '4']);
    expect(names({ picked: { kind: 'share', from: 70, to: 80 } })).toEqual(['2']);
    expect(names({ picked: { kind: 'share', from: 90, to: 101 } })).toEqual(['1', '4']);
    expect(names({ picked: { kind: 'reason', reason: 'work' } })).toEqual(['2']);
    expect(names({ picked: { kind: 'reason', reason: 'none' } })).toEqual(['3', '4']);
  });

  it('count what they show', async () => {
    const { data, rows, columns } = await course();
    const shares = sessionShares(rows, columns, data.statuses);
    expect(shares.map(({ percent, present, counted }) => [percent, present, counted])).toEqual([
      ...[
        [66, 2, 3],
        [50, 2, 4],
        [66, 2, 3],
        [66, 2, 3],
      ],
    ]);
    expect(bandsOf(rows).map((band) => band.learners)).toEqual([1, 0, 0, 1, 0, 2]);
    expect(reasonCounts(rows, columns, data.statuses)).toEqual([
      { reason: 'none', count: 5 },
      { reason: 'work', count: 1 },
    ]);
  });

  it('know the days of a month', () => {
    expect(daysOf('2026-02')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(daysOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(daysOf('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });
});
