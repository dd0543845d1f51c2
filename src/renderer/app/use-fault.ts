import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { AppError } from '../../shared/result.ts';
import { useWords } from './words.ts';

/** The sentence for a failure: by its reason, in whichever room's catalog has it, else by its code. */
export function faultText(t: TFunction<never>, error: unknown): string {
  const failure = error instanceof AppError ? error.failure : { code: 'internal' as const, incident: '' };
  const values = { ...failure.params, incident: failure.incident ?? '' };
  const say = t as unknown as (keys: string[], values: Record<string, unknown>) => string;
  const reasons = failure.reason
    ? [
        'app',
        'center',
        'roster',
        'sessions',
        'attendance',
        'assessments',
        'submissions',
        'programs',
        'register',
        'paper',
        'bundles',
      ].map((room) => `${room}:errors.${failure.reason}`)
    : [];
  return say([...reasons, `app:errors.${failure.code}`], values);
}

export function useFault(): (error: unknown) => string {
  const t = useWords();
  return useCallback((error) => faultText(t as never, error), [t]);
}
