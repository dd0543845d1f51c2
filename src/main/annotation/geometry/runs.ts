import type { RunLengths, Size } from '../../../shared/rules/annotations.ts';
import { finishRaster, type Raster, type RasterStore, reserve, walk } from './raster.ts';

/**
 * The pixels of run lengths; those beyond the frame are left out, a smaller mask lies at its top left.
 * Runs of no length and runs that go beyond the mask's own end do no harm.
 */
export function rasterOfRuns({ width, height, counts }: RunLengths, frame: Size, store: RasterStore): Raster {
  const columns = Math.min(width, frame.width);
  const rows = Math.min(height, frame.height);
  const end = columns * height;
  walk(store, columns + counts.length);
  // Every column end can cut one span in two.
  const data = reserve(store, columns + 1 + 2 * (columns + counts.length));
  const { used } = store;
  let out = used + columns + 1;
  let column = 0;
  data[used] = out;
  let position = 0;
  for (let index = 0; index + 1 < counts.length && position < end; index += 2) {
    let from = position + (counts[index] as number);
    position = from + (counts[index + 1] as number);
    const to = position < end ? position : end;
    while (from < to) {
      const here = Math.floor(from / height);
      while (column < here) data[used + ++column] = out;
      const first = from - here * height;
      const after = Math.min(to - here * height, rows);
      if (first < after) {
        // Two runs without background between them are one.
        if (out > (data[used + column] as number) && data[out - 1] === first) data[out - 1] = after;
        else {
          data[out++] = first;
          data[out++] = after;
        }
      }
      from = (here + 1) * height;
    }
  }
  while (column < columns) data[used + ++column] = out;
  return finishRaster(store, 0, columns, out);
}

/** Run lengths of a frame down its columns, as short as they can be: no run but the first is empty. */
export function runsOfRaster(
  { data, starts, left, right, area }: Raster,
  { width, height }: Size,
): RunLengths {
  const counts: number[] = [];
  let reached = 0;
  for (let column = left; area > 0 && column < right; column++) {
    const end = data[starts + column - left + 1] as number;
    for (let at = data[starts + column - left] as number; at < end; at += 2) {
      const from = column * height + (data[at] as number);
      const to = column * height + (data[at + 1] as number);
      const last = counts.length - 1;
      // Foot of one column and head of the next follow each other.
      if (from === reached && last > 0) counts[last] = (counts[last] as number) + to - from;
      else counts.push(from - reached, to - from);
      reached = to;
    }
  }
  if (reached < width * height || counts.length === 0) counts.push(width * height - reached);
  return { width, height, counts: Uint32Array.from(counts) };
}
