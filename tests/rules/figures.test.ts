import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CheckInReason, checkInReasons } from '../../src/shared/rules/check-in.ts';
import { countSessions, type FigureSession, type Now } from '../../src/shared/rules/counted-session.ts';
import { type Enrollment, presenceOn } from '../../src/shared/rules/enrollment.ts';
import {
  countsBy,
  type FigureMark,
  type Figures,
  figuresFrom,
  percentOf,
  type Tally,
  tallyOf,
} from '../../src/shared/rules/figures.ts';
import { defaultStatuses } from '../../src/shared/rules/statuses.ts';
import { runs } from '../support/runs.ts';

const counts = countsBy(defaultStatuses);

/**
 * A mark as it is typed: P, A, E, R, `L20` late by 20 minutes, `O30` left 30 minutes early; `-` is a blank.
 * X is a status that the program has given up and nobody knows.
 */
function markOf(typed: string): FigureMark | null {
  const minutesMissed = Number(typed.slice(1));
  switch (typed[0]) {
    case 'P':
      return { status: 'present' };
    case 'A':
      return { status: 'absent' };
    case 'E':
      return { status: 'excused' };
    case 'R':
      return { status: 'remote' };
    case 'L':
      return { status: 'late', minutesMissed };
    case 'O':
      return { status: 'left_early', minutesMissed };
    case 'X':
      return { status: 'unheard_of' };
    default:
      return null;
  }
}

type Gap = [from: string, to: string | null];
interface Class {
  /** Day of March 2026. */
  day: number;
  mark: string;
  at?: [startsAt: string, endsAt: string];
  cancelled?: true;
  moved?: true;
  stoppedAt?: string;
  gaps?: Gap[];
  /** Day of the class that it makes up for. */
  makesUpFor?: number;
}

const dateOf = (day: number): string => `2026-03-${String(day).padStart(2, '0')}`;

function sessionOf(one: Class): FigureSession {
  const [startsAt, endsAt] = one.at ?? ['10:00', '12:00'];
  const kind = one.cancelled
    ? 'cancelled'
    : one.moved
      ? 'moved'
      : one.stoppedAt
        ? 'stopped_early'
        : one.gaps
          ? 'interrupted'
          : 'held';
  return {
    id: `s${one.day}`,
    date: dateOf(one.day),
    startsAt,
    endsAt,
    outcome: {
      kind,
      gaps: (one.gaps ?? []).map(([from, to]) => ({ from, to })),
      stoppedAt: one.stoppedAt ?? null,
    },
    makeUpFor: one.makesUpFor === undefined ? null : `s${one.makesUpFor}`,
  };
}

const always: Enrollment = { startsOn: '2026-01-01', endsOn: null, pauses: [], creditMinutes: null };
/** In the evening of 20 March. */
const evening: Now = { date: '2026-03-20', time: '20:00' };

function tally(classes: readonly Class[], enrollment: Partial<Enrollment> = {}, now = evening): Tally {
  const marks = new Map(
    classes.flatMap((one) => {
      const mark = markOf(one.mark);
      return mark ? [[`s${one.day}`, mark] as const] : [];
    }),
  );
  const sessions = countSessions(classes.map(sessionOf), now);
  return tallyOf(sessions, { ...always, ...enrollment }, marks, counts);
}

const figures = (...of: Parameters<typeof tally>): Figures => figuresFrom(tally(...of));
/** Classes of two hours on the days from the 2nd, one for each mark. */
const week = (typed: string): Class[] => typed.split(' ').map((mark, index) => ({ day: 2 + index, mark }));

/** Worked by hand: minutes credited / countable = percent; highest; consecutive; owed; not recorded. */
type Worked = [
  name: string,
  classes: Class[],
  enrollment: Partial<Enrollment>,
  credited: number,
  countable: number,
  percentage: number | null,
  highest: number | null,
  consecutive: number,
  owed: number,
  notRecorded: number,
];

/** A class of two hours on the 2nd that stopped after one, and its make-up of one hour on the 9th. */
const stopped: Class = { day: 2, mark: 'P', stoppedAt: '11:00' };
const makeUp: Class = { day: 9, mark: 'P', at: ['10:00', '11:00'], makesUpFor: 2 };

