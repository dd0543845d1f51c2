import type { Outcome } from '../../shared/contract/session-values.ts';
import { refuse } from '../../shared/result.ts';

export const planned: Outcome = { kind: 'planned', gaps: [], stoppedAt: null, reason: null };

/** It does not take place, or not here. */
export const isOff = (outcome: Outcome): boolean => outcome.kind === 'cancelled' || outcome.kind === 'moved';

/** Refuses, with `validation`, what cannot have happened: a pause before class, one that ends before it begins. */
export function requireOutcome(
  { startsAt, endsAt }: { startsAt: string; endsAt: string },
  outcome: Outcome,
): void {
  const { kind, gaps, stoppedAt } = outcome;
  if (kind === 'stopped_early') {
    if (stoppedAt === null) throw refuse('validation', 'stop_time_needed');
    if (stoppedAt < startsAt || stoppedAt > endsAt) throw refuse('validation', 'stop_outside');
  }
  if (kind === 'interrupted' && gaps.length === 0) throw refuse('validation', 'gap_needed');
  if (gaps.some((gap) => gap.to !== null && gap.to < gap.from)) throw refuse('validation', 'gap_reversed');
  if (gaps.some((gap) => gap.from < startsAt || gap.from > endsAt)) throw refuse('validation', 'gap_outside');
  if (gaps.filter((gap) => gap.to === null).length > 1) throw refuse('validation', 'gap_open_twice');
}
