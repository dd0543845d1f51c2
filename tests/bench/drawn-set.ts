import type { AnnotationSet, Shape } from '../../src/shared/rules/annotations.ts';
import { seededRandom } from '../roster/generate-roster.ts';

const labels = ['car', 'person', 'sign'] as const;
const POINTS = 20;

export interface Drawing {
  images: number;
  /** On each image. */
  shapes: number;
  /** 0 is the reference; another hand draws the same, a few pixels off. */
  hand: number;
  /** Boxes instead of polygons of 20 points. */
  boxes?: boolean;
}

/** What 25 learners drop: 20 images of 50 boxes. */
export const droppedDrawing = (hand: number): Drawing => ({ images: 20, shapes: 50, boxes: true, hand });

/** Shapes on 1920 x 1080. */
export function drawnSet({ images, shapes, hand, boxes = false }: Drawing): AnnotationSet {
  const random = seededRandom(1);
  const shake = seededRandom(hand + 2);
  const off = (): number => (hand === 0 ? 0 : (shake() - 0.5) * 8);
  return {
    labels,
    ids: null,
    notes: [],
    images: Array.from({ length: images }, (_, image) => ({
      name: `${image}.jpg`,
      size: { width: 1920, height: 1080 },
      tags: [],
      semantic: null,
      shapes: Array.from({ length: shapes }, (_, index): Shape => {
        const [x, y] = [110 + random() * 1700, 110 + random() * 860];
        const [across, down] = [10 + random() * 90, 10 + random() * 90];
        const outline = new Float64Array(POINTS * 2);
        for (let point = 0; point < POINTS; point++) {
          const angle = (point / POINTS) * 2 * Math.PI;
          outline[point * 2] = x + across * Math.cos(angle) + off();
          outline[point * 2 + 1] = y + down * Math.sin(angle) + off();
        }
        return {
          id: `${index}`,
          label: labels[Math.floor(random() * labels.length)] ?? labels[0],
          score: null,
          attributes: {},
          geometry: boxes
            ? { kind: 'box', x: x + off(), y: y + off(), width: across * 2, height: down * 2, rotation: 0 }
            : { kind: 'polygon', parts: [{ outline, holes: [] }] },
          box: null,
          area: null,
          crowd: false,
          zOrder: 0,
        };
      }),
    })),
  };
}

/** The same as a COCO file. */
export function cocoOf({ images }: AnnotationSet) {
  return {
    images: images.map(({ name, size }, id) => ({ id, file_name: name, ...size })),
    categories: labels.map((name, id) => ({ id, name })),
    annotations: images
      .flatMap(({ shapes }, image) => shapes.map((shape) => ({ shape, image })))
      .map(({ shape, image }, id) => ({
        id,
        image_id: image,
        category_id: (labels as readonly string[]).indexOf(shape.label),
        iscrowd: 0,
        segmentation:
          shape.geometry.kind === 'polygon'
            ? shape.geometry.parts.map(({ outline }) =>
                Array.from(outline, (value) => Math.round(value * 100) / 100),
              )
            : [],
      })),
  };
}