const worked: Worked[] = [
  ['nothing at all', [], {}, 0, 0, null, null, 0, 0, 0],
  ['present twice', week('P P'), {}, 240, 240, 100, 100, 0, 0, 0],
  ['remote counts as present', week('R P'), {}, 240, 240, 100, 100, 0, 0, 0],
  ['present, absent', week('P A'), {}, 120, 240, 50, 50, 1, 0, 0],
  ['late by 20 minutes: 100 of 120', week('L20'), {}, 100, 120, 83, 83, 0, 0, 0],
  ['left 30 minutes early: 90 of 120', week('O30'), {}, 90, 120, 75, 75, 0, 0, 0],
  ['missed more than there was: 0, not less', week('L500'), {}, 0, 120, 0, 0, 0, 0, 0],
  ['two of three, 66.67 is 66', week('P P A'), {}, 240, 360, 66, 66, 1, 0, 0],
  ['excused is in neither part', week('P E A'), {}, 120, 240, 50, 50, 1, 0, 0],
  ['only excused: no percentage', week('E E'), {}, 0, 0, null, null, 0, 0, 0],
  ['a blank is in neither part, and may still be recorded', week('P - A'), {}, 120, 240, 50, 66, 1, 0, 1],
  ['only blanks', week('- -'), {}, 0, 0, null, 100, 0, 0, 2],
  ['a status that nobody knows is in neither part', week('P X A'), {}, 120, 240, 50, 50, 1, 0, 0],

  // The course goes on: 21 and 22 March are still to come.
  [
    'two classes to come',
    [...week('P A A'), { day: 21, mark: '-' }, { day: 22, mark: '-' }],
    {},
    120,
    360,
    33,
    60,
    2,
    0,
    0,
  ],
  ['excused ahead is not to come', [...week('P A'), { day: 21, mark: 'E' }], {}, 120, 240, 50, 50, 1, 0, 0],
  [
    'a class of today that has not ended is to come, not unrecorded',
    [...week('A'), { day: 20, mark: '-', at: ['19:00', '21:00'] }],
    {},
    0,
    120,
    0,
    50,
    1,
    0,
    0,
  ],
  [
    'a class of today that has ended is not recorded',
    [...week('A'), { day: 20, mark: '-', at: ['18:00', '20:00'] }],
    {},
    0,
    120,
    0,
    50,
    1,
    0,
    1,
  ],

  // Enrollment.
  ['a late joiner from the 4th', week('A A P P'), { startsOn: dateOf(4) }, 240, 240, 100, 100, 0, 0, 0],
  ['joined on the day of a class', week('A P'), { startsOn: dateOf(3) }, 120, 120, 100, 100, 0, 0, 0],
  ['left after the 3rd', week('P P A A'), { endsOn: dateOf(3) }, 240, 240, 100, 100, 0, 0, 0],
  ['left after the 3rd, blanks since', week('P A - -'), { endsOn: dateOf(3) }, 120, 240, 50, 50, 1, 0, 0],
  [
    'paused from the 3rd to the 4th, both included',
    week('P A A P A'),
    { pauses: [{ from: dateOf(3), to: dateOf(4) }] },
    240,
    360,
    66,
    66,
    1,
    0,
    0,
  ],
  [
    'paused since the 4th',
    [...week('P A - -'), { day: 22, mark: '-' }],
    { pauses: [{ from: dateOf(4), to: null }] },
    120,
    240,
    50,
    50,
    1,
    0,
    0,
  ],
  [
    'a walk-in who was never enrolled: marks are history only',
    week('P P'),
    { startsOn: null },
    0,
    0,
    null,
    null,
    0,
    0,
    0,
  ],
  [
    'transferred with 600 minutes: in both parts. (600 + 120) / (600 + 240)',
    week('P A'),
    { creditMinutes: 600 },
    720,
    840,
    85,
    85,
    1,
    0,
    0,
  ],
  [
    'transferred with credit, no class yet',
    [{ day: 22, mark: '-' }],
    { creditMinutes: 600 },
    600,
    600,
    100,
    100,
    0,
    0,
    0,
  ],

  // Gaps and early stops.
  [
    'an alarm from 10:10 to 10:50: 80 minutes held, 40 owed',
    [{ day: 2, mark: 'P', gaps: [['10:10', '10:50']] }, ...week('A').map((one) => ({ ...one, day: 3 }))],
    {},
    80,
    200,
    40,
    40,
    1,
    40,
    0,
  ],
  [
    'late by 20 in a class with a gap of 40: 60 of 80',
    [{ day: 2, mark: 'L20', gaps: [['10:50', '11:30']] }],
    {},
    60,
    80,
    75,
    75,
    0,
    40,
    0,
  ],
  ['stopped at 11:00: 60 of 60', [stopped], {}, 60, 60, 100, 100, 0, 60, 0],
  ['absent from it: 0 of 60', [{ ...stopped, mark: 'A' }], {}, 0, 60, 0, 0, 1, 60, 0],
  ['left 30 early, stopped at 11:00', [{ ...stopped, mark: 'O30' }], {}, 30, 60, 50, 50, 0, 60, 0],
  ['late by 70, stopped at 11:00: 0 of 60', [{ ...stopped, mark: 'L70' }], {}, 0, 60, 0, 0, 0, 60, 0],
  [
    'cancelled: counts for nobody, is owed',
    [
      { day: 2, mark: '-', cancelled: true },
      { day: 3, mark: 'A' },
    ],
    {},
    0,
    120,
    0,
    0,
    1,
    120,
    0,
  ],
  [
    'cancelled, whatever the mark says',
    [{ day: 2, mark: 'A', cancelled: true }],
    {},
    0,
    0,
    null,
    null,
    0,
    120,
    0,
  ],
  [
    'moved: held on another day, not owed',
    [{ day: 2, mark: '-', moved: true }],
    {},
    0,
    0,
    null,
    null,
    0,
    0,
    0,
  ],
  ['a class lost before she came is not owed', [stopped], { startsOn: dateOf(3) }, 0, 0, null, null, 0, 0, 0],

  // Make-ups.
  ['a make-up attended: 60 + 60 of 60, never beyond 100', [stopped, makeUp], {}, 120, 60, 100, 100, 0, 0, 0],
  [
    'a make-up adds to the first part only: (0 + 60) of 60',
    [{ ...stopped, mark: 'A' }, makeUp],
    {},
    60,
    60,
    100,
    100,
    0,
    0,
    0,
  ],
  ['a make-up missed lowers nobody', [stopped, { ...makeUp, mark: 'A' }], {}, 60, 60, 100, 100, 0, 0, 0],
  ['a make-up excused', [stopped, { ...makeUp, mark: 'E' }], {}, 60, 60, 100, 100, 0, 0, 0],
  ['a make-up not recorded', [stopped, { ...makeUp, mark: '-' }], {}, 60, 60, 100, 100, 0, 0, 1],
  [
    'late by 20 at a make-up',
    [
      { ...stopped, mark: 'A' },
      { ...makeUp, mark: 'L20' },
    ],
    {},
    40,
    60,
    66,
    66,
    0,
    0,
    0,
  ],
  [
    'a make-up to come lifts what can be reached, and the minutes are owed until then',
    [
      { ...stopped, mark: 'A' },
      { day: 3, mark: 'A' },
      { ...makeUp, day: 22, mark: '-' },
    ],
    {},
    0,
    180,
    0,
    33,
    2,
    60,
    0,
  ],
  [
    'a make-up of half an hour leaves half an hour owed',
    [stopped, { ...makeUp, at: ['10:00', '10:30'] }],
    {},
    90,
    60,
    100,
    100,
    0,
    30,
    0,
  ],
  [
    'a make-up that was cancelled too leaves it owed, once',
    [stopped, { ...makeUp, cancelled: true }],
    {},
    60,
    60,
    100,
    100,
    0,
    60,
    0,
  ],
  [
    'a make-up of a make-up pays for the first class',
    [stopped, { ...makeUp, cancelled: true }, { ...makeUp, day: 10, makesUpFor: 9 }],
    {},
    120,
    60,
    100,
    100,
    0,
    0,
    0,
  ],
  [
    'a make-up held after she left is none for her',
    [stopped, { ...makeUp, mark: '-' }],
    { endsOn: dateOf(5) },
    60,
    60,
    100,
    100,
    0,
    60,
    0,
  ],
  ['attending only make-ups gives no percentage', [makeUp], {}, 60, 0, null, null, 0, 0, 0],

  // Consecutive absences.
  ['absences in a row, newest first', week('A P A A A'), {}, 120, 600, 20, 20, 3, 0, 0],
  ['late ends the row', week('A A L119'), {}, 1, 360, 0, 0, 0, 0, 0],
  ['excused and blank are passed over', week('A E - A'), {}, 0, 240, 0, 33, 2, 0, 1],
  [
    'a missed make-up is no absence in the row, an attended one ends it',
    [
      { day: 2, mark: 'A' },
      { day: 3, mark: 'A' },
      { ...makeUp, mark: 'A' },
    ],
    {},
    0,
    240,
    0,
    0,
    2,
    0,
    0,
  ],
  [
    'an attended make-up ends the row',
    [{ day: 2, mark: 'A' }, { day: 3, mark: 'A' }, makeUp],
    {},
    60,
    240,
    25,
    25,
    0,
    0,
    0,
  ],
  [
    'the row does not reach over a pause',
    week('A P A A'),
    { pauses: [{ from: dateOf(4), to: dateOf(4) }] },
    120,
    360,
    33,
    33,
    1,
    0,
    0,
  ],

  // 29 March 2026: clocks jump from 03:00 to 04:00 in Kyiv. 25 October is the other day.
  [
    'minutes are those of the wall also when clocks change',
    [{ day: 29, mark: 'L30', at: ['02:30', '04:30'] }],
    {},
    90,
    120,
    75,
    75,
    0,
    0,
    0,
  ],
];

