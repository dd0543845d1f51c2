import type { DrawnSide } from '../../../shared/contract/annotation.ts';
import type { AnnotatedImage, Geometry, LabelMap } from '../../../shared/rules/annotations.ts';

type Drawing = DrawnSide['shapes'][number]['drawing'];

/** A hundredth of a pixel is finer than any screen shows. */
const fine = (value: number): number => Math.round(value * 100) / 100;
const list = (points: Float64Array): number[] => Array.from(points, fine);

function drawingOf(geometry: Geometry): Drawing {
  switch (geometry.kind) {
    case 'box': {
      const { x, y, width, height, rotation } = geometry;
      return { kind: 'box', x: fine(x), y: fine(y), width: fine(width), height: fine(height), rotation };
    }
    case 'polygon':
      return {
        kind: 'polygon',
        parts: geometry.parts.map(({ outline, holes }) => ({
          outline: list(outline),
          holes: holes.map(list),
        })),
      };
    case 'ellipse': {
      const { x, y, radiusX, radiusY, rotation } = geometry;
      return {
        kind: 'ellipse',
        x: fine(x),
        y: fine(y),
        radiusX: fine(radiusX),
        radiusY: fine(radiusY),
        rotation,
      };
    }
    case 'mask': {
      const { width, height, counts } = geometry.runs;
      return { kind: 'mask', width, height, counts: [...counts] };
    }
    case 'points':
      return {
        kind: 'points',
        points: list(geometry.points),
        visible: geometry.visible ? [...geometry.visible] : null,
      };
    case 'line':
      return { kind: 'line', points: list(geometry.points) };
  }
}

function semanticOf({ width, height, labels, pixels }: LabelMap): NonNullable<DrawnSide['semantic']> {
  const runs: number[] = [];
  for (let at = 0; at < pixels.length; ) {
    const value = pixels[at] ?? -1;
    let end = at + 1;
    while (end < pixels.length && pixels[end] === value) end += 1;
    runs.push(value, end - at);
    at = end;
  }
  return { width, height, labels: [...labels], runs };
}

/** One side of an image as plain lists of coordinates. */
export function drawSide(image: AnnotatedImage | null): DrawnSide {
  return {
    shapes: (image?.shapes ?? []).map(({ id, label, crowd, geometry }) => ({
      ...{ id, label, crowd },
      drawing: drawingOf(geometry),
    })),
    tags: (image?.tags ?? []).map(({ id, label }) => ({ id, label })),
    semantic: image?.semantic ? semanticOf(image.semantic) : null,
  };
}
