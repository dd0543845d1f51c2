/** One round: the same work done our way and the named baseline's way, milliseconds. */
export interface Round {
  subject: number;
  baseline: number;
}

/** What a benchmark found: medians over its rounds. The ratio is what counts; times stand beside it. */
export interface Figure {
  ratio: number;
  /** The smallest and the largest ratio of a round. */
  spread: [number, number];
  subject: number;
  baseline: number;
  unit: 'ms' | 'kB';
  rounds: number;
}

export interface Bench {
  name: string;
  /** What is measured against what, in a few words. */
  about: string;
  /** The largest ratio that is allowed. */
  bar: number;
  /** Throws LeftOut where a part that it needs is not there. */
  measure(): Promise<Figure>;
}

/** A benchmark that cannot run here; the message says why. */
export class LeftOut extends Error {}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a share of them lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Rounds were interleaved, so that a busy machine slows both sides of each: the median of their ratios is fair. */
export function figureOf(rounds: readonly Round[], unit: Figure['unit'] = 'ms'): Figure {
  const ratios = rounds.map(({ subject, baseline }) => subject / baseline);
  return {
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
    subject: median(rounds.map((round) => round.subject)),
    baseline: median(rounds.map((round) => round.baseline)),
    unit,
    rounds: rounds.length,
  };
}

/** Milliseconds that some work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
