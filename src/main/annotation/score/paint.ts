import type { AnnotatedImage, LabelMap, Shape, Size } from '../../../shared/rules/annotations.ts';
import { rasterStore } from '../geometry/raster.ts';
import { type RasterMode, rasterize } from '../geometry/rasterize-shape.ts';

/** What tools call the label of all that is nothing. */
const background = /^_*background_*$/i;

/** Boxes are no outlines: they stay what they are. */
const isArea = ({ geometry }: Shape): boolean =>
  geometry.kind === 'polygon' || geometry.kind === 'mask' || geometry.kind === 'ellipse';

/**
 * The shapes of an image as a map of labels, to be compared with one: what lies in front hides what is behind, crowds
 * are void. Where nothing lies is the background of `other`, if it has one, else void.
 */
export function paint({ shapes }: AnnotatedImage, frame: Size, other: LabelMap, mode: RasterMode): LabelMap {
  const labels: string[] = [...other.labels];
  const indexOf = (label: string): number => {
    const at = labels.indexOf(label);
    return at === -1 ? labels.push(label) - 1 : at;
  };
  const { width, height } = frame;
  const pixels = new Int16Array(width * height).fill(labels.findIndex((label) => background.test(label)));
  const order = shapes.filter(isArea).sort((a, b) => a.zOrder - b.zOrder);
  for (const { geometry, label, crowd } of order) {
    const { left, right, starts, data, area } = rasterize(geometry, frame, mode, rasterStore());
    const value = crowd ? -1 : indexOf(label);
    for (let column = left; area > 0 && column < right; column++) {
      const end = data[starts + column - left + 1] as number;
      for (let at = data[starts + column - left] as number; at < end; at += 2)
        for (let row = data[at] as number; row < (data[at + 1] as number); row++)
          pixels[row * width + column] = value;
    }
  }
  return { width, height, labels, pixels };
}

/** Whether an image has areas that can be painted. */
export const hasAreas = ({ shapes }: AnnotatedImage): boolean => shapes.some(isArea);
