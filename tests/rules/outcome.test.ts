import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heldMinutes, plannedMinutes } from '../../src/shared/rules/outcome.ts';
import { timeOf } from '../../src/shared/rules/time.ts';
import { runs } from '../support/runs.ts';

type Gap = [from: string, to: string | null];

/** A class from 10:00 to 12:00: 120 minutes planned. */
const session = { startsAt: '10:00', endsAt: '12:00' };
const held = (kind: string, stoppedAt: string | null, ...gaps: Gap[]): number =>
  heldMinutes(session, { kind, stoppedAt, gaps: gaps.map(([from, to]) => ({ from, to })) });

describe('held minutes of a class from 10:00 to 12:00', () => {
  test.each<[name: string, minutes: number, kind: string, stoppedAt: string | null, gaps: Gap[]]>([
    ['planned, nothing said yet', 120, 'planned', null, []],
    ['held', 120, 'held', null, []],
    ['cancelled', 0, 'cancelled', null, []],
    ['moved to another day', 0, 'moved', null, []],
    ['interrupted by an alarm from 10:10 to 10:50', 80, 'interrupted', null, [['10:10', '10:50']]],
    [
      'two interruptions',
      90,
      'interrupted',
      null,
      [
        ['10:10', '10:20'],
        ['11:00', '11:20'],
      ],
    ],
    [
      'interruptions told in the wrong order',
      90,
      'interrupted',
      null,
      [
        ['11:00', '11:20'],
        ['10:10', '10:20'],
      ],
    ],
    [
      'overlapping interruptions count once',
      90,
      'interrupted',
      null,
      [
        ['10:10', '10:30'],
        ['10:20', '10:40'],
      ],
    ],
    [
      'one inside the other',
      60,
      'interrupted',
      null,
      [
        ['10:00', '11:00'],
        ['10:10', '10:20'],
      ],
    ],
    [
      'the same twice',
      100,
      'interrupted',
      null,
      [
        ['10:10', '10:30'],
        ['10:10', '10:30'],
      ],
    ],
    [
      'one right after the other',
      100,
      'interrupted',
      null,
      [
        ['10:10', '10:20'],
        ['10:20', '10:30'],
      ],
    ],
    ['an interruption of no length', 120, 'interrupted', null, [['10:10', '10:10']]],
    ['an interruption told backwards says nothing', 120, 'interrupted', null, [['10:50', '10:10']]],
    ['begun before class', 105, 'interrupted', null, [['09:00', '10:15']]],
    ['lasting past class', 105, 'interrupted', null, [['11:45', '13:00']]],
    ['wholly before class', 120, 'interrupted', null, [['08:00', '09:00']]],
    ['wholly after class', 120, 'interrupted', null, [['12:00', '13:00']]],
    ['all of class', 0, 'interrupted', null, [['09:00', '13:00']]],
    ['an interruption that still lasts', 40, 'interrupted', null, [['10:40', null]]],
    [
      'two that still last',
      10,
      'interrupted',
      null,
      [
        ['10:40', null],
        ['10:10', null],
      ],
    ],
    ['stopped at 10:40', 40, 'stopped_early', '10:40', []],
    ['stopped before it began', 0, 'stopped_early', '09:30', []],
    ['stopped as it began', 0, 'stopped_early', '10:00', []],
    ['stopped after it ended', 120, 'stopped_early', '13:00', []],
    ['stopped, nobody knows when', 120, 'stopped_early', null, []],
    ['interrupted, then stopped', 30, 'stopped_early', '10:40', [['10:10', '10:20']]],
    ['stopped in an interruption', 10, 'stopped_early', '10:40', [['10:10', '11:00']]],
    ['an interruption after it stopped', 40, 'stopped_early', '10:40', [['11:00', '11:30']]],
    ['stopped before it began, with an interruption', 0, 'stopped_early', '09:30', [['10:10', '10:20']]],
    ['a stop time without having stopped', 120, 'held', '10:40', []],
    ['cancelled after an interruption', 0, 'cancelled', null, [['10:10', '10:20']]],
  ])('%s: %i', (_name, minutes, kind, stoppedAt, gaps) => {
    expect(held(kind, stoppedAt, ...gaps)).toBe(minutes);
  });
});

describe('planned minutes', () => {
  test.each([
    ['10:00', '12:00', 120],
    ['23:55', '23:59', 4],
    ['00:00', '23:59', 1439],
    ['10:00', '10:00', 0],
    ['12:00', '10:00', 0],
  ])('from %s to %s: %i', (startsAt, endsAt, minutes) => {
    expect(plannedMinutes({ startsAt, endsAt })).toBe(minutes);
  });
});

describe('held minutes of any class', () => {
  const time = fc.nat(1439).map(timeOf);
  const gap = fc.record({ from: time, to: fc.option(time) });
  const outcome = fc.record({
    kind: fc.constantFrom('planned', 'held', 'interrupted', 'stopped_early', 'cancelled', 'moved'),
    gaps: fc.array(gap, { maxLength: 6 }),
    stoppedAt: fc.option(time),
  });
  const anySession = fc.record({ startsAt: time, endsAt: time });

  test('are never below none nor above what was planned', () => {
    fc.assert(
      fc.property(anySession, outcome, (session, said) => {
        const minutes = heldMinutes(session, said);
        expect(minutes).toBeGreaterThanOrEqual(0);
        expect(minutes).toBeLessThanOrEqual(plannedMinutes(session));
        expect(Number.isInteger(minutes)).toBe(true);
      }),
      { numRuns: runs(1000) },
    );
  });

  test('never rise by one more interruption, nor by its order', () => {
    fc.assert(
      fc.property(anySession, outcome, gap, fc.nat(), (session, said, more, cut) => {
        const without = heldMinutes(session, said);
        const at = cut % (said.gaps.length + 1);
        const gaps = [...said.gaps.slice(0, at), more, ...said.gaps.slice(at)];
        const withMore = heldMinutes(session, { ...said, gaps });
        expect(withMore).toBeLessThanOrEqual(without);
        expect(heldMinutes(session, { ...said, gaps: gaps.toReversed() })).toBe(withMore);
      }),
      { numRuns: runs(1000) },
    );
  });

  test('are the minutes in which class was on, counted one by one', () => {
    fc.assert(
      fc.property(anySession, outcome, (session, said) => {
        let minutes = 0;
        for (let minute = 0; minute < 1440; minute++) {
          const now = timeOf(minute);
          const within = session.startsAt <= now && now < session.endsAt;
          const stopped = said.kind === 'stopped_early' && said.stoppedAt !== null && now >= said.stoppedAt;
          const paused = said.gaps.some(({ from, to }) => from <= now && (to === null || now < to));
          if (within && !stopped && !paused) minutes += 1;
        }
        const none = said.kind === 'cancelled' || said.kind === 'moved';
        expect(heldMinutes(session, said)).toBe(none ? 0 : minutes);
      }),
      { numRuns: runs(100) },
    );
  });
});
