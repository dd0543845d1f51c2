import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { PaperRow, Print } from '../../shared/contract/attendance-paper.ts';
import { paperCode } from '../../shared/rules/paper-code.ts';
import { findCenter } from '../center/queries.ts';
import type { Database } from '../database/sqlite.ts';
import { namesOf } from '../roster/queries.ts';
import { samePeople } from '../roster/same-person.ts';
import type { SessionRow } from '../sessions/queries.ts';
import { isCodeTaken, type PrintRow } from './paper-queries.ts';
import { rollRows } from './roll.ts';

export const printView = ({ sessionId: _session, learners, ...print }: PrintRow): Print => ({
  ...print,
  rows: learners.length,
});

/** The roll in the order of the screen, which is that of the paper. */
export const rowsNow = (db: Database, session: SessionRow) =>
  rollRows(db, session, findCenter(db)?.language ?? 'en');

/** The session's own code, or the next that no other sheet on this laptop has. */
export function freeCode(db: Database, sessionId: string): string {
  for (let turn = 0; ; turn++) {
    const code = paperCode(createHash('sha256').update(`${sessionId}/${turn}`).digest().readUInt32BE(0));
    if (!isCodeTaken(db, code)) return code;
  }
}

/** A print that says the same as a new one would. */
export function sameAs(
  prints: readonly PrintRow[],
  wanted: Pick<PrintRow, 'language' | 'learners' | 'extraRows'>,
) {
  return prints.find(({ language, learners, extraRows }) =>
    isDeepStrictEqual({ language, learners, extraRows }, wanted),
  );
}

/**
 * The rows of a print by their numbers, then who came onto the roll since. A row that was merged into another since
 * is that person's.
 */
export function paperRows(db: Database, session: SessionRow, print: PrintRow | null): PaperRow[] {
  const roll = rowsNow(db, session);
  const { personOf } = samePeople(db);
  const byPerson = new Map(roll.map((row) => [personOf(row.learnerId), row]));
  const row = (number: number | null, learnerId: string, name: string): PaperRow => {
    const here = byPerson.get(learnerId);
    return {
      number,
      learnerId,
      name: here?.name ?? name,
      mark: here?.mark ?? null,
      excused: here?.excuse != null,
      onRoll: here !== undefined,
    };
  };
  if (!print) return roll.map(({ learnerId, name }, index) => row(index + 1, personOf(learnerId), name));
  const printed = print.learners.map(personOf);
  const names = new Map(namesOf(db, printed).map(({ id, name }) => [id, name]));
  const known = new Set(printed);
  return [
    ...printed.map((id, index) => row(index + 1, id, names.get(id) ?? '')),
    ...roll
      .filter(({ learnerId }) => !known.has(personOf(learnerId)))
      .map(({ learnerId, name }) => row(null, personOf(learnerId), name)),
  ];
}
