import { z } from 'zod';
import { audiences, domains, openables } from '../../shared/rules/bundle-fields.ts';
import { certificate } from './certificates.ts';
import { tableSchema } from './change-columns.ts';

/**
 * A bundle: a stretch of the log of one or several laptops, as it travels.
 *
 *     <bundle id>.rollbook.age       age, X25519: nothing else is visible from outside
 *       zip, stored
 *         datapackage.json           the manifest below: a Data Package v2, with a Table Schema for each table
 *         datapackage.json.sig       64 bytes: Ed25519 by the laptop's key over the manifest as it lies there
 *         data/changes-<domain>.parquet   see change-columns.ts; sorted by author as in the manifest, then by seq
 *         data/files/<sha256>        pictures and submissions, where they go along
 *
 * The manifest names every other entry with its length and SHA-256, so that its signature is one over all. A change's
 * key is (device, seq), a bundle's the SHA-256 of its ciphertext: it is built once, on disk for good (outbox.ts), and
 * the same bytes are sent again. `authors` says which changes of whom it speaks of, ends included: to the center's own
 * laptops every one of them is in it, and `digest` is database/log-digest.ts over them, which the `salts` given along
 * check; to others those are in it that they may see, by shared/rules/bundle-fields.ts with what is opened (`fields`).
 * Of one key, two bundles must say the same in all columns but value and reason, and the same there too unless one of
 * them withholds.
 *
 * How it is made and read: build-bundle.ts (`buildBundle`), read-bundle.ts (`readBundle`: every byte verified, or a
 * reason), verify-bundle.ts (`verifyBundle`: a report for anybody). JSON Schema and Table Schema of each version lie in
 * resources/bundles. A format that was released stays readable; a newer one is refused by its number alone.
 */
export const formatVersion = 1;
export const bundleSuffix = '.rollbook.age';
export const manifestName = 'datapackage.json';
export const signatureName = 'datapackage.json.sig';
export const tableName = (domain: string): string => `data/changes-${domain}.parquet`;
export const fileName = (sha256: string) => `data/files/${sha256}` as const;

/** Changes of a bundle: ten years of a large center. Whoever says there are more is lying, or sends several. */
export const mostChanges = 5_000_000;
export const mostFiles = 20_000;
export const mostManifestBytes = 16_000_000;
export const mostTableBytes = 256_000_000;

const count = z.int().min(0);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().min(1).max(100);

const table = z.object({
  name: z.enum(domains.map((domain) => `changes-${domain}` as const)),
  path: z.enum(domains.map(tableName)),
  format: z.literal('parquet'),
  mediatype: z.literal('application/vnd.apache.parquet'),
  bytes: count.max(mostTableBytes),
  hash: z.templateLiteral(['sha256:', sha256]),
  rows: count.max(mostChanges),
  schema: z.unknown(),
});

const file = z.object({
  name: z.templateLiteral(['file-', sha256]),
  path: z.templateLiteral(['data/files/', sha256]),
  bytes: count,
  hash: z.templateLiteral(['sha256:', sha256]),
});

/** A node of database/salts.ts: first seq, height, the node in hexadecimal. */
const salt = z.tuple([z.int().min(1), z.int().min(0).max(6), z.string().regex(/^[0-9a-f]{32}$/)]);

const author = z.object({
  device: name,
  seq_from: z.int().min(1),
  seq_to: z.int().min(1),
  /** Null where a part is withheld from whom it is for, or a salt is not known. */
  digest: sha256.nullable(),
  salts: z.array(salt),
});

export const manifest = z.object({
  $schema: z.string(),
  name: z.string(),
  profile: z.literal('rollbook-bundle'),
  version: z.literal(formatVersion),
  bundle_id: z.uuid(),
  created: z.iso.datetime(),
  center: z.object({ id: name, name: z.string() }),
  audience: z.enum(audiences),
  /** What was opened beyond what is always open. */
  fields: z.array(z.enum(openables)),
  signer: z.object({ device: name, key_id: name, certificate }),
  /** Key ids of the recipients. */
  recipients: z.array(name).min(1),
  authors: z.array(author).max(10_000),
  /** SHA-256 of the bundle that this laptop made before for the same audience. */
  previous: sha256.nullable(),
  clock_suspect: z.boolean(),
  app: z.string(),
  /** Version of the database that it was made from. */
  schema: z.int(),
  consent_basis: z.string().nullable(),
  retain_until: z.iso.date().nullable(),
  /** Files that its changes speak of and that were not on the laptop. */
  missing_files: z.array(sha256),
  resources: z.array(z.union([table, file])).max(mostFiles + domains.length),
});
export type Manifest = z.infer<typeof manifest>;
export type Author = z.infer<typeof author>;
export type Resource = Manifest['resources'][number];
export type Table = z.infer<typeof table>;

export const isTable = (resource: Resource): resource is Table => 'rows' in resource;

export const packageProfile = 'https://datapackage.org/profiles/2.0/datapackage.json';

/** Only what names format and version: asked first, so that a newer one is told as that. */
export const anyManifest = z.object({ profile: z.literal('rollbook-bundle'), version: z.int().min(1) });

export const tableResource = (
  domain: (typeof domains)[number],
  bytes: Uint8Array,
  hash: string,
  rows: number,
): Table => ({
  name: `changes-${domain}`,
  path: tableName(domain),
  format: 'parquet',
  mediatype: 'application/vnd.apache.parquet',
  bytes: bytes.length,
  hash: `sha256:${hash}`,
  rows,
  schema: tableSchema,
});
