import { afterLate, type Due, daysLate, type HandedIn } from './late-work.ts';
import { type Entered, percentOf, type Scale } from './scales.ts';
import { sum, toPercent } from './tenths.ts';

export const attemptPolicies = ['best', 'last', 'mean'] as const;
export type AttemptPolicy = (typeof attemptPolicies)[number];

/** One attempt as far as its grade goes. */
export interface Work {
  number: number;
  /** Null where nothing was handed in: it can be graded all the same, and is never late. */
  handedIn: HandedIn | null;
  /** From the rubric or given by hand, 0 to 100; null until it is whole. */
  percent: number | null;
  /** Something of it was graded. */
  begun: boolean;
}

export interface GradeRule {
  scale: Scale;
  due: Due | null;
  counts: AttemptPolicy;
}

export const gradeStates = ['excused', 'overridden', 'graded', 'partly', 'to_grade', 'nothing'] as const;
/**
 * nothing: neither handed in nor graded. to_grade: the newest attempt waits. partly: its grading was begun. The last
 * three are "not graded yet", whatever an earlier attempt counts.
 */
export type GradeState = (typeof gradeStates)[number];

export interface AttemptGrade {
  number: number;
  /** Before what being late takes off; null if not graded yet. */
  given: number | null;
  daysLate: number;
  percent: number | null;
}

export interface Grade {
  state: GradeState;
  /** What counts, 0 to 100; null for none, which is never zero. */
  percent: number | null;
  /** What the attempts come to, whatever a person decided instead. */
  computed: number | null;
  attempts: AttemptGrade[];
  /** Numbers of the attempts that `computed` comes from. */
  counted: number[];
}

function attemptGrade({ number, handedIn, percent }: Work, due: Due | null): AttemptGrade {
  const late = due && handedIn ? daysLate(due, handedIn) : 0;
  const after = percent === null ? null : afterLate(percent, late, due?.late ?? null);
  return { number, given: percent, daysLate: late, percent: after };
}

type Graded = AttemptGrade & { percent: number };

function countedOf(graded: readonly Graded[], counts: AttemptPolicy): Graded[] {
  if (counts === 'mean') return [...graded];
  // Of two that are equally good the later one.
  const [first, ...rest] = graded;
  if (!first) return [];
  return [rest.reduce((kept, one) => (counts === 'last' || one.percent >= kept.percent ? one : kept), first)];
}

/** What a learner has in an assessment. Her attempts in any order. */
export function gradeOf(
  work: readonly Work[],
  { scale, due, counts }: GradeRule,
  decided: { override: Entered | null; excused: boolean } = { override: null, excused: false },
): Grade {
  const ordered = [...work].sort((a, b) => a.number - b.number);
  const attempts = ordered.map((one) => attemptGrade(one, due));
  const graded = attempts.filter((one): one is Graded => one.percent !== null);
  const counted = countedOf(graded, counts);
  const computed =
    counted.length === 0 ? null : toPercent(sum(counted.map((one) => one.percent)) / counted.length);
  const override = decided.override && percentOf(decided.override, scale);
  const newest = ordered.findLast((one) => one.handedIn !== null || one.begun);
  const state: GradeState = decided.excused
    ? 'excused'
    : override !== null
      ? 'overridden'
      : !newest
        ? 'nothing'
        : newest.percent !== null
          ? 'graded'
          : newest.begun
            ? 'partly'
            : 'to_grade';
  return {
    ...{ state, computed, attempts, counted: counted.map((one) => one.number) },
    percent: decided.excused ? null : (override ?? computed),
  };
}

/** Somebody has decided, and nothing newer waits. */
export const isSettled = (state: GradeState): boolean =>
  state === 'excused' || state === 'overridden' || state === 'graded';
