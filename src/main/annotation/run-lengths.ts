import type { RunLengths, Size } from '../../shared/rules/annotations.ts';

/**
 * Counts out of COCO's text for them (maskApi.c, rleFrString): five bits to a character from `0` on, the sixth says
 * that more follow, the last one's fifth is the sign; from the third count on each is told as the difference to the
 * one before the last. Null where the text is none.
 */
export function decodeCounts(text: string): Uint32Array | null {
  // A count ends with a character that has no sixth bit: so many there are.
  let ends = 0;
  for (let at = 0; at < text.length; at += 1) if (((text.charCodeAt(at) - 48) & 32) === 0) ends += 1;
  const counts = new Uint32Array(ends);
  let count = 0;
  for (let at = 0; at < text.length; count += 1) {
    let value = 0;
    let weight = 1;
    let code = 0;
    do {
      code = text.charCodeAt(at++) - 48;
      if (!(code >= 0 && code < 64) || weight > 2 ** 30) return null;
      // Multiplied, not shifted: a count takes all 32 bits.
      value += (code & 31) * weight;
      weight *= 32;
    } while ((code & 32) !== 0);
    if ((code & 16) !== 0) value -= weight;
    if (count > 2) value += counts[count - 2] ?? 0;
    if (value < 0 || value > 0xffff_ffff) return null;
    counts[count] = value;
  }
  return counts;
}

/** The text that COCO writes for counts (maskApi.c, rleToString). */
export function encodeCounts(counts: Uint32Array): string {
  const codes: number[] = [];
  for (let index = 0; index < counts.length; index += 1) {
    let value = (counts[index] ?? 0) - (index > 2 ? (counts[index - 2] ?? 0) : 0);
    for (let more = true; more; ) {
      // As an arithmetic shift by five, for numbers of more than 32 bits.
      const low = ((value % 32) + 32) % 32;
      value = Math.floor(value / 32);
      more = (low & 16) !== 0 ? value !== -1 : value !== 0;
      codes.push(low + (more ? 32 : 0) + 48);
    }
  }
  let text = '';
  for (let at = 0; at < codes.length; at += 8192) text += String.fromCharCode(...codes.slice(at, at + 8192));
  return text;
}

/** Whether the counts fill the size exactly. */
export function isWhole({ counts, width, height }: RunLengths): boolean {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum === width * height;
}

/** Writes runs of numbers that come one after the other. */
export interface RunWriter {
  /** So many pixels more, of the figure or of background. */
  add(isFigure: boolean, count: number): void;
  counts(): Uint32Array;
}

export function createRunWriter(): RunWriter {
  let counts = new Uint32Array(64);
  let length = 1;
  let figure = false;
  return {
    add: (isFigure, count) => {
      if (count === 0) return;
      if (isFigure !== figure) {
        figure = isFigure;
        length += 1;
        if (length > counts.length) {
          const larger = new Uint32Array(counts.length * 2);
          larger.set(counts);
          counts = larger;
        }
      }
      counts[length - 1] = (counts[length - 1] ?? 0) + count;
    },
    counts: () => counts.slice(0, length),
  };
}

/** A bitmap, row by row, that lies at a place in an image; whatever is not 0 is the figure. */
export interface PlacedBitmap extends Size {
  left: number;
  top: number;
  pixels: Uint8Array;
}

/** Runs down the columns of an image that a bitmap lies in wholly. */
export function runsOfBitmap({ left, top, width, height, pixels }: PlacedBitmap, image: Size): RunLengths {
  const writer = createRunWriter();
  writer.add(false, left * image.height);
  for (let x = 0; x < width; x += 1) {
    writer.add(false, top);
    for (let y = 0; y < height; ) {
      const figure = pixels[y * width + x] !== 0;
      let end = y + 1;
      while (end < height && (pixels[end * width + x] !== 0) === figure) end += 1;
      writer.add(figure, end - y);
      y = end;
    }
    writer.add(false, image.height - top - height);
  }
  writer.add(false, (image.width - left - width) * image.height);
  return { width: image.width, height: image.height, counts: writer.counts() };
}

interface Figure {
  writer: RunWriter;
  /** Pixels written so far. */
  end: number;
}

/**
 * The figures of a picture whose pixels are ids, row by row: runs of each of those that are wanted, and has pixels. A
 * picture may have as many ids as pixels.
 */
export function runsOfIds(
  ids: ArrayLike<number>,
  { width, height }: Size,
  wanted: ReadonlySet<number>,
): Map<number, RunLengths> {
  const figures = new Map<number, Figure>();
  let [current, start, at] = [ids[0] ?? 0, 0, 0];
  const finish = (): void => {
    if (!wanted.has(current)) return;
    const figure = figures.get(current) ?? { writer: createRunWriter(), end: 0 };
    figures.set(current, figure);
    figure.writer.add(false, start - figure.end);
    figure.writer.add(true, at - start);
    figure.end = at;
  };
  for (let x = 0; x < width; x += 1)
    for (let y = 0; y < height; y += 1, at += 1) {
      const id = ids[y * width + x] ?? 0;
      if (id === current) continue;
      finish();
      [current, start] = [id, at];
    }
  if (at > 0) finish();
  return new Map(
    [...figures].map(([id, { writer, end }]) => {
      writer.add(false, at - end);
      return [id, { width, height, counts: writer.counts() }];
    }),
  );
}

/** Row by row 1 for the figure, 0 for background. */
export function bitmapOf({ counts, width, height }: RunLengths): Uint8Array {
  const pixels = new Uint8Array(width * height);
  let at = 0;
  for (const [index, count] of counts.entries()) {
    if (index % 2 === 1)
      for (let end = at + count, place = at; place < end; place += 1)
        pixels[(place % height) * width + Math.floor(place / height)] = 1;
    at += count;
  }
  return pixels;
}
