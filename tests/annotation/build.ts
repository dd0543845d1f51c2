import { score } from '../../src/main/annotation/score/score.ts';
import { figuresOf } from '../../src/shared/rules/annotation-figures.ts';
import { defaultScoreSettings, type ScoreSettings } from '../../src/shared/rules/annotation-score.ts';
import type {
  AnnotatedImage,
  AnnotationSet,
  Geometry,
  LabelMap,
  Shape,
  Size,
  Tag,
} from '../../src/shared/rules/annotations.ts';

/** Sets of annotations by hand, as readers would give them. */
export function shape(id: string, label: string, geometry: Geometry, more: Partial<Shape> = {}): Shape {
  return {
    id,
    label,
    score: null,
    attributes: {},
    geometry,
    box: null,
    area: null,
    crowd: false,
    zOrder: 0,
    ...more,
  };
}

type Four = readonly [x: number, y: number, width: number, height: number];

export const boxGeometry = ([x, y, width, height]: Four, rotation = 0): Geometry => ({
  kind: 'box',
  x,
  y,
  width,
  height,
  rotation,
});

export const box = (id: string, label: string, place: Four, more: Partial<Shape> = {}): Shape =>
  shape(id, label, boxGeometry(place), more);

export const polygonGeometry = (...rings: (readonly number[])[]): Geometry => ({
  kind: 'polygon',
  parts: rings.map((ring) => ({ outline: Float64Array.from(ring), holes: [] })),
});

export const polygon = (
  id: string,
  label: string,
  ring: readonly number[],
  more: Partial<Shape> = {},
): Shape => shape(id, label, polygonGeometry(ring), more);

/** A rectangle as a polygon: regions of which everybody sees the area. */
export const rectangle = (
  id: string,
  label: string,
  [x, y, width, height]: Four,
  more: Partial<Shape> = {},
): Shape => polygon(id, label, [x, y, x + width, y, x + width, y + height, x, y + height], more);

export const points = (
  id: string,
  label: string,
  coordinates: readonly number[],
  visible: readonly number[] | null = null,
  more: Partial<Shape> = {},
): Shape =>
  shape(
    id,
    label,
    { kind: 'points', points: Float64Array.from(coordinates), visible: visible && Uint8Array.from(visible) },
    more,
  );

export const tag = (id: string, label: string): Tag => ({ id, label, score: null, attributes: {} });

export const frame: Size = { width: 100, height: 80 };

export function image(shapes: readonly Shape[], more: Partial<AnnotatedImage> = {}): AnnotatedImage {
  return { name: 'one.jpg', size: frame, shapes, tags: [], semantic: null, ...more };
}

export function set(images: readonly AnnotatedImage[], more: Partial<AnnotationSet> = {}): AnnotationSet {
  const labels = [...new Set(images.flatMap(({ shapes }) => shapes.map(({ label }) => label)))];
  return { labels, images, ids: null, notes: [], ...more };
}

/** Both sides scored, and all figures. */
export function scored(
  reference: AnnotationSet,
  learner: AnnotationSet,
  settings: Partial<ScoreSettings> = {},
) {
  const side = (of: AnnotationSet) => ({ set: of, files: [] });
  const result = score(side(reference), side(learner), { ...defaultScoreSettings, ...settings });
  return { result, figures: figuresOf(result), findings: result.images.flatMap(({ findings }) => findings) };
}

/** One image on both sides. */
export const scoredImage = (
  reference: readonly Shape[],
  learner: readonly Shape[],
  settings: Partial<ScoreSettings> = {},
) => scored(set([image(reference)]), set([image(learner)]), settings);

/** Rows of label letters; a dot is void. */
export function labelMap(rows: readonly string[], labels: readonly string[]): LabelMap {
  const width = rows[0]?.length ?? 0;
  const pixels = Int16Array.from(
    [...rows.join('')].map((letter) => labels.findIndex((label) => label.startsWith(letter))),
  );
  return { width, height: rows.length, labels, pixels };
}
