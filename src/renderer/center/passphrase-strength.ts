/** The shortest passphrase that the backend takes, characters. */
export const fewestCharacters = 12;

export type Strength = 'short' | 'weak' | 'fair' | 'good';

const runs = [
  '0123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'йцукенгшщзхї',
  'абвгдежзийклмноп',
];
const common = [
  'password',
  'passphrase',
  'rollbook',
  'welcome',
  'letmein',
  'admin',
  'center',
  'centre',
  'пароль',
  'парола',
  'center',
];

/**
 * A rough guess, offline: how much of a passphrase is surprise. What is known of the center, common words, rows of
 * the keyboard and repetitions count as one character each. A hint for people, never a gate.
 */
export function strengthOf(passphrase: string, known: readonly string[]): Strength {
  if ([...passphrase].length < fewestCharacters) return 'short';
  let rest = passphrase.toLocaleLowerCase();
  const easy = [...known.flatMap((text) => text.toLocaleLowerCase().split(/\s+/)), ...common]
    .filter((word) => word.length > 2)
    .sort((a, b) => b.length - a.length);
  for (const word of easy) rest = rest.replaceAll(word, '•');
  rest = rest.replace(/(.{1,4}?)\1{2,}/gu, '•').replace(/(19|20)\d\d/g, '•');
  for (const run of runs) {
    for (const row of [run, [...run].reverse().join('')]) {
      for (let length = row.length; length >= 4; length--) {
        for (let at = 0; at + length <= row.length; at++)
          rest = rest.replaceAll(row.slice(at, at + length), '•');
      }
    }
  }
  const characters = [...rest];
  const kinds = [/\p{L}/u, /\d/, /[^\p{L}\d\s]/u].filter((kind) => kind.test(rest)).length;
  const words = rest.split(/[\s\-_.,]+/).filter((word) => word.length > 2).length;
  const score = new Set(characters).size + characters.length / 2 + 2 * kinds + 2 * Math.max(0, words - 1);
  return score < 18 ? 'weak' : score < 27 ? 'fair' : 'good';
}

/** True for PINs that many people choose: one digit, a row, a year, a pair repeated. */
export function isCommonPin(pin: string): boolean {
  const row = '01234567890';
  return (
    pin.length >= 4 &&
    (/^(\d)\1+$/.test(pin) ||
      row.includes(pin) ||
      row.includes([...pin].reverse().join('')) ||
      /^(\d\d)\1+$/.test(pin) ||
      /^(19|20)\d\d$/.test(pin) ||
      pin === '2580')
  );
}
