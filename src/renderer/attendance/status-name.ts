import { useCallback } from 'react';
import type { Status } from '../../shared/rules/statuses.ts';
import { currentLanguage, useWords } from '../app/words.ts';

/** A status by name: the program's own label in the language of the screen, else the catalog's. */
export function useStatusName(): (status: Status) => string {
  const t = useWords();
  return useCallback(
    (status) => {
      const own = status.label?.[currentLanguage()] ?? status.label?.en;
      const say = t as unknown as (keys: string[]) => string;
      return own ?? say([`attendance:status.${status.code}`, 'attendance:status.other']);
    },
    [t],
  );
}
