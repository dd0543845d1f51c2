import { useCallback } from 'react';
import { useWords } from '../../app/words.ts';
import { formatName } from '../formats.ts';

interface Note {
  code: string;
  place: string;
  params: Record<string, string | number>;
}

/** What is said of a place in a file that was read all the same; a code of a newer version keeps its own name. */
export function useNoteText(): (note: Note) => string {
  const t = useWords();
  return useCallback(
    ({ code, place, params }) => {
      const say = t as unknown as (key: string, values: object) => string;
      const { format, error, ...rest } = params;
      const why =
        typeof error === 'string' ? say(`assessments:errors.reading_${error}`, { ...rest, place }) : '';
      const named = typeof format === 'string' ? formatName(t, format) : '';
      return say(`scores:notes.${code}`, { ...rest, why, place, format: named, defaultValue: code });
    },
    [t],
  );
}
