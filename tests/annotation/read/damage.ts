import type { Contents } from './seeds.ts';

/** Gives numbers from 0 below `most`, the same for the same seed. */
export type Below = (most: number) => number;

const numbers = [
  'NaN',
  'Infinity',
  '-1',
  '0',
  '1e999',
  '-1e308',
  '99999999999999999999',
  '2147483648',
  '4294967296',
  '0.1',
  '1e-9',
  '-0',
  'null',
  '""',
];
const pieces = [
  '[',
  ']',
  '{',
  '}',
  '"',
  ',',
  ':',
  '\\',
  '<',
  '>',
  '&',
  '\n',
  '\r\n',
  '\0',
  '\ufeff',
  '\u202e',
  '\ud800',
  '../',
  '//',
  '__proto__',
  'constructor',
  '<!DOCTYPE a [<!ENTITY b "&b;">]>',
  '&#0;',
  '<![CDATA[',
  '<!--',
  '[[[[[[[[[[',
  '{"a":{"a":',
  '0 0.5 0.5 0.1 0.1\n',
  ': *a',
  '&a [*a]',
  'names:',
  '💾',
  'оö',
];

const pick = <Value>(list: readonly Value[], below: Below): Value => list[below(list.length)] as Value;

/** A number in a text becomes one that no file should have. */
function strangeNumber(bytes: Buffer, below: Below): Buffer {
  const text = bytes.toString('latin1');
  const found = [...text.slice(0, 50_000).matchAll(/-?\d+(?:\.\d+)?/g)];
  if (found.length === 0) return bytes;
  const match = pick(found, below);
  return Buffer.from(
    `${text.slice(0, match.index)}${pick(numbers, below)}${text.slice(match.index + match[0].length)}`,
    'latin1',
  );
}

/** A value of a JSON becomes another, wherever in it. */
function strangeValue(bytes: Buffer, below: Below): Buffer {
  let root: unknown;
  try {
    root = JSON.parse(bytes.toString('utf8'));
  } catch {
    return bytes;
  }
  let parent = root;
  for (let depth = 0; depth < 12 && typeof parent === 'object' && parent !== null; depth += 1) {
    const keys = Object.keys(parent);
    if (keys.length === 0) break;
    const key = pick(keys, below);
    const holder = parent as Record<string, unknown>;
    const child = holder[key];
    if (typeof child === 'object' && child !== null && below(4) > 0) {
      parent = child;
      continue;
    }
    const values: unknown[] = [
      null,
      [],
      {},
      '',
      -1,
      1e308,
      0.5,
      true,
      [[[]]],
      [null],
      'x'.repeat(1000),
      { a: 1 },
      [1, 2, 3],
      parent,
    ];
    const value = below(5) === 0 ? undefined : pick(values, below);
    if (value === undefined) delete holder[key];
    else holder[key] = value === parent ? structuredClone(parent) : value;
    break;
  }
  return Buffer.from(JSON.stringify(root) ?? '');
}

function flip(bytes: Buffer, below: Below): Buffer {
  const copy = Buffer.from(bytes);
  for (let count = 1 + below(8); count > 0 && copy.length > 0; count -= 1)
    copy[below(copy.length)] = below(256);
  return copy;
}

function cut(bytes: Buffer, below: Below): Buffer {
  const from = below(bytes.length + 1);
  return below(2) === 0
    ? bytes.subarray(0, from)
    : Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + below(200))]);
}

function repeat(bytes: Buffer, below: Below): Buffer {
  const from = below(bytes.length + 1);
  const piece = bytes.subarray(from, from + 1 + below(60));
  // Now and then so often that what it becomes is large.
  const times = below(50) === 0 ? 40_000 : 1 + below(40);
  return Buffer.concat([
    bytes.subarray(0, from),
    ...Array.from({ length: times }, () => piece),
    bytes.subarray(from),
  ]);
}

function insert(bytes: Buffer, below: Below): Buffer {
  const at = below(bytes.length + 1);
  const piece = Buffer.from(pick(pieces, below).repeat(1 + below(3)));
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

const otherEncoding = (bytes: Buffer): Buffer => Buffer.from(`\ufeff${bytes.toString('utf8')}`, 'utf16le');

const ofBytes = [
  strangeNumber,
  strangeNumber,
  strangeValue,
  strangeValue,
  strangeValue,
  flip,
  cut,
  repeat,
  insert,
  insert,
  otherEncoding,
];

function damageFile(bytes: Buffer, below: Below): Buffer {
  let damaged = bytes;
  for (let count = 1 + below(3); count > 0; count -= 1) damaged = pick(ofBytes, below)(damaged, below);
  return damaged;
}

/** A hand-in with one to three blows to its files, or with its files changed about. */
export function damageContents(contents: Contents, seeds: readonly Contents[], below: Below): Contents {
  const damaged: Record<string, Buffer> = { ...contents };
  const paths = Object.keys(contents);
  for (let count = 1 + below(2); count > 0; count -= 1) {
    const path = pick(paths, below);
    const bytes = damaged[path] ?? Buffer.alloc(0);
    const manner = below(20);
    if (manner === 0) delete damaged[path];
    else if (manner === 1) damaged[pick(paths, below)] = bytes;
    else if (manner === 2)
      damaged[pick(['x.txt', 'classes.txt', 'data.yaml', 'a.json', 'labels/a.png', 'labelmap.txt'], below)] =
        bytes;
    else if (manner === 3) Object.assign(damaged, pick(seeds, below));
    else damaged[path] = damageFile(bytes, below);
  }
  return damaged;
}
