import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type Database, inTransaction } from '../database/sqlite.ts';
import { addKey, findKey } from './queries.ts';
import { newSigningKey, type SigningKey } from './signing.ts';

/** The center's own: who holds it reads its bundles for itself, and certifies laptops. */
export interface CenterKeys {
  /** Ed25519; certifies the laptops. */
  signing: SigningKey;
  /** age identity and its recipient, X25519. */
  identity: string;
  recipient: string;
}

export interface BundleKeys {
  device: SigningKey;
  center: CenterKeys;
}

const centerSigning = 'center-signing';
const centerAge = 'center-age';
/** A copied or restored database writes under another name, with another key. */
const deviceSigning = (device: string): string => `device-signing ${device}`;

/** The keys of this laptop and its center, made at first use. They lie in the encrypted database and nowhere else. */
export async function bundleKeys(db: Database, device: string, now: number): Promise<BundleKeys> {
  const found = find(db, device);
  if (found) return found;
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  inTransaction(db, () => {
    addKey(db, centerAge, { public: recipient, secret: identity }, now);
    addKey(db, centerSigning, newSigningKey(), now);
    addKey(db, deviceSigning(device), newSigningKey(), now);
  });
  const made = find(db, device);
  if (!made) throw new Error('keys were just made');
  return made;
}

/** The center's keys as another laptop of it holds them: what a laptop that joins, or takes a lost one's place, is given. */
export function takeCenterKeys(db: Database, keys: CenterKeys, now: number): void {
  inTransaction(db, () => {
    addKey(db, centerAge, { public: keys.recipient, secret: keys.identity }, now, true);
    addKey(db, centerSigning, keys.signing, now, true);
  });
}

function find(db: Database, device: string): BundleKeys | null {
  const age = findKey(db, centerAge);
  const signing = findKey(db, centerSigning);
  const own = findKey(db, deviceSigning(device));
  if (!age || !signing || !own) return null;
  return { device: own, center: { signing, identity: age.secret, recipient: age.public } };
}
