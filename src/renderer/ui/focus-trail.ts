/** Where the focus was: an element, what stood beside it, and the same of all that it lay in, from inside out. */
interface Place {
  screen: string;
  path: { node: Element; beside: readonly (Element | null)[] }[];
}

const layers = '[role="dialog"], [role="menu"]';
const reachable = 'a[href], button, input, select, textarea, [tabindex]';

/** The last place in each layer (a menu, a dialog, else the page below them), the latest layer last. */
const trail = new Map<Element, Place>();

/**
 * Keeps note of where the focus is, and gives it to what stands beside when what has it goes from the screen. A dialog
 * is mostly drawn only while it is open, loads on demand, or is opened by an item of a menu that is gone by then: none
 * of them can say afterwards where the hands of the person were.
 */
export function followFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return;
    for (const layer of trail.keys()) if (!layer.isConnected) trail.delete(layer);
    const layer = target.closest(layers) ?? document.body;
    trail.delete(layer);
    trail.set(layer, { screen: window.location.pathname, path: pathOf(target) });
  });
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    const screen = window.location.pathname;
    if (relatedTarget !== null) return;
    // What is taken away is still there while it loses the focus.
    queueMicrotask(() => {
      const gone = target instanceof Element && !target.isConnected;
      if (gone && screen === window.location.pathname) focusBack(null);
    });
  });
}

const isWindow = (node: Element): boolean => node === document.body || node.id === 'root';

function pathOf(target: Element): Place['path'] {
  const path: Place['path'] = [];
  // Not the whole window: where all of it is replaced, as by signing in, its first link is nobody's place.
  for (let node: Element | null = target; node && !isWindow(node); node = node.parentElement)
    path.push({ node, beside: [node.nextElementSibling, node.previousElementSibling] });
  return path;
}

/**
 * Gives the focus back to where it was before `closed` took it; if that is gone, to what stood beside it, or around
 * it, or to the screen. Leaves the focus alone where somebody else has taken it by now.
 */
export function focusBack(closed: Element | null): void {
  const here = document.activeElement;
  if (here && here !== document.body && !closed?.contains(here)) return;
  for (const [layer, place] of [...trail].reverse())
    if (layer.isConnected && !closed?.contains(layer) && focusPlace(place)) return;
  document.getElementById('content')?.focus({ preventScroll: true });
}

function focusPlace({ screen, path }: Place): boolean {
  if (screen !== window.location.pathname) return false;
  return path.some(({ node, beside }) => [node, ...beside].some((one) => one !== null && focusWithin(one)));
}

const focusWithin = (node: Element): boolean =>
  takesFocus(node) || [...node.querySelectorAll(reachable)].some(takesFocus);

function takesFocus(node: Element): boolean {
  if (node.isConnected && node instanceof HTMLElement) node.focus({ preventScroll: true });
  return document.activeElement === node;
}