describe('figures worked by hand', () => {
  test.each(worked)('%s', (_name, classes, enrollment, ...expected) => {
    const now = classes.some((one) => one.day === 29) ? { date: '2026-03-30', time: '09:00' } : evening;
    const got = figures(classes, enrollment, now);
    expect([
      got.creditedMinutes,
      got.countableMinutes,
      got.percentage,
      got.highestReachable,
      got.consecutiveAbsences,
      got.owedMinutes,
      got.notRecorded,
    ]).toEqual(expected);
  });

  test('two make-ups for each other make neither a regular class', () => {
    const circle = [
      { ...makeUp, day: 9, makesUpFor: 10 },
      { ...makeUp, day: 10, makesUpFor: 9 },
    ];
    expect(figures(circle)).toMatchObject({ countableMinutes: 0, percentage: null, owedMinutes: 0 });
  });

  test('a custom status counts as its program says', () => {
    const own = countsBy([
      { code: 'online', key: 'KeyO', countsAs: 'part', color: 'remote', missing: 'start' },
      { code: 'remote', key: 'KeyR', countsAs: 'absent', color: 'remote' },
    ]);
    const sessions = countSessions(week('P P').map(sessionOf), evening);
    const marks = new Map([
      ['s2', { status: 'online', minutesMissed: 60 }],
      ['s3', { status: 'remote' }],
    ]);
    expect(figuresFrom(tallyOf(sessions, always, marks, own)).percentage).toBe(25);
  });
});

