import type { Rectangle, Size } from '../../../shared/rules/annotations.ts';
import type { Raster, RasterStore } from './raster.ts';
import { enclosed, startToggles, toggles } from './toggles.ts';

/**
 * The outline is laid on a grid five times as fine, in whole steps (`rleFrPoly` of maskApi.c, cocoapi). The original
 * writes every fine point of it and keeps those between fine columns 5 k + 2 and 5 k + 3; here only these are computed,
 * with the same operations in the same order, so that every rounding is the same.
 */
const SCALE = 5;
/** Fine coordinates stay far within 32 bits, in which the original casts them. */
const FARTHEST = 100_000_000;

/** What C makes of `(int)`: cut off towards zero. */
const fine = (coordinate: number): number => {
  const scaled = SCALE * coordinate + 0.5;
  return Math.trunc(scaled < -FARTHEST ? -FARTHEST : scaled > FARTHEST ? FARTHEST : scaled);
};

/** A ring in pixels that pycocotools' rasterization gives it, bit for bit. */
export function rasterizeRingAsCoco(ring: Float64Array, frame: Size, store: RasterStore): Raster {
  const { width, height } = frame;
  const points = ring.length >> 1;
  startToggles(crossedColumns(ring, width), width, store);
  toggles.count = 0;
  if (points === 0) return enclosed(store);
  const firstX = fine(ring[0] as number);
  const firstY = fine(ring[1] as number);
  let fromX = firstX;
  let fromY = firstY;
  for (let point = 1; point <= points; point++) {
    const toX = point === points ? firstX : fine(ring[point * 2] as number);
    const toY = point === points ? firstY : fine(ring[point * 2 + 1] as number);
    addEdge(fromX, fromY, toX, toY, width, height);
    fromX = toX;
    fromY = toY;
  }
  return enclosed(store);
}

/** A box as its four corners in the order of `rleFrBbox`. */
export function rasterizeBoxAsCoco(box: Rectangle, frame: Size, store: RasterStore): Raster {
  const { x, y } = box;
  const right = x + box.width;
  const bottom = y + box.height;
  return rasterizeRingAsCoco(Float64Array.of(x, y, x, bottom, right, bottom, right, y), frame, store);
}

function addEdge(
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  width: number,
  height: number,
): void {
  const across = Math.abs(toX - fromX);
  const down = Math.abs(toY - fromY);
  if (across === 0) return;
  const flat = across >= down;
  const flip = flat ? fromX > toX : fromY > toY;
  const startX = flip ? toX : fromX;
  const startY = flip ? toY : fromY;
  const endX = flip ? fromX : toX;
  const endY = flip ? fromY : toY;
  if (flat) addFlat(startX, startY, endX, (endY - startY) / across, width, height);
  else addSteep(startX, startY, endX, (endX - startX) / down, down, width, height);
}

/** First pixel column k of which the fine column 5 k + 2 is not left of this one; never below 0. */
const firstColumn = (fineColumn: number): number =>
  fineColumn <= 2 ? 0 : Math.ceil((fineColumn - 2) / SCALE);

/** Steps by columns: the two points beside a border of pixels are known at once. */
function addFlat(startX: number, startY: number, endX: number, slope: number, width: number, height: number) {
  const { columns, rows } = toggles;
  let { count } = toggles;
  const end = Math.min(width, firstColumn(endX));
  for (let column = firstColumn(startX); column < end; column++) {
    const step = column * SCALE + 2 - startX;
    const before = Math.trunc(startY + slope * step + 0.5);
    const after = Math.trunc(startY + slope * (step + 1) + 0.5);
    columns[count] = column;
    rows[count] = rowOf(before < after ? before : after, height);
    count++;
  }
  toggles.count = count;
}

/** Steps by rows: the step at which the border is passed is estimated, then found by the rounding itself. */
function addSteep(
  startX: number,
  startY: number,
  endX: number,
  slope: number,
  down: number,
  width: number,
  height: number,
) {
  const { columns, rows } = toggles;
  let { count } = toggles;
  const first = firstColumn(Math.min(startX, endX));
  const end = Math.min(width, firstColumn(Math.max(startX, endX)));
  const rising = slope > 0;
  for (let column = first; column < end; column++) {
    const border = column * SCALE + 3;
    // The first step that lies beyond the border, whichever way it is passed.
    let step = Math.ceil((border - 0.5 - startX) / slope);
    step = step < 1 ? 1 : step > down ? down : step;
    if (rising) {
      while (step > 1 && Math.trunc(startX + slope * (step - 1) + 0.5) >= border) step--;
      while (step < down && Math.trunc(startX + slope * step + 0.5) < border) step++;
    } else {
      while (step > 1 && Math.trunc(startX + slope * (step - 1) + 0.5) < border) step--;
      while (step < down && Math.trunc(startX + slope * step + 0.5) >= border) step++;
    }
    columns[count] = column;
    rows[count] = rowOf(startY + step - 1, height);
    count++;
  }
  toggles.count = count;
}

function rowOf(fineRow: number, height: number): number {
  const row = (fineRow + 0.5) / SCALE - 0.5;
  return row < 0 ? 0 : row > height ? height : Math.ceil(row);
}

function crossedColumns(ring: Float64Array, width: number): number {
  let sum = 0;
  for (let point = 0; point + 1 < ring.length; point += 2) {
    const next = point + 3 < ring.length ? point + 2 : 0;
    const from = Math.min(Math.max(ring[point] as number, 0), width);
    const to = Math.min(Math.max(ring[next] as number, 0), width);
    sum += Math.abs(from - to) + 2;
  }
  return Math.ceil(sum);
}
