import { baseName } from '../image-names.ts';
import type { Context } from './format-reader.ts';
import type { Result } from './label-studio-regions.ts';
import { isRecord, textOrNumber } from './make-shape.ts';

type Json = Record<string, unknown>;

const IMAGE = /\.(?:jpe?g|png|bmp|gif|webp|tiff?)$/i;
/** Uploads are kept as eight hexadecimal digits, a dash, and the name that the person's file had. */
const UPLOAD = /^[0-9a-f]{8}-(?=.)/;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The path in an address: that of a local file stands behind `?d=`. */
function pathOf(address: string): string {
  const local = /[?&]d=([^&#]+)/.exec(address)?.[1];
  const plain = local ?? address.replace(/[?#].*$/, '').replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*\//i, '');
  return decoded(plain);
}

/** Paths of images in the data of a task, also in lists of pages. */
function imagesIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') {
    if (value.startsWith('data:') || value.length > 4096) return [];
    const path = pathOf(value);
    return IMAGE.test(path) ? [path] : [];
  }
  if (depth > 3 || typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((one) => imagesIn(one, depth + 1));
}

/** Which page of a task of several images a result is about. */
function pageOf(result: Result): number {
  if (Number.isInteger(result.item_index)) return Number(result.item_index);
  return Number(/_(\d+)$/.exec(textOrNumber(result.to_name) ?? '')?.[1] ?? 0);
}

type TaskNames = (task: Json, results: readonly Result[], place: string) => [string, Result[]][];

/** The images of a task with what is said of each; a task of anything else is called by its number. */
export function createTaskNames({ images, options, notes }: Context): TaskNames {
  let isSaid = false;
  const plain = (path: string, place: string): string => {
    const name = baseName(path);
    if (!UPLOAD.test(name) || !/(?:^|\/)upload\//.test(path)) return path;
    // Whoever has the pictures under the longer name, as an export with pictures does, is told by that.
    if (images.find(name) || options.sizes?.(name)) return name;
    if (!isSaid) notes.add('upload_prefix_removed', place);
    isSaid = true;
    return name.replace(UPLOAD, '');
  };
  return (task, results, place) => {
    const found = [...new Set(imagesIn(isRecord(task.data) ? task.data : task))];
    const named = found.map((path) => plain(path, place));
    if (named.length === 0) return [[`task ${textOrNumber(task.id) ?? place}`, [...results]]];
    const pages = named.map((name): [string, Result[]] => [name, []]);
    for (const result of results) (pages[pageOf(result)] ?? pages[0])?.[1].push(result);
    return pages;
  };
}
