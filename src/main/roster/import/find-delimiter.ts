import Papa from 'papaparse';
import { importDelimiters } from '../../../shared/rules/roster-import.ts';

export type Delimiter = (typeof importDelimiters)[number];

export interface FoundDelimiter {
  delimiter: Delimiter;
  /** Where the table starts: after the `sep=;` line that Excel writes and reads, otherwise 0. */
  start: number;
}

const SAMPLE_LENGTH = 16 * 1024;
const SAMPLE_ROWS = 40;
const SEPARATOR_LINE = /^sep=([,;\t|])\n/i;

/**
 * Rows that agree on a width above one, times that width: a separator that cuts every row alike beats
 * a comma inside names or numbers.
 */
function scoreOf(sample: string, delimiter: Delimiter): number {
  const { data } = Papa.parse<string[]>(sample, { delimiter, newline: '\n', preview: SAMPLE_ROWS });
  const widths = new Map<number, number>();
  for (const row of data) {
    if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  }
  let best = 0;
  for (const [width, rows] of widths) best = Math.max(best, rows * rows * Math.log2(width + 1));
  return best;
}

/**
 * Finds the separator of a delimited text whose line ends are all `\n`. A text without any is one
 * column; comma is then as good as another.
 */
export function findDelimiter(text: string, told?: Delimiter): FoundDelimiter {
  const line = SEPARATOR_LINE.exec(text.slice(0, 7));
  const start = line ? line[0].length : 0;
  if (told) return { delimiter: told, start };
  const named = importDelimiters.find((delimiter) => delimiter === line?.[1]);
  if (named) return { delimiter: named, start };
  const sample = text.slice(start, start + SAMPLE_LENGTH);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of importDelimiters) {
    if (!sample.includes(delimiter)) continue;
    const score = scoreOf(sample, delimiter);
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return { delimiter: best, start };
}
