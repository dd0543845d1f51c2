import { useCallback } from 'react';
import { AppError } from '../../shared/result.ts';
import { useWords } from '../app/words.ts';

/** What is wrong with a form, by place and in words; `under` takes the places below one. */
export function useFaults(): (error: unknown, under?: string) => Record<string, string> {
  const t = useWords();
  return useCallback(
    (error, under = '') => {
      const fields = (error instanceof AppError && error.failure.fields) || {};
      const say = t as unknown as (key: string, values: object) => string;
      return Object.fromEntries(
        Object.entries(fields).flatMap(([place, fault]) =>
          place.startsWith(under)
            ? [[place.slice(under.length), say(`assessments:faults.${fault}`, { defaultValue: fault })]]
            : [],
        ),
      );
    },
    [t],
  );
}
