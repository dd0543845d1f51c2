import type {
  FileHash,
  ScoreHint,
  ScoreResult,
  ScoreSettings,
} from '../../../shared/rules/annotation-score.ts';
import type { AnnotationSet, Family } from '../../../shared/rules/annotations.ts';
import { cocoStats } from '../coco/coco-stats.ts';
import { rasterStore } from '../geometry/raster.ts';
import { TooComplex } from '../geometry/too-complex.ts';
import { asMemberOf, families } from './families.ts';
import { allLabels, type Rename, renaming } from './labels.ts';
import { pairImages } from './pair-images.ts';
import { scoreImage } from './score-image.ts';

/** Changes with every change that can change a figure, so that a stored result says which rules it was made by. */
export const ENGINE = 'rollbook-annotation/2';

/** One side: what was read, and the files it was read from. */
export interface ScoredFiles {
  set: AnnotationSet;
  files: readonly FileHash[];
}

/** Refused, with the image that asks for too much. */
export class ScoreRefused extends Error {
  readonly code = 'too_complex';
  readonly image: string;
  constructor(image: string) {
    super(`too_complex at ${image}`);
    this.image = image;
  }
}

/**
 * A learner's annotations against the reference. Pure: the same input gives the same output, byte for byte, and the
 * order of shapes and images changes no figure.
 * @param onProgress called after each image; may throw to stop
 * @throws ScoreRefused
 */
export function score(
  reference: ScoredFiles,
  learner: ScoredFiles,
  settings: ScoreSettings,
  onProgress: (done: number, all: number) => void = () => {},
): ScoreResult {
  const rename = renaming(reference.set, learner.set, settings.aliases);
  const { pairs, unknown } = pairImages(reference.set, learner.set);
  const store = rasterStore();
  const images = pairs.map((pair, done) => {
    try {
      const image = scoreImage(pair, settings, rename, store);
      onProgress(done + 1, pairs.length);
      return image;
    } catch (error) {
      throw error instanceof TooComplex ? new ScoreRefused(pair.reference.name) : error;
    }
  });
  const hasScores = learner.set.images.some(({ shapes }) => shapes.some((shape) => shape.score !== null));
  const stats = (family: 'box' | 'region') =>
    settings.family === null || settings.family === family
      ? cocoStats(reference.set, pairs, rename, family)
      : null;
  return {
    engine: ENGINE,
    settings,
    reference: reference.files,
    learner: learner.files,
    labels: allLabels(reference.set, learner.set, rename),
    images,
    hints: [
      ...unknown.map(({ name }): ScoreHint => ({ code: 'image_unknown', params: { name } })),
      ...labelHints(reference.set, learner.set, rename),
      ...familyHints(reference.set, learner.set, settings),
    ],
    cocoStats: hasScores || settings.cocoStats ? { box: stats('box'), region: stats('region') } : null,
  };
}

function labelHints(reference: AnnotationSet, learner: AnnotationSet, rename: Rename): ScoreHint[] {
  const known = new Set(allLabels(reference, reference, (label) => label));
  return allLabels(learner, learner, (label) => label)
    .filter((label) => !known.has(rename(label)))
    .map((label) => ({ code: 'label_unknown', params: { label } }));
}

/** Where one side has only boxes and the other only regions nothing can match: that is worth a word. */
function familyHints(reference: AnnotationSet, learner: AnnotationSet, settings: ScoreSettings): ScoreHint[] {
  const [wanted, given] = [familiesOf(reference, settings.family), familiesOf(learner, settings.family)];
  const differ = wanted.length > 0 && given.length > 0 && !wanted.some((family) => given.includes(family));
  return differ
    ? [{ code: 'families_differ', params: { expected: wanted.join(' '), given: given.join(' ') } }]
    : [];
}

function familiesOf({ images }: AnnotationSet, asked: Family | null): Family[] {
  return families.filter((family) =>
    images.some(
      ({ shapes, tags, semantic }) =>
        shapes.some((shape) => asMemberOf(family, shape, asked) !== null) ||
        (family === 'tag' && tags.length > 0) ||
        (family === 'region' && semantic !== null),
    ),
  );
}
