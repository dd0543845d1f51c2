import { useEffect, useState } from 'react';

/** Whole seconds until an instant (ms), counting down; 0 once it has passed or for null. */
export function useCountdown(until: number | null): number {
  const left = (): number => (until === null ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1000)));
  const [, redraw] = useState(0);
  useEffect(() => {
    if (until === null) return;
    const timer = setInterval(() => {
      redraw((count) => count + 1);
      if (Date.now() >= until) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);
  return left();
}
