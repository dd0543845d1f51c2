import { type Database, inTransaction } from '../../database/sqlite.ts';
import { waitBeforeTry } from '../backoff.ts';
import { DeliveryError } from '../destinations/delivery-error.ts';
import type { Destination, Outgoing, Sending } from '../destinations/destination.ts';
import { bundleSuffix } from '../format.ts';
import { findBundle, setBundleState } from '../queries.ts';
import { readReceipt } from '../receipt.ts';
import { openPlace, type Place } from './places.ts';
import {
  type Delivery,
  noteDelivery,
  noteReached,
  noteUnreached,
  openDeliveries,
  type StoredDestination,
} from './queries.ts';

export interface DeliverOptions {
  db: Database;
  /** Where a bundle lies. */
  pathOf: (bundleId: string) => string;
  /** Ed25519 key of head office's answers, base64; null while nobody has told it. */
  receiptKey: string | null;
  now: () => number;
  signal: AbortSignal;
  open?: (place: Place) => Destination;
  /** From 0 to below 1. */
  chance?: () => number;
  onProgress?: (bundleId: string, bytes: number) => void;
}

/** What came of one round at one destination. */
export interface Round {
  sent: number;
  answered: number;
  /** Why it ended early, or null. */
  fault: DeliveryError | null;
}

/**
 * Brings one destination what its audience has frozen, oldest first, and looks for answers. What a line or a server does
 * ends the round, to be tried again later (`nextTry`); what is wrong with one bundle is noted there and the next one
 * goes on. Nothing is confirmed but by head office's signed answer. Throws only what is nobody's fault but the
 * program's, and what the signal was aborted with.
 */
export async function deliver(at: StoredDestination, options: DeliverOptions): Promise<Round> {
  const { db, now, signal, open = openPlace, chance = Math.random } = options;
  const destination = open(at.place);
  const round: Round = { sent: 0, answered: 0, fault: null };
  let moved = false;
  try {
    await destination.probe(signal);
    inTransaction(db, () => noteReached(db, at.id, now()));
    for (const delivery of openDeliveries(db, at)) {
      if (delivery.sentAt === null) {
        moved = false;
        if (await send(at, destination, delivery, options, () => (moved = true))) round.sent += 1;
      }
    }
    for (const delivery of openDeliveries(db, at))
      if (delivery.sentAt !== null && (await answer(at, destination, delivery, options))) round.answered += 1;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    round.fault = error;
    // A line that brought something forward is no worse than a new one.
    const failures = moved || round.sent > 0 ? 1 : at.failures + 1;
    const nextTry = now() + waitBeforeTry(failures, chance());
    inTransaction(db, () =>
      noteUnreached(db, at.id, { failures, nextTry, fault: error.fault, detail: error.detail }),
    );
  }
  return round;
}

async function send(
  at: StoredDestination,
  destination: Destination,
  delivery: Delivery,
  { db, pathOf, now, signal, onProgress }: DeliverOptions,
  progressed: () => void,
): Promise<boolean> {
  const { bundleId, sha256, bytes } = delivery;
  const note = (said: Parameters<typeof noteDelivery>[3]): void =>
    inTransaction(db, () => noteDelivery(db, at.id, bundleId, said));
  const file: Outgoing = { name: `${bundleId}${bundleSuffix}`, path: pathOf(bundleId), bytes, sha256 };
  let resume = delivery.resume;
  let reached = delivery.sentBytes;
  const sending: Sending = {
    signal,
    resume: {
      read: () => resume,
      write: (address) => {
        resume = address;
        note({ resume: address });
      },
    },
    onProgress: (sent) => {
      if (sent > reached) progressed();
      reached = sent;
      onProgress?.(bundleId, sent);
    },
  };
  inTransaction(db, () => {
    setBundleState(db, bundleId, 'sending', now());
    noteDelivery(db, at.id, bundleId, { fault: null, detail: null });
  });
  try {
    await destination.put(file, sending);
  } catch (error) {
    note({ sentBytes: reached });
    if (!(error instanceof DeliveryError)) throw error;
    inTransaction(db, () => {
      setBundleState(db, bundleId, 'frozen', now(), error.fault);
      noteDelivery(db, at.id, bundleId, { fault: error.fault, detail: error.detail });
    });
    // One that cannot go holds nobody else up.
    if (error.fault === 'taken' || error.fault === 'refused') return false;
    throw error;
  }
  inTransaction(db, () => {
    noteDelivery(db, at.id, bundleId, { sentBytes: bytes, sentAt: now(), resume: null });
    // An answer may have come by another way meanwhile.
    if (findBundle(db, bundleId)?.state === 'sending') setBundleState(db, bundleId, 'sent', now());
  });
  return true;
}

const stateAfter = {
  accepted: 'confirmed',
  duplicate: 'confirmed',
  rejected: 'rejected',
  quarantined: 'quarantined',
} as const;

async function answer(
  at: StoredDestination,
  destination: Destination,
  { bundleId, sha256 }: Delivery,
  { db, receiptKey, now, signal }: DeliverOptions,
): Promise<boolean> {
  // A center's own copy is safe where it was read back; nobody answers for it.
  if (at.audience === 'center') {
    inTransaction(db, () => setBundleState(db, bundleId, 'confirmed', now()));
    return true;
  }
  if (receiptKey === null) return false;
  const content = await destination.receipt(sha256, signal);
  const said = content && readReceipt(receiptKey, content, sha256);
  // What is not signed by the head office says nothing: the bundle stays sent and unconfirmed.
  if (!said) return false;
  inTransaction(db, () =>
    setBundleState(db, bundleId, stateAfter[said.status], now(), said.reasons[0] ?? null),
  );
  return true;
}
