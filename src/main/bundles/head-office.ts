import { z } from 'zod';
import { type Audience, type Openable, openables } from '../../shared/rules/bundle-fields.ts';
import { headOfficeOf } from '../center/queries.ts';
import type { Database } from '../database/sqlite.ts';
import type { CenterKeys } from './keys.ts';
import { recipientPattern } from './sealing.ts';

const said = z.object({
  recipients: z.array(z.string()).default([]),
  escrow: z.string().nullish(),
  receiptKey: z.string().nullish(),
  consentBasis: z.string().nullish(),
  retainMonths: z.int().nullish(),
});

/** What head office's file says about bundles. */
export interface HeadOffice {
  recipients: string[];
  escrow: string | null;
  /** Ed25519 public key of its receipts, base64. */
  receiptKey: string | null;
  consentBasis: string | null;
  retainMonths: number | null;
  /** What a coordinator has opened for it, in the order of the table. */
  opened: Openable[];
}

const isRecipient = (text: string | null | undefined): text is string => recipientPattern.test(text ?? '');

export function readHeadOffice(db: Database, centerId: string): HeadOffice {
  const { file, opened } = headOfficeOf(db, centerId);
  const { recipients, escrow, receiptKey, consentBasis, retainMonths } = said.parse(file ?? {});
  const names: unknown = opened ?? [];
  return {
    recipients: recipients.filter(isRecipient),
    escrow: isRecipient(escrow) ? escrow : null,
    receiptKey: receiptKey ?? null,
    consentBasis: consentBasis ?? null,
    retainMonths: retainMonths ?? null,
    opened: openables.filter((name) => Array.isArray(names) && names.includes(name)),
  };
}

/** Who can open a bundle of an audience. The center's own are for its laptops, and for the escrow where there is one. */
export function recipientsOf(audience: Audience, office: HeadOffice, keys: CenterKeys): string[] {
  const escrow = office.escrow ? [office.escrow] : [];
  const whom: Record<Audience, string[]> = {
    'head-office': [...office.recipients, ...escrow],
    center: [keys.recipient, ...escrow],
    practice: [keys.recipient],
    funder: [],
  };
  return [...new Set(whom[audience])];
}
