import { type AppError, refuse } from '../../shared/result.ts';

/**
 * What can be wrong with a bundle, as reasons of the catalog's sentences; `what` of a damaged one tells the technical
 * part of it in a word.
 */
export const damaged = (what: string): AppError => refuse('corrupt', 'bundle_damaged', { what });
