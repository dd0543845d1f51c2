import type { Point } from './view.ts';

export interface Gestures {
  /** The first pointer was put down, or the wheel turned: what moves by itself stops. */
  begin(): void;
  moveBy(by: Point): void;
  zoom(at: Point, factor: number): void;
  /** A press that did not move. */
  press(at: Point): void;
  doublePress(at: Point): void;
  hover(at: Point | null): void;
}

/** CSS pixels that a hand may tremble while it presses. */
const STILL = 4;

/** Wheel, drag, two fingers and presses on an element, in its own CSS pixels; the function ends it. */
export function followGestures(element: HTMLElement, gestures: Gestures): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  const pointers = new Map<number, Point>();
  let isStill = true;

  const placeOf = (event: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      gestures.begin();
      // Lines and pages of a wheel, and pinches on a touchpad, which come as a wheel with Ctrl.
      const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? 30 : 400;
      const steepness = event.ctrlKey ? 0.01 : 0.0022;
      const turned = Math.max(-300, Math.min(300, event.deltaY * unit));
      gestures.zoom(placeOf(event), Math.exp(-turned * steepness));
    },
    { signal, passive: false },
  );
  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0 && event.button !== 1) return;
      gestures.begin();
      element.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, placeOf(event));
      isStill = pointers.size === 1;
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      const before = pointers.get(event.pointerId);
      const now = placeOf(event);
      if (!before) return gestures.hover(now);
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (other) pinch(other, before, now);
      else {
        if (isStill && Math.hypot(now.x - before.x, now.y - before.y) < STILL) return;
        gestures.moveBy({ x: now.x - before.x, y: now.y - before.y });
      }
      isStill = false;
      pointers.set(event.pointerId, now);
    },
    { signal },
  );
  const pinch = (other: Point, before: Point, now: Point): void => {
    const middle = { x: (other.x + now.x) / 2, y: (other.y + now.y) / 2 };
    gestures.moveBy({ x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 });
    const apart = Math.hypot(now.x - other.x, now.y - other.y);
    gestures.zoom(middle, apart / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y)));
  };
  const end = (event: PointerEvent): void => {
    if (pointers.delete(event.pointerId) && isStill && event.type === 'pointerup' && event.button === 0)
      gestures.press(placeOf(event));
  };
  element.addEventListener('pointerup', end, { signal });
  element.addEventListener('pointercancel', end, { signal });
  element.addEventListener('pointerleave', () => gestures.hover(null), { signal });
  element.addEventListener('dblclick', (event) => gestures.doublePress(placeOf(event)), { signal });
  return () => ends.abort();
}
