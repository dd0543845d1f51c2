import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { refuse } from '../../shared/result.ts';
import { type Database, one, run } from '../database/sqlite.ts';

/** A PIN only tells people apart on an open laptop, so its hash is lighter than the passphrase's. */
const cost = { N: 16384, r: 8, p: 1 };

const hash = (pin: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });

export interface PinHash {
  salt: Buffer;
  hash: Buffer;
}

export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(16);
  return { salt, hash: await hash(pin, salt) };
}

export function savePin(db: Database, personId: string, pin: PinHash): void {
  run(
    db,
    `INSERT INTO local_pin (person_id, salt, hash) VALUES (?, ?, ?)
     ON CONFLICT (person_id) DO UPDATE SET salt = excluded.salt, hash = excluded.hash, failures = 0, retry_at = 0`,
    personId,
    pin.salt,
    pin.hash,
  );
}

/** Milliseconds to wait after the n-th wrong PIN in a row: none for three, then 5 s doubling up to 15 minutes. */
export function delayAfter(failures: number): number {
  return failures < 3 ? 0 : Math.min(5000 * 2 ** (failures - 3), 900_000);
}

/**
 * Throws `forbidden` with wrong_pin (params: left seconds to wait) or too_many_pins (params: seconds), or no_pin.
 * The count survives a restart, and is written before the PIN is compared: pulling the plug wins no try.
 */
export async function checkPin(db: Database, personId: string, pin: string, now: number): Promise<void> {
  const row = one<PinHash & { failures: number; retry_at: number }>(
    db,
    'SELECT salt, hash, failures, retry_at FROM local_pin WHERE person_id = ?',
    personId,
  );
  if (!row) throw refuse('forbidden', 'no_pin');
  const delay = delayAfter(row.failures);
  let wait = row.retry_at - now;
  if (wait > delay) {
    // The clock was set back: the delay runs from now, or it would last until the old time comes round again.
    wait = delay;
    run(db, 'UPDATE local_pin SET retry_at = ? WHERE person_id = ?', now + delay, personId);
  }
  if (wait > 0) throw refuse('forbidden', 'too_many_pins', { seconds: Math.ceil(wait / 1000) });
  const failures = row.failures + 1;
  run(
    db,
    'UPDATE local_pin SET failures = ?, retry_at = ? WHERE person_id = ?',
    failures,
    now + delayAfter(failures),
    personId,
  );
  const typed = await hash(pin, row.salt);
  if (!timingSafeEqual(typed, row.hash)) {
    throw refuse('forbidden', 'wrong_pin', { seconds: Math.ceil(delayAfter(failures) / 1000) });
  }
  run(db, 'UPDATE local_pin SET failures = 0, retry_at = 0 WHERE person_id = ?', personId);
}
