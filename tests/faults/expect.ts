import { isDeepStrictEqual } from 'node:util';
import { AppError, type ErrorCode, type Failure, type Result } from '../../src/shared/result.ts';

/** What is not as it must be. */
export class Broken extends Error {}

export function ensure(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Broken(what);
}

export function ensureEqual(is: unknown, must: unknown, what: string): void {
  const short = (value: unknown): string => (JSON.stringify(value) ?? 'undefined').slice(-300);
  if (!isDeepStrictEqual(is, must)) throw new Broken(`${what} is ${short(is)}, must be ${short(must)}`);
}

/** The failure of an answer that must be one of these. */
export function ensureFailure(answer: Result<unknown>, codes: readonly ErrorCode[], what: string): Failure {
  ensure(!answer.ok, `${what} went well`);
  ensure(codes.includes(answer.error.code), `${what} answers ${JSON.stringify(answer.error)}`);
  return answer.error;
}

/** The typed failure that some work ends with, or null where it went well; anything else is thrown on. */
export async function failureOf(work: Promise<unknown>): Promise<Failure | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.failure;
    throw error;
  }
}
