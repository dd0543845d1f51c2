const SPACE = 0x20;
const LETTER = /\p{L}/u;
const PATRONYMIC = /(івна|ївна|овна|евна|ьовна|ович|йович|евич|ьович|ілліч|лукич|кузьмич|хомич|ична|инична)$/;
const MIDDLE_OF_THREE = /(ов|ова|ев|ева|ин|ина|ски|ска)$/;
/** What spreadsheets would run, in every width. A name never begins so. */
const FORMULA_START = /^['\s]*[=+\-@＝＋－＠]/;

/** Which way round a single column holds surname and given name, as far as its header says. */
export type NameOrder = 'surname_first' | 'given_first' | 'unknown';

export type NameFaultCode = 'name_missing' | 'name_formula' | 'name_without_letters' | 'name_too_long';

/** @param most characters allowed */
export function nameFault(name: string, most: number): NameFaultCode | null {
  if (name === '') return 'name_missing';
  if (FORMULA_START.test(name)) return 'name_formula';
  if (!LETTER.test(name)) return 'name_without_letters';
  return name.length > most ? 'name_too_long' : null;
}

/** Begins with a Latin, Cyrillic or Arabic letter, as nearly every name does: no fault of `nameFault` but length. */
export function startsPlainly(name: string): boolean {
  const code = name.charCodeAt(0);
  if (code >= 0x0400) return code <= 0x052f || (code >= 0x0620 && code <= 0x064a);
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isSmallLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x430 && code <= 0x45f) || code === 0x491;
}

/** "МАР'ЯНЕНКО" becomes "Мар'яненко", "O'NEIL" "O'Neil"; names with any small letter stay as typed. */
export function titleCase(name: string): string {
  if (isSmallLetter(name.charCodeAt(1)) || isSmallLetter(name.charCodeAt(2))) return name;
  if (name !== name.toUpperCase() || name === name.toLowerCase()) return name;
  const initial = (_: string, before: string, letter: string) => before + letter.toUpperCase();
  return name
    .toLowerCase()
    .replace(/(^|[\s\-–])(\p{L})/gu, initial)
    .replace(/((?:^|[\s\-–])[A-Z]['’])(\p{L})/gu, initial);
}

function threeWords(first: string, second: string, third: string): string | null {
  const secondIsPatronymic = PATRONYMIC.test(second);
  const thirdIsPatronymic = PATRONYMIC.test(third);
  if (thirdIsPatronymic && !secondIsPatronymic) return `${second} ${first}`;
  if (secondIsPatronymic && !thirdIsPatronymic) return `${first} ${third}`;
  if (MIDDLE_OF_THREE.test(second) && MIDDLE_OF_THREE.test(third)) return `${first} ${third}`;
  return null;
}

/** Where the next space is, -1 for none. Names are short: a loop is faster than a search. */
function spaceAfter(name: string, from: number): number {
  for (let at = from; at < name.length; at += 1) if (name.charCodeAt(at) === SPACE) return at;
  return -1;
}

/**
 * A short name for the roll out of a full one: given name and surname, without patronymic, where the
 * words or the header show which is which; otherwise the full name.
 */
export function shortenName(full: string, order: NameOrder): string {
  const name = titleCase(full);
  const firstSpace = spaceAfter(name, 0);
  if (firstSpace === -1) return name;
  const secondSpace = spaceAfter(name, firstSpace + 1);
  const first = name.slice(0, firstSpace);
  if (secondSpace === -1) return order === 'surname_first' ? `${name.slice(firstSpace + 1)} ${first}` : name;
  if (spaceAfter(name, secondSpace + 1) !== -1) return name;
  const second = name.slice(firstSpace + 1, secondSpace);
  const short = threeWords(first, second, name.slice(secondSpace + 1));
  if (short !== null) return short;
  return order === 'surname_first' ? `${second} ${first}` : name;
}
