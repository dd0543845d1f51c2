import Papa from 'papaparse';

export interface CsvRow {
  /** From 1; of rows that go over several lines the last. */
  line: number;
  cells: readonly string[];
}

const delimiters = [',', ';', '\t'] as const;

/** The first line with its cells, and what separates them: whatever stands there most often. */
export function csvHeader(text: string): { names: string[]; delimiter: string } {
  const first = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? '';
  const counted = delimiters.map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
  const { delimiter } = counted.reduce((best, one) => (one.count > best.count ? one : best));
  const [names = []] = Papa.parse<string[]>(first, { delimiter }).data;
  return { names: names.map((name) => name.trim()), delimiter };
}

/** Gives out the rows below the header one by one; a large file is never a table in memory. */
export function eachCsvRow(text: string, delimiter: string, take: (row: CsvRow) => void): void {
  let line = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    step: ({ data }) => {
      line += 1;
      if (line > 1 && data.some((cell) => cell !== '')) take({ line, cells: data });
    },
  });
}

/** A number with a point or a comma for it. */
export const decimal = (text: string | undefined): number =>
  text === undefined || text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
