import { describe, expect, it } from 'vitest';
import { figureText } from '../../src/renderer/annotation/figure-text.ts';
import { heatOf, stepFrom } from '../../src/renderer/annotation/figures/matrix.ts';

describe('keys in the confusion matrix', () => {
  const from = { row: 1, column: 1 };
  it.each([
    ['ArrowUp', { row: 0, column: 1 }],
    ['ArrowDown', { row: 2, column: 1 }],
    ['ArrowLeft', { row: 1, column: 0 }],
    ['ArrowRight', { row: 1, column: 2 }],
    ['Home', { row: 1, column: 0 }],
    ['End', { row: 1, column: 3 }],
    ['PageUp', { row: 0, column: 1 }],
    ['PageDown', { row: 3, column: 1 }],
    ['KeyN', null],
  ])('%s', (code, to) => {
    expect(stepFrom(from, code, 4, false)).toEqual(to);
  });

  it('go the other way from right to left, and never out of it', () => {
    expect(stepFrom(from, 'ArrowLeft', 4, true)).toEqual({ row: 1, column: 2 });
    expect(stepFrom({ row: 3, column: 3 }, 'ArrowRight', 4, false)).toEqual({ row: 3, column: 3 });
    expect(stepFrom({ row: 0, column: 0 }, 'ArrowUp', 4, false)).toEqual({ row: 0, column: 0 });
  });
});

it('one slip beside a hundred right ones is seen as well as the right ones are', () => {
  const heat = heatOf([
    [100, 1, 0],
    [0, 25, 4],
    [0, 0, 0],
  ]);
  expect([heat({ row: 0, column: 0 }), heat({ row: 1, column: 1 })]).toEqual([1, 0.5]);
  expect([heat({ row: 0, column: 1 }), heat({ row: 1, column: 2 })]).toEqual([0.5, 1]);
  expect(heat({ row: 2, column: 0 })).toBe(0);
});

it.each([
  [1, '1.00'],
  [0.9996, '0.99'],
  [0.995, '0.99'],
  [0.5, '0.50'],
  [0.0004, '0.01'],
  [0, '0.00'],
])('a figure that is not whole is not told as whole: %f', (value, text) => {
  expect(figureText(value)).toBe(text);
});
