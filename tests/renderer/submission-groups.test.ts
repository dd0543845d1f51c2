import { describe, expect, it } from 'vitest';
import {
  type Found,
  type Group,
  inOrder,
  type Learner,
  nextToAsk,
  offersFor,
  placeGroup,
  placeGroups,
  totalsOf,
} from '../../src/renderer/assessments/submissions/groups.ts';

const learner = (learnerId: string, name: string, mayHandIn = true): Learner => ({
  ...{ learnerId, name, mayHandIn },
  attempts: 0,
});
const olena = learner('olena', 'Olena Kovalenko');
const yuliia = learner('yuliia', 'Юлія Шевченко');
const used = learner('used', 'Nadiia Bondar', false);
const people = new Map([olena, yuliia, used].map((one) => [one.learnerId, one]));

function group(number: number, part: Partial<Group> = {}): Group {
  const matches: Group['matches'] = part.matches ?? [];
  return {
    ...{ group: number, name: `folder ${number}`, files: 2, bytes: 10, names: ['a.json', 'b.json'], matches },
    certainty: matches[0]?.certainty ?? 'nobody',
    state: matches[0] ? 'new' : null,
    ...part,
  };
}
const sure = { learnerId: 'olena', certainty: 'sure', by: 'name' } as const;
const perhaps = { learnerId: 'yuliia', certainty: 'perhaps', by: 'email' } as const;
const found = (...groups: Group[]): Found => ({
  ...{ assessmentId: 'a', files: 2 * groups.length, bytes: 20, groups, learners: [...people.values()] },
  ...{ refused: [], refusedInAll: 0, stripped: {} },
});

describe('where a group of files goes', () => {
  it.each([
    ['sure, nothing said', [sure], undefined, 'new', 'goes', 'olena', 'name'],
    ['perhaps, nothing said: never by itself', [perhaps], undefined, 'new', 'ask', null, null],
    ['nobody, nothing said', [], undefined, null, 'ask', null, null],
    ['perhaps, said to be hers', [perhaps], 'yuliia', 'new', 'goes', 'yuliia', 'hand'],
    ['sure, given to somebody else', [sure], 'yuliia', 'new', 'goes', 'yuliia', 'hand'],
    ['sure, left out', [sure], null, 'new', 'left', null, null],
    ['taken in before', [sure], undefined, 'known', 'known', 'olena', 'name'],
    ['no attempt left', [sure], undefined, 'used_up', 'used_up', 'olena', 'name'],
    ['given by hand to somebody without an attempt left', [], 'used', null, 'used_up', 'used', 'hand'],
    ['given to somebody who left the cohort meanwhile', [], 'gone', null, 'ask', null, null],
  ] as const)('%s', (_, matches, said, state, verdict, to, by) => {
    const placed = placeGroup(group(0, { matches: [...matches], state }), said, people);
    expect([placed.verdict, placed.learner?.learnerId ?? null, placed.by]).toEqual([verdict, to, by]);
  });
});

describe('all groups together', () => {
  const all = found(
    group(0, { matches: [sure] }),
    group(1),
    group(2, { matches: [sure] }),
    group(3, { matches: [perhaps] }),
  );

  it('counts learners once, however many folders are theirs', () => {
    const totals = totalsOf(placeGroups(all, new Map([[1, null]])));
    expect(totals).toEqual({
      ...{ learners: 1, files: 4 },
      groups: { ask: 1, goes: 2, known: 0, used_up: 0, left: 1 },
    });
  });

  it('asks about one after the other, around the end, until none is left', () => {
    expect(inOrder(all)).toEqual([1, 3, 0, 2]);
    const next = (said: [number, string | null][], after: number) =>
      nextToAsk(placeGroups(all, new Map(said)), inOrder(all), after);
    expect(next([], -1)).toBe(1);
    expect(next([[1, 'yuliia']], 1)).toBe(3);
    expect(next([[3, null]], 3)).toBe(1);
    expect(
      next(
        [
          [1, null],
          [3, null],
        ],
        3,
      ),
    ).toBeNull();
  });
});

describe('whom a group is offered to', () => {
  const names = (one: Group, typed: string): string[] =>
    offersFor(one, [...people.values()], typed).map(({ learner: { learnerId } }) => learnerId);

  it('begins with whom its name speaks of', () => {
    expect(names(group(0, { matches: [perhaps] }), '')).toEqual(['yuliia', 'olena', 'used']);
  });

  it.each([
    ['шев юл', ['yuliia']],
    ['KOVAL', ['olena']],
    ['lena', []],
    ['  n', ['used']],
  ])('finds by the beginnings of words: %s', (typed, wanted) => {
    expect(names(group(0), typed)).toEqual(wanted);
  });
});
