import { z } from 'zod';
import { sha256 } from './format.ts';
import { isSigned, keyId, type SigningKey, sign } from './signing.ts';

/**
 * The head office's answer to a bundle. `duplicate`: it had just these bytes, or all of these changes, already.
 * `rejected` cannot be taken (who signed it, what is in it), `quarantined` waits for a person there.
 */
export const receiptStatuses = ['accepted', 'duplicate', 'rejected', 'quarantined'] as const;

const body = z.object({
  format: z.literal('rollbook-receipt'),
  version: z.literal(1),
  /** Of the bundle's ciphertext: its key. */
  sha256,
  /** Null where it could not be opened. */
  bundle_id: z.uuid().nullable(),
  center: z.string().nullable(),
  status: z.enum(receiptStatuses),
  /** Why, as reasons of the catalog: in the same words as on the laptop. */
  reasons: z.array(z.string().regex(/^[a-z_]{1,60}$/)).max(20),
  /** The newest change of each laptop up to which the office has all. */
  authors: z.array(z.object({ device: z.string().max(100), seq_to: z.int().min(0) })).max(10_000),
  received: z.iso.datetime(),
  key_id: z.string(),
});
export type Receipt = z.infer<typeof body>;

/** The body travels as the text that was signed: nobody has to write JSON the same way twice. */
const envelope = z.object({ receipt: z.string().max(1_000_000), signature: z.base64().max(200) });

/** A first line that no other signature of ours has. */
const signedText = (text: string): Buffer => Buffer.from(`rollbook receipt 1\n${text}`);

export function writeReceipt(key: SigningKey, facts: Omit<Receipt, 'format' | 'version' | 'key_id'>): Buffer {
  const whole: Receipt = { format: 'rollbook-receipt', version: 1, ...facts, key_id: keyId(key.public) };
  const receipt = JSON.stringify(whole);
  return Buffer.from(
    `${JSON.stringify({ receipt, signature: sign(key, signedText(receipt)).toString('base64') })}\n`,
  );
}

/** What an answer says about these bytes; null if it is not the head office's word, or is about something else. */
export function readReceipt(publicKey: string, content: Uint8Array, about: string): Receipt | null {
  try {
    const { receipt, signature } = envelope.parse(JSON.parse(Buffer.from(content).toString('utf8')));
    if (!isSigned(publicKey, signedText(receipt), Buffer.from(signature, 'base64'))) return null;
    const said = body.parse(JSON.parse(receipt));
    return said.sha256 === about ? said : null;
  } catch {
    return null;
  }
}
