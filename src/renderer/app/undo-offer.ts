import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { refusedAct } from '../../shared/contract/changes.ts';
import { AppError } from '../../shared/result.ts';
import { call } from './bridge.ts';

export type Which = 'undo' | 'redo';

/** What an undo or a redo was refused for, or null for a failure of another kind. */
export function refusedActOf(error: unknown) {
  if (!(error instanceof AppError) || error.failure.code !== 'conflict') return null;
  return refusedAct.safeParse(error.failure.params).data ?? null;
}

/** The act that the next undo, or redo, takes first; it tells whether something was done in between. */
export async function nextAct(which: Which): Promise<string> {
  return JSON.stringify((await call('changes.state', {}))[which]);
}

interface Offer {
  which: Which;
  before: number;
  /** `nextAct` as the offer was made. */
  next: string;
}

let shown: { toast: string; offer: Offer | null } | null = null;
let count = 0;

/** One note about undo at a time, the newest; with an offer, for as long as it can be read. */
export function sayUndo(
  note: { message: ReactNode; title?: string; for: number },
  offer: Offer | null,
): void {
  if (shown) notifications.hide(shown.toast);
  count += 1;
  const toast = `undo-${count}`;
  shown = { toast, offer };
  notifications.show({
    id: toast,
    message: note.message,
    ...(note.title ? { title: note.title } : {}),
    ...(offer ? { color: 'gray' } : {}),
    autoClose: note.for,
    onClose: () => {
      if (shown?.toast === toast) shown = null;
    },
  });
}

/** Where to go on, if the same keys are pressed again while it is offered and nothing was done in between. */
export async function offeredBefore(which: Which): Promise<number | null> {
  const offer = shown?.offer;
  if (offer?.which !== which) return null;
  return (await nextAct(which)) === offer.next ? offer.before : null;
}
