import { describe, expect, it } from 'vitest';
import type { Focus } from '../../../src/renderer/assessments/desk/focus.ts';
import { type DeskKeys, firstOpen, goTo, press } from '../../../src/renderer/assessments/desk/keys.ts';
import { type Part, whole } from '../../../src/renderer/assessments/desk/parts.ts';

const bare = { title: null, description: {} };
const level = (points: number) => ({
  ...{ value: { level: `l${points}` }, title: {}, description: {}, points },
});
const finds: Part = { id: 'finds', ...bare, levels: [0, 1, 2, 3].map(level), most: null };
const names: Part = { ...finds, id: 'names' };
const points: Part = { id: 'points', ...bare, levels: [], most: 20 };
const all: Part = { id: whole, ...bare, levels: [], most: null };

const graded = new Set(['olena finds', 'olena names', 'yuliia finds']);
const isGraded = (learner: string, part: string): boolean =>
  part === whole || graded.has(`${learner} ${part}`);
const desk = (more: Partial<DeskKeys> = {}): DeskKeys => ({
  ...{
    mode: 'learner',
    learners: ['olena', 'yuliia', 'zhanna'],
    partsOf: () => [finds, names, all],
    isGraded,
  },
  ...{ isDone: (one) => isGraded(one, 'finds') && isGraded(one, 'names'), rightToLeft: false, ...more },
});
const at = (learnerId: string, part: string, more: Partial<Focus> = {}): Focus => ({
  ...{ learnerId, part, attemptId: null, typed: '', trail: [], ...more },
});
const key = (code: string, focus: Focus, on = desk(), ctrl = false) => press({ code, ctrl }, focus, on);
const whereTo = (code: string, focus: Focus, on = desk()): string => {
  const answer = key(code, focus, on);
  return answer ? `${answer.focus.learnerId} ${answer.focus.part}` : 'nowhere';
};

describe('a digit', () => {
  it.each([
    ['Digit1', { kind: 'choose', value: { level: 'l0' } }],
    ['Numpad4', { kind: 'choose', value: { level: 'l3' } }],
    ['Digit5', { kind: 'no_level', most: 4 }],
    ['Digit0', { kind: 'no_level', most: 4 }],
  ])('%s is a level by its place', (code, act) => {
    expect(key(code, at('yuliia', 'names'))?.acts).toEqual([act]);
  });

  it('says nothing about the work as a whole', () => {
    expect(key('Digit2', at('yuliia', whole))).toBeNull();
  });

  it.each([
    [['1', '7'], '17', 17],
    // Beyond the most a new number begins.
    [['1', '7', '5'], '5', 5],
    [['2', '5'], '5', 5],
    [['1', '.', '5'], '1.5', 1.5],
    // Tenths are as fine as points get.
    [['1', '.', '5', '2'], '2', 2],
    [['.', '5'], '0.5', 0.5],
  ])('goes on with points that are typed: %j', (typed, text, value) => {
    const on = desk({ partsOf: () => [points, all] });
    let focus = at('yuliia', 'points');
    let acts: unknown;
    for (const one of typed) {
      const answer = key(one === '.' ? 'Period' : `Digit${one}`, focus, on);
      focus = answer?.focus ?? focus;
      acts = answer?.acts;
    }
    expect([focus.typed, acts]).toEqual([text, [{ kind: 'choose', value: { points: value } }]]);
  });
});

describe('a key that moves', () => {
  it.each([
    ['ArrowDown', 'yuliia finds', 'yuliia names'],
    ['ArrowDown', `yuliia ${whole}`, `yuliia ${whole}`],
    ['ArrowUp', 'yuliia finds', 'yuliia finds'],
    // To the first part of hers that is open.
    ['ArrowRight', 'olena finds', 'yuliia names'],
    ['Enter', 'olena finds', 'yuliia names'],
    ['PageUp', 'yuliia names', 'olena finds'],
    ['End', 'olena finds', 'zhanna finds'],
    ['KeyQ', 'olena finds', 'nowhere'],
  ])('%s at %s goes to %s', (code, from, to) => {
    const [learner = '', part = ''] = from.split(' ');
    expect(whereTo(code, at(learner, part))).toBe(to);
  });

  it('goes around to who is left above, and says when all are done', () => {
    expect(whereTo('ArrowRight', at('zhanna', 'finds'))).toBe('yuliia names');
    const done = key('ArrowRight', at('olena', 'finds'), desk({ isDone: () => true }));
    expect(done?.acts).toEqual([{ kind: 'all_done' }]);
  });

  it('goes back where one came from, else up the list', () => {
    const there = key('ArrowRight', at('olena', 'finds'))?.focus ?? at('', '');
    expect(there.trail).toEqual(['olena']);
    expect(whereTo('ArrowLeft', there)).toBe('olena finds');
    expect(whereTo('ArrowLeft', at('zhanna', 'finds'))).toBe('yuliia names');
  });

  it('is turned around where one reads from right to left', () => {
    const on = desk({ rightToLeft: true });
    expect(whereTo('ArrowLeft', at('olena', 'finds'), on)).toBe('yuliia names');
  });

  it('goes through one criterion across all learners, then to the next', () => {
    const on = desk({ mode: 'criterion' });
    expect(whereTo('ArrowDown', at('olena', 'names'), on)).toBe('yuliia names');
    expect(whereTo('ArrowRight', at('zhanna', 'finds'), on)).toBe('yuliia names');
    expect(whereTo('ArrowLeft', at('zhanna', 'names'), on)).toBe('zhanna finds');
  });
});

describe('other keys', () => {
  it.each([
    ['KeyC', 'comment'],
    ['Slash', 'bank'],
    ['NumpadDivide', 'bank'],
    ['KeyH', 'history'],
    ['KeyV', 'names'],
    ['KeyM', 'mode'],
  ])('%s is %s', (code, kind) => {
    expect(key(code, at('olena', 'finds'))?.acts).toEqual([{ kind }]);
  });

  it('takes a choice away, accepts by Ctrl and Enter, and leaves other shortcuts alone', () => {
    const focus = at('olena', 'finds', { typed: '1' });
    expect(key('Backspace', focus)).toEqual({
      focus: at('olena', 'finds'),
      acts: [{ kind: 'choose', value: null }],
    });
    expect(key('Enter', focus, desk(), true)?.acts).toEqual([{ kind: 'accept' }]);
    expect(key('KeyZ', focus, desk(), true)).toBeNull();
  });
});

describe('another learner', () => {
  it('is met at what is open of her, or at the part that was in focus', () => {
    expect(firstOpen('yuliia', desk())).toBe('names');
    expect(goTo('zhanna', at('olena', 'names'), desk(), 'names').part).toBe('names');
    expect(goTo('zhanna', at('olena', 'names'), desk(), 'gone').part).toBe('finds');
    expect(goTo('olena', at('olena', 'names', { typed: '1' }), desk())).toEqual(at('olena', 'names'));
  });
});
