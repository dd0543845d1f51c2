import type { Geometry, Size } from '../../../shared/rules/annotations.ts';
import { box, coordinate, polygon } from './make-shape.ts';
import { Unusable } from './reading-error.ts';
import { MAX_LINE } from './text-lines.ts';

/** A line of a label file: class, then shares of the image's width and height. */
export interface YoloLine {
  /** From 1. */
  line: number;
  /** A number as a rule. */
  name: string;
  /** Center and size of a box, or points of an outline. */
  shares: readonly number[];
  score: number | null;
}

const BLANK = /\s+/;
/** Boxes reach a little over the edge now and then; farther out they are not shares but pixels. */
const MOST_SHARE = 2;

const isNumber = (token: string): boolean => token !== '' && Number.isFinite(Number(token.replace(',', '.')));

/** Whether a line is a class with at least a box behind it. */
const looksRight = (line: string): boolean => {
  const [name = '', ...rest] = line.split(BLANK);
  return /^\d+(?:\.0+)?$/.test(name) && rest.length >= 4 && rest.every(isNumber);
};

/** Whether a text is a label file: told by its first lines, of which some may be wrong. */
export function isLabelText(text: string): boolean {
  const lines = text
    .slice(0, 20_000)
    .split(/\r?\n/, 100)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length > 0 && lines.filter(looksRight).length * 2 >= lines.length;
}

/**
 * Five numbers are a box, six one with a score; more are an outline, where an even rest ends with a score.
 * Throws Unusable line_unreadable, not_a_number, not_normalized.
 */
export function parseLine(text: string, line: number): YoloLine {
  if (text.length > MAX_LINE) throw new Unusable('line_unreadable');
  const [name = '', ...tokens] = text.split(BLANK);
  if (tokens.length < 4) throw new Unusable('line_unreadable');
  // A comma for the point is what a spreadsheet of these countries makes of it.
  const numbers = tokens.map((token) => coordinate(token.replace(',', '.')));
  const isBox = numbers.length <= 5;
  const hasScore = isBox ? numbers.length === 5 : numbers.length % 2 === 1;
  const shares = hasScore ? numbers.slice(0, -1) : numbers;
  if (shares.some((share) => Math.abs(share) > MOST_SHARE)) throw new Unusable('not_normalized');
  const score = hasScore ? (numbers.at(-1) ?? null) : null;
  return { line, name, shares, score: score !== null && score >= 0 && score <= 1 ? score : null };
}

export const isBoxLine = ({ shares }: YoloLine): boolean => shares.length === 4;

/** Points of an outline in pixels. */
export function outlineOf({ shares }: YoloLine, { width, height }: Size): Float64Array {
  return Float64Array.from(shares, (share, index) => share * (index % 2 === 0 ? width : height));
}

export function geometryOf(line: YoloLine, size: Size): Geometry {
  if (!isBoxLine(line)) return polygon(outlineOf(line, size));
  const [centerX = 0, centerY = 0, width = 0, height = 0] = line.shares;
  return box(
    (centerX - width / 2) * size.width,
    (centerY - height / 2) * size.height,
    width * size.width,
    height * size.height,
  );
}
