import { type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { call } from '../../app/bridge.ts';
import { keyOf, queryClient, useCall } from '../../app/client.ts';
import type { Filter } from '../filter.ts';
import { loadPicture, type Picture } from './pictures.ts';
import type { ScoredImage } from './scene.ts';
import { type At, stepFinding, stepImage } from './steps.ts';

export interface WorkOf {
  assessmentId: string;
  attemptId: string;
}
export type Score = Output<'annotation.scoreOf'>;
export type ImageOfWork = Score['images'][number];

/** The work of one attempt: its images in an order that stays while one looks, and where one is. */
export interface Work {
  of: WorkOf;
  score: Score | undefined;
  error: Error | null;
  /** The worst first, as they were when it was opened: accepting a finding moves nothing under the keys. */
  images: readonly ImageOfWork[];
  at: At | null;
  /** Where one is in `images`; undefined before they are here. */
  now: ImageOfWork | undefined;
  image: ScoredImage | undefined;
  go(at: At): void;
  /** What was gone to and the stage has not shown yet. */
  wish: RefObject<At | null>;
  /** False at the end. */
  toFinding(by: 1 | -1): boolean;
  toImage(by: 1 | -1): void;
}

/** Where one was in works that were looked at before, while the window is open. */
const places = new Map<string, At>();

export function useWork(of: WorkOf, filter: Filter | null): Work {
  const { assessmentId, attemptId } = of;
  const score = useCall('annotation.scoreOf', { assessmentId, attemptId });
  const order = useRef<{ attemptId: string; images: number[] }>({ attemptId: '', images: [] });
  const images = useMemo(() => {
    const fresh = score.data?.images ?? [];
    const known = order.current;
    const isSame = known.attemptId === attemptId && known.images.length === fresh.length;
    if (!isSame) order.current = { attemptId, images: fresh.map(({ image }) => image) };
    const byPlace = new Map(fresh.map((one) => [one.image, one]));
    return order.current.images.flatMap((image) => byPlace.get(image) ?? []);
  }, [score.data, attemptId]);
  const [, redraw] = useState(0);
  const known = places.get(attemptId);
  const now = images.find(({ image }) => image === known?.image) ?? images[0];
  const at: At | null = now
    ? { image: now.image, finding: known?.image === now.image ? known.finding : null }
    : null;
  const wish = useRef<At | null>(null);
  const go = useCallback(
    (next: At): void => {
      places.set(attemptId, next);
      wish.current = next;
      redraw((count) => count + 1);
    },
    [attemptId],
  );
  const image = useCall(
    'annotation.scoredImage',
    { assessmentId, attemptId, image: now?.image ?? 0 },
    { enabled: now !== undefined },
  );
  return {
    of,
    score: score.data,
    error: score.error ?? image.error,
    ...{ images, at, now },
    image: now && image.data,
    ...{ go, wish },
    toFinding: (by) => {
      // What was stepped to a moment ago counts, drawn or not.
      const from = places.get(attemptId) ?? at;
      const next = from && stepFinding(images, from, by, filter);
      if (next) go(next);
      return next !== null;
    },
    toImage: (by) => {
      const from = places.get(attemptId) ?? at;
      if (from) go(stepImage(images, from, by, filter));
    },
  };
}

/** The picture of an image of a work; null where there is none. */
export const pictureOfWork = (
  of: WorkOf,
  place: number,
  { picture, size }: ScoredImage,
  keeps: boolean,
): Promise<Picture | null> =>
  picture === null ? Promise.resolve(null) : loadPicture(picture, { ...of, image: place }, size, keeps);

/** Asks for an image and its picture before anybody looks. */
async function fetchImage(of: WorkOf, place: number): Promise<void> {
  const input = { ...of, image: place };
  const image = await queryClient.fetchQuery({
    queryKey: keyOf('annotation.scoredImage', input),
    queryFn: () => call('annotation.scoredImage', input),
  });
  await pictureOfWork(of, place, image, false);
}

/** The next image of a work that is looked at. What fails is asked again when it is drawn, and says why then. */
export function imageAhead(of: WorkOf, place: number): void {
  fetchImage(of, place).catch(() => undefined);
}

/** Work that is looked at next: its score, and the image that stands first. */
export async function workAhead(of: WorkOf): Promise<void> {
  try {
    const score = await queryClient.fetchQuery({
      queryKey: keyOf('annotation.scoreOf', of),
      queryFn: () => call('annotation.scoreOf', of),
    });
    const first = places.get(of.attemptId)?.image ?? score.images[0]?.image;
    if (first !== undefined) await fetchImage(of, first);
  } catch {
    // It is asked again when it is drawn, and says why then.
  }
}
