import type { Choice, Criterion } from './rubric.ts';

/**
 * Figures of a scored file that a rubric can go by, and which way is better. Shares are 0 to 1. `edge` is the median
 * distance of edges in pixels. Of images that a brief asks for: `checks` is the share of those wanted that is there and
 * passes, `passing` the share of those given that passes, `complete` the share of those wanted that was given.
 */
export const figures = {
  f1: 'more',
  precision: 'more',
  recall: 'more',
  accuracy: 'more',
  labelAccuracy: 'more',
  quality: 'more',
  taskScore: 'more',
  dice: 'more',
  boundaryIou: 'more',
  pixelAccuracy: 'more',
  meanIou: 'more',
  panopticQuality: 'more',
  attributes: 'more',
  exactMatch: 'more',
  edge: 'less',
  extra: 'less',
  checks: 'more',
  passing: 'more',
  complete: 'more',
} as const satisfies Record<string, 'more' | 'less'>;
export type Figure = keyof typeof figures;
export const figureNames = Object.keys(figures) as [Figure, ...Figure[]];

export const isFigure = (name: string): name is Figure => Object.hasOwn(figures, name);

export interface Proposal {
  choice: Choice;
  figure: Figure;
  value: number;
}

/**
 * The choice that the bands of a criterion propose for the figures of a file, or null without a band or a figure.
 * A person decides; what it was proposed by is kept beside her choice.
 */
export function proposalFor(
  criterion: Criterion,
  measured: Readonly<Record<string, number>>,
): Proposal | null {
  const { proposal } = criterion;
  if (!proposal || !isFigure(proposal.figure)) return null;
  const { figure } = proposal;
  const value = measured[figure];
  if (value === undefined || !Number.isFinite(value)) return null;
  const reaches = (at: number): boolean => (figures[figure] === 'more' ? value >= at : value <= at);
  const bands = [...proposal.bands].sort((a, b) => (figures[figure] === 'more' ? b.at - a.at : a.at - b.at));
  const choice = bands.find((band) => reaches(band.at))?.choice ?? lowest(criterion);
  return choice && { choice, figure, value };
}

function lowest({ levels, most }: Criterion): Choice | null {
  if (most !== null) return { points: 0 };
  const [first] = levels;
  return first ? { level: first.id } : null;
}
