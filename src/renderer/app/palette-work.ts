import { fold, type Labels } from './all-languages.ts';
import type { Found } from './use-palette.ts';

/** What is done from the palette about an assessment, or about a cohort's grades. */
export const waysOfWork = ['grade', 'hand_in', 'gradebook'] as const;
export type WayOfWork = (typeof waysOfWork)[number];

export interface WorkEntry {
  group: 'grading';
  id: string;
  way: WayOfWork;
  thing: Extract<Found, { kind: 'assessment' | 'cohort' }>;
}

export function pathOfWork({ way, thing }: WorkEntry): string {
  if (way === 'hand_in') return `/grading/${thing.id}/submissions`;
  if (way === 'grade') return `/grading/${thing.id}`;
  return `/grading/gradebook/${thing.kind === 'assessment' ? thing.cohortId : thing.id}`;
}

/** A word that is typed in part counts from so many letters on. */
const least = 3;

/**
 * What a text asks to be done, "grade boxes", and what about: the first words of it begin those of a way in some
 * language, the rest names an assessment or a cohort. Null where it asks for nothing of the kind.
 */
export function workAsked(text: string, labels: Labels): { way: WayOfWork; rest: string } | null {
  const typed = fold(text).split(' ').filter(Boolean);
  const asked = waysOfWork.flatMap((way) =>
    labels(`submissions:palette.${way}`).map((label) => {
      const words = label.split(' ');
      const begins = (word: string, at: number): boolean =>
        words[at] === word || (word.length >= least && (words[at]?.startsWith(word) ?? false));
      const differs = typed.findIndex((word, at) => !begins(word, at));
      return { way, said: differs < 0 ? typed.length : differs };
    }),
  );
  const best = asked.reduce((a, b) => (b.said > a.said ? b : a), { way: waysOfWork[0], said: 0 });
  const rest = typed.slice(best.said).join(' ');
  return best.said === 0 || rest === '' ? null : { way: best.way, rest };
}

/** What can be done about what was found: one way, or the usual ones. */
export function workEntries(found: readonly Found[], only?: WayOfWork): WorkEntry[] {
  return found.flatMap((thing): WorkEntry[] => {
    if (thing.kind === 'cohort')
      return only === 'gradebook'
        ? [{ group: 'grading', id: `gradebook-${thing.id}`, way: only, thing }]
        : [];
    if (thing.kind !== 'assessment') return [];
    const ways = only ? [only] : (['grade', 'hand_in'] as const);
    return ways.map((way) => ({ group: 'grading', id: `${way}-${thing.id}`, way, thing }));
  });
}
