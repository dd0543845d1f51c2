import { AppError } from '../../shared/result.ts';

/** The reason code that a failure gives for one field of the form, or null. */
export function fieldFault(error: unknown, field: string): string | null {
  if (!(error instanceof AppError)) return null;
  return error.failure.fields?.[field] ?? null;
}
