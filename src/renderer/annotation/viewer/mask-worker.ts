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
  return { bitmap: await createImageBitmap(image), at: { x, y, width, height } };
}

/** A rim is seen at every size: where a mask is reduced, its pixels are thinner than the screen's. */
const rimThickness = ({ width, pixels }: Patch): number => (pixels.width < width || width > 600 ? 2 : 1);

function paintMask({ mask, bounds, color, fill }: MaskTask & { kind: 'mask' }): Promise<Painted> {
  const patch = patchOf(bounds);
  const covered = coverage(mask, patch);
  const rim = rimOf(covered, patch.pixels, rimThickness(patch));
  const [inside, edge] = [opaque(color, fill), opaque(color, 1)];
  return paint(patch, (at) => (rim[at] ? edge : covered[at] ? inside : 0));
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
  return { bitmap: canvas.transferToImageBitmap(), at: bounds };
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
  const isBorder = (labels: Int16Array, at: number): boolean =>
    (at % across !== 0 && labels[at] !== labels[at - 1]) ||
    (at >= across && labels[at] !== labels[at - across]);
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
    const transfer = parts.flatMap((one) => one?.bitmap ?? []);
    self.postMessage({ turn, answer }, { transfer });
  } catch (error) {
    self.postMessage({ turn, failure: String(error) });
  }
};
