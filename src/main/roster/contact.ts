import { AppError } from '../../shared/result.ts';
import { findCenter } from '../center/queries.ts';
import type { Database } from '../database/sqlite.ts';
import { readEmail } from './import/read-email.ts';
import { createPhoneReader, type PhoneReader } from './import/read-phone.ts';

const readers = new Map<string, PhoneReader>();

function readPhone(db: Database, typed: string): string | null {
  const country = findCenter(db)?.country ?? 'UA';
  let reader = readers.get(country);
  if (!reader) {
    reader = createPhoneReader(country);
    readers.set(country, reader);
  }
  return reader(typed).value;
}

/** E.164, or null where no number can be dialed from what was typed. */
export function findPhone(db: Database, typed: string | null): string | null {
  return typed === null ? null : readPhone(db, typed);
}

/** As `findPhone`. Throws `validation` naming `field` where something was typed that is no phone. */
export function requirePhone(db: Database, typed: string | null, field: string): string | null {
  const phone = findPhone(db, typed);
  if (typed !== null && phone === null)
    throw new AppError({
      code: 'validation',
      reason: 'phone_impossible',
      fields: { [field]: 'phone_impossible' },
    });
  return phone;
}

/** Throws `validation` naming `field` for what is no address. */
export function requireEmail(typed: string | null, field: string): string | null {
  const email = typed === null ? null : readEmail(typed);
  if (typed !== null && email === null)
    throw new AppError({ code: 'validation', reason: 'email_invalid', fields: { [field]: 'email_invalid' } });
  return email;
}
