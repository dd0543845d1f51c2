/** The closed list of what can go wrong across the door. Words for each live in the catalogs. */
export const errorCodes = [
  'validation',
  'not_found',
  'conflict',
  'forbidden',
  'locked',
  'busy',
  'disk_full',
  'read_only',
  'corrupt',
  'unavailable',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** Values that a catalog sentence may show. Never personal data in a log, never prose. */
export type ErrorParams = Record<string, string | number>;

export interface Failure {
  code: ErrorCode;
  /** Which sentence of the catalog: `errors.<reason>`; without it `errors.<code>`. */
  reason?: string;
  params?: ErrorParams;
  /** Field path ("learner.phone") to the reason code of its fault. */
  fields?: Record<string, string>;
  /** Names the entry in the local log that holds the stack. */
  incident?: string;
}

export type Result<T> = { ok: true; data: T } | { ok: false; error: Failure };

/** Thrown by rules and handlers, mapped by dispatch; rethrown by the renderer's client. */
export class AppError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.reason ?? failure.code);
    this.name = 'AppError';
    this.failure = failure;
  }
}

/** Shorthand for the common case: a code, the sentence to show and its values. */
export function refuse(code: ErrorCode, reason?: string, params?: ErrorParams): AppError {
  return new AppError({ code, ...(reason ? { reason } : {}), ...(params ? { params } : {}) });
}
