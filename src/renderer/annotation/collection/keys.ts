/** What a key does with the images of a collection. */
export type ImageAct = 'next' | 'previous' | 'next_found' | 'previous_found' | 'accept' | 'large';

/** By the physical place of the key, as in the overlay of annotations; none of them is one of the desk's. */
export function imageAct({ code, shiftKey }: { code: string; shiftKey: boolean }): ImageAct | null {
  switch (code) {
    case 'KeyN':
      return shiftKey ? 'previous_found' : 'next_found';
    case 'BracketRight':
      return 'next';
    case 'BracketLeft':
      return 'previous';
    case 'KeyX':
      return 'accept';
    case 'KeyF':
      return 'large';
    default:
      return null;
  }
}

interface Walked {
  path: string;
  /** There is something to look at. */
  found: boolean;
}

/** Where a key leads from an image; the same one at the end of the row. */
export function walk(images: readonly Walked[], from: string, act: ImageAct): string {
  const at = images.findIndex(({ path }) => path === from);
  if (act === 'next' || act === 'next_found')
    return images.find(({ found }, index) => index > at && (act === 'next' || found))?.path ?? from;
  if (act === 'previous' || act === 'previous_found')
    return images.findLast(({ found }, index) => index < at && (act === 'previous' || found))?.path ?? from;
  return from;
}

/** Whether a key goes to a field, or to a dialog that takes it itself. */
export const isElsewhere = (target: EventTarget | null, dialog: boolean): boolean =>
  target instanceof HTMLElement &&
  target.closest(
    `input, textarea, select, [role="menu"], [role="listbox"]${dialog ? '' : ', [role="dialog"]'}`,
  ) !== null;
