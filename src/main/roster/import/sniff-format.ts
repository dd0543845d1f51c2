/** What a file is by its content. The name is not asked: people rename. */
export type Sniffed =
  | { format: 'text' }
  | { format: 'zip' }
  | { format: 'compound' }
  | { format: 'other'; kind: string };

const SIGNATURES: readonly (readonly [kind: string, bytes: readonly number[], offset?: number])[] = [
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['webp', [0x57, 0x45, 0x42, 0x50], 8],
  ['bmp', [0x42, 0x4d], 0],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['heic', [0x66, 0x74, 0x79, 0x70], 4],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['sqlite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['exe', [0x4d, 0x5a, 0x90, 0x00]],
];

function startsWith(bytes: Uint8Array, signature: readonly number[], offset: number): boolean {
  return signature.every((byte, index) => bytes[offset + index] === byte);
}

/** The first bytes of a bitmap are the letters "BM", which a text may also begin with. */
function isBitmap(bytes: Uint8Array): boolean {
  return bytes[6] === 0 && bytes[7] === 0 && bytes[8] === 0 && bytes[9] === 0;
}

/** Tells text, ZIP archives (workbooks are), compound files (old and encrypted workbooks) and the rest apart. */
export function sniffFormat(bytes: Uint8Array): Sniffed {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04], 0) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06], 0)) {
    return { format: 'zip' };
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], 0)) return { format: 'compound' };
  for (const [kind, signature, offset = 0] of SIGNATURES) {
    if (startsWith(bytes, signature, offset) && (kind !== 'bmp' || isBitmap(bytes))) {
      return { format: 'other', kind };
    }
  }
  return { format: 'text' };
}

/** Markup and data notations that decode as text but hold no table of ours; null where it may be one. */
export function sniffMarkup(text: string): 'html' | 'xml' | 'json' | null {
  const start = text.slice(0, 500).trimStart().toLowerCase();
  if (/^(<!doctype html|<html|<table|<head|<meta|<body)/.test(start)) return 'html';
  if (start.startsWith('<?xml')) return 'xml';
  if (/^(\{\s*("|\}|$)|\[\s*(\{|\[))/.test(start)) return 'json';
  return null;
}
