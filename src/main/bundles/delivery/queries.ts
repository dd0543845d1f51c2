import type { Audience } from '../../../shared/rules/bundle-fields.ts';
import { all, type Database, one, run } from '../../database/sqlite.ts';
import type { DeliveryFault } from '../destinations/delivery-error.ts';
import { type Place, place } from './places.ts';

export interface StoredDestination {
  id: string;
  audience: Audience;
  place: Place;
  addedAt: number;
  paused: boolean;
  /** In a row, without any progress between them. */
  failures: number;
  /** Not before then by itself, milliseconds since 1970. */
  nextTry: number;
  fault: DeliveryFault | null;
  detail: string | null;
  reachedAt: number | null;
}

type Row = Omit<StoredDestination, 'place' | 'paused'> & { place: string; paused: number };
const stored = (row: Row): StoredDestination => ({
  ...row,
  place: place.parse(JSON.parse(row.place)),
  paused: row.paused === 1,
});

const destination = `SELECT id, audience, place, added_at AS addedAt, paused, failures, next_try AS nextTry, fault,
  detail, reached_at AS reachedAt FROM local_destination`;

export const listDestinations = (db: Database): StoredDestination[] =>
  all<Row>(db, `${destination} ORDER BY added_at, id`).map(stored);

export function findDestination(db: Database, id: string): StoredDestination | undefined {
  const row = one<Row>(db, `${destination} WHERE id = ?`, id);
  return row && stored(row);
}

export function addDestination(
  db: Database,
  { id, audience, place: at, now }: { id: string; audience: Audience; place: Place; now: number },
): void {
  const sql = 'INSERT INTO local_destination (id, audience, place, added_at) VALUES (?, ?, ?, ?)';
  run(db, sql, id, audience, JSON.stringify(at), now);
}

/** How it is reached from now on: what failed before says nothing about that. */
export function changePlace(db: Database, id: string, at: Place): void {
  const sql = `UPDATE local_destination SET place = ?, failures = 0, next_try = 0, fault = NULL, detail = NULL
    WHERE id = ?`;
  run(db, sql, JSON.stringify(at), id);
}

export const pauseDestination = (db: Database, id: string, paused: boolean): void =>
  run(db, 'UPDATE local_destination SET paused = ? WHERE id = ?', paused ? 1 : 0, id);

export const removeDestination = (db: Database, id: string): void =>
  run(db, 'DELETE FROM local_destination WHERE id = ?', id);

export function noteReached(db: Database, id: string, now: number): void {
  const sql = `UPDATE local_destination SET failures = 0, next_try = 0, fault = NULL, detail = NULL, reached_at = ?
    WHERE id = ?`;
  run(db, sql, now, id);
}

export function noteUnreached(
  db: Database,
  id: string,
  { failures, nextTry, fault, detail }: Pick<StoredDestination, 'failures' | 'nextTry' | 'fault' | 'detail'>,
): void {
  const sql = 'UPDATE local_destination SET failures = ?, next_try = ?, fault = ?, detail = ? WHERE id = ?';
  run(db, sql, failures, nextTry, fault, detail, id);
}

/** A bundle on its way to one destination. */
export interface Delivery {
  bundleId: string;
  sha256: string;
  bytes: number;
  sentBytes: number;
  resume: string | null;
  sentAt: number | null;
  fault: DeliveryFault | null;
  detail: string | null;
}

/** What a destination's audience has frozen, oldest first, as far as it is not answered; also what was never tried. */
export const openDeliveries = (
  db: Database,
  { id, audience }: Pick<StoredDestination, 'id' | 'audience'>,
): Delivery[] =>
  all<Delivery>(
    db,
    `SELECT b.id AS bundleId, b.sha256, b.bytes, coalesce(d.sent_bytes, 0) AS sentBytes, d.resume, d.sent_at AS sentAt,
       d.fault, d.detail
     FROM local_bundle b LEFT JOIN local_delivery d ON d.bundle_id = b.id AND d.destination_id = ?
     WHERE b.audience = ? AND b.state IN ('frozen', 'sending', 'sent') ORDER BY b.created_at, b.id`,
    ...[id, audience],
  );

/** Some of what is known of one delivery; the rest stays. */
export function noteDelivery(
  db: Database,
  destinationId: string,
  bundleId: string,
  said: Partial<Pick<Delivery, 'sentBytes' | 'resume' | 'sentAt' | 'fault' | 'detail'>>,
): void {
  const names = {
    sentBytes: 'sent_bytes',
    resume: 'resume',
    sentAt: 'sent_at',
    fault: 'fault',
    detail: 'detail',
  };
  const set = Object.keys(said).map((key) => names[key as keyof typeof names]);
  run(
    db,
    `INSERT INTO local_delivery (destination_id, bundle_id, ${set.join(', ')}) VALUES (?, ?${', ?'.repeat(set.length)})
     ON CONFLICT (destination_id, bundle_id) DO UPDATE SET ${set.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    ...[destinationId, bundleId, ...Object.values(said)],
  );
}
