import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type BundlePlan, buildBundle, type Frozen } from '../../src/main/bundles/build-bundle.ts';
import { certify } from '../../src/main/bundles/certificates.ts';
import { newSigningKey, type SigningKey } from '../../src/main/bundles/signing.ts';
import { lastSeq, newId } from '../../src/main/database/changes.ts';
import { type FileStore, openFileStore } from '../../src/main/database/file-store.ts';
import { makeSalts } from '../../src/main/database/salts.ts';
import type { Database } from '../../src/main/database/sqlite.ts';
import { temporaryFolder } from './folders.ts';

/** Keys as a center and two receivers have them. */
export interface TestKeys {
  center: SigningKey;
  device: SigningKey;
  identities: string[];
  recipients: string[];
}

export async function testKeys(): Promise<TestKeys> {
  const identities = [await generateX25519Identity(), await generateX25519Identity()];
  return {
    center: newSigningKey(),
    device: newSigningKey(),
    identities,
    recipients: await Promise.all(identities.map((identity) => identityToRecipient(identity))),
  };
}

export const created = Date.parse('2026-03-14T18:00:00Z');

/** A plan for everything that some devices have written. */
export function planFor(
  db: Database,
  keys: TestKeys,
  devices: readonly string[],
  more: Partial<BundlePlan> = {},
): BundlePlan {
  const parts = devices
    .map((device) => ({ device, from: 1, to: lastSeq(db, device) }))
    .filter(({ to }) => to > 0);
  for (const { device, from, to } of parts) makeSalts(db, device, from, to);
  const [device = ''] = devices;
  const center = { id: 'center-1', name: 'Center' };
  return {
    ...{ id: newId(created), audience: 'center', opened: [], recipients: keys.recipients, center, parts },
    signer: {
      device,
      key: keys.device,
      certificate: certify(keys.center, { center: center.id, device, key: keys.device.public, now: created }),
    },
    ...{ previous: null, created, clockSuspect: false, app: '0.0.0', consentBasis: null, retainUntil: null },
    files: true,
    ...more,
  };
}

export const emptyStore = (): FileStore => openFileStore(temporaryFolder('files'), Buffer.alloc(32, 1));

export async function freeze(
  db: Database,
  plan: BundlePlan,
  files: FileStore = emptyStore(),
): Promise<Frozen> {
  return buildBundle(db, files, plan, temporaryFolder('outbox'));
}
