import { useMemo, useState } from 'react';
import type { CollectionImage } from '../../../shared/contract/annotation-collection.ts';
import type { Beside } from './image-detail.tsx';

export interface Of {
  assessmentId: string;
  attemptId: string;
  learnerId: string;
}

/** There is something to look at: a finding, also an accepted one, or somebody who has the same. */
export const isFound = ({ findings, alike }: CollectionImage): boolean =>
  findings.length > 0 || alike.length > 0;

/** Which image of a collection is looked at, in an order that stays while findings are accepted. */
export function useSheet(of: Of, images: readonly CollectionImage[], judgedAt: number) {
  const [picked, setPicked] = useState<string | null>(null);
  const [accepting, setAccepting] = useState(false);
  const [beside, setBeside] = useState<Beside | null>(null);
  const [large, setLarge] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is accepted stays where it is under the keys
  const order = useMemo(
    () => new Map(images.map(({ path }, index) => [path, index])),
    [of.attemptId, judgedAt],
  );
  const sorted = useMemo(
    () => [...images].sort((a, b) => (order.get(a.path) ?? 0) - (order.get(b.path) ?? 0)),
    [images, order],
  );
  const image = sorted.find(({ path }) => path === picked) ?? sorted[0] ?? null;
  return {
    ...{ of, images: sorted, image, accepting, setAccepting, beside, large },
    pick: (path: string): void => {
      setPicked(path);
      setAccepting(false);
      setBeside(null);
    },
    setLarge: (to: boolean): void => {
      setLarge(to);
      if (!to) setBeside(null);
    },
    setBeside: (to: Beside | null): void => {
      setBeside(to);
      if (to) setLarge(true);
    },
  };
}

export type Sheet = ReturnType<typeof useSheet>;
