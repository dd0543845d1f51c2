import type { ReadingErrorCode, ReadingNoteCode } from '../../../shared/rules/annotation-reading.ts';
import type { ReadingNote } from '../../../shared/rules/annotations.ts';
import { MAX_NOTES } from './limits.ts';

type Params = Readonly<Record<string, string | number>>;

/** The one error that reading annotations throws: a code for the catalogs, the file and the place in it; no prose. */
export class ReadingError extends Error {
  readonly code: ReadingErrorCode;
  readonly place: string;
  readonly params: Params;
  constructor(code: ReadingErrorCode, place: string, params: Params = {}) {
    super(`${code} at ${place}`);
    this.name = 'ReadingError';
    this.code = code;
    this.place = place;
    this.params = params;
  }
}

/** Errors of a whole hand-in: going on with the other files would be wrong or unsafe. */
const ofAll: ReadonlySet<ReadingErrorCode> = new Set(['too_large', 'unsafe_path', 'zip_bomb', 'canceled']);

/** Whether the other files of the hand-in may still be read. */
export const isOfOneFile = (error: unknown): error is ReadingError =>
  error instanceof ReadingError && !ofAll.has(error.code);

/** Thrown while a shape, image or line is read: it is left out, with a note at its place. */
export class Unusable extends Error {
  readonly code: ReadingNoteCode;
  readonly params: Params;
  constructor(code: ReadingNoteCode, params: Params = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

export interface Notes {
  add(code: ReadingNoteCode, place: string, params?: Params): void;
  /** What the work gives, or null and a note at the place where it throws Unusable. */
  attempt<Value>(place: () => string, work: () => Value): Value | null;
  list(): ReadingNote[];
}

/** Keeps the first MAX_NOTES and counts the rest: a hostile file has a fault in every line. */
export function createNotes(): Notes {
  const kept: ReadingNote[] = [];
  let more = 0;
  const add: Notes['add'] = (code, place, params) => {
    if (kept.length >= MAX_NOTES) more += 1;
    else kept.push({ code, place, ...(params && Object.keys(params).length > 0 ? { params } : {}) });
  };
  return {
    add,
    attempt: (place, work) => {
      try {
        return work();
      } catch (error) {
        if (!(error instanceof Unusable)) throw error;
        add(error.code, place(), error.params);
        return null;
      }
    },
    list: () => (more > 0 ? [...kept, { code: 'more_notes', place: '', params: { count: more } }] : kept),
  };
}
