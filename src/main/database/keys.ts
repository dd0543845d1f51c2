import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Encrypter } from 'age-encryption';
import { z } from 'zod';
import { refuse } from '../../shared/result.ts';
import { writeDurably } from '../durable.ts';
import { readRecoveryCode } from './recovery-code.ts';

const base64 = z.base64();
const wrapped = { nonce: base64, wrapped: base64 };
/**
 * HMAC of the slot under the data key: whoever has come in by one slot can tell whether the others are whole.
 * A slot without it is not proven.
 */
const check = base64.optional();

/** scrypt's N: a power of two, and no more than a gigabyte of memory. */
const scryptCost = z
  .int()
  .min(16384)
  .max(1048576)
  .refine((n) => Number.isInteger(Math.log2(n)));

/** One way in: the data key wrapped by something that a person has or knows. */
const slot = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passphrase'), n: scryptCost, salt: base64, ...wrapped, check }),
  z.object({ kind: z.literal('recovery'), salt: base64, ...wrapped, check }),
  /** Head office's escrow key: the data key as an age file for its recipient. */
  z.object({ kind: z.literal('escrow'), recipient: z.string(), wrapped: base64, check }),
  /** Protected by the operating system's keychain, on a laptop of one person. */
  z.object({ kind: z.literal('keychain'), wrapped: base64, check }),
]);
export type Slot = z.infer<typeof slot>;

const keyFile = z.object({
  format: z.literal('rollbook-keys'),
  version: z.literal(1),
  slots: z.array(slot).min(1),
});
export type KeyFile = z.infer<typeof keyFile>;

/** scrypt's cost: 64 MiB and about a fifth of a second on a classroom laptop. r = 8, p = 1. */
const cost = 65536;

export const newDataKey = (): Buffer => randomBytes(32);

function derive(passphrase: string, salt: Buffer, n: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N: n, r: 8, p: 1, maxmem: 160 * n * 8 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** AES-256-GCM; each key seals only a few times. */
export function seal(key: Buffer, dataKey: Buffer): { nonce: string; wrapped: string } {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
  return { nonce: nonce.toString('base64'), wrapped: sealed.toString('base64') };
}

/** Null for a wrong key, and for a box that somebody or a bad disk has changed. */
export function unseal(key: Buffer, box: { nonce: string; wrapped: string }): Buffer | null {
  const sealed = Buffer.from(box.wrapped, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(box.nonce, 'base64'), {
      authTagLength: 16,
    });
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  } catch {
    return null;
  }
}

function checkOf(dataKey: Buffer, { check: _check, ...slot }: Slot): string {
  const key = Buffer.from(hkdfSync('sha256', dataKey, '', 'rollbook key slot', 32));
  const text = JSON.stringify(Object.entries(slot).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHmac('sha256', key).update(text).digest('base64');
}

const withCheck = (dataKey: Buffer, slot: Slot): Slot => ({ ...slot, check: checkOf(dataKey, slot) });

const isProven = (dataKey: Buffer, slot: Slot): boolean => slot.check === checkOf(dataKey, slot);

const recoveryKey = (secret: Buffer, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, 'rollbook recovery code', 32));

export async function passphraseSlot(dataKey: Buffer, passphrase: string): Promise<Slot> {
  const salt = randomBytes(16);
  return withCheck(dataKey, {
    kind: 'passphrase',
    n: cost,
    salt: salt.toString('base64'),
    ...seal(await derive(passphrase, salt, cost), dataKey),
  });
}

/** `secret` is the 16 bytes behind the printed code. */
export function recoverySlot(dataKey: Buffer, secret: Buffer): Slot {
  const salt = randomBytes(16);
  return withCheck(dataKey, {
    kind: 'recovery',
    salt: salt.toString('base64'),
    ...seal(recoveryKey(secret, salt), dataKey),
  });
}

/** `recipient` is an age X25519 recipient (`age1…`) from head office's file. */
export async function escrowSlot(dataKey: Buffer, recipient: string): Promise<Slot> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return withCheck(dataKey, {
    kind: 'escrow',
    recipient,
    wrapped: Buffer.from(await encrypter.encrypt(dataKey)).toString('base64'),
  });
}

/** `wrapped` is the data key as the operating system's keychain protects it. */
export const keychainSlot = (dataKey: Buffer, sealed: Buffer): Slot =>
  withCheck(dataKey, { kind: 'keychain', wrapped: sealed.toString('base64') });

export type Unlock =
  | { passphrase: string }
  | { recoveryCode: string }
  | { unprotect: (sealed: Buffer) => Buffer | null };

/**
 * The data key, by one way in.
 * Throws `forbidden` with reason wrong_passphrase, wrong_recovery_code, recovery_code_mistyped or keychain_refused.
 */
export async function unlockKey(file: KeyFile, unlock: Unlock): Promise<Buffer> {
  for (const one of file.slots) {
    let key: Buffer | null = null;
    if ('passphrase' in unlock && one.kind === 'passphrase') {
      key = unseal(await derive(unlock.passphrase, Buffer.from(one.salt, 'base64'), one.n), one);
    } else if ('recoveryCode' in unlock && one.kind === 'recovery') {
      const secret = readRecoveryCode(unlock.recoveryCode);
      if (!secret) throw refuse('forbidden', 'recovery_code_mistyped');
      key = unseal(recoveryKey(secret, Buffer.from(one.salt, 'base64')), one);
    } else if ('unprotect' in unlock && one.kind === 'keychain') {
      key = unlock.unprotect(Buffer.from(one.wrapped, 'base64'));
    }
    if (key?.length === 32) return key;
  }
  if ('passphrase' in unlock) throw refuse('forbidden', 'wrong_passphrase');
  throw refuse('forbidden', 'recoveryCode' in unlock ? 'wrong_recovery_code' : 'keychain_refused');
}

/** The same file with the slots of these kinds replaced. */
export function withSlots(file: KeyFile, slots: Slot[]): KeyFile {
  const kinds = new Set(slots.map((one) => one.kind));
  return { ...file, slots: [...file.slots.filter((one) => !kinds.has(one.kind)), ...slots] };
}

/**
 * A key file with each slot as the first file has it in which it is whole; a slot that is whole in none stays as it
 * is here. The first file says which ways in there are.
 */
export function mendKeyFile(dataKey: Buffer, file: KeyFile, files: readonly KeyFile[]): KeyFile {
  const [first = file] = files;
  const whole = files.flatMap(({ slots }) => slots).filter((slot) => isProven(dataKey, slot));
  const slots = first.slots.map((slot) => {
    const alike = (other: Slot): boolean => other.kind === slot.kind;
    return whole.find(alike) ?? file.slots.find(alike) ?? slot;
  });
  return { ...file, slots };
}

export const newKeyFile = (slots: Slot[]): KeyFile => ({ format: 'rollbook-keys', version: 1, slots });

export function parseKeyFile(text: string): KeyFile | null {
  try {
    return keyFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Null if there is none or it cannot be read: the copies beside the backups are asked next. */
export function readKeyFile(file: string): KeyFile | null {
  return existsSync(file) ? parseKeyFile(readFileSync(file, 'utf8')) : null;
}

export function writeKeyFile(file: string, keys: KeyFile): void {
  writeDurably(file, `${JSON.stringify(keys, null, 2)}\n`);
}
