import type { DrawnSide } from '../../../shared/contract/annotation.ts';
import { type Drawing, pathOf } from './drawings.ts';
import { coverage, type MaskRuns, type Patch, patchOf, rimOf, sampledLabels } from './mask-runs.ts';
import { differenceColor, mapColor, rgb } from './tones.ts';
import type { Rectangle, Size } from './view.ts';

type Color = readonly [number, number, number];
export type Semantic = NonNullable<DrawnSide['semantic']>;

export type MaskTask =
  /** A mask with its rim; `fill` is how much of the color its inside has, 0 to 1. */
  | { kind: 'mask'; mask: MaskRuns; bounds: Rectangle; color: Color; fill: number }
  /** What is in one of two shapes only. */
  | { kind: 'difference'; shapes: [Drawing | null, Drawing | null]; bounds: Rectangle }
  | { kind: 'maps'; reference: Semantic | null; learner: Semantic | null; size: Size };

/** A picture of a part of the image. */
export interface Painted {
  bitmap: ImageBitmap;
  at: Rectangle;
  /** The same with a rim that is seen where the whole image is on the stage; of masks. */
  far: ImageBitmap | null;
  /** Pixels of the image that the other one's rim is wide. */
  rim: number;
}
export interface PaintedMaps {
  /** Borders between labels of the reference, her labels, and where both differ. */
  reference: Painted | null;
  learner: Painted | null;
  difference: Painted | null;
}

const opaque = ([red, green, blue]: Color, alpha: number): number =>
  ((Math.round(alpha * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0;

async function paint(
  { x, y, width, height, pixels }: Patch,
  colorAt: (at: number) => number,
): Promise<Painted> {
  const image = new ImageData(pixels.width, pixels.height);
  const words = new Uint32Array(image.data.buffer);
  for (let at = 0; at < words.length; at++) words[at] = colorAt(at);
  const bitmap = await createImageBitmap(image);
  return { bitmap, at: { x, y, width, height }, far: null, rim: 0 };
}

/** Of an image's longer side, what a line is wide that is seen where all of it is on the stage. */
const FAR = 1 / 320;

async function paintMask({ mask, bounds, color, fill }: MaskTask & { kind: 'mask' }): Promise<Painted> {
  const patch = patchOf(bounds);
  const covered = coverage(mask, patch);
  const [inside, edge] = [opaque(color, fill), opaque(color, 1)];
  const withRim = (thickness: number): Promise<Painted> => {
    const rim = rimOf(covered, patch.pixels, thickness);
    return paint(patch, (at) => (rim[at] ? edge : covered[at] ? inside : 0));
  };
  const wide = Math.max(mask.width, mask.height) * FAR * (patch.pixels.width / patch.width);
  const [near, far] = [await withRim(1), await withRim(Math.max(1, Math.round(wide)))];
  return { ...near, far: far.bitmap, rim: patch.width / patch.pixels.width };
}

async function paintDifference({ shapes, bounds }: MaskTask & { kind: 'difference' }): Promise<Painted> {
  const patch = patchOf(bounds);
  const canvas = new OffscreenCanvas(patch.pixels.width, patch.pixels.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.globalCompositeOperation = 'xor';
  for (const drawing of shapes) {
    if (!drawing) continue;
    if (drawing.kind === 'mask') {
      const covered = coverage(drawing, patch);
      const { bitmap } = await paint(patch, (at) => (covered[at] ? 0xffffffff : 0));
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(bitmap, 0, 0);
      bitmap.close();
    } else {
      const [across, down] = [patch.pixels.width / patch.width, patch.pixels.height / patch.height];
      context.setTransform(across, 0, 0, down, -patch.x * across, -patch.y * down);
      const path = pathOf(drawing);
      if (path) context.fill(path, 'evenodd');
    }
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = rgb(differenceColor, 0.55);
  context.fillRect(0, 0, canvas.width, canvas.height);
  return { bitmap: canvas.transferToImageBitmap(), at: bounds, far: null, rim: 0 };
}

async function paintMaps({ reference, learner, size }: MaskTask & { kind: 'maps' }): Promise<PaintedMaps> {
  const patch = patchOf({ x: 0, y: 0, ...size });
  const names = [...new Set([...(reference?.labels ?? []), ...(learner?.labels ?? [])])];
  const sample = (map: Semantic | null): Int16Array | null => {
    if (!map) return null;
    const places = map.labels.map((label) => names.indexOf(label));
    return sampledLabels(map, patch.pixels).map((label) => places[label] ?? -1);
  };
  const [ours, hers] = [sample(reference), sample(learner)];
  const across = patch.pixels.width;
  const white = opaque([255, 255, 255], 0.9);
  /** Pixels that a border is wide: these too are looked at from afar. */
  const wide = Math.max(1, Math.round(Math.max(across, patch.pixels.height) * FAR));
  const isBorder = (labels: Int16Array, at: number): boolean => {
    for (let step = 1; step <= wide; step++) {
      if (at % across >= step && labels[at] !== labels[at - step]) return true;
      if (at >= step * across && labels[at] !== labels[at - step * across]) return true;
    }
    return false;
  };
  const fills = names.map((_, index) => opaque(mapColor(index), 0.42));
  const differs = opaque(differenceColor, 0.6);
  return {
    reference: ours && (await paint(patch, (at) => (isBorder(ours, at) ? white : 0))),
    learner: hers && (await paint(patch, (at) => fills[hers[at] ?? -1] ?? 0)),
    difference:
      ours && hers && (await paint(patch, (at) => (ours[at] !== -1 && ours[at] !== hers[at] ? differs : 0))),
  };
}

self.onmessage = async ({ data }: MessageEvent<MaskTask & { turn: number }>) => {
  const { turn } = data;
  try {
    const answer =
      data.kind === 'mask'
        ? await paintMask(data)
        : data.kind === 'difference'
          ? await paintDifference(data)
          : await paintMaps(data);
    const parts = 'bitmap' in answer ? [answer] : Object.values(answer);
    const transfer = parts.flatMap((one) => (one ? [one.bitmap, one.far ?? []].flat() : []));
    self.postMessage({ turn, answer }, { transfer });
  } catch (error) {
    self.postMessage({ turn, failure: String(error) });
  }
};