describe('whom a class expects', () => {
  const enrollment = {
    ...always,
    startsOn: dateOf(3),
    endsOn: dateOf(9),
    pauses: [{ from: dateOf(5), to: dateOf(6) }],
  };
  test.each([
    [2, 'before'],
    [3, 'expected'],
    [4, 'expected'],
    [5, 'paused'],
    [6, 'paused'],
    [7, 'expected'],
    [9, 'expected'],
    [10, 'after'],
  ])('%i March: %s', (day, presence) => {
    expect(presenceOn(enrollment, dateOf(day))).toBe(presence);
  });
});

describe('reasons to check in', () => {
  /** Classes to come from the 21st. */
  const coming = (count: number): Class[] =>
    Array.from({ length: count }, (_, index) => ({ day: 21 + index, mark: '-' }));
  const reasons = (typed: string, to: number, threshold: number | null = 75): CheckInReason[] =>
    checkInReasons(tally([...week(typed), ...coming(to)]), threshold);

  test.each<[name: string, CheckInReason[], CheckInReason[]]>([
    ['attends: 4 of 4, 6 to come. Missing two: 8 of 10', reasons('P P P P', 6), []],
    [
      'missed the last two, can still miss two more: 6 of 10 is 60',
      reasons('P P A A', 6, 60),
      [{ kind: 'missed_last', count: 2 }],
    ],
    [
      'missed one of four: missing two more leaves 7 of 10',
      reasons('P A P P', 6),
      [{ kind: 'next_two', sessions: 2, reach: 70, threshold: 75 }],
    ],
    ['missing two more leaves 9 of 12, exactly 75', reasons('P A P P', 8), []],
    ['only one class is left: 6 of 8 without it, exactly 75', reasons('P P P P P P A', 1), []],
    [
      'only one class is left: 5 of 7 without it',
      reasons('P P P P P A', 1),
      [{ kind: 'next_two', sessions: 1, reach: 71, threshold: 75 }],
    ],
    ['out of reach: 5 of 8', reasons('A P A P A', 3), [{ kind: 'out_of_reach', reach: 62, threshold: 75 }]],
    ['nothing recorded yet', reasons('- -', 2), []],
    ['the course is over and the threshold met', reasons('P P P A', 0), []],
    ['no rule: only absences count', reasons('A A', 6, null), [{ kind: 'missed_last', count: 2 }]],
    ['a threshold of 0 is always met', reasons('A P', 0, 0), []],
  ])('%s', (_name, got, expected) => {
    expect(got).toEqual(expected);
  });

  test('rounding lifts nobody over the threshold: 74.99 is less than 75', () => {
    const classes: Class[] = [{ day: 2, mark: 'L2501', at: ['00:00', '23:59'] }];
    const many = { ...tally(classes), credited: 7499, countable: 10_000, open: 0 };
    expect(percentOf(7499, 10_000)).toBe(74);
    expect(checkInReasons(many, 75)).toEqual([{ kind: 'out_of_reach', reach: 74, threshold: 75 }]);
  });
});

