import { hash } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import yazl from 'yazl';
import { refuse } from '../../shared/result.ts';
import {
  type Audience,
  type Domain,
  domainOf,
  domains,
  type Openable,
} from '../../shared/rules/bundle-fields.ts';
import type { ChangeRow } from '../database/changes.ts';
import type { FileStore } from '../database/file-store.ts';
import { createLogDigest, eachChange, erasedIn, type SeqRange } from '../database/log-digest.ts';
import { schemaVersion } from '../database/migrate.ts';
import { cover, type SaltNode, saltNodes } from '../database/salts.ts';
import type { Database } from '../database/sqlite.ts';
import { makeFolder, syncFolder } from '../durable.ts';
import type { Certificate } from './certificates.ts';
import { filesOf, namesFiles } from './change-files.ts';
import {
  type Author,
  bundleSuffix,
  fileName,
  formatVersion,
  type Manifest,
  manifestName,
  packageProfile,
  type Resource,
  signatureName,
  tableResource,
} from './format.ts';
import { type ChangePacker, createChangePacker } from './pack-changes.ts';
import { createRedact } from './redact.ts';
import { sealed } from './sealing.ts';
import { keyId, type SigningKey, sign } from './signing.ts';

/** Everything about a bundle that the log does not say: plain data, as a worker is given it. */
export interface BundlePlan {
  id: string;
  audience: Audience;
  opened: readonly Openable[];
  /** age recipients. */
  recipients: readonly string[];
  center: { id: string; name: string };
  signer: { device: string; key: SigningKey; certificate: Certificate };
  /** Which changes of whom, ends included. What is not here of them, since it has not come yet, makes gaps. */
  parts: readonly SeqRange[];
  previous: string | null;
  /** Milliseconds since 1970. */
  created: number;
  clockSuspect: boolean;
  app: string;
  consentBasis: string | null;
  retainUntil: string | null;
  /** Pictures and submissions go along. */
  files: boolean;
}

/** What a frozen bundle is known by from then on. */
export interface Frozen {
  path: string;
  sha256: string;
  bytes: number;
  changes: number;
  /** What it carries: the parts of the plan as far as they were here, each without a gap. */
  parts: Part[];
}

export interface Part extends SeqRange {
  /** See database/log-digest.ts; null where it is not told. */
  digest: string | null;
}

/** How much is done: changes read of all. */
export type Progress = (done: number, total: number) => void;

/**
 * Builds a bundle and freezes it: under its final name there is, whatever happens, the whole bundle on disk or nothing.
 * Only sealed bytes are ever written. `db` may be read-only; nothing else may use it meanwhile.
 * Throws `unavailable` (bundle_recipients_missing; bundle_for_reports for a funder), and what the disk says.
 */
export async function buildBundle(
  db: Database,
  files: FileStore,
  plan: BundlePlan,
  outbox: string,
  progress: Progress = () => {},
): Promise<Frozen> {
  if (plan.audience === 'funder') throw refuse('unavailable', 'bundle_for_reports');
  const needed = plan.audience === 'center' ? 1 : 2;
  if (new Set(plan.recipients).size < needed) throw refuse('unavailable', 'bundle_recipients_missing');
  makeFolder(outbox);
  const path = join(outbox, `${plan.id}${bundleSuffix}`);
  const part = `${path}.part`;
  const { entries, parts, changes } = collect(db, files, plan, progress);
  let handle: FileHandle | null = null;
  try {
    handle = await open(part, 'w', 0o600);
    let facts = { sha256: '', bytes: 0 };
    for await (const piece of sealed(plan.recipients, zipOf(entries, plan.created), (told) => {
      facts = told;
    }))
      await handle.writeFile(piece);
    await handle.sync();
    await handle.close();
    handle = null;
    renameSync(part, path);
    syncFolder(dirname(path));
    return { path, ...facts, changes, parts };
  } finally {
    await handle?.close();
    rmSync(part, { force: true });
  }
}

interface Entry {
  name: string;
  bytes: number;
  content: Uint8Array | (() => AsyncIterable<Uint8Array>);
}

