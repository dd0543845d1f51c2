import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

type Derived = (error: Error | null, key: Buffer) => void;

/**
 * scrypt is slow on purpose, and the same words with the same salt and cost give the same key. So in the tests a key
 * is derived once in a process, at the cost the program asks for, and known from then on: every copy of the prepared
 * center has the same passphrase and PINs.
 */
const known = new Map<string, Buffer>();
const derive = crypto.scrypt;
const hex = (bytes: crypto.BinaryLike): string =>
  (typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes as Uint8Array)).toString('hex');

function deriveOnce(
  words: crypto.BinaryLike,
  salt: crypto.BinaryLike,
  length: number,
  cost: crypto.ScryptOptions,
  done: Derived,
): void {
  const name = JSON.stringify([hex(words), hex(salt), length, cost]);
  const key = known.get(name);
  if (key) {
    setImmediate(done, null, Buffer.from(key));
    return;
  }
  derive(words, salt, length, cost, (error, fresh) => {
    if (!error) known.set(name, Buffer.from(fresh));
    done(error, fresh);
  });
}

if (derive.name !== deriveOnce.name) {
  Object.assign(crypto, { scrypt: deriveOnce });
  syncBuiltinESMExports();
}
