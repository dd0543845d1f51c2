import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, so that a code written by hand is read back right. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const checksum = (secret: Buffer): number =>
  createHash('sha256').update(secret).digest().readUInt16BE(0) & 0x3ff;

/** 128 random bits and 10 of checksum as seven groups of four characters. */
export function newRecoveryCode(): { code: string; secret: Buffer } {
  const secret = randomBytes(16);
  // 128 bits, two zero bits, ten bits of checksum: 28 characters of five.
  let bits = (BigInt(`0x${secret.toString('hex')}`) << 12n) | BigInt(checksum(secret));
  let text = '';
  for (let index = 0; index < 28; index++) {
    text = (alphabet[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return { code: (text.match(/.{4}/g) ?? []).join('-'), secret };
}

/** Reads a typed code: case, spaces and dashes do not matter, O is 0, I and L are 1. Null if it is not one. */
export function readRecoveryCode(typed: string): Buffer | null {
  const text = typed
    .toUpperCase()
    .replace(/[\s\-–—]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (text.length !== 28) return null;
  let bits = 0n;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return null;
    bits = (bits << 5n) | BigInt(digit);
  }
  if (bits >> 140n) return null;
  const secret = Buffer.from((bits >> 12n).toString(16).padStart(32, '0'), 'hex');
  return Number(bits & 0xfffn) === checksum(secret) ? secret : null;
}
