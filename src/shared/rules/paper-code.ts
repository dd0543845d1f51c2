/** Crockford's base 32: no I, L, O and U, which a hand writes like others, or into words. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const codeLength = 4;

/** Four signs that stand on a printed roll, from 20 bits. */
export function paperCode(bits: number): string {
  return Array.from({ length: codeLength }, (_, index) => letters[(bits >>> (5 * index)) & 31]).join('');
}

/** The code in what somebody typed off a sheet, with or without its page (`k7q4-2`); null if that cannot be one. */
export function readPaperCode(text: string): string | null {
  const [code = ''] = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z-]/g, '')
    .split('-');
  const first = code.slice(0, codeLength);
  return first.length === codeLength && [...first].every((letter) => letters.includes(letter)) ? first : null;
}
