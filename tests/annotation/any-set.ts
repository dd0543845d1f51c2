import type {
  AnnotatedImage,
  AnnotationSet,
  Geometry,
  LabelMap,
  Shape,
} from '../../src/shared/rules/annotations.ts';
import { seededRandom } from '../roster/generate-roster.ts';

/** Sets as strange as readers can give them: labels of any text, shapes of no extent, far out, empty, across each other. */
export function anySets(seed: number): () => AnnotationSet {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const oneOf = <Value>(...values: readonly [Value, ...Value[]]): Value =>
    values[below(values.length)] ?? values[0];
  const place = (): number =>
    random() < 0.9 ? random() * 100 : oneOf(0, -0, -1, 1e-300, 1e7, -1e7, 0.5, 1.5);
  const length = (): number => Math.abs(place());
  const ring = (numbers: number): Float64Array => Float64Array.from({ length: numbers }, place);
  const mask = (): Geometry => {
    const [width, height] = [below(40), below(40)];
    return {
      kind: 'mask',
      runs: { width, height, counts: Uint32Array.from({ length: below(9) }, () => below(300)) },
    };
  };
  const geometry = (): Geometry =>
    oneOf<() => Geometry>(
      () => ({
        kind: 'box',
        x: place(),
        y: place(),
        width: length(),
        height: length(),
        rotation: oneOf(0, 0, 45, place()),
      }),
      () => ({
        kind: 'polygon',
        parts: Array.from({ length: below(4) }, () => ({
          outline: ring(below(10) * 2),
          holes: random() < 0.3 ? [ring(8)] : [],
        })),
      }),
      () => ({
        kind: 'ellipse',
        x: place(),
        y: place(),
        radiusX: length(),
        radiusY: length(),
        rotation: oneOf(0, 30),
      }),
      mask,
      () => ({
        kind: 'points',
        points: ring(6),
        visible: random() < 0.5 ? null : Uint8Array.from({ length: 3 }, () => below(3)),
      }),
      () => ({ kind: 'line', points: ring(below(5) * 2) }),
    )();
  const label = (): string => oneOf('a', 'b', '__proto__', 'constructor', '');
  const shape = (index: number): Shape => ({
    id: `${index}`,
    label: label(),
    score: oneOf(null, null, random()),
    attributes: random() < 0.2 ? { [label()]: label() } : {},
    geometry: geometry(),
    box: random() < 0.3 ? { x: place(), y: place(), width: length(), height: length() } : null,
    area: random() < 0.3 ? length() : null,
    crowd: random() < 0.1,
    zOrder: below(3),
  });
  const map = (): LabelMap => {
    const [width, height, labels] = [
      1 + below(30),
      1 + below(30),
      ['a', 'b', 'background'].slice(0, below(4)),
    ];
    const pixels = Int16Array.from({ length: width * height }, () => below(labels.length + 1) - 1);
    return { width, height, labels, pixels };
  };
  const image = (index: number): AnnotatedImage => ({
    name: `${index}.png`,
    size: random() < 0.7 ? { width: 1 + below(120), height: 1 + below(90) } : null,
    shapes: Array.from({ length: below(12) }, (_, at) => shape(at)),
    tags: random() < 0.2 ? [{ id: 't', label: label(), score: null, attributes: {} }] : [],
    semantic: random() < 0.15 ? map() : null,
  });
  return () => ({
    labels: ['a'],
    ids: null,
    notes: [],
    images: Array.from({ length: 1 + below(3) }, (_, at) => image(at)),
  });
}
