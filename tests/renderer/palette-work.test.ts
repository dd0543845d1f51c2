import { expect, it } from 'vitest';
import { fold } from '../../src/renderer/app/all-languages.ts';
import { workAsked } from '../../src/renderer/app/palette-work.ts';

const words: Record<string, string[]> = {
  'submissions:palette.grade': ['Grade', 'Оцінити'],
  'submissions:palette.hand_in': ['Hand in for', 'Здати за'],
  'submissions:palette.gradebook': ['Gradebook of', 'Журнал оцінок'],
};
const labels = (key: string): string[] => (words[key] ?? []).map(fold);

it.each([
  ['grade boxes', { way: 'grade', rest: 'boxes' }],
  ['hand in for boxes 2', { way: 'hand_in', rest: 'boxes 2' }],
  ['hand boxes', { way: 'hand_in', rest: 'boxes' }],
  ['gradebook cohort', { way: 'gradebook', rest: 'cohort' }],
  ['журнал оцін група', { way: 'gradebook', rest: 'група' }],
  // Nothing to do it with, nothing that is done, or not enough of a word to tell.
  ['grade', null],
  ['boxes', null],
  ['gr boxes', null],
])('%s', (text, wanted) => {
  expect(workAsked(text, labels)).toEqual(wanted);
});
