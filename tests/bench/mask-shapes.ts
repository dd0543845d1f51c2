import { seededRandom } from '../roster/generate-roster.ts';

/** Outlines as people draw them, drawn anew the same each time: stars with dented edges, on 1920 x 1080. */
export const maskFrame = { width: 1920, height: 1080 };

export interface MaskCase {
  name: string;
  /** Shapes on each of the two sides. */
  shapes: number;
  points: number;
}

export const maskCases: readonly MaskCase[] = [
  { name: '50x50x12', shapes: 50, points: 12 },
  { name: '50x50x40', shapes: 50, points: 40 },
  { name: '50x50x200', shapes: 50, points: 200 },
  { name: '200x200x40', shapes: 200, points: 40 },
];

/** The rings of the reference, then those of the learner. Radius 40 to 160 pixels; what lies beyond is pulled in. */
export function starRings({ shapes, points }: MaskCase): [Float64Array[], Float64Array[]] {
  const random = seededRandom(shapes * 1000 + points);
  const star = (): Float64Array => {
    const x = random() * maskFrame.width;
    const y = random() * maskFrame.height;
    const radius = 40 + random() * 120;
    const ring = new Float64Array(points * 2);
    for (let point = 0; point < points; point++) {
      const angle = (point / points) * 2 * Math.PI;
      const away = radius * (0.6 + 0.4 * random());
      ring[point * 2] = Math.min(maskFrame.width, Math.max(0, x + away * Math.cos(angle)));
      ring[point * 2 + 1] = Math.min(maskFrame.height, Math.max(0, y + away * Math.sin(angle)));
    }
    return ring;
  };
  return [Array.from({ length: shapes }, star), Array.from({ length: shapes }, star)];
}
