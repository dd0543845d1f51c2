import type { Database } from './sqlite.ts';

/** Answers to one question, by what was asked. */
interface Memory<Answer> {
  get(db: Database, asked: string): Answer | undefined;
  set(db: Database, asked: string, answer: Answer): void;
}

const memories = new Map<string, WeakMap<Database, unknown>[]>();
/** Answers that one memory keeps; the sessions of a term are a few hundred. */
const most = 1000;

/**
 * Keeps answers until one of the tables that they follow from is written, or a transaction is taken back: for the few
 * that every key press asks for. It learns of what is written on its own connection, from the only writers of log and
 * tables; no other connection writes these while a center is open.
 */
export function memoryOf<Answer>(tables: readonly string[]): Memory<Answer> {
  const kept = new WeakMap<Database, Map<string, Answer>>();
  for (const table of tables) memories.set(table, [...(memories.get(table) ?? []), kept]);
  return {
    get: (db, asked) => kept.get(db)?.get(asked),
    set: (db, asked, answer) => {
      const answers = kept.get(db);
      if (answers && answers.size < most) answers.set(asked, answer);
      else kept.set(db, new Map([[asked, answer]]));
    },
  };
}

/** A read whose answers are kept as `memoryOf` says, those that found something. They are shared, and frozen. */
export function remembering<Values extends readonly string[], Answer>(
  tables: readonly string[],
  read: (db: Database, ...values: Values) => Answer,
): (db: Database, ...values: Values) => Answer {
  const memory = memoryOf<Answer>(tables);
  return (db, ...values) => {
    const asked = values.join('\n');
    const known = memory.get(db, asked);
    if (known !== undefined) return known;
    const answer = Object.freeze(read(db, ...values)) as Answer;
    if (answer !== undefined) memory.set(db, asked, answer);
    return answer;
  };
}

/** A table is about to be written. */
export function forget(db: Database, table: string): void {
  for (const memory of memories.get(table) ?? []) memory.delete(db);
}

/** Something that was written was taken back, or tables were made anew. */
export function forgetAll(db: Database): void {
  for (const table of memories.keys()) forget(db, table);
}
