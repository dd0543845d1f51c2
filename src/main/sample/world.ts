import type { Language } from '../../shared/contract/values.ts';
import type { Packed } from '../annotation/scoring/queries.ts';
import type { Agenda } from './agenda.ts';
import type { Random } from './random.ts';
import type { Scribe, Writer } from './scribe.ts';
import type { StreetWork } from './street/work.ts';
import type { Words } from './words.ts';

/** What everything that happens in the sample center happens with. */
export interface World {
  scribe: Scribe;
  agenda: Agenda;
  random: Random;
  /** Instant (ms) of a wall time in the center's zone. */
  clock: (date: string, time: string) => number;
  /** Calendar date and wall time at which the sample is made. */
  today: string;
  now: string;
  language: Language;
  words: Words;
  /** Dates without classes. */
  holidays: ReadonlySet<string>;
  /** Names that somebody has already. */
  taken: Set<string>;
  staff: Staff;
  /** Practice projects with pictures; a generated center has none. */
  street: (StreetWork & Scores) | null;
}

export interface Scores {
  /** Stores the score of an attempt, of an instant (ms). */
  keepScore(attemptId: string, scoredAt: number, input: string, packed: Packed): void;
  /** Says which project the example hand-ins are for. */
  keepExample(assessmentId: string): void;
}

export interface Staff {
  coordinator: Writer;
  /** Teach; all at the first laptop but the last of them, who has the second. */
  petro: Writer;
  salma: Writer;
  other: Writer;
}
