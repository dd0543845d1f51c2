import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { AppError } from '../../shared/result.ts';
import { createLogDigest } from '../database/log-digest.ts';
import { damaged } from './faults.ts';
import { type Author, isTable, type Manifest } from './format.ts';
import { type OpenBundle, readBundle } from './read-bundle.ts';
import { countRecipients } from './sealing.ts';

/** What can be told about a bundle. Without an identity that opens it, only what any finder can tell. */
export interface BundleReport {
  file: string;
  /** `sealed` is a whole age file as far as a finder can tell; `refused` and `unopened` say why. */
  verdict: 'verified' | 'sealed' | 'unopened' | 'refused';
  reason: { code: string; what?: string | number } | null;
  bytes: number;
  sha256: string;
  /** age recipients that its head names; null for no age file. */
  recipients: number | null;
  bundle: BundleFacts | null;
}

export interface BundleFacts {
  id: string;
  version: number;
  created: string;
  center: { id: string; name: string };
  audience: Manifest['audience'];
  fields: Manifest['fields'];
  signer: { device: string; keyId: string; centerKey: string };
  recipients: string[];
  previous: string | null;
  clockSuspect: boolean;
  app: string;
  schema: number;
  consentBasis: string | null;
  retainUntil: string | null;
  authors: AuthorFacts[];
  tables: { name: string; rows: number; bytes: number; sha256: string }[];
  changes: number;
  files: number;
  missingFiles: string[];
}

export interface AuthorFacts {
  device: string;
  seqFrom: number;
  seqTo: number;
  changes: number;
  /** Ranges, ends included, of which nothing is in the bundle; where a part is withheld they are no fault. */
  gaps: [from: number, to: number][];
  /** Whether the digest of the log is that of the changes; null where it cannot be told. */
  digest: boolean | null;
}

const mostGaps = 100;

/**
 * Walks through every change of an open bundle. Throws `corrupt` (bundle_damaged) if one does not belong there, if a
 * bundle that withholds nothing leaves one out, or if the digest of a range is another one.
 */
export async function checkChanges(bundle: OpenBundle): Promise<AuthorFacts[]> {
  const { authors, audience } = bundle.manifest;
  const walks = authors.map((author) => createWalk(author));
  let at = 0;
  for await (const rows of bundle.changes()) {
    for (const row of rows) {
      while (!(authors[at] && isOf(authors[at] as Author, row))) at += 1;
      walks[at]?.add(row);
    }
  }
  const found = walks.map((walk) => walk.finish());
  for (const { gaps, digest } of found) {
    if (audience === 'center' && gaps.length > 0) throw damaged('gaps');
    if (digest === false) throw damaged('digest');
  }
  return found;
}

const isOf = (author: Author, { device, seq }: { device: string; seq: number }): boolean =>
  author.device === device && seq >= author.seq_from && seq <= author.seq_to;

function createWalk({ device, seq_from: from, seq_to: to, digest: expected, salts }: Author) {
  const nodes = salts.map(([first, height, node]) => ({ first, height, node }));
  const digest = expected === null ? null : createLogDigest(device, nodes);
  const gaps: [number, number][] = [];
  let next = from;
  let changes = 0;
  const skip = (until: number): void => {
    if (until > next && gaps.length < mostGaps) gaps.push([next, until - 1]);
  };
  return {
    add: (row: Parameters<ReturnType<typeof createLogDigest>['add']>[0] & { erased: string | null }) => {
      skip(row.seq);
      next = row.seq + 1;
      changes += 1;
      digest?.add(row, row.erased);
    },
    finish: (): AuthorFacts => {
      skip(to + 1);
      const told = digest ? digest.finish() === expected : null;
      return { device, seqFrom: from, seqTo: to, changes, gaps, digest: told };
    },
  };
}

/** Looks a bundle through for anybody, with identities (`AGE-SECRET-KEY-1…`) or without. Throws what the disk says. */
export async function verifyBundle(
  file: string,
  identities: readonly string[],
  scratch: string,
): Promise<BundleReport> {
  const outside = await lookAt(file);
  const report = (verdict: BundleReport['verdict'], more: Partial<BundleReport> = {}): BundleReport => ({
    ...{ file, verdict, reason: null, ...outside, bundle: null },
    ...more,
  });
  if (outside.recipients === null) return report('refused', { reason: { code: 'not_a_bundle' } });
  if (identities.length === 0) return report('sealed');
  try {
    const bundle = await readBundle(file, identities, scratch);
    try {
      return report('verified', { bundle: factsOf(bundle, await checkChanges(bundle)) });
    } finally {
      await bundle.close();
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, reason, params } = error.failure;
    const what = params?.what ?? params?.version;
    const told = { code: reason ?? code, ...(what === undefined ? {} : { what }) };
    return report(code === 'forbidden' ? 'unopened' : 'refused', { reason: told });
  }
}

const headBytes = 8192;

async function lookAt(file: string): Promise<Pick<BundleReport, 'bytes' | 'sha256' | 'recipients'>> {
  const sum = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
    sum.update(piece);
    bytes += piece.length;
    if (head.length < headBytes) head = Buffer.concat([head, piece.subarray(0, headBytes - head.length)]);
  }
  return { bytes, sha256: sum.digest('hex'), recipients: countRecipients(head) };
}

function factsOf({ manifest }: OpenBundle, authors: AuthorFacts[]): BundleFacts {
  const tables = manifest.resources.filter(isTable);
  return {
    id: manifest.bundle_id,
    version: manifest.version,
    created: manifest.created,
    center: manifest.center,
    audience: manifest.audience,
    fields: manifest.fields,
    signer: {
      device: manifest.signer.device,
      keyId: manifest.signer.key_id,
      centerKey: manifest.signer.certificate.center_key,
    },
    recipients: manifest.recipients,
    previous: manifest.previous,
    clockSuspect: manifest.clock_suspect,
    app: manifest.app,
    schema: manifest.schema,
    consentBasis: manifest.consent_basis,
    retainUntil: manifest.retain_until,
    authors,
    tables: tables.map(({ name, rows, bytes, hash }) => ({ name, rows, bytes, sha256: hash.slice(7) })),
    changes: tables.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.resources.length - tables.length,
    missingFiles: manifest.missing_files,
  };
}
