import type { AnnotatedImage, AnnotationSet, Geometry, Shape } from '../../../shared/rules/annotations.ts';
import { encodeCounts } from '../run-lengths.ts';
import { cropMask } from './mask-box.ts';
import { type AnnotationWriter, boundsOf, createLosses, type Losses, outlineOf } from './writer.ts';

type Json = Record<string, unknown>;

const list = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): number[] => [
  x,
  y,
  width,
  height,
];

/** Whether ids may stay what they are: whole numbers, each once. */
function keep(ids: readonly string[] | undefined, count: number): number[] | null {
  if (!ids || ids.length !== count || !ids.every((id) => /^\d{1,15}$/.test(id))) return null;
  return new Set(ids).size === count ? ids.map(Number) : null;
}

const numbered = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Where a shape is: the fields that say it, null for a kind that COCO has none for. */
function place(geometry: Geometry, losses: Losses): Json | null {
  switch (geometry.kind) {
    case 'box':
      return { bbox: list(geometry), area: geometry.width * geometry.height, segmentation: [] };
    case 'polygon': {
      if (geometry.parts.some(({ holes }) => holes.length > 0)) losses.count('holes_filled');
      const rings = geometry.parts.map(({ outline }) => [...outline]);
      return { segmentation: rings, bbox: list(boundsOf(rings.flat())) };
    }
    case 'ellipse': {
      losses.count('ellipse_as_polygon');
      const ring = outlineOf(geometry);
      return { segmentation: [ring], bbox: list(boundsOf(ring)) };
    }
    case 'mask': {
      const { width, height, counts } = geometry.runs;
      const area = counts.reduce((sum, count, index) => (index % 2 === 1 ? sum + count : sum), 0);
      const bounds = cropMask(geometry.runs);
      const bbox = bounds ? [bounds.left, bounds.top, bounds.width, bounds.height] : [0, 0, 0, 0];
      return { segmentation: { size: [height, width], counts: encodeCounts(counts) }, area, bbox };
    }
    case 'points': {
      const { points, visible } = geometry;
      const count = points.length / 2;
      const keypoints = Array.from({ length: count }, (_, at) => [
        points[at * 2],
        points[at * 2 + 1],
        visible?.[at] ?? 2,
      ]);
      return {
        keypoints: keypoints.flat(),
        num_keypoints: visible ? visible.filter((seen) => seen > 0).length : count,
      };
    }
    case 'line':
      losses.count('kind_left_out', 'line');
      return null;
  }
}

function writeShape(shape: Shape, losses: Losses): Json | null {
  const { geometry, box, area, score, crowd, attributes } = shape;
  const placed = place(geometry, losses);
  if (!placed) return null;
  const rotation = geometry.kind === 'box' && geometry.rotation !== 0 ? { rotation: geometry.rotation } : {};
  const said = { ...attributes, ...rotation };
  return {
    ...placed,
    ...(box ? { bbox: list(box) } : {}),
    ...(area === null ? {} : { area }),
    iscrowd: crowd ? 1 : 0,
    ...(score === null ? {} : { score }),
    ...(Object.keys(said).length > 0 ? { attributes: said } : {}),
  };
}

function annotationsOf(image: AnnotatedImage, losses: Losses): { id: string; label: string; fields: Json }[] {
  if (image.semantic) losses.count('semantic_left_out');
  const shapes = image.shapes.flatMap((shape) => {
    const fields = writeShape(shape, losses);
    return fields ? [{ id: shape.id, label: shape.label, fields }] : [];
  });
  const tags = image.tags.map(({ id, label, score, attributes }) => ({
    id,
    label,
    fields: {
      ...(score === null ? {} : { score }),
      ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    },
  }));
  return [...shapes, ...tags];
}

/** Labels of the set, and those that shapes have beside. */
export const allLabels = ({ labels, images }: AnnotationSet): string[] => [
  ...new Set([
    ...labels,
    ...images.flatMap(({ shapes, tags }) => [...shapes, ...tags].map(({ label }) => label)),
  ]),
];

/** One JSON of all images. Ids stay what they were where they are numbers. */
export const writeCoco: AnnotationWriter = (set) => {
  const losses = createLosses();
  const labels = allLabels(set);
  const categoryIds = keep(set.ids?.labels, labels.length) ?? numbered(labels.length);
  const imageIds = keep(set.ids?.images, set.images.length) ?? numbered(set.images.length);
  const categoryOf = new Map(labels.map((label, index) => [label, categoryIds[index]]));
  const all = set.images.flatMap((image, index) =>
    annotationsOf(image, losses).map((one) => ({ ...one, image_id: imageIds[index] })),
  );
  const ids =
    keep(
      all.map(({ id }) => id),
      all.length,
    ) ?? numbered(all.length);
  const written = {
    images: set.images.map(({ name, size }, index) => ({ id: imageIds[index], file_name: name, ...size })),
    categories: labels.map((name, index) => ({ id: categoryIds[index], name, supercategory: '' })),
    annotations: all.map(({ label, fields, image_id }, index) => ({
      id: ids[index],
      image_id,
      category_id: categoryOf.get(label),
      ...fields,
    })),
  };
  return { files: [{ path: 'annotations.json', text: JSON.stringify(written) }], losses: losses.list() };
};
