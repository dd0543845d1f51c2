import { asciiDigits, cleanLine, wordKey } from './clean-text.ts';
import { readSex } from './read-choice.ts';
import { readEmail } from './read-email.ts';
import { splitDate } from './split-date.ts';

/** What a cell looks like when nothing is known about its column. */
export type ContentKind = 'empty' | 'email' | 'phone' | 'date' | 'sex' | 'number' | 'person' | 'words';

const PHONE = /^\+?[\d\s().-]{9,20}$/;
const PERSON = /^\p{L}[\p{L}\p{M}'’ʼ`.-]*(\s\p{L}[\p{L}\p{M}'’ʼ`.-]*){1,4}$/u;

function isDate(text: string): boolean {
  const parts = splitDate(text);
  if (parts.kind === 'either') return parts.first <= 31 && parts.second <= 31;
  return parts.kind === 'sure' && parts.month >= 1 && parts.month <= 12 && /\D/.test(text);
}

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return PHONE.test(text) && digits >= 9 && digits <= 15;
}

/** Every word of a name begins with a capital; scripts without capitals pass. */
function isPerson(text: string): boolean {
  return (
    PERSON.test(text) && text.split(' ').every((word) => word.charAt(0) === word.charAt(0).toUpperCase())
  );
}

export function contentKind(cell: string): ContentKind {
  const text = asciiDigits(cleanLine(cell));
  if (text === '') return 'empty';
  if (readEmail(text) !== null) return 'email';
  if (isDate(text)) return 'date';
  if (isPhone(text)) return 'phone';
  if (/^[\d\s.,-]+$/.test(text)) return 'number';
  if (wordKey(text) !== '' && readSex(text) !== null) return 'sex';
  return isPerson(text) ? 'person' : 'words';
}

const SAMPLE = 50;
/** Part of the cells that must agree. */
const MOST = 0.8;

/**
 * What most of a column's cells look like, 'words' where they do not agree.
 * @param share is 0 to 1, of the cells that hold anything
 */
export function columnContent(cells: Iterable<string>): { kind: ContentKind; share: number } {
  const counts = new Map<ContentKind, number>();
  let seen = 0;
  for (const cell of cells) {
    const kind = contentKind(cell);
    if (kind === 'empty') continue;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    seen += 1;
    if (seen === SAMPLE) break;
  }
  for (const [kind, count] of counts) {
    if (count >= seen * MOST) return { kind, share: count / seen };
  }
  return { kind: seen === 0 ? 'empty' : 'words', share: 0 };
}
