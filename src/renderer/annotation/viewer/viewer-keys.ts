import type { Layers } from './paint.ts';

export interface PressedKey {
  /** Physical place of the key, as on the desk. */
  code: string;
  shift: boolean;
}

export type ViewerAct =
  | { kind: 'finding' | 'image' | 'zoom'; by: 1 | -1 }
  | { kind: 'pan'; x: number; y: number }
  | { kind: 'layer'; layer: keyof Layers }
  | { kind: 'accept' | 'own_size' | 'fit' | 'actual' | 'full' };

/** Share of the stage that a key moves. */
const PAN = 0.15;

const anywhere: Partial<Record<string, ViewerAct>> = {
  KeyX: { kind: 'accept' },
  Equal: { kind: 'zoom', by: 1 },
  NumpadAdd: { kind: 'zoom', by: 1 },
  Minus: { kind: 'zoom', by: -1 },
  NumpadSubtract: { kind: 'zoom', by: -1 },
  BracketLeft: { kind: 'image', by: -1 },
  BracketRight: { kind: 'image', by: 1 },
  KeyZ: { kind: 'own_size' },
  KeyR: { kind: 'layer', layer: 'reference' },
  KeyE: { kind: 'layer', layer: 'learner' },
  KeyD: { kind: 'layer', layer: 'difference' },
  KeyB: { kind: 'layer', layer: 'dim' },
  KeyF: { kind: 'full' },
};
const withShift: Partial<Record<string, ViewerAct>> = {
  ArrowLeft: { kind: 'pan', x: PAN, y: 0 },
  ArrowRight: { kind: 'pan', x: -PAN, y: 0 },
  ArrowUp: { kind: 'pan', x: 0, y: PAN },
  ArrowDown: { kind: 'pan', x: 0, y: -PAN },
};
/** On the desk digits choose levels, and arrows and pages go from learner to learner. */
const offTheDesk: Partial<Record<string, ViewerAct>> = {
  Digit0: { kind: 'fit' },
  Numpad0: { kind: 'fit' },
  Digit1: { kind: 'actual' },
  Numpad1: { kind: 'actual' },
  ArrowDown: { kind: 'finding', by: 1 },
  ArrowUp: { kind: 'finding', by: -1 },
  PageDown: { kind: 'image', by: 1 },
  PageUp: { kind: 'image', by: -1 },
  Escape: { kind: 'full' },
};

/** What a key does to the image one looks at, or null if it is none of its keys. */
export function viewerKey({ code, shift }: PressedKey, isOnDesk: boolean): ViewerAct | null {
  if (code === 'KeyN') return { kind: 'finding', by: shift ? -1 : 1 };
  if (shift && withShift[code]) return withShift[code];
  return anywhere[code] ?? (isOnDesk ? null : (offTheDesk[code] ?? null));
}
