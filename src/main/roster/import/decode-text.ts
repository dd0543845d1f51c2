import { isUtf8 } from 'node:buffer';
import type { importEncodings } from '../../../shared/rules/roster-import.ts';
import { ImportError } from './import-error.ts';

export type Encoding = (typeof importEncodings)[number];

export interface DecodedText {
  text: string;
  encoding: Encoding;
  /** Some bytes fit no character and became U+FFFD. */
  lossy: boolean;
}

const SAMPLE_BYTES = 64 * 1024;

function isHigh(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80;
}
function isAsciiLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
}

/**
 * UTF-16 without a byte order mark: one side of each pair of bytes is small in any alphabet (0 Latin,
 * 4 Cyrillic, 6 Arabic), and zero for separators, digits, spaces and line ends.
 */
function guessUtf16(bytes: Uint8Array): Encoding | null {
  const end = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  if (end < 4 || bytes.length % 2 !== 0) return null;
  const zeros = [0, 0];
  const small = [0, 0];
  for (let at = 0; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    const side = at % 2;
    if (byte === 0) zeros[side] = (zeros[side] ?? 0) + 1;
    if (byte <= 0x20) small[side] = (small[side] ?? 0) + 1;
  }
  const units = end / 2;
  const isHighByte = (side: number) =>
    (zeros[side] ?? 0) >= units * 0.08 && (small[side] ?? 0) >= units * 0.9;
  if (isHighByte(1) && !isHighByte(0)) return 'utf-16le';
  return isHighByte(0) && !isHighByte(1) ? 'utf-16be' : null;
}

/** A file that is UTF-8 but for a few broken bytes: whole sequences far outnumber the broken ones. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let whole = 0;
  let broken = 0;
  const end = Math.min(bytes.length, SAMPLE_BYTES * 16);
  for (let at = 0; at < end; ) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      at += 1;
      continue;
    }
    const length = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    let follow = 1;
    while (follow < length && ((bytes[at + follow] ?? 0) & 0xc0) === 0x80) follow += 1;
    if (length !== 0 && byte < 0xf5 && follow === length) {
      whole += 1;
      at += length;
    } else {
      broken += 1;
      at += 1;
    }
  }
  return whole > broken * 10;
}

/**
 * Which of the 8-bit code pages. Cyrillic and Arabic words are runs of high bytes, Western accents
 * stand alone between ASCII letters. Read as 1251, Arabic words switch between what would be small and
 * capital letters in the middle of a word, which Cyrillic words never do.
 */
function guessCodePage(bytes: Uint8Array): Encoding {
  let insideRun = 0;
  let besideAscii = 0;
  let caseFlips = 0;
  const end = Math.min(bytes.length, SAMPLE_BYTES * 16);
  for (let at = 0; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    const next = at + 1 < end ? bytes[at + 1] : undefined;
    if (isHigh(next)) {
      insideRun += 1;
      if (byte >= 0xe0 && next !== undefined && next >= 0xc0 && next <= 0xdf) caseFlips += 1;
    }
    if (isAsciiLetter(next) || isAsciiLetter(bytes[at - 1])) besideAscii += 1;
  }
  if (besideAscii > insideRun) return 'windows-1252';
  return caseFlips * 8 > insideRun ? 'windows-1256' : 'windows-1251';
}

function byteOrderMark(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Names the encoding of a text file from its bytes alone. */
export function guessEncoding(bytes: Uint8Array): Encoding {
  const marked = byteOrderMark(bytes);
  if (marked) return marked;
  const wide = guessUtf16(bytes);
  if (wide) return wide;
  if (isUtf8(bytes) || isMostlyUtf8(bytes)) return 'utf-8';
  return guessCodePage(bytes);
}

/**
 * Decodes a text file and drops its byte order mark.
 * @param told an encoding that the person chose instead of the guess
 * @throws ImportError unreadable_encoding where this machine cannot decode it
 */
export function decodeText(bytes: Uint8Array, told?: Encoding): DecodedText {
  const encoding = told ?? guessEncoding(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding).decode(bytes);
  } catch {
    throw new ImportError('unreadable_encoding', { encoding });
  }
  const lossy = encoding === 'utf-8' ? !isUtf8(bytes) : text.includes('\uFFFD');
  return { text, encoding, lossy };
}
