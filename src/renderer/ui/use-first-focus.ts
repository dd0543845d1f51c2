import { type RefObject, useEffect, useRef } from 'react';

/** Puts the cursor into an element when its screen appears, so that hands stay on the keys. */
export function useFirstFocus<T extends HTMLElement>(): RefObject<T | null> {
  const target = useRef<T>(null);
  useEffect(() => target.current?.focus(), []);
  return target;
}
