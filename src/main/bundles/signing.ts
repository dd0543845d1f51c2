import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';

/** Ed25519 (RFC 8032). Keys are written as base64 of their 32 bytes. */
export interface SigningKey {
  public: string;
  secret: string;
}

const raw = (key: KeyObject, part: 'x' | 'd'): string =>
  Buffer.from(key.export({ format: 'jwk' })[part] ?? '', 'base64url').toString('base64');

const jwk = (key: string): string => Buffer.from(key, 'base64').toString('base64url');

export function newSigningKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { public: raw(publicKey, 'x'), secret: raw(privateKey, 'd') };
}

export function sign(key: SigningKey, content: Uint8Array): Buffer {
  const secret = createPrivateKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: jwk(key.public), d: jwk(key.secret) },
  });
  return signBytes(null, content, secret);
}

/** False also for what is no key or no signature at all. */
export function isSigned(publicKey: string, content: Uint8Array, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: jwk(publicKey) } });
    return verifyBytes(null, content, key, signature);
  } catch {
    return false;
  }
}

/** Short name of a public key or an age recipient, by which manifests speak of it. */
export const keyId = (publicKey: string): string => hash('sha256', publicKey).slice(0, 16);
