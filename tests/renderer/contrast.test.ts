import { createTheme } from '@mantine/core';
import { describe, expect, it } from 'vitest';
import { cssVariables } from '../../src/renderer/app/theme.ts';

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const { light, dark } = cssVariables(createTheme({}) as Parameters<typeof cssVariables>[0]);
const statuses = ['present', 'late', 'absent', 'excused', 'remote'];
const grounds = ['paper', 'card', 'focus'];
const pairs = [
  ...statuses.flatMap((status) => [`${status}-fill`, 'paper', 'card'].map((ground) => [status, ground])),
  ...['text', 'muted'].flatMap((text) => grounds.map((ground) => [text, ground])),
] as [string, string][];

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme', (_name, variables) => {
  it('measures as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it.each(pairs)('%s is read on %s', (text, ground) => {
    const [front, back] = [variables[`--${text}`], variables[`--${ground}`]];
    expect(front).toMatch(/^#[\da-f]{6}$/);
    expect(back).toMatch(/^#[\da-f]{6}$/);
    expect(contrast(front ?? '', back ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it('the line around what has the focus is seen', () => {
    for (const ground of grounds)
      expect(
        contrast(variables['--focus-line'] ?? '', variables[`--${ground}`] ?? ''),
      ).toBeGreaterThanOrEqual(3);
  });
});
