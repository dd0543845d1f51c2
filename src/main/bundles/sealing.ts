import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Decrypter, Encrypter } from 'age-encryption';
import { refuse } from '../../shared/result.ts';
import { damaged } from './faults.ts';

/** age's files (https://c2sp.org/age), X25519 recipients only: what Debian's `age` reads and writes. */
export const recipientPattern = /^age1[02-9ac-hj-np-z]{58}$/;

/** The sealed bytes of a content, piece by piece, and their SHA-256 once they are through. */
export async function* sealed(
  recipients: readonly string[],
  content: Readable,
  told: (facts: { sha256: string; bytes: number }) => void,
): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const stream = await encrypter.encrypt(Readable.toWeb(content) as ReadableStream<Uint8Array>);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of stream) {
    hash.update(piece);
    bytes += piece.length;
    yield piece;
  }
  told({ sha256: hash.digest('hex'), bytes });
}

/**
 * The content of a sealed file, piece by piece. Each piece is authentic; only a content that ends without an error is
 * whole. Throws `forbidden` (bundle_not_for_us) if no identity opens it, `corrupt` (bundle_damaged) for the rest.
 */
export async function* unsealed(
  identities: readonly string[],
  file: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  // The library cannot tell what the disk says from what the file says.
  let fault: unknown = null;
  const source = Readable.from(
    (async function* () {
      try {
        yield* file;
      } catch (error) {
        fault = error;
        throw error;
      }
    })(),
    { objectMode: false },
  );
  try {
    const web = Readable.toWeb(source) as ReadableStream<Uint8Array>;
    const stream = await decrypter.decrypt(web);
    for await (const piece of stream) yield piece;
  } catch (error) {
    if (fault !== null) throw fault;
    if (error instanceof Error && error.message.includes('no identity matched'))
      throw refuse('forbidden', 'bundle_not_for_us');
    throw damaged('age');
  } finally {
    source.destroy();
  }
}

/** How many X25519 recipients the head of a sealed file names: all that a finder sees. Null for no age file. */
export function countRecipients(head: Uint8Array): number | null {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  if (!text.startsWith('age-encryption.org/v1\n')) return null;
  const end = text.indexOf('\n--- ');
  return end < 0 ? null : [...text.slice(0, end).matchAll(/\n-> X25519 /g)].length;
}
