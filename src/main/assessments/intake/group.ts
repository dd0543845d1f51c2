import { baseName, folderOf, stemOf } from '../../annotation/image-names.ts';
import type { Match, Matcher } from './match.ts';

/** Files of one learner, as far as their names tell. */
export interface FileGroup {
  /** The folder or file that was told by, as it is written; unique among the groups. */
  name: string;
  paths: string[];
  /** What to call each of them within her work: below the folder that names her. */
  names: string[];
  matches: readonly Match[];
}

/** The folders that all paths lie in, with the `/` at the end. */
function commonFolder(paths: readonly string[]): string {
  let common = folderOf(paths[0] ?? '');
  for (const path of paths) {
    while (common !== '' && !path.startsWith(`${common}/`)) common = folderOf(common);
    if (common === '') break;
  }
  return common === '' ? '' : `${common}/`;
}

interface Place {
  /** Without the end of a file name. */
  text: string;
  /** The path as far as it. */
  upTo: string;
}

function placesIn(path: string): Place[] {
  const parts = path.split('/');
  return parts.map((part, at) => ({
    text: at === parts.length - 1 ? stemOf(part) : part,
    upTo: parts.slice(0, at + 1).join('/'),
  }));
}

/**
 * Which files belong together. A path is told by the topmost part of it that names somebody for sure, else by the
 * topmost that names somebody perhaps, else by its topmost part. What all paths begin with says nothing of any of them,
 * unless there is a single learner's work in it.
 */
export function groupFiles(paths: readonly string[], match: Matcher): FileGroup[] {
  const root = commonFolder(paths);
  const told = match(stemOf(baseName(root.slice(0, -1))));
  if (root !== '' && told[0]?.certainty === 'sure' && !paths.some((path) => isNamed(path, root, match)))
    return [{ name: root.slice(0, -1), paths: [...paths], names: namesBelow(paths, root), matches: told }];
  const groups = new Map<string, FileGroup>();
  for (const path of paths) {
    const places = placesIn(path.slice(root.length));
    const place =
      places.find(({ text }) => match(text)[0]?.certainty === 'sure') ??
      places.find(({ text }) => match(text).length > 0) ??
      places[0];
    if (!place) continue;
    const matches = match(place.text);
    // A flat list of files has one group for each learner, not one for each file.
    const isFile = place.upTo === path.slice(root.length);
    const key = isFile
      ? `file ${matches.length > 0 ? JSON.stringify(matches) : stemOf(place.upTo)}`
      : place.upTo;
    const group = groups.get(key) ?? {
      name: isFile ? stemOf(place.upTo) : place.upTo,
      paths: [],
      names: [],
      matches,
    };
    group.paths.push(path);
    group.names.push(isFile ? baseName(path) : path.slice(root.length + place.upTo.length + 1));
    groups.set(key, group);
  }
  return [...groups.values()];
}

const isNamed = (path: string, root: string, match: Matcher): boolean =>
  placesIn(path.slice(root.length)).some(({ text }) => match(text)[0]?.certainty === 'sure');

const namesBelow = (paths: readonly string[], root: string): string[] =>
  paths.map((path) => path.slice(root.length));
