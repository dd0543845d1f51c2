import { TooComplex } from './too-complex.ts';

/**
 * A set of pixels, column by column: each column has its spans of rows, in order, apart from each other, none empty.
 * Lies in a chunk that it shares with others, so that making one costs no allocation of its own.
 *
 * `data[starts + k]` is where the spans of column `left + k` begin in `data`, and `data[starts + right - left]` where
 * those of the last one end; a span is its first row and the row after its last. Indexes into `data` in hot loops are
 * within bounds by this, which is why they are cast there instead of checked.
 */
export interface Raster {
  /** First column and the one after the last; with `top` and `bottom` the least box of all pixels, 0 if there are none. */
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Pixels. */
  area: number;
  data: Int32Array;
  starts: number;
}

/** Where rasters of one image are laid; forgotten as a whole. A raster keeps its chunk alive. */
export interface RasterStore {
  chunk: Int32Array;
  used: number;
  /** Numbers in chunks that are full, and points of outlines walked, since the store was last cleared. */
  laid: number;
  walked: number;
}

const SMALLEST_CHUNK = 1 << 14;
const LARGEST_CHUNK = 1 << 20;
/** 200 MB of rasters and some 3 s of walking: far beyond any image that people annotate. */
const MOST_LAID = 50_000_000;
const MOST_WALKED = 300_000_000;

export const rasterStore = (): RasterStore => ({
  chunk: new Int32Array(SMALLEST_CHUNK),
  used: 0,
  laid: 0,
  walked: 0,
});

/** Notes work on outlines. Throws TooComplex. */
export function walk(store: RasterStore, points: number): void {
  store.walked += points;
  if (store.walked > MOST_WALKED) throw new TooComplex();
}

/** The chunk, with room for so many numbers from `store.used` on. Throws TooComplex. */
export function reserve(store: RasterStore, length: number): Int32Array {
  if (store.used + length > store.chunk.length) {
    store.laid += store.used + length;
    if (store.laid > MOST_LAID) throw new TooComplex();
    const next = Math.min(store.chunk.length * 2, LARGEST_CHUNK);
    store.chunk = new Int32Array(Math.max(next, length));
    store.used = 0;
  }
  return store.chunk;
}

/** A place to come back to: what is laid after it is forgotten by `release`. */
export interface StoreMark {
  chunk: Int32Array;
  used: number;
}

export const mark = ({ chunk, used }: RasterStore): StoreMark => ({ chunk, used });

/** Forgets what was laid since the mark; if the store has gone to a new chunk, only that one starts anew. */
export function release(store: RasterStore, { chunk, used }: StoreMark): void {
  store.used = store.chunk === chunk ? used : 0;
}

/** Forgets every raster: their room is used again. */
export function clear(store: RasterStore): void {
  store.used = 0;
  store.laid = 0;
  store.walked = 0;
}

const nothing = new Int32Array(1);

export const emptyRaster: Raster = {
  left: 0,
  right: 0,
  top: 0,
  bottom: 0,
  area: 0,
  data: nothing,
  starts: 0,
};

/**
 * What was written into the chunk as a raster: columns from `left` on, their spans, bounds and area found, empty
 * columns at both sides left out. `starts` is at `store.used`; `end` is the number after the last span.
 */
export function finishRaster(store: RasterStore, left: number, columns: number, end: number): Raster {
  const data = store.chunk;
  let starts = store.used;
  let first = 0;
  let last = columns;
  while (first < last && data[starts + first] === data[starts + first + 1]) first++;
  while (last > first && data[starts + last] === data[starts + last - 1]) last--;
  if (first === last) return emptyRaster;
  starts += first;
  const from = data[starts] as number;
  let top = data[from] as number;
  let bottom = 0;
  let area = 0;
  for (let at = from; at < end; at += 2) {
    const begin = data[at] as number;
    const after = data[at + 1] as number;
    if (begin < top) top = begin;
    if (after > bottom) bottom = after;
    area += after - begin;
  }
  store.used = end;
  return { left: left + first, right: left + last, top, bottom, area, data, starts };
}
