import type { Figures } from './annotation-figures.ts';
import type { Figure } from './proposals.ts';

/**
 * What a rubric can go by, of a scored file: by the names of `src/shared/rules/proposals.ts`. A figure that the file
 * has nothing for is left out, and nothing is proposed by it.
 * @param edge median distance of edges in pixels, null without a match
 */
export function proposalFigures(figures: Figures, edge: number | null): Partial<Record<Figure, number>> {
  const { totals, dice, boundaryIou, attributes, tags, semantic, panoptic } = figures;
  const { f1, precision, recall, accuracy, labelAccuracy, quality, taskScore, extra } = totals;
  const found: Partial<Record<Figure, number | null>> = {
    ...{ f1, precision, recall, accuracy, labelAccuracy, quality, taskScore, extra, dice, boundaryIou, edge },
    attributes: attributes.share,
    exactMatch: tags?.exactMatch ?? null,
    pixelAccuracy: semantic?.pixelAccuracy ?? null,
    meanIou: semantic?.meanIou ?? null,
    panopticQuality: panoptic?.quality ?? null,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null)) as Partial<
    Record<Figure, number>
  >;
}
