import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { call } from '../../app/bridge.ts';

export type Drive = Output<'assessments.drives'>['drives'][number];

/** Milliseconds: who plugs a stick in looks at the screen a moment later. */
const betweenLooks = 1500;

const same = (one: readonly Drive[] | null, other: readonly Drive[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** What is plugged in, asked for again and again while the screen is open; null before the first answer. */
export function useDrives(): { drives: readonly Drive[] | null; error: unknown } {
  const [drives, setDrives] = useState<readonly Drive[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      try {
        const found = (await call('assessments.drives', {})).drives;
        if (over) return;
        setDrives((old) => (same(old, found) ? old : found));
        setError(null);
      } catch (failure) {
        if (!over) setError(failure);
      }
      if (!over) timer = setTimeout(() => void look(), betweenLooks);
    };
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);
  return { drives, error };
}
