import { useMemo } from 'react';
import type { Status } from '../../../shared/rules/statuses.ts';
import { useKeyLetters } from '../../app/keyboard-layout.ts';
import { numberText, useWords } from '../../app/words.ts';
import { useStatusName } from '../status-name.ts';
import type { Cell } from './cells.ts';

/** How a status looks in a cell. */
export interface Look {
  status: Status;
  letter: string;
  name: string;
  /** Plain presence is a quiet dot, so that exceptions stand out. */
  quiet: boolean;
}
export type Looks = ReadonlyMap<string, Look>;

export function useLooks(statuses: readonly Status[]): Looks {
  const nameOf = useStatusName();
  const letter = useKeyLetters();
  const letters = statuses.map((status) => letter(status.key)).join(' ');
  return useMemo(() => {
    const each = letters.split(' ');
    const dot = statuses.find((status) => status.countsAs === 'present');
    return new Map(
      statuses.map((status, index) => [
        status.code,
        { status, letter: each[index] ?? '', name: nameOf(status), quiet: status === dot },
      ]),
    );
  }, [statuses, letters, nameOf]);
}

/** What a cell says to who hears it. */
export function useCellWords(looks: Looks): (cell: Cell) => string {
  const t = useWords();
  return useMemo(() => {
    const words = {
      blank: t('register:cell.blank'),
      to_come: t('register:cell.to_come'),
      excused_ahead: t('register:cell.excused_ahead'),
      not_held: t('register:cell.not_held'),
      before: t('register:cell.before'),
      after: t('register:cell.after'),
      paused: t('register:cell.paused'),
      never: t('register:cell.never'),
    };
    return (cell) => {
      if (cell.kind !== 'mark') return words[cell.kind];
      const name = (cell.status && looks.get(cell.status.code)?.name) ?? t('attendance:status.other');
      return cell.minutes === null ? name : `${name} ${numberText(cell.minutes)}`;
    };
  }, [t, looks]);
}
