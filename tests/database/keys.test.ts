import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  escrowSlot,
  type KeyFile,
  newDataKey,
  newKeyFile,
  parseKeyFile,
  passphraseSlot,
  recoverySlot,
  type Slot,
  unlockKey,
  withSlots,
} from '../../src/main/database/keys.ts';
import { newRecoveryCode } from '../../src/main/database/recovery-code.ts';

const key = newDataKey();
const recovery = newRecoveryCode();
const other = newRecoveryCode();
/** Decomposed as a Mac types it: e and a combining acute; and a ligature. */
const typed = 'Cafe\u0301 \ufb01ve words';
let file: KeyFile;
let identity: string;

beforeAll(async () => {
  identity = await generateX25519Identity();
  const slots: Slot[] = [
    await passphraseSlot(key, typed),
    recoverySlot(key, recovery.secret),
    await escrowSlot(key, await identityToRecipient(identity)),
    { kind: 'keychain', wrapped: key.toString('base64') },
  ];
  file = newKeyFile(slots);
});

const refusal = (reason: string) => ({ failure: { code: 'forbidden', reason } });

describe('every way in opens the same key', () => {
  test('the passphrase', async () => {
    expect(await unlockKey(file, { passphrase: typed })).toEqual(key);
  });

  test('the passphrase typed on another keyboard, in composed letters', async () => {
    expect(await unlockKey(file, { passphrase: 'Café five words' })).toEqual(key);
  });

  test('the recovery code', async () => {
    expect(await unlockKey(file, { recoveryCode: recovery.code })).toEqual(key);
  });

  test("the operating system's keychain", async () => {
    expect(await unlockKey(file, { unprotect: (sealed) => sealed })).toEqual(key);
  });

  test("head office's escrow key, with plain age", async () => {
    const slot = file.slots.find((one) => one.kind === 'escrow');
    if (slot?.kind !== 'escrow') throw new Error('there is an escrow slot');
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const opened = await decrypter.decrypt(Buffer.from(slot.wrapped, 'base64'), 'uint8array');
    expect(Buffer.from(opened)).toEqual(key);
  });

  test('and survives being written down as text', async () => {
    const again = parseKeyFile(JSON.stringify(file));
    expect(again && (await unlockKey(again, { recoveryCode: recovery.code }))).toEqual(key);
  });

  test('while the file shows neither key nor passphrase', () => {
    const sealed = newKeyFile(file.slots.filter((slot) => slot.kind !== 'keychain'));
    const text = JSON.stringify(sealed);
    for (const secret of [key.toString('base64'), key.toString('hex'), 'five', recovery.code]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('what is refused', () => {
  test.each(['', typed.toLowerCase(), `${typed} `, recovery.code])(
    'the passphrase %j',
    async (passphrase) => {
      await expect(unlockKey(file, { passphrase })).rejects.toMatchObject(refusal('wrong_passphrase'));
    },
  );

  test('a recovery code of another center', async () => {
    await expect(unlockKey(file, { recoveryCode: other.code })).rejects.toMatchObject(
      refusal('wrong_recovery_code'),
    );
  });

  test('a mistyped recovery code, told from a wrong one', async () => {
    await expect(unlockKey(file, { recoveryCode: recovery.code.slice(0, -1) })).rejects.toMatchObject(
      refusal('recovery_code_mistyped'),
    );
  });

  test('a keychain that gives nothing, or something that is no key', async () => {
    const nothing = unlockKey(file, { unprotect: () => null });
    await expect(nothing).rejects.toMatchObject(refusal('keychain_refused'));
    const short = unlockKey(file, { unprotect: () => Buffer.from('short') });
    await expect(short).rejects.toMatchObject(refusal('keychain_refused'));
  });

  test('a way in that the file has no slot for', async () => {
    const bare = newKeyFile([recoverySlot(key, recovery.secret)]);
    await expect(unlockKey(bare, { passphrase: typed })).rejects.toMatchObject(refusal('wrong_passphrase'));
  });
});

describe('replacing a slot', () => {
  test('leaves the others as they are', async () => {
    const changed = withSlots(file, [recoverySlot(key, other.secret)]);
    expect(changed.slots).toHaveLength(file.slots.length);
    expect(await unlockKey(changed, { passphrase: typed })).toEqual(key);
    expect(await unlockKey(changed, { recoveryCode: other.code })).toEqual(key);
    await expect(unlockKey(changed, { recoveryCode: recovery.code })).rejects.toMatchObject(
      refusal('wrong_recovery_code'),
    );
  });
});

describe('a damaged key file', () => {
  const damages: [string, (slot: Record<string, unknown>) => void][] = [
    ['an empty wrapped key', (slot) => (slot.wrapped = '')],
    ['a wrapped key cut short', (slot) => (slot.wrapped = 'AAAA')],
    ['an empty nonce', (slot) => (slot.nonce = '')],
    ['an empty salt', (slot) => (slot.salt = '')],
    ['a key wrapped for something else', (slot) => (slot.wrapped = Buffer.alloc(48, 1).toString('base64'))],
  ];

  test.each(damages)('with %s opens nothing and fails with a reason', async (_name, damage) => {
    const copy = JSON.parse(JSON.stringify(file)) as { slots: Record<string, unknown>[] };
    for (const slot of copy.slots) if (slot.kind !== 'escrow') damage(slot);
    const parsed = parseKeyFile(JSON.stringify(copy));
    if (!parsed) throw new Error('the file can be read');
    await expect(unlockKey(parsed, { passphrase: typed })).rejects.toMatchObject(refusal('wrong_passphrase'));
    await expect(unlockKey(parsed, { recoveryCode: recovery.code })).rejects.toMatchObject(
      refusal('wrong_recovery_code'),
    );
  });

  test('every single flipped bit of a wrapped key, its nonce or its salt is noticed', async () => {
    const slot = recoverySlot(key, recovery.secret);
    if (slot.kind !== 'recovery') throw new Error('a recovery slot');
    for (const field of ['wrapped', 'nonce', 'salt'] as const) {
      const bytes = Buffer.from(slot[field], 'base64');
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const damaged = newKeyFile([{ ...slot, [field]: flipped.toString('base64') }]);
        await expect(unlockKey(damaged, { recoveryCode: recovery.code })).rejects.toMatchObject(
          refusal('wrong_recovery_code'),
        );
      }
    }
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{"format":'],
    ['null', 'null'],
    ['another format', '{"format":"other","version":1,"slots":[]}'],
    ['no slots', '{"format":"rollbook-keys","version":1,"slots":[]}'],
    ['a version from the future', '{"format":"rollbook-keys","version":2,"slots":[]}'],
    ['a cost that would take all memory', JSON.stringify(costly(2 ** 40))],
    ['a cost that is no power of two', JSON.stringify(costly(65537))],
  ])('that says %s is no key file', (_name, text) => {
    expect(parseKeyFile(text)).toBeNull();
  });
});

function costly(n: number): object {
  const slot = { kind: 'passphrase', n, salt: 'AAAA', nonce: 'AAAA', wrapped: 'AAAA' };
  return { format: 'rollbook-keys', version: 1, slots: [slot] };
}
