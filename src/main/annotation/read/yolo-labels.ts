import { parse } from 'yaml';
import { baseName, folderOf } from '../image-names.ts';
import type { DocumentOf } from './format-reader.ts';
import { isRecord, textOrNumber } from './make-shape.ts';
import { firstLines } from './text-lines.ts';

type TextDocument = DocumentOf<'text'>;

/** A description of a data set is a page long; YAML is slow to read, and can be made to grow. */
const MOST_YAML = 200_000;
const MOST_ALIASES = 20;
const MOST_NAMES = 100_000;

export interface ClassNames {
  /** Name by number of the class. */
  names: ReadonlyMap<number, string>;
  /** Points follow the box in each line. */
  isPose: boolean;
}

const isYaml = ({ path, text }: TextDocument): boolean => /\.ya?ml$/i.test(path) || /^names\s*:/m.test(text);

function readYaml({ text }: TextDocument): ClassNames | null {
  if (text.length > MOST_YAML) return null;
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: MOST_ALIASES, logLevel: 'silent' });
  } catch {
    // Not YAML, or nested deeper than its reader goes.
    return null;
  }
  if (!isRecord(value)) return null;
  const { names } = value;
  const entries = Array.isArray(names) ? [...names.entries()] : isRecord(names) ? Object.entries(names) : [];
  const found = new Map<number, string>();
  for (const [key, name] of entries.slice(0, MOST_NAMES)) {
    const text = textOrNumber(name);
    if (text !== null) found.set(Number(key), text);
  }
  return found.size > 0 ? { names: found, isPose: Array.isArray(value.kpt_shape) } : null;
}

const linesOf = (text: string, most = MOST_NAMES): string[] =>
  firstLines(text, most).map((line) => line.trim());

function readList({ text }: TextDocument): ClassNames {
  const lines = linesOf(text);
  while (lines.at(-1) === '') lines.pop();
  return { names: new Map(lines.entries()), isPose: false };
}

/** Names that tools give the list: darknet, LabelImg, Label Studio, Roboflow. */
const LIST = /^(?:.*\.names|_darknet\.labels|(?:predefined_)?classes\.txt|labels\.txt|class_names?\.txt)$/i;
const IMAGE = /\.(?:jpe?g|png|bmp|gif|webp|tiff?)$/i;

/** Whether a text is a list of images, one a line. */
export function isImageList({ text }: TextDocument): boolean {
  const lines = linesOf(text.slice(0, 10_000)).filter((line) => line !== '');
  // The last may have been cut off.
  return (
    lines.length > 0 &&
    lines.every((line, index) => IMAGE.test(line) || (index > 0 && index === lines.length - 1))
  );
}

export const imagesListed = ({ text }: TextDocument): string[] =>
  linesOf(text).filter((line) => IMAGE.test(line));

/** Few short words a line, and no list of images: what is left to be a list of names where none has its usual name. */
function couldBeNames({ text }: TextDocument): boolean {
  const lines = linesOf(text, 1_001).filter((line) => line !== '');
  return (
    lines.length > 0 &&
    lines.length < 1_000 &&
    lines.every((line) => line.length <= 60 && !IMAGE.test(line) && !/[.!?:;]$/.test(line))
  );
}

/** Finds what the numbers of classes stand for among the texts that are no labels of an image. */
export function findClassNames(others: readonly TextDocument[]): ClassNames | null {
  for (const document of others) {
    const found = isYaml(document) ? readYaml(document) : null;
    if (found) return found;
  }
  const lists = others.filter((one) => !isYaml(one));
  const told = lists.flatMap(
    ({ text }) => /^\s*names\s*=\s*(\S.*?)\s*$/m.exec(text.slice(0, 10_000))?.[1] ?? [],
  );
  const named = lists.find(({ path }) => told.some((name) => baseName(name) === baseName(path)));
  const usual = named ?? lists.find(({ path }) => LIST.test(baseName(path)));
  if (usual) return readList(usual);
  const possible = lists.filter(
    (one) => couldBeNames(one) && !/readme|licen[cs]e/i.test(one.path) && folderOf(one.path) !== 'ImageSets',
  );
  const [only] = possible;
  return only && possible.length === 1 ? readList(only) : null;
}
