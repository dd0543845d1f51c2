import type { AnnotatedImage, Geometry, PolygonPart, Shape, Tag } from '../../../shared/rules/annotations.ts';
import { allLabels } from './coco.ts';
import { cropMask } from './mask-box.ts';
import { type AnnotationWriter, createLosses, type Losses, pairsOf } from './writer.ts';
import { xmlElement, xmlLeaf, xmlText } from './xml-text.ts';

type Attributes = Record<string, string | number | null>;

const pointsOf = (flat: ArrayLike<number>): string =>
  pairsOf(flat)
    .map((pair) => pair.join(','))
    .join(';');

/** Runs row by row inside of the mask's own box, the first of background. */
function maskAttributes(geometry: Geometry & { kind: 'mask' }): Attributes | null {
  const cropped = cropMask(geometry.runs);
  if (!cropped) return null;
  const { pixels, left, top, width, height } = cropped;
  const counts: number[] = [0];
  let figure = 0;
  for (const pixel of pixels) {
    if (pixel !== figure) {
      figure = pixel;
      counts.push(0);
    }
    counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
  }
  return { rle: counts.join(', '), left, top, width, height };
}

/** Name and attributes of the elements for a shape: one for each part of a polygon. */
function elementsOf(geometry: Geometry, group: number, losses: Losses): [string, Attributes][] {
  switch (geometry.kind) {
    case 'box': {
      const { x, y, width, height, rotation } = geometry;
      return [
        [
          'box',
          { xtl: x, ytl: y, xbr: x + width, ybr: y + height, rotation: rotation === 0 ? null : rotation },
        ],
      ];
    }
    case 'polygon': {
      const isOne = geometry.parts.length === 1;
      if (geometry.parts.some(({ holes }) => holes.length > 0)) losses.count('holes_filled');
      const part = ({ outline }: PolygonPart): [string, Attributes] => [
        'polygon',
        { points: pointsOf(outline), group_id: isOne ? null : group },
      ];
      return geometry.parts.map(part);
    }
    case 'ellipse': {
      const { x, y, radiusX, radiusY, rotation } = geometry;
      return [
        ['ellipse', { cx: x, cy: y, rx: radiusX, ry: radiusY, rotation: rotation === 0 ? null : rotation }],
      ];
    }
    case 'mask': {
      const attributes = maskAttributes(geometry);
      return attributes ? [['mask', attributes]] : [];
    }
    case 'points':
      return [['points', { points: pointsOf(geometry.points) }]];
    case 'line':
      return [['polyline', { points: pointsOf(geometry.points) }]];
  }
}

function common({ label, attributes }: Shape | Tag): { fields: Attributes; children: string[] } {
  const { occluded, ...others } = attributes;
  const isFlag = occluded === 'true' || occluded === 'false';
  const shown = isFlag || occluded === undefined ? others : attributes;
  return {
    fields: { label, source: 'manual', occluded: isFlag ? (occluded === 'true' ? '1' : '0') : null },
    children: Object.entries(shown).map(
      ([name, value]) => `<attribute name="${xmlText(name)}">${xmlText(value)}</attribute>`,
    ),
  };
}

function writeImage(image: AnnotatedImage, id: number, losses: Losses): string {
  if (image.semantic) losses.count('semantic_left_out');
  const shapes = image.shapes.flatMap((shape, index) => {
    if (shape.score !== null) losses.count('scores_left_out');
    if (shape.crowd) losses.count('crowd_left_out');
    const { fields, children } = common(shape);
    return elementsOf(shape.geometry, index + 1, losses).map(([name, own]) =>
      xmlElement(name, { ...fields, ...own, z_order: shape.zOrder }, children),
    );
  });
  const tags = image.tags.map((tag) => {
    const { fields, children } = common(tag);
    return xmlElement('tag', fields, children);
  });
  const size = { width: image.size?.width ?? null, height: image.size?.height ?? null };
  return xmlElement('image', { id, name: image.name, ...size }, [...shapes, ...tags]);
}

/** One XML of all images, as CVAT for images 1.1 reads it. */
export const writeCvat: AnnotationWriter = (set) => {
  const losses = createLosses();
  const labels = allLabels(set).map((label) => xmlElement('label', {}, [xmlLeaf('name', label)]));
  const meta = xmlElement('meta', {}, [xmlElement('task', {}, [xmlElement('labels', {}, labels)])]);
  const images = set.images.map((image, index) => writeImage(image, index, losses));
  const root = xmlElement('annotations', {}, [xmlLeaf('version', '1.1'), meta, ...images]);
  const text = `<?xml version="1.0" encoding="utf-8"?>\n${root}\n`;
  return { files: [{ path: 'annotations.xml', text }], losses: losses.list() };
};
