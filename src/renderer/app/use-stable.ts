import { useCallback, useLayoutEffect, useRef } from 'react';

/** The same function through all renders, that does what the newest one says: rows need not be drawn anew for it. */
export function useStable<Values extends unknown[], Answer>(
  work: (...values: Values) => Answer,
): (...values: Values) => Answer {
  const newest = useRef(work);
  useLayoutEffect(() => {
    newest.current = work;
  });
  return useCallback((...values) => newest.current(...values), []);
}
