import { wordKey } from './clean-text.ts';
import type { Field, Mapping } from './fields.ts';
import { repeatableFields } from './fields.ts';
import { type FoundHeader, lastPart } from './find-header.ts';
import { type ContentKind, columnContent } from './guess-content.ts';
import { phraseMeaning } from './header-phrases.ts';
import { type HeaderMeaning, headerMeaning } from './header-words.ts';

export interface ColumnProposal {
  column: number;
  field: Field;
  /** The field of a program that an `answer` is for. */
  question?: string;
  /** 0 to 1; below 0.5 the person should look. */
  confidence: number;
  /** What the proposal rests on. */
  by: 'name' | 'phrase' | 'content' | 'nothing';
  /** A field this column could be, which is proposed to nobody unless mapped by hand. */
  couldBe?: Field;
}

interface Guess {
  column: number;
  meaning: HeaderMeaning | null;
  question?: string | undefined;
  confidence: number;
  by: ColumnProposal['by'];
}

const CONTENT_FIELDS: Partial<Record<ContentKind, readonly [Field, number]>> = {
  email: ['email', 0.7],
  phone: ['phone', 0.6],
  date: ['birthDate', 0.4],
  sex: ['sex', 0.6],
  person: ['fullName', 0.4],
};

/** KoboToolbox gives each choice of "languages" a column "languages/uk" of its own: the question holds them all. */
function isChoiceOf(name: string, names: ReadonlySet<string>): boolean {
  const slash = name.lastIndexOf('/');
  return slash > 0 && names.has(name.slice(0, slash));
}

function guessByName(column: number, name: string, names: ReadonlySet<string>): Guess | null {
  if (name === '') return null;
  if (isChoiceOf(name, names)) return { column, meaning: 'ignore', confidence: 0.9, by: 'name' };
  const whole = headerMeaning(name);
  if (whole) return { column, meaning: whole, confidence: 1, by: 'name' };
  const parts = [lastPart(name), ...name.split('/'), name.replace(/\s*[([].*$/s, '')];
  for (const part of parts) {
    const meaning = part === name ? null : headerMeaning(part);
    if (meaning) return { column, meaning, confidence: 0.9, by: 'name' };
  }
  const phrase = phraseMeaning(name);
  return phrase ? { column, meaning: phrase, confidence: 0.7, by: 'phrase' } : null;
}

/** Common facts, which a field of a program does not stand in for though it is called the same. */
const isCommon = (meaning: HeaderMeaning | null): boolean =>
  meaning !== null && !['ignore', 'timestamp', 'originRegion'].includes(meaning);

/** A column that is called as a program calls one of its fields, in whatever language that is. */
function guessByQuestion(column: number, name: string, questions: ReadonlyMap<string, string>): Guess | null {
  if (isCommon(headerMeaning(name))) return null;
  const question = questions.get(wordKey(name)) ?? questions.get(wordKey(lastPart(name)));
  return question === undefined ? null : { column, meaning: 'answer', question, confidence: 1, by: 'name' };
}

function guessByContent(column: number, cells: Iterable<string>): Guess | null {
  const { kind, share } = columnContent(cells);
  const guess = CONTENT_FIELDS[kind];
  return guess ? { column, meaning: guess[0], confidence: guess[1] * share, by: 'content' } : null;
}

/** "Name" is the whole name, unless a column for the surname stands beside it. */
function settleName(guesses: readonly Guess[]): void {
  const hasSurname = guesses.some(({ meaning }) => meaning === 'lastName');
  for (const guess of guesses) {
    if (guess.meaning === 'nameOrFirstName') guess.meaning = hasSurname ? 'firstName' : 'fullName';
  }
}

/** The time a form was sent is the date of the consent given in it; without consent nobody needs it. */
function settleTimestamp(guesses: readonly Guess[]): void {
  const stamps = guesses.filter(({ meaning }) => meaning === 'timestamp');
  const needed =
    guesses.some(({ meaning }) => meaning === 'consent') &&
    !guesses.some(({ meaning }) => meaning === 'consentDate');
  // KoboToolbox has both "end" and "_submission_time", in this order: what was sent is what counts.
  const chosen = needed ? stamps.at(-1) : undefined;
  for (const stamp of stamps) stamp.meaning = stamp === chosen ? 'consentDate' : 'ignore';
}

function toProposal({ column, meaning, question, confidence, by }: Guess): ColumnProposal {
  if (meaning === 'answer' && question !== undefined)
    return { column, field: 'answer', question, confidence, by };
  if (meaning === 'originRegion') return { column, field: 'ignore', confidence, by, couldBe: 'originRegion' };
  const known =
    meaning === null || meaning === 'nameOrFirstName' || meaning === 'timestamp' ? 'ignore' : meaning;
  return { column, field: known, confidence, by };
}

/** A second column for a question is not read; it can still be chosen by hand. */
function leaveOut(proposal: ColumnProposal): void {
  proposal.field = 'ignore';
  delete proposal.question;
}

/** Of two columns for one field the surer one has it, then the first; the other is offered, not taken. */
function settleDoubles(proposals: readonly ColumnProposal[]): void {
  const taken = new Map<string, ColumnProposal>();
  const bySureness = [...proposals].sort((a, b) => b.confidence - a.confidence || a.column - b.column);
  for (const proposal of bySureness) {
    const { field, question } = proposal;
    const key = question === undefined ? field : `answer:${question}`;
    if (question === undefined && repeatableFields.has(field)) continue;
    if (!taken.has(key)) taken.set(key, proposal);
    else if (question !== undefined) leaveOut(proposal);
    else Object.assign(proposal, { field: 'ignore', couldBe: field });
  }
}

function column(rows: readonly (readonly string[])[], index: number): string[] {
  return rows.map((row) => row[index] ?? '');
}

/**
 * Proposes a field for each column, by its name where that is known, otherwise by what its cells look
 * like. What is not recognized is ignored: no more personal data than the job needs.
 */
export function proposeColumns(
  header: FoundHeader,
  rows: readonly (readonly string[])[],
  questions: readonly string[] = [],
): ColumnProposal[] {
  const asked = new Map(questions.map((question) => [wordKey(question), question]));
  const names = new Set(header.names);
  const sample = rows.slice(header.firstRow, header.firstRow + 200);
  const guesses = header.names.map((name, index): Guess => {
    return (
      guessByQuestion(index, name, asked) ??
      guessByName(index, name, names) ?? { column: index, meaning: null, confidence: 0, by: 'nothing' }
    );
  });
  settleName(guesses);
  settleTimestamp(guesses);
  const found = new Set(guesses.map(({ meaning }) => meaning));
  const hasName = ['fullName', 'firstName', 'lastName'].some((field) => found.has(field as Field));
  const proposals = guesses.map((guess) => {
    if (guess.meaning !== null) return toProposal(guess);
    const byContent = guessByContent(guess.column, column(sample, guess.column));
    const field = byContent?.meaning;
    const wanted = byContent && field && !found.has(field) && !(field === 'fullName' && hasName);
    return toProposal(wanted ? byContent : guess);
  });
  settleDoubles(proposals);
  return proposals;
}

/** The proposals as a mapping: plain JSON to be corrected, validated and remembered. */
export function toMapping(proposals: readonly ColumnProposal[]): Mapping {
  return {
    columns: proposals.map(({ column: index, field, question }) => ({
      column: index,
      field,
      ...(question === undefined ? {} : { question }),
    })),
  };
}
