import type { Geometry } from '../../../shared/rules/annotations.ts';
import { box, coordinate, coordinates, ellipse, isRecord, line, points, polygon } from './make-shape.ts';
import { Unusable } from './reading-error.ts';

type Json = Record<string, unknown>;

/** x and y stand in two lists. */
function both(shape: Json): Float64Array {
  const [xs, ys] = [coordinates(shape.all_points_x), coordinates(shape.all_points_y)];
  if (xs.length !== ys.length) throw new Unusable('odd_coordinates', { count: xs.length + ys.length });
  return Float64Array.from({ length: xs.length * 2 }, (_, at) => (at % 2 === 0 ? xs : ys)[at >>> 1] ?? 0);
}

/** `shape_attributes` of VIA 1 and 2: pixels; an ellipse is turned by `theta`, radians. */
export function readViaShape(shape: Json): Geometry {
  const number = (name: string): number => coordinate(shape[name]);
  switch (shape.name) {
    case 'rect':
      return box(number('x'), number('y'), number('width'), number('height'));
    case 'circle':
      return ellipse(number('cx'), number('cy'), number('r'), number('r'));
    case 'ellipse': {
      const theta = shape.theta === undefined ? 0 : number('theta');
      return ellipse(number('cx'), number('cy'), number('rx'), number('ry'), (theta * 180) / Math.PI);
    }
    case 'polygon':
      return polygon(both(shape));
    case 'polyline':
      return line(both(shape));
    case 'point':
      return points(Float64Array.of(number('cx'), number('cy')));
    default:
      throw new Unusable('shape_kind_unknown', { kind: String(shape.name).slice(0, 40) });
  }
}

/** What attributes of a region say, each as a text: of a list to tick those that are. */
export function viaAttributes(attributes: unknown): Record<string, string> {
  if (!isRecord(attributes)) return {};
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]): [string, string][] => {
      if (isRecord(value))
        return [
          [
            name,
            Object.keys(value)
              .filter((key) => value[key] === true || value[key] === 'true')
              .join(', '),
          ],
        ];
      return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
    }),
  );
}

const USUAL = /^(?:label|class|class_?name|name|object|object_?name|type|category)$/i;

/** VIA has attributes and no labels: which of them is the label, and whether others could have been. */
export function labelAttribute(
  all: readonly Readonly<Record<string, string>>[],
): { name: string; isGuess: boolean } | null {
  const names = [...new Set(all.flatMap((attributes) => Object.keys(attributes)))];
  const usual = names.find((name) => USUAL.test(name));
  const [first] = names;
  const name = usual ?? first;
  return name === undefined ? null : { name, isGuess: usual === undefined && names.length > 1 };
}
