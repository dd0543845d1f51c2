import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import { openEnvelope, sealEnvelope } from '../../src/main/bundles/envelope.ts';
import { newSigningKey } from '../../src/main/bundles/signing.ts';
import {
  keychainSlot,
  newDataKey,
  newKeyFile,
  passphraseSlot,
  recoverySlot,
} from '../../src/main/database/keys.ts';
import { newRecoveryCode } from '../../src/main/database/recovery-code.ts';

test('the envelope beside the bundles opens by the recovery code and by the passphrase, and by nothing else', async () => {
  const identity = await generateX25519Identity();
  const keys = { identity, recipient: await identityToRecipient(identity), signing: newSigningKey() };
  const [dataKey, { code, secret }] = [newDataKey(), newRecoveryCode()];
  const center = { id: 'center-1', name: 'Center' };
  const slots = newKeyFile([
    await passphraseSlot(dataKey, 'long enough'),
    recoverySlot(dataKey, secret),
    keychainSlot(dataKey, dataKey),
  ]);
  const text = sealEnvelope(dataKey, slots, keys, { center, device: 'device-a' });
  expect(text).not.toContain(identity);
  expect(text).not.toContain(dataKey.toString('base64'));
  expect(await openEnvelope(text, { recoveryCode: code })).toEqual({ center, keys });
  expect(await openEnvelope(text, { passphrase: 'long enough' })).toEqual({ center, keys });

  const refused = (envelope: string, recoveryCode = code) =>
    openEnvelope(envelope, { recoveryCode }).catch(
      (error: { failure: { reason: string } }) => error.failure.reason,
    );
  expect(await refused(text, newRecoveryCode().code)).toBe('wrong_recovery_code');
  const moved = JSON.stringify({ ...JSON.parse(text), center: { ...center, id: 'center-2' } });
  expect(await refused(moved)).toBe('envelope_damaged');
  expect(await refused('{}')).toBe('envelope_damaged');
  expect(await refused(text.slice(0, 200))).toBe('envelope_damaged');
});