/** The entries of the zip, the manifest first. Reads the log as it is at one moment. */
function collect(
  db: Database,
  files: FileStore,
  plan: BundlePlan,
  progress: Progress,
): { entries: Entry[]; parts: Part[]; changes: number } {
  const packers = new Map<Domain, ChangePacker>();
  const spoken = new Map<string, number>();
  const redact = createRedact(plan.audience, new Set(plan.opened));
  const total = plan.parts.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  let read = 0;
  const authors: Author[] = [];
  const own = plan.audience === 'center';
  db.exec('BEGIN');
  try {
    for (const range of plan.parts) {
      const erased = erasedIn(db, range);
      const nodes = own ? saltNodes(db, range.device, range.from, range.to) : null;
      let stretch: Stretch | null = null;
      for (const change of eachChange(db, range)) {
        if (stretch?.next !== change.seq) {
          if (stretch) authors.push(stretch.close());
          stretch = openStretch(range.device, change.seq, nodes);
        }
        const hashOfErased = erased.size === 0 ? null : (erased.get(change.seq) ?? null);
        stretch.add(change, hashOfErased);
        read += 1;
        if (read % 20_000 === 0) progress(read, total);
        const seen = redact(change);
        if (!seen) continue;
        const domain = domainOf(change.entity);
        let packer = packers.get(domain);
        if (!packer) {
          packer = createChangePacker();
          packers.set(domain, packer);
        }
        packer.add(change, seen, hashOfErased);
        if (plan.files && seen.value !== null && namesFiles(change.entity))
          for (const { sha256, bytes } of filesOf(change.entity, change.cell, seen.value))
            spoken.set(sha256, bytes);
      }
      if (stretch) authors.push(stretch.close());
    }
  } finally {
    db.exec('COMMIT');
  }
  progress(total, total);
  const tables = domains.flatMap((domain) => {
    const packer = packers.get(domain);
    if (!packer) return [];
    const content = packer.finish();
    return [{ resource: tableResource(domain, content, hash('sha256', content), packer.rows()), content }];
  });
  const carried = [...spoken].filter(([sha256]) => files.has(sha256));
  const resources: Resource[] = [
    ...tables.map(({ resource }) => resource),
    ...carried.map(
      ([sha256, bytes]): Resource => ({
        ...{ name: `file-${sha256}`, path: fileName(sha256), bytes, hash: `sha256:${sha256}` },
      }),
    ),
  ];
  const missing = [...spoken.keys()].filter((sha256) => !files.has(sha256));
  const content = Buffer.from(JSON.stringify(manifestOf(plan, authors, resources, missing)));
  return {
    changes: tables.reduce((sum, { resource }) => sum + resource.rows, 0),
    parts: authors.map(({ device, seq_from: from, seq_to: to, digest }) => ({ device, from, to, digest })),
    entries: [
      { name: manifestName, bytes: content.length, content },
      { name: signatureName, bytes: 64, content: sign(plan.signer.key, content) },
      ...tables.map(({ resource, content: table }) => ({
        ...{ name: resource.path, bytes: table.length, content: table },
      })),
      ...carried.map(([sha256, bytes]) => ({
        ...{ name: fileName(sha256), bytes, content: () => files.read(sha256) },
      })),
    ],
  };
}

interface Stretch {
  /** The seq that would go on with it. */
  next: number;
  add(change: ChangeRow, erased: string | null): void;
  close(): Author;
}

/** Changes of a laptop without a gap; `nodes` are its salts, or null where they are not told. */
function openStretch(device: string, from: number, nodes: readonly SaltNode[] | null): Stretch {
  const digest = nodes && createLogDigest(device, nodes);
  const stretch: Stretch = {
    next: from,
    add: (change, erased) => {
      digest?.add(change, erased);
      stretch.next += 1;
    },
    close: () => {
      const to = stretch.next - 1;
      const salts = nodes ? cover(nodes, from, to) : [];
      return {
        ...{ device, seq_from: from, seq_to: to, digest: digest?.finish() ?? null },
        salts: salts.map(({ first, height, node }) => [first, height, node]),
      };
    },
  };
  return stretch;
}

function manifestOf(plan: BundlePlan, authors: Author[], resources: Resource[], missing: string[]): Manifest {
  return {
    $schema: packageProfile,
    name: `rollbook-${plan.id}`,
    profile: 'rollbook-bundle',
    version: formatVersion,
    bundle_id: plan.id,
    created: new Date(plan.created).toISOString(),
    center: plan.center,
    audience: plan.audience,
    fields: [...plan.opened],
    signer: {
      device: plan.signer.device,
      key_id: keyId(plan.signer.key.public),
      certificate: plan.signer.certificate,
    },
    recipients: plan.recipients.map(keyId),
    authors,
    previous: plan.previous,
    clock_suspect: plan.clockSuspect,
    app: plan.app,
    schema: schemaVersion,
    consent_basis: plan.consentBasis,
    retain_until: plan.retainUntil,
    missing_files: missing,
    resources,
  };
}

/** A stored zip; names, sizes and times in it tell nothing to whom it is not for, since all of it is sealed. */
function zipOf(entries: readonly Entry[], created: number): Readable {
  const zip = new yazl.ZipFile();
  const options = { compress: false, mtime: new Date(created), mode: 0o100600 };
  for (const { name, bytes, content } of entries) {
    if (typeof content !== 'function') zip.addBuffer(Buffer.from(content), name, options);
    else
      zip.addReadStreamLazy(name, { ...options, size: bytes }, (give) => {
        give(null, Readable.from(content(), { objectMode: false }));
      });
  }
  zip.end();
  const out = zip.outputStream as Readable;
  zip.on('error', (error: Error) => out.destroy(error));
  return out;
}
