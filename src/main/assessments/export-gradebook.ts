import type { Input } from '../../shared/contract/index.ts';
import type { Language } from '../../shared/contract/values.ts';
import { type CsvCell, writeCsv } from '../../shared/rules/csv.ts';
import type { Shown } from '../../shared/rules/scales.ts';
import { wordsIn } from '../../shared/rules/wording.ts';
import type { HeldFile } from '../files.ts';
import { writeXlsx } from '../roster/export-table.ts';
import type { Gradebook } from './gradebook.ts';

type Wish = Pick<Input<'assessments.exportGradebook'>, 'format' | 'fileName' | 'labels' | 'language'>;
type Learner = Gradebook['learners'][number];

const types = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** A grade in a cell: numbers as numbers, so that a spreadsheet can go on with them. */
function cellOf(shown: Shown | null, { labels, language }: Wish): CsvCell {
  if (!shown) return null;
  if (shown.kind === 'points') return shown.points;
  if (shown.kind === 'percent') return shown.percent;
  if (shown.kind === 'pass') return shown.passed ? labels.passed : labels.notYet;
  return wordsIn(shown.title, language) || shown.id;
}

/** How a final grade comes about: `0.4 × 86 + 0.6 × 71 = 77`. Its weights are shares of 1 where they come out even. */
export function formulaText({ parts, weightSum, percent }: Learner['final']): string {
  if (percent === null) return '';
  const even = parts.every(({ weight }) =>
    Number.isInteger(Number(((weight / weightSum) * 1000).toFixed(9))),
  );
  const weightOf = (weight: number): number => (even ? Number((weight / weightSum).toFixed(3)) : weight);
  const terms = parts.map((part) =>
    weightOf(part.weight) === 1 && parts.length === 1
      ? String(part.percent)
      : `${weightOf(part.weight)} × ${part.percent}`,
  );
  const sum = terms.join(' + ');
  return even ? `${sum} = ${percent}` : `(${sum}) / ${weightSum} = ${percent}`;
}

function rowsOf({ assessments, learners }: Gradebook, wish: Wish): CsvCell[][] {
  const { labels, language } = wish;
  const outOf = (scale: Gradebook['assessments'][number]['scale']): string =>
    scale.kind === 'points' ? ` / ${scale.outOf}` : scale.kind === 'percent' ? ' %' : '';
  const head = [
    labels.name,
    ...assessments.map((one) => `${wordsIn(one.title, language as Language)}${outOf(one.scale)}`),
    labels.final,
    labels.finalPercent,
    labels.formula,
    labels.notGraded,
  ];
  const body = learners.map((learner): CsvCell[] => [
    learner.readOnly ? `${learner.name} (${labels.left})` : learner.name,
    ...learner.grades.map((grade) =>
      grade.state === 'excused' ? labels.excused : cellOf(grade.shown, wish),
    ),
    cellOf(learner.final.shown, wish),
    learner.final.percent,
    formulaText(learner.final),
    learner.final.notGraded,
  ]);
  return [head, ...body];
}

/** The gradebook as a file. Nothing in it runs when a spreadsheet opens it. */
export async function writeGradebook(book: Gradebook, wish: Wish): Promise<HeldFile & { rows: number }> {
  const rows = rowsOf(book, wish);
  const { format, fileName } = wish;
  const bytes = format === 'csv' ? new TextEncoder().encode(writeCsv(rows)) : await writeXlsx(rows, fileName);
  const name = `${fileName.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim() || 'gradebook'}.${format}`;
  return { name, type: types[format], bytes, rows: book.learners.length };
}
