import Papa from 'papaparse';
import { MAX_LINE } from './text-lines.ts';

export interface CsvRow {
  /** From 1. */
  line: number;
  cells: readonly string[];
}

const delimiters = [',', ';', '\t'] as const;
/** Characters that are parsed at once: a quote that nobody closes spoils no more than these. */
const CHUNK = 64 * 1024;

/** The first line with its cells, and what separates them: whatever stands there most often. */
export function csvHeader(text: string): { names: string[]; delimiter: string } {
  const first = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? '';
  const counted = delimiters.map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
  const { delimiter } = counted.reduce((best, one) => (one.count > best.count ? one : best));
  const [names = []] = Papa.parse<string[]>(first, { delimiter }).data;
  return { names: names.map((name) => name.trim()), delimiter };
}

function parseLines(lines: readonly string[], delimiter: string): string[][] {
  const isLong = (line: string): boolean => line.length > MAX_LINE;
  if (!lines.some(isLong)) {
    const { data, errors } = Papa.parse<string[]>(lines.join('\n'), { delimiter });
    if (errors.length === 0 && data.length === lines.length) return data;
  }
  // A quote is open somewhere: line by line only that line is lost.
  return lines.map((line) => (isLong(line) ? [] : (Papa.parse<string[]>(line, { delimiter }).data[0] ?? [])));
}

/**
 * Gives out the rows below the header one by one; a large file is never a table in memory. Cells of the formats that
 * are read here never go over several lines.
 */
export function eachCsvRow(text: string, delimiter: string, take: (row: CsvRow) => void): void {
  let line = 0;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', Math.min(at + CHUNK, text.length));
    const end = found === -1 ? text.length : found;
    const lines = text.slice(at, end).split(/\r?\n/);
    for (const cells of parseLines(lines, delimiter)) {
      line += 1;
      if (line > 1 && cells.some((cell) => cell !== '')) take({ line, cells });
    }
    at = end + 1;
  }
}

/** A number with a point or a comma for it. */
export const decimal = (text: string | undefined): number =>
  text === undefined || text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
