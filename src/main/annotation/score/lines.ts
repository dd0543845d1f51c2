/** Samples of a line at most: more would be less than a pixel apart on any screen. */
const MOST_SAMPLES = 1024;

/**
 * How close two lines run to each other, 0 to 1 and the same in either order: along both, the mean of 1 less the
 * distance to the other as a share of `reach`, 0 beyond it. (Buffers around lines, Goodchild and Hunter 1997, with a
 * slope instead of an edge.) Which end comes first does not matter.
 * @param reach pixels, above 0
 */
export function lineSimilarity(one: Float64Array, other: Float64Array, reach: number): number {
  if (one.length === other.length && one.every((value, index) => value === other[index])) return 1;
  // Of lines without length each counts as one of a pixel. The order of two terms does not change their sum.
  const mine = Math.max(1, lengthOf(one));
  const theirs = Math.max(1, lengthOf(other));
  const sum = mine * closenessOf(one, other, reach) + theirs * closenessOf(other, one, reach);
  return Math.min(1, sum / (mine + theirs));
}

/** Mean along the line. */
function closenessOf(line: Float64Array, other: Float64Array, reach: number): number {
  const samples = samplesOf(line);
  let sum = 0;
  for (let at = 0; at + 1 < samples.length; at += 2) {
    const squared = squaredDistance(samples[at] ?? 0, samples[at + 1] ?? 0, other);
    if (squared < reach * reach) sum += 1 - Math.sqrt(squared) / reach;
  }
  return samples.length > 0 ? sum / (samples.length / 2) : 0;
}

function squaredDistance(x: number, y: number, line: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at + 1 < line.length; at += 2) {
    const fromX = line[at] ?? 0;
    const fromY = line[at + 1] ?? 0;
    const last = at + 3 >= line.length;
    if (last && at > 0) break;
    const alongX = last ? 0 : (line[at + 2] ?? 0) - fromX;
    const alongY = last ? 0 : (line[at + 3] ?? 0) - fromY;
    const length = alongX * alongX + alongY * alongY;
    const share =
      length > 0 ? Math.min(1, Math.max(0, ((x - fromX) * alongX + (y - fromY) * alongY) / length)) : 0;
    const awayX = x - fromX - share * alongX;
    const awayY = y - fromY - share * alongY;
    least = Math.min(least, awayX * awayX + awayY * awayY);
  }
  return least;
}

/** Points in the middle of stretches of equal length, about a pixel each; a line of no length is one point. */
function samplesOf(line: Float64Array): Float64Array {
  const length = lengthOf(line);
  if (length === 0) return line.slice(0, 2);
  const count = Math.min(MOST_SAMPLES, Math.max(2, Math.ceil(length)));
  const samples = new Float64Array(count * 2);
  let at = 0;
  let passed = 0;
  for (let sample = 0; sample < count; sample++) {
    const wanted = ((sample + 0.5) * length) / count;
    while (at + 5 < line.length && passed + stretch(line, at) < wanted) {
      passed += stretch(line, at);
      at += 2;
    }
    const here = stretch(line, at);
    const share = here > 0 ? Math.min(1, (wanted - passed) / here) : 0;
    samples[sample * 2] = (line[at] ?? 0) + share * ((line[at + 2] ?? 0) - (line[at] ?? 0));
    samples[sample * 2 + 1] = (line[at + 1] ?? 0) + share * ((line[at + 3] ?? 0) - (line[at + 1] ?? 0));
  }
  return samples;
}

function lengthOf(line: Float64Array): number {
  let length = 0;
  for (let at = 0; at + 3 < line.length; at += 2) length += stretch(line, at);
  return length;
}

const stretch = (line: Float64Array, at: number): number =>
  Math.hypot((line[at + 2] ?? 0) - (line[at] ?? 0), (line[at + 3] ?? 0) - (line[at + 1] ?? 0));
