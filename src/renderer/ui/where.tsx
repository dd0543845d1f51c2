import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** Says in the top bar where one is. */
export function Where({ children }: { children: ReactNode }) {
  const place = document.getElementById('where');
  return place ? createPortal(children, place) : null;
}
