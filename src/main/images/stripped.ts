import { refuse } from '../../shared/result.ts';
import type { Trace } from '../../shared/rules/pictures.ts';

/** What a reader of one format makes of a file. */
export interface Stripped {
  /** The same picture, pixel by pixel, without anything that it told beside. */
  bytes: Buffer;
  width: number;
  height: number;
  /** What was taken out. */
  stripped: Set<Trace>;
}

/** Cut off, or not what it says it is. */
export const damaged = () => refuse('validation', 'picture_damaged');
