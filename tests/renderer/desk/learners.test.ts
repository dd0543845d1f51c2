import { describe, expect, it } from 'vitest';
import { orderOf } from '../../../src/renderer/assessments/desk/learners.ts';
import type { DeskLearner } from '../../../src/shared/contract/assessments-desk.ts';

const learner = (learnerId: string, handedIn: boolean, review = false) =>
  ({
    learnerId,
    attempts: [{ handedIn: handedIn ? { on: '2026-03-12' } : null }],
    review: review ? {} : null,
  }) as unknown as DeskLearner;
const learners = [learner('a', true), learner('b', false), learner('c', true), learner('d', true, true)];
const done = new Set(['a']);
const usual = { filter: 'all', openFirst: false, hidden: false } as const;
const order = (shown: Partial<Parameters<typeof orderOf>[1]>, of = 'boxes'): string =>
  orderOf(learners, { ...usual, ...shown }, of, (one) => done.has(one)).join('');

describe('the list of the desk', () => {
  it.each([
    ['all', 'abcd'],
    ['not_graded', 'bcd'],
    ['waiting', 'cd'],
    ['review', 'd'],
  ] as const)('shows %s', (filter, ids) => {
    expect(order({ filter })).toBe(ids);
  });

  it('has who is not graded first, where that is asked for', () => {
    expect(order({ openFirst: true })).toBe('bcda');
  });

  it('mixes nameless learners the same way each time, and another way elsewhere', () => {
    const mixed = order({ hidden: true });
    expect([...mixed].sort().join('')).toBe('abcd');
    expect(order({ hidden: true })).toBe(mixed);
    const others = ['polygons', 'tags', 'masks', 'points'].map((of) => order({ hidden: true }, of));
    expect(new Set([mixed, ...others]).size).toBeGreaterThan(1);
  });
});
