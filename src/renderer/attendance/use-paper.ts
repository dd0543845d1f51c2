import { useMemo } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useKeyLetters } from '../app/keyboard-layout.ts';
import { readExceptions, type Token } from './read-exceptions.ts';
import type { Mark } from './use-roll.ts';

export type Paper = Output<'attendance.paper'>;
export type PaperRow = Paper['rows'][number];

/** Without a clock beside the paper: what is proposed until minutes are typed. */
export const usualMinutes = 10;

/** A piece of the line as the screen shows it: with the person, or with what is wrong. */
export type Read =
  | { kind: 'mark'; token: Token; number: number; row: PaperRow | null; mark: Mark; proposed: boolean }
  | { kind: 'rest'; token: Token }
  | {
      kind: 'fault';
      token: Token;
      fault: Extract<Token, { kind: 'fault' }>['fault'] | 'not_on_roll';
      number: number;
    };

export interface ReadLine {
  pieces: Read[];
  /** The mark that each named row gets, by its number. */
  marks: ReadonlyMap<number, Mark>;
  faults: number;
  /** `F` stands in the line. */
  rest: boolean;
}

/** Reads the line against the sheet: rows become people, statuses marks. */
export function useReadLine(line: string, paper: Paper): ReadLine {
  const letterOf = useKeyLetters();
  return useMemo(() => {
    const { statuses, print } = paper;
    const rows = new Map(
      paper.rows.flatMap((row) => (row.number === null ? [] : [[row.number, row] as const])),
    );
    const codes = ['KeyF', ...statuses.map((status) => status.key)];
    const keyOf = (letter: string): string | null => codes.find((code) => letterOf(code) === letter) ?? null;
    const read = (token: Token): Read => {
      if (token.kind === 'rest') return { kind: 'rest', token };
      if (token.kind === 'fault') return { kind: 'fault', token, fault: token.fault, number: token.row ?? 0 };
      const row = rows.get(token.row) ?? null;
      if (row && !row.onRoll) return { kind: 'fault', token, fault: 'not_on_roll', number: token.row };
      const part = statuses.find(({ code }) => code === token.status)?.countsAs === 'part';
      return {
        kind: 'mark',
        token,
        number: token.row,
        row,
        mark: {
          ...keptOf(row?.mark ?? null, token.status),
          status: token.status,
          ...(part ? { minutesMissed: token.minutes ?? usualMinutes } : {}),
        },
        proposed: part && token.minutes === null,
      };
    };
    const pieces = readExceptions(line, {
      rows: rows.size + (print?.extraRows ?? 0),
      statuses,
      keyOf,
    }).map(read);
    return {
      pieces,
      marks: new Map(pieces.flatMap((one) => (one.kind === 'mark' ? [[one.number, one.mark] as const] : []))),
      faults: pieces.filter(({ kind }) => kind === 'fault').length,
      rest: pieces.some(({ kind }) => kind === 'rest'),
    };
  }, [line, paper, letterOf]);
}

/** Reason and note stay where the same status is said again. */
const keptOf = (before: Mark | null, status: string): Partial<Mark> =>
  before?.status !== status
    ? {}
    : { ...(before.reason ? { reason: before.reason } : {}), ...(before.note ? { note: before.note } : {}) };

/** Who is neither in the line nor marked: those of whom "the rest were present" speaks. */
export function restOf(paper: Paper, { marks }: ReadLine): { present: number; excused: number } {
  const rest = paper.rows.filter(
    ({ number, mark, onRoll }) => number !== null && onRoll && mark === null && !marks.has(number),
  );
  const excused = rest.filter((row) => row.excused).length;
  return { present: rest.length - excused, excused };
}
