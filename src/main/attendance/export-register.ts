import type { Mark } from '../../shared/contract/attendance.ts';
import type { Input } from '../../shared/contract/index.ts';
import { type CsvCell, writeCsv } from '../../shared/rules/csv.ts';
import { presenceOn } from '../../shared/rules/enrollment.ts';
import { unpackMarks } from '../../shared/rules/packed-marks.ts';
import type { HeldFile } from '../files.ts';
import { writeXlsx } from '../roster/export-table.ts';
import type { Register } from './register.ts';

type Wish = Pick<
  Input<'attendance.exportRegister'>,
  'format' | 'fileName' | 'labels' | 'marks' | 'notExpected'
>;

const types = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Hours with two decimals, as a number. */
const hours = (minutes: number): number => Math.round((minutes / 60) * 100) / 100;

/** A mark in a cell: its code, and the minutes missed behind it. Reasons and notes stay here. */
function cellOf(mark: Mark, codes: Readonly<Record<string, string>>): string {
  const code = codes[mark.status] ?? mark.status;
  return mark.minutesMissed === undefined ? code : `${code} ${mark.minutesMissed}`;
}

function rowsOf(register: Register, { labels, marks, notExpected }: Wish): CsvCell[][] {
  const { sessions, values, learners } = register;
  const head = [
    labels.name,
    labels.percentage,
    labels.highestReachable,
    labels.creditedHours,
    labels.countableHours,
    labels.consecutiveAbsences,
    labels.owedHours,
    labels.notRecorded,
    ...sessions.map((session) => `${session.date} ${session.startsAt}`),
  ];
  const body = learners.map((learner): CsvCell[] => {
    const own = unpackMarks(values, learner.marks);
    return [
      learner.name,
      learner.figures.percentage,
      learner.figures.highestReachable,
      hours(learner.figures.creditedMinutes),
      hours(learner.figures.countableMinutes),
      learner.figures.consecutiveAbsences,
      hours(learner.figures.owedMinutes),
      learner.figures.notRecorded,
      ...sessions.map((session, index) => {
        const mark = own[index];
        if (mark) return cellOf(mark, marks);
        return presenceOn(learner, session.date) === 'expected' ? null : notExpected;
      }),
    ];
  });
  return [head, ...body];
}

/** The register as a file. Nothing in it runs when a spreadsheet opens it. */
export async function writeRegister(register: Register, wish: Wish): Promise<HeldFile & { rows: number }> {
  const rows = rowsOf(register, wish);
  const { format, fileName } = wish;
  const bytes = format === 'csv' ? new TextEncoder().encode(writeCsv(rows)) : await writeXlsx(rows, fileName);
  const name = `${fileName.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim() || 'register'}.${format}`;
  return { name, type: types[format], bytes, rows: register.learners.length };
}
