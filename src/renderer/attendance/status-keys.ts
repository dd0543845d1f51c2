import { useMemo } from 'react';
import type { Status } from '../../shared/rules/statuses.ts';
import { useKeyLetters } from '../app/keyboard-layout.ts';
import { useStatusName } from './status-name.ts';

/** A status as its key shows it: looked up once for the roll, not once a row. */
export interface StatusKey extends Status {
  name: string;
  letter: string;
}

export function useStatusKeys(statuses: readonly Status[]): readonly StatusKey[] {
  const nameOf = useStatusName();
  const letter = useKeyLetters();
  return useMemo(
    () => statuses.map((status) => ({ ...status, name: nameOf(status), letter: letter(status.key) })),
    [statuses, nameOf, letter],
  );
}
