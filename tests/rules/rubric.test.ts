import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposalFor } from '../../src/shared/rules/proposals.ts';
import {
  type Choice,
  type Criterion,
  type Rubric,
  rubricFaults,
  rubricScore,
} from '../../src/shared/rules/rubric.ts';
import { boxes, criterion, f1Bands } from '../support/grades.ts';

const level = (points: number): Choice => ({ level: `l${points}` });
const guide = (most: number, more: Partial<Criterion> = {}): Criterion => ({
  ...criterion('g'),
  levels: [],
  most,
  ...more,
});
const score = (rubric: Rubric, choices: Record<string, Choice>) =>
  rubricScore(rubric, new Map(Object.entries(choices)));

describe('the score of a rubric', () => {
  it.each([
    // 3 + 2 + 1 of 9.
    ['adds up', boxes, { finds: level(3), names: level(2), tight: level(1) }, [6, 9, 66.7]],
    ['all is 100', boxes, { finds: level(3), names: level(3), tight: level(3) }, [9, 9, 100]],
    ['nothing good is 0', boxes, { finds: level(0), names: level(0), tight: level(0) }, [0, 9, 0]],
    ['a blank is no zero', boxes, { finds: level(3), names: level(3) }, [6, 9, null]],
    [
      'what it does not know is a blank',
      boxes,
      { finds: level(3), names: level(3), tight: level(7) },
      [6, 9, null],
    ],
    [
      'weights count',
      { ...boxes, criteria: [criterion('finds', { weight: 2 }), criterion('names')] },
      // 2 x 3 + 1 x 0 of 2 x 3 + 1 x 3.
      { finds: level(3), names: level(0) },
      [6, 9, 66.7],
    ],
    [
      'a marking guide counts points',
      { ...boxes, kind: 'guide' as const, criteria: [guide(20), guide(10, { id: 'h' })] },
      { g: { points: 17.5 }, h: { points: 10 } },
      // 27.5 of 30.
      [27.5, 30, 91.7],
    ],
    [
      'more points than there are is a blank',
      { ...boxes, kind: 'guide' as const, criteria: [guide(20)] },
      { g: { points: 20.5 } },
      [0, 20, null],
    ],
  ])('%s', (_what, rubric, choices, [points, most, percent]) => {
    expect(score(rubric, choices as Record<string, Choice>)).toMatchObject({ points, most, percent });
  });

  it('is 0 to 100 whatever is chosen, and the order of choosing changes nothing', () => {
    const weights = fc.integer({ min: 1, max: 70 }).map((value) => value / 10);
    const criteria = fc.array(fc.tuple(weights, fc.nat(3)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(criteria, (chosen) => {
        const rubric = { ...boxes, criteria: chosen.map(([weight], at) => criterion(`c${at}`, { weight })) };
        const choices = chosen.map(([, points], at): [string, Choice] => [`c${at}`, level(points)]);
        const forward = rubricScore(rubric, new Map(choices));
        expect(forward.percent).toBeGreaterThanOrEqual(0);
        expect(forward.percent).toBeLessThanOrEqual(100);
        const turned = { ...rubric, criteria: [...rubric.criteria].reverse() };
        expect(rubricScore(turned, new Map([...choices].reverse()))).toEqual(forward);
        const fewer = rubricScore(rubric, new Map(choices.slice(1)));
        expect(fewer.percent).toBeNull();
      }),
    );
  });
});

describe('what is wrong with a rubric', () => {
  it.each([
    ['nothing', boxes, {}],
    ['no title', { ...boxes, title: { en: ' ' } }, { title: 'title_missing' }],
    ['no criteria', { ...boxes, criteria: [] }, { criteria: 'criteria_missing' }],
    [
      'an id twice',
      { ...boxes, criteria: [criterion('a'), criterion('a')] },
      { 'criteria.1.id': 'id_taken' },
    ],
    [
      'one level',
      { ...boxes, criteria: [criterion('a', { levels: criterion('a').levels.slice(3) })] },
      { 'criteria.0.levels': 'levels_missing' },
    ],
    [
      'levels that fall',
      { ...boxes, criteria: [{ ...criterion('a'), levels: [...criterion('a').levels].reverse() }] },
      { 'criteria.0.levels.1.points': 'levels_unordered' },
    ],
    ['free points among levels', { ...boxes, criteria: [guide(10)] }, { 'criteria.0.most': 'kinds_mixed' }],
    [
      'a guide without points',
      { ...boxes, kind: 'guide' as const, criteria: [guide(0)] },
      { 'criteria.0.most': 'points_missing' },
    ],
    [
      'a band of a level that is not there',
      {
        ...boxes,
        criteria: [criterion('a', { proposal: { figure: 'f1', bands: [{ at: 0.5, choice: level(9) }] } })],
      },
      { 'criteria.0.proposal.bands.0': 'band_unknown' },
    ],
    [
      'a figure that nobody measures',
      { ...boxes, criteria: [{ ...criterion('a'), proposal: { figure: 'charm', bands: [] } }] },
      { 'criteria.0.proposal.figure': 'figure_unknown' },
    ],
  ])('%s', (_what, rubric, faults) => {
    expect(rubricFaults(rubric as Rubric)).toMatchObject(faults);
    if (Object.keys(faults).length === 0) expect(rubricFaults(rubric as Rubric)).toEqual({});
  });
});

describe('a proposal', () => {
  const finds = criterion('finds', { proposal: f1Bands });
  it.each([
    [0.9, 'l3'],
    [0.8999, 'l2'],
    [0.75, 'l2'],
    [0.6, 'l1'],
    [0.59, 'l0'],
    [0, 'l0'],
    [1, 'l3'],
  ])('of F1 %d is %s', (value, expected) => {
    expect(proposalFor(finds, { f1: value })?.choice).toEqual({ level: expected });
  });

  it.each([
    [2.5, 'l3'],
    [3, 'l3'],
    [5, 'l2'],
    [40, 'l0'],
  ])('of edges off by %d pixels is %s: less is better', (value, expected) => {
    const bands = [
      { at: 6, choice: level(2) },
      { at: 3, choice: level(3) },
    ];
    const tight = criterion('tight', { proposal: { figure: 'edge', bands } });
    expect(proposalFor(tight, { edge: value })?.choice).toEqual({ level: expected });
  });

  it('is none without a figure, a band or a number', () => {
    expect(proposalFor(finds, {})).toBeNull();
    expect(proposalFor(finds, { f1: Number.NaN })).toBeNull();
    expect(proposalFor(criterion('x'), { f1: 1 })).toBeNull();
  });
});
