import { z } from 'zod';
import { names, programKinds } from '../../shared/contract/programs.ts';
import { country, id, language, line, timeZone } from '../../shared/contract/values.ts';
import { refuse } from '../../shared/result.ts';
import { saidNames } from '../programs/said-names.ts';

/** A program as head office names it; what it does not say is as in a program added by hand. */
const program = z.object({
  /** The same in every center of this head office. */
  id: id.optional(),
  name: names.transform(saidNames).refine((said) => Object.keys(said).length > 0),
  kinds: programKinds.default([]),
  /** Percent of countable held minutes. */
  threshold: z.int().min(0).max(100).optional(),
});

/** Head office's invitation to a center: who it is, who may read its bundles, and where they go. */
const centerFile = z.object({
  format: z.literal('rollbook-center'),
  version: z.literal(1),
  center: z.object({
    id,
    name: line(80),
    language: language.optional(),
    timeZone: timeZone.optional(),
    country: country.optional(),
  }),
  /** age X25519 recipients of bundles. */
  recipients: z.array(z.string().regex(/^age1[0-9a-z]{20,100}$/)).default([]),
  escrow: z
    .string()
    .regex(/^age1[0-9a-z]{20,100}$/)
    .optional(),
  /** Ed25519 public key of receipts, base64. */
  receiptKey: z.base64().optional(),
  /** On what ground head office holds what it is sent, in its words: stands in every bundle. */
  consentBasis: line(300).optional(),
  /** How long it keeps a bundle, months. */
  retainMonths: z.int().min(1).max(600).optional(),
  /** In place of the templates that a center without a file starts with. */
  programs: z.array(program).max(100).default([]),
  destination: z
    .object({ kind: z.enum(['folder', 'webdav', 'tus']), address: z.string().max(500) })
    .optional(),
});
export type CenterFile = z.infer<typeof centerFile>;

/** Throws `validation` with reason center_file_unreadable, or center_file_newer for a later version. */
export function readCenterFile(bytes: Uint8Array): CenterFile {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw refuse('validation', 'center_file_unreadable');
  }
  const version = (content as { format?: unknown; version?: unknown } | null)?.version;
  const parsed = centerFile.safeParse(content);
  if (parsed.success) return parsed.data;
  if (
    (content as { format?: unknown } | null)?.format === 'rollbook-center' &&
    typeof version === 'number' &&
    version > 1
  ) {
    throw refuse('validation', 'center_file_newer');
  }
  throw refuse('validation', 'center_file_unreadable');
}
