import { cleanLine } from './clean-text.ts';
import type { Field } from './fields.ts';
import { createDateReader, type DateReader, gatherDateEvidence } from './read-date.ts';

/** A column of dates that could be read two ways: to be asked once, with some of its values to show. */
export interface DateQuestion {
  column: number;
  field: Field;
  examples: string[];
}

export interface DateColumn {
  /** -1 where no column is mapped. */
  column: number;
  /** Reads a date and takes note of what it proves about the column. */
  read: DateReader;
  /** After all values: whether they prove another order than they were read by. */
  isMisread(): boolean;
  question(): DateQuestion | null;
}

export interface DateColumnOptions {
  /** The order to read by, as far as it is known. */
  dayFirst: boolean;
  /** What the person answered. */
  told: boolean | undefined;
  today: string;
}

const EXAMPLES = 5;

/**
 * Prepares the reading of a column of dates. Values are read in the order given; what they prove shows
 * when all are read.
 */
export function openDateColumn(field: Field, column: number, options: DateColumnOptions): DateColumn {
  const evidence = gatherDateEvidence();
  const reader = createDateReader({ ...options, birth: field === 'birthDate' }, evidence);
  const examples: string[] = [];
  return {
    column,
    read(text, notes) {
      if (examples.length < EXAMPLES) examples.push(cleanLine(text));
      return reader(text, notes);
    },
    isMisread: () => evidence.decide(options.told).dayFirst !== options.dayFirst,
    question: () => (evidence.decide(options.told).ambiguous ? { column, field, examples } : null),
  };
}
