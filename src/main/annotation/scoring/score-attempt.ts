import type { DrawnSide } from '../../../shared/contract/annotation.ts';
import type { FileHash, ImageScore, ScoreResult } from '../../../shared/rules/annotation-score.ts';
import type { AnnotatedImage, AnnotationSet, ReadingNote } from '../../../shared/rules/annotations.ts';
import { boundsOf } from '../geometry/bounds.ts';
import type { ReadOptions } from '../read/format-reader.ts';
import { sizesOf } from '../read/image-index.ts';
import { readAnnotations } from '../read/read-annotations.ts';
import { ReadingError } from '../read/reading-error.ts';
import { type ScoredFiles, ScoreRefused, score } from '../score/score.ts';
import { drawSide } from './draw.ts';
import type { Scoring } from './queries.ts';
import { type NamedFile, type Readable, storedSet } from './stored-set.ts';

/** What is stored of a score. */
export interface Scored {
  result: ScoreResult;
  /** What the learner's files were read as, and what was said of their places. */
  format: string;
  notes: readonly ReadingNote[];
  /** Median distance of the edges of what was found, pixels; null where nothing was. */
  edge: number | null;
}

/** An image of a score by itself: what is drawn of it and what is said of it. */
export interface Drawn extends Pick<ImageScore, 'name' | 'learnerName' | 'size' | 'findings' | 'outcomes'> {
  reference: DrawnSide;
  learner: DrawnSide;
}

/** A reason of `assessments:errors`. */
export interface ScoreFailure {
  reason: string;
  params: Record<string, string | number>;
}

const hashes = (files: readonly NamedFile[]): FileHash[] =>
  files.map(({ name, sha256 }) => ({ path: name, sha256 })).sort((a, b) => (a.path < b.path ? -1 : 1));

type Manner = Scoring['reading']['learner'];

/** The switches of the settings as the readers take them. */
export const mannerOf = ({ vocFromOne, yoloQuads }: Manner): ReadOptions => ({
  vocFromOne,
  ...(yoloQuads ? { yoloQuads } : {}),
});

export async function readReference(
  store: Readable,
  files: readonly NamedFile[],
  settings: Scoring,
): Promise<ScoredFiles> {
  const { set } = await readAnnotations(storedSet(store, files), mannerOf(settings.reading.reference));
  return { set, files: hashes(files) };
}

export interface AttemptScore {
  scored: Scored;
  /** In the order of the result's images. */
  drawn: Drawn[];
}

/** Throws what `failureOf` knows for files that cannot be scored. */
export async function scoreAttempt(
  store: Readable,
  reference: ScoredFiles,
  files: readonly NamedFile[],
  settings: Scoring,
): Promise<AttemptScore> {
  const { set, format } = await readAnnotations(storedSet(store, files), {
    ...mannerOf(settings.reading.learner),
    sizes: sizesOf(reference.set.images),
  });
  const result = score(reference, { set, files: hashes(files) }, { ...settings, cocoStats: false });
  const [ours, hers] = [byName(reference.set), byName(set)];
  const sides = result.images.map(({ name, learnerName }) => ({
    reference: ours.get(name) ?? null,
    learner: learnerName === null ? null : (hers.get(learnerName) ?? null),
  }));
  return {
    scored: { result, format, notes: set.notes, edge: edgeOf(result, sides) },
    drawn: result.images.map(({ name, learnerName, size, findings, outcomes }, at) => ({
      ...{ name, learnerName, size, findings, outcomes },
      reference: drawSide(sides[at]?.reference ?? null),
      learner: drawSide(sides[at]?.learner ?? null),
    })),
  };
}

/** Null for our own faults. */
export function failureOf(error: unknown): ScoreFailure | null {
  if (error instanceof ReadingError)
    return { reason: `reading_${error.code}`, params: { ...error.params, place: error.place } };
  if (error instanceof ScoreRefused)
    return { reason: `reading_${error.code}`, params: { place: error.image } };
  return null;
}

const byName = ({ images }: AnnotationSet): Map<string, AnnotatedImage> =>
  new Map(images.map((image) => [image.name, image]));

interface Sides {
  reference: AnnotatedImage | null;
  learner: AnnotatedImage | null;
}

function edgeOf({ images }: ScoreResult, sides: readonly Sides[]): number | null {
  const distances = images.flatMap(({ outcomes }, at) => {
    const shapes = (image: AnnotatedImage | null | undefined) =>
      new Map((image?.shapes ?? []).map((shape) => [shape.id, shape.geometry]));
    const [ours, hers] = [shapes(sides[at]?.reference), shapes(sides[at]?.learner)];
    return outcomes.flatMap(({ kind, family, reference, learner }) => {
      const [one, other] = [ours.get(reference ?? ''), hers.get(learner ?? '')];
      if (kind !== 'valid' || (family !== 'box' && family !== 'region') || !one || !other) return [];
      const [a, b] = [boundsOf(one), boundsOf(other)];
      return [
        Math.abs(a.x - b.x),
        Math.abs(a.y - b.y),
        Math.abs(a.x + a.width - b.x - b.width),
        Math.abs(a.y + a.height - b.y - b.height),
      ];
    });
  });
  distances.sort((a, b) => a - b);
  const middle = distances.length / 2;
  const [low, high] = [distances[Math.ceil(middle) - 1], distances[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
