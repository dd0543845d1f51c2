import { useEffect, useState } from 'react';

/** Milliseconds in which nobody wonders what happens; a sign of waiting would only flicker. */
const patience = 300;

/** True once something has been going on for longer than a blink. */
export function useLate(going: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!going) return;
    const timer = setTimeout(() => setLate(true), patience);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [going]);
  return late;
}
