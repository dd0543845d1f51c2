import { ZodError } from 'zod';
import { AppError, type ErrorCode, type Failure } from '../shared/result.ts';
import type { Log } from './log.ts';

const sqliteCodes: readonly [prefix: string, code: ErrorCode][] = [
  ['SQLITE_FULL', 'disk_full'],
  ['SQLITE_READONLY', 'read_only'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'corrupt'],
  // The file that readers and writers share could not grow: that is what a full disk looks like at opening.
  ['SQLITE_IOERR_SHMSIZE', 'disk_full'],
  ['SQLITE_IOERR', 'unavailable'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_CANTOPEN', 'unavailable'],
  ['ENOSPC', 'disk_full'],
  ['EDQUOT', 'disk_full'],
  ['EROFS', 'read_only'],
  ['EACCES', 'read_only'],
  ['EPERM', 'read_only'],
  ['EIO', 'unavailable'],
  ['ENOENT', 'not_found'],
];

/** The one place where codes of SQLite and of the file system become ours; null for what is not theirs. */
export function codeOf(error: unknown): ErrorCode | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const code = error.code;
  return sqliteCodes.find(([prefix]) => code.startsWith(prefix))?.[1] ?? null;
}

/** Whether nobody may work on in the open database: a page of it is damaged, or its file is gone. */
export function isBroken(error: unknown): boolean {
  return error instanceof AppError
    ? error.failure.reason === 'database_missing'
    : codeOf(error) === 'corrupt';
}

/** What may cross the door for any thrown thing. Stacks stay in the log under the incident id. */
export function failureOf(error: unknown, where: string, log: Log): Failure {
  if (error instanceof AppError) {
    // What broke in a worker comes back as a refusal, its stack with it.
    const { failure } = error;
    return failure.code === 'internal' ? { ...failure, incident: log.incident(where, error) } : failure;
  }
  if (error instanceof ZodError) return validationOf(error);
  const code = codeOf(error) ?? 'internal';
  return { code, incident: log.incident(where, error) };
}

export function validationOf(error: ZodError): Failure {
  const fields: Record<string, string> = {};
  for (const issue of error.issues.slice(0, 20)) {
    const path = issue.path.map(String).join('.').slice(0, 200);
    fields[path] ??= issue.code === 'custom' && /^[a-z_]+$/.test(issue.message) ? issue.message : issue.code;
  }
  return { code: 'validation', fields };
}
