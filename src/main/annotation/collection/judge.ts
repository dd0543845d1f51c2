import { createHash } from 'node:crypto';
import {
  type BriefResult,
  figuresOfBrief,
  type ImageBrief,
  type ImageFacts,
  judgeCollection,
} from '../../../shared/rules/image-brief.ts';
import type { StoredFile } from '../../assessments/grade-queries.ts';
import type { LookedAt } from '../brief/picture-facts.ts';
import { BRIEF_ENGINE } from './engine.ts';

/** What is stored of a collection: all that a judgment follows from, without the files. */
export interface Judged {
  engine: string;
  brief: ImageBrief;
  images: JudgedImage[];
  /** Files that are no pictures, and are not named like one. */
  others: number;
}

export interface JudgedImage extends ImageFacts {
  /** Its place among the files of the attempt. */
  file: number;
  sha256: string;
}

/** Whatever claims to be a picture; a list of sources, say, does not. */
const NAMED_LIKE_ONE = /\.(?:jpe?g|jfif|png|webp|gif|bmp|tiff?|hei[cf]|avif|svg|raw|dng)$/i;
const isPicture = ({ type }: StoredFile): boolean => type.startsWith('image/');

/** Files that are looked at, by their hashes. */
export const picturesAmong = (files: readonly StoredFile[]): string[] =>
  files.filter(isPicture).map(({ sha256 }) => sha256);

/** @param looks of every picture among the files; what is missing could not be looked at */
export function gather(
  brief: ImageBrief,
  files: readonly StoredFile[],
  looks: ReadonlyMap<string, LookedAt | null>,
): Judged {
  const images = files.flatMap((file, index): JudgedImage[] => {
    if (!isPicture(file) && !NAMED_LIKE_ONE.test(file.name)) return [];
    const looked = looks.get(file.sha256) ?? null;
    const { name, sha256, stripped = [] } = file;
    const told = { hasLocation: stripped.includes('gps'), hasCamera: stripped.includes('device') };
    return [{ file: index, sha256, path: name, picture: looked && { ...looked, ...told } }];
  });
  return { engine: BRIEF_ENGINE, brief, images, others: files.length - images.length };
}

/** @param accepted keys of findings that a person accepted as fine */
export const judge = ({ brief, images }: Judged, accepted: ReadonlySet<string>): BriefResult =>
  judgeCollection(brief, images, accepted);

/** What proposals of the rubric follow from. */
export const measuredIn = (judged: Judged, accepted: ReadonlySet<string>) => ({
  engine: judged.engine,
  figures: figuresOfBrief(judge(judged, accepted), judged.brief),
});

/** Names everything that a judgment follows from: engine, brief, and every file with what it told on entry. */
export function collectionInput(brief: ImageBrief | null, files: readonly StoredFile[]): string {
  const listed = files.map(({ name, sha256, stripped = [] }) => [sha256, name, [...stripped].sort()]);
  const said = brief && Object.entries(brief).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([BRIEF_ENGINE, said, listed]))
    .digest('hex');
}
