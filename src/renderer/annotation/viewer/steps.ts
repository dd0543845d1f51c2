import { type Filter, type Found, isShown } from '../filter.ts';

export interface WorkFinding extends Found {
  accepted: boolean;
}
export interface WorkImage {
  /** Its place in the score. */
  image: number;
  found: readonly WorkFinding[];
}

/** What one looks at: an image, and a finding of it by its place. */
export interface At {
  image: number;
  finding: number | null;
}

/** Findings of an image that are stepped through: those that count and that a figure was clicked for. */
export const openFindings = ({ found }: WorkImage, filter: Filter | null): number[] =>
  found.flatMap((one, index) => (!one.accepted && isShown(filter, one) ? [index] : []));

/** Places of the findings of an image that a filter leaves; accepted ones stay in sight. */
export const shownFindings = ({ found }: WorkImage, filter: Filter | null): number[] =>
  found.flatMap((one, index) => (isShown(filter, one) ? [index] : []));

/** The finding that comes next, or before, across images; null at the end. */
export function stepFinding(
  images: readonly WorkImage[],
  at: At,
  by: 1 | -1,
  filter: Filter | null,
): At | null {
  const here = images.findIndex(({ image }) => image === at.image);
  // Without a finding in focus one stands before the first of the image.
  const finding = at.finding ?? -1;
  const all = images.flatMap((one, place) =>
    openFindings(one, filter).map((index) => ({ image: one.image, finding: index, place })),
  );
  const isBehind = (one: { place: number; finding: number }): boolean =>
    one.place > here || (one.place === here && one.finding > finding);
  const isBefore = (one: { place: number; finding: number }): boolean =>
    one.place < here || (one.place === here && one.finding < finding);
  const next = by === 1 ? all.find(isBehind) : all.findLast(isBefore);
  return next ? { image: next.image, finding: next.finding } : null;
}

/** The image that comes next, or before, of those that a filter leaves; the same one at the end. */
export function stepImage(images: readonly WorkImage[], at: At, by: 1 | -1, filter: Filter | null): At {
  const here = images.findIndex(({ image }) => image === at.image);
  const isLeft = (one: WorkImage): boolean => filter === null || shownFindings(one, filter).length > 0;
  const next =
    by === 1
      ? images.find((one, place) => place > here && isLeft(one))
      : images.findLast((one, place) => place < here && isLeft(one));
  return next ? { image: next.image, finding: null } : at;
}
