import { useEffect } from 'react';
import { call } from './bridge.ts';

/** Tells the backend now and then that somebody is at the laptop, so that it locks only when nobody is. */
export function useStillHere(): void {
  useEffect(() => {
    let last = 0;
    const sign = (): void => {
      if (Date.now() - last < 30_000) return;
      last = Date.now();
      void call('center.stillHere', {}).catch(() => {});
    };
    const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const name of signs) window.addEventListener(name, sign, { passive: true });
    return () => {
      for (const name of signs) window.removeEventListener(name, sign);
    };
  }, []);
}
