import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Decrypter, Encrypter } from 'age-encryption';
import yauzl from 'yauzl';
import yazl from 'yazl';
import type { Manifest } from '../../src/main/bundles/format.ts';
import { type SigningKey, sign } from '../../src/main/bundles/signing.ts';
import type { TestKeys } from './bundles.ts';
import { temporaryFolder } from './folders.ts';

export type Entries = Map<string, Buffer>;

export async function plainOf(path: string, keys: TestKeys): Promise<Buffer> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(keys.identities[0] ?? '');
  return Buffer.from(await decrypter.decrypt(readFileSync(path)));
}

/** Seals anything as a bundle for the same recipients. */
export async function sealAs(plain: Uint8Array, keys: TestKeys): Promise<string> {
  const encrypter = new Encrypter();
  for (const recipient of keys.recipients) encrypter.addRecipient(recipient);
  const path = join(temporaryFolder('forged'), 'forged.rollbook.age');
  writeFileSync(path, await encrypter.encrypt(plain));
  return path;
}

export async function entriesOf(plain: Buffer): Promise<Entries> {
  const zip = await yauzl.fromBufferPromise(plain, { lazyEntries: true });
  const entries: Entries = new Map();
  for await (const entry of zip.eachEntry())
    entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return entries;
}

export async function zipOf(entries: Iterable<[string, Buffer]>, compress = false): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of entries) zip.addBuffer(content, name, { compress });
  zip.end();
  return buffer(zip.outputStream as NodeJS.ReadableStream);
}

/** What somebody who can open a bundle, and has a key to sign, makes of it. */
export interface Forgery {
  manifest?: (manifest: Manifest) => void;
  entries?: (entries: Entries) => void;
  /** Hashes, lengths of changed entries are brought into the manifest. */
  told?: boolean;
  /** Null leaves the signature as it was. */
  key?: SigningKey | null;
  compress?: boolean;
}

export async function forge(path: string, keys: TestKeys, forgery: Forgery): Promise<string> {
  const entries = await entriesOf(await plainOf(path, keys));
  forgery.entries?.(entries);
  const manifest = JSON.parse((entries.get('datapackage.json') ?? '').toString()) as Manifest;
  if (forgery.told ?? true)
    for (const resource of manifest.resources) {
      const content = entries.get(resource.path);
      if (content)
        Object.assign(resource, { bytes: content.length, hash: `sha256:${hash('sha256', content)}` });
    }
  forgery.manifest?.(manifest);
  const text = Buffer.from(JSON.stringify(manifest));
  entries.set('datapackage.json', text);
  const { key = keys.device } = forgery;
  if (key) entries.set('datapackage.json.sig', sign(key, text));
  return sealAs(await zipOf(entries, forgery.compress ?? false), keys);
}
