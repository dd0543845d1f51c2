import { hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { refuse } from '../../shared/result.ts';
import {
  type KeyFile,
  newKeyFile,
  parseKeyFile,
  seal,
  type Unlock,
  unlockKey,
  unseal,
} from '../database/keys.ts';
import type { CenterKeys } from './keys.ts';
import { recipientPattern } from './sealing.ts';

/**
 * The center's keys as they lie beside its bundles, for the day on which its laptops are gone: sealed under a key of
 * the data key, and the data key's own slots for the passphrase and the recovery code with them. So whoever holds the
 * printed code opens it, although Rollbook never keeps the code.
 */
const envelope = z.object({
  format: z.literal('rollbook-center-keys'),
  version: z.literal(1),
  center: z.object({ id: z.string(), name: z.string() }),
  device: z.string(),
  /** Key slots as in keys.json. */
  keys: z.unknown(),
  nonce: z.base64(),
  wrapped: z.base64(),
});

const signing = z.object({ public: z.base64().length(44), secret: z.base64().length(44) });
const centerKeys = z.object({
  signing,
  identity: z.string().startsWith('AGE-SECRET-KEY-1'),
  recipient: z.string().regex(recipientPattern),
});

export const envelopeName = (centerId: string, device: string): string =>
  `${centerId}-${device}.rollbook.keys`;

const keyFor = (dataKey: Buffer, centerId: string): Buffer =>
  Buffer.from(hkdfSync('sha256', dataKey, centerId, 'rollbook center keys', 32));

/** The envelope's text. To be written again when the passphrase, the recovery code or the center's keys change. */
export function sealEnvelope(
  dataKey: Buffer,
  slots: KeyFile,
  keys: CenterKeys,
  from: { center: { id: string; name: string }; device: string },
): string {
  const ways = slots.slots.filter(({ kind }) => kind === 'passphrase' || kind === 'recovery');
  const sealed = seal(keyFor(dataKey, from.center.id), Buffer.from(JSON.stringify(keys)));
  return `${JSON.stringify(
    { format: 'rollbook-center-keys', version: 1, ...from, keys: newKeyFile(ways), ...sealed },
    null,
    2,
  )}\n`;
}

/**
 * Opens an envelope by passphrase or recovery code. Throws `corrupt` (envelope_damaged), and `forbidden` as
 * `unlockKey` does.
 */
export async function openEnvelope(
  text: string,
  unlock: Exclude<Unlock, { unprotect: unknown }>,
): Promise<{ center: { id: string; name: string }; keys: CenterKeys }> {
  const read = readEnvelope(text);
  const slots = read && parseKeyFile(JSON.stringify(read.keys));
  if (!read || !slots) throw refuse('corrupt', 'envelope_damaged');
  const dataKey = await unlockKey(slots, unlock);
  const opened = unseal(keyFor(dataKey, read.center.id), read);
  if (!opened) throw refuse('corrupt', 'envelope_damaged');
  return { center: read.center, keys: centerKeys.parse(JSON.parse(opened.toString('utf8'))) };
}

function readEnvelope(text: string): z.infer<typeof envelope> | null {
  try {
    return envelope.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
