import { z } from 'zod';
import { isSigned, type SigningKey, sign } from './signing.ts';

const key = z.base64().length(44);

/** The center's word that a laptop's key is that of one of its own: what a receiver trusts a signature by. */
export const certificate = z.object({
  center: z.string().min(1).max(100),
  device: z.string().min(1).max(100),
  /** Ed25519 public keys, base64. */
  key,
  center_key: key,
  issued: z.iso.datetime(),
  signature: z.base64().max(200),
});
export type Certificate = z.infer<typeof certificate>;

/** What is signed: the fields in this order, one a line, under a first line that no other signature of ours has. */
const content = (facts: Omit<Certificate, 'signature'>): Buffer =>
  Buffer.from(
    [
      'rollbook device certificate 1',
      facts.center,
      facts.device,
      facts.key,
      facts.center_key,
      facts.issued,
    ].join('\n'),
  );

export function certify(
  centerKey: SigningKey,
  facts: { center: string; device: string; key: string; now: number },
): Certificate {
  const { center, device, key: deviceKey, now } = facts;
  const issued = new Date(now).toISOString();
  const whole = { center, device, key: deviceKey, center_key: centerKey.public, issued };
  return { ...whole, signature: sign(centerKey, content(whole)).toString('base64') };
}

/** Whether the center key that it names has signed it; whether that key is the center's, the caller knows. */
export const isCertified = ({ signature, ...facts }: Certificate): boolean =>
  isSigned(facts.center_key, content(facts), Buffer.from(signature, 'base64'));
