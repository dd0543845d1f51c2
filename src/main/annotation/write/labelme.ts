import type { AnnotatedImage, Geometry, RunLengths, Shape } from '../../../shared/rules/annotations.ts';
import { stemOf } from '../image-names.ts';
import { encodeGrayPng } from './encode-png.ts';
import { cropMask } from './mask-box.ts';
import {
  type AnnotationWriter,
  cornersOf,
  createLosses,
  createPaths,
  type Losses,
  outlineOf,
  pairsOf,
  safePath,
} from './writer.ts';

type Json = Record<string, unknown>;

function maskFields(runs: RunLengths): Json[] {
  const cropped = cropMask(runs);
  if (!cropped) return [];
  const { left, top, width, height, pixels } = cropped;
  const png = encodeGrayPng(
    pixels.map((pixel) => pixel * 255),
    width,
    height,
  );
  const corners = [
    [left, top],
    [left + width - 1, top + height - 1],
  ];
  return [{ shape_type: 'mask', points: corners, mask: png.toString('base64') }];
}

/** Kind and points of each shape for a geometry: one for each part of a polygon. */
function place(geometry: Geometry, losses: Losses): Json[] {
  switch (geometry.kind) {
    case 'box': {
      const { x, y, width, height, rotation } = geometry;
      const corners = [
        [x, y],
        [x + width, y + height],
      ];
      if (rotation === 0) return [{ shape_type: 'rectangle', points: corners }];
      losses.count('turned_box_as_polygon');
      return [{ shape_type: 'polygon', points: cornersOf(geometry) }];
    }
    case 'polygon':
      if (geometry.parts.some(({ holes }) => holes.length > 0)) losses.count('holes_filled');
      return geometry.parts.map(({ outline }) => ({ shape_type: 'polygon', points: pairsOf(outline) }));
    case 'ellipse': {
      const { x, y, radiusX, radiusY } = geometry;
      const onEdge = [
        [x, y],
        [x + radiusX, y],
      ];
      if (radiusX === radiusY) return [{ shape_type: 'circle', points: onEdge }];
      losses.count('ellipse_as_polygon');
      return [{ shape_type: 'polygon', points: pairsOf(outlineOf(geometry)) }];
    }
    case 'mask':
      return maskFields(geometry.runs);
    case 'points':
      return [
        { shape_type: geometry.points.length === 2 ? 'point' : 'points', points: pairsOf(geometry.points) },
      ];
    case 'line':
      return [
        { shape_type: geometry.points.length === 4 ? 'line' : 'linestrip', points: pairsOf(geometry.points) },
      ];
  }
}

function writeShape(shape: Shape, group: number, losses: Losses): Json[] {
  const { label, attributes } = shape;
  if (shape.score !== null) losses.count('scores_left_out');
  if (shape.crowd) losses.count('crowd_left_out');
  const all = Object.entries(attributes);
  // LabelMe itself has flags alone; others of its family read attributes.
  const isFlag = ([, value]: [string, string]): boolean => value === 'true' || value === 'false';
  const flags = Object.fromEntries(all.filter(isFlag).map(([name, value]) => [name, value === 'true']));
  const others = Object.fromEntries(all.filter((one) => !isFlag(one)));
  const placed = place(shape.geometry, losses);
  return placed.map((fields) => ({
    label,
    ...fields,
    group_id: placed.length > 1 ? group : null,
    flags,
    ...(Object.keys(others).length > 0 ? { attributes: others } : {}),
  }));
}

function writeImage({ name, size, shapes, tags, semantic }: AnnotatedImage, losses: Losses): Json {
  if (semantic) losses.count('semantic_left_out');
  return {
    version: '5.5.0',
    flags: Object.fromEntries(tags.map(({ label }) => [label, true])),
    shapes: shapes.flatMap((shape, index) => writeShape(shape, index + 1, losses)),
    imagePath: name,
    imageData: null,
    imageHeight: size?.height ?? null,
    imageWidth: size?.width ?? null,
  };
}

/** A JSON an image, without the picture itself. */
export const writeLabelMe: AnnotationWriter = (set) => {
  const losses = createLosses();
  const isFree = createPaths();
  const files = set.images.flatMap((image) => {
    const path = `${stemOf(safePath(image.name))}.json`;
    if (isFree(path)) return [{ path, text: JSON.stringify(writeImage(image, losses)) }];
    losses.count('name_twice');
    return [];
  });
  return { files, losses: losses.list() };
};