describe('whatever happens', () => {
  const time = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const typed = fc.oneof(
    fc.constantFrom('P', 'A', 'E', 'R', '-', 'X'),
    fc.nat(200).map((minutes) => `L${minutes}`),
    fc.nat(200).map((minutes) => `O${minutes}`),
  );
  const minute = fc.nat(1439);
  const aClass = fc.record({
    mark: typed,
    times: fc.tuple(minute, minute),
    outcome: fc.constantFrom('held', 'cancelled', 'moved', 'stopped', 'gap'),
    within: fc.tuple(minute, minute),
    makesUpFor: fc.option(fc.integer({ min: 1, max: 28 }), { nil: undefined, freq: 3 }),
  });
  const course = fc.array(aClass, { maxLength: 28 }).map((all) =>
    all.map(({ mark, times, outcome, within, makesUpFor }, index): Class => {
      const [from, to] = times;
      return {
        day: index + 1,
        mark,
        at: [time(Math.min(from, to)), time(Math.max(from, to))],
        ...(outcome === 'cancelled' ? { cancelled: true } : {}),
        ...(outcome === 'moved' ? { moved: true } : {}),
        ...(outcome === 'stopped' ? { stoppedAt: time(within[0]) } : {}),
        ...(outcome === 'gap' ? { gaps: [[time(within[0]), time(within[1])]] } : {}),
        ...(makesUpFor === undefined ? {} : { makesUpFor }),
      };
    }),
  );
  const day = fc.integer({ min: 1, max: 28 }).map(dateOf);
  const enrollment: fc.Arbitrary<Partial<Enrollment>> = fc.record(
    {
      startsOn: fc.option(day),
      endsOn: fc.option(day),
      pauses: fc.array(fc.record({ from: day, to: fc.option(day) }), { maxLength: 3 }),
      creditMinutes: fc.option(fc.nat(5000)),
    },
    { requiredKeys: [] },
  );

  test('percentages are whole and stay within 0 to 100, and no figure is below 0', () => {
    fc.assert(
      fc.property(course, enrollment, (classes, period) => {
        const got = figures(classes, period);
        for (const value of [got.percentage, got.highestReachable]) {
          if (value === null) continue;
          expect(Number.isInteger(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(100);
        }
        for (const value of Object.values(got)) if (value !== null) expect(value).toBeGreaterThanOrEqual(0);
        expect(got.highestReachable ?? 0).toBeGreaterThanOrEqual(got.percentage ?? 0);
      }),
      { numRuns: runs(300) },
    );
  });

  test('the order in which sessions and marks come changes nothing', () => {
    fc.assert(
      fc.property(course, enrollment, fc.infiniteStream(fc.nat()), (classes, period, keys) => {
        const shuffled = classes
          .map((one) => [keys.next().value ?? 0, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
        expect(tally(shuffled, period)).toEqual(tally(classes, period));
      }),
      { numRuns: runs(200) },
    );
  });

  test('one more present never lowers a percentage, nor what can be reached', () => {
    fc.assert(
      fc.property(course, enrollment, fc.nat(27), (classes, period, at) => {
        const index = classes.length === 0 ? 0 : at % classes.length;
        const better = classes.map((one, here) => (here === index ? { ...one, mark: 'P' } : one));
        const [before, after] = [figures(classes, period), figures(better, period)];
        expect(after.percentage ?? 100).toBeGreaterThanOrEqual(before.percentage ?? 0);
        if (before.percentage !== null) expect(after.percentage).not.toBeNull();
        expect(after.highestReachable ?? 100).toBeGreaterThanOrEqual(before.highestReachable ?? 0);
      }),
      { numRuns: runs(500) },
    );
  });

  test('missing a make-up changes no percentage', () => {
    fc.assert(
      fc.property(course, enrollment, (classes, period) => {
        const missed = classes.map((one) => (one.makesUpFor === undefined ? one : { ...one, mark: 'A' }));
        const blank = classes.map((one) => (one.makesUpFor === undefined ? one : { ...one, mark: '-' }));
        expect(figures(missed, period).percentage).toBe(figures(blank, period).percentage);
      }),
      { numRuns: runs(200) },
    );
  });
});
