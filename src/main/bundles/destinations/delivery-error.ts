/**
 * Why a destination could not be reached, or would not take a file:
 * - `offline` no line, no such host, cut; `stalled` nothing moved for long; `captive_portal` a page of the network
 *   answers in its place; `server` it says that it is at fault itself: all of these pass by themselves
 * - `signed_out` name or password are refused; `forbidden`; `not_found` no such folder there; `untrusted` its
 *   certificate; `refused` any other answer
 * - `no_space`, `read_only`, `gone` a folder or a stick that is not there any more
 * - `corrupted` what arrived is not what was sent; `taken` other content has this name
 */
export const deliveryFaults = [
  'offline',
  'stalled',
  'captive_portal',
  'server',
  'signed_out',
  'forbidden',
  'not_found',
  'untrusted',
  'refused',
  'no_space',
  'read_only',
  'gone',
  'corrupted',
  'taken',
] as const;
export type DeliveryFault = (typeof deliveryFaults)[number];

const passing: readonly DeliveryFault[] = [
  'offline',
  'stalled',
  'captive_portal',
  'server',
  'gone',
  'corrupted',
];

/** Never holds an address, a name or a password: it goes to the log as it is. */
export class DeliveryError extends Error {
  override name = 'DeliveryError';
  readonly fault: DeliveryFault;
  /** The answer's HTTP status or the system's code, where there was one. */
  readonly detail: string | null;

  constructor(fault: DeliveryFault, detail: string | number | null = null) {
    super(detail === null ? fault : `${fault} (${detail})`);
    this.fault = fault;
    this.detail = detail === null ? null : String(detail);
  }

  /** Whether the same may go well later without anybody doing anything. */
  get passes(): boolean {
    return passing.includes(this.fault);
  }
}

const codes: readonly [code: string, fault: DeliveryFault][] = [
  ['ENOSPC', 'no_space'],
  ['EDQUOT', 'no_space'],
  ['EFBIG', 'no_space'],
  ['EROFS', 'read_only'],
  ['EACCES', 'read_only'],
  ['EPERM', 'read_only'],
  ['ENOENT', 'gone'],
  ['ENOTDIR', 'gone'],
  ['ENODEV', 'gone'],
  ['ENXIO', 'gone'],
  ['EIO', 'gone'],
  ['ESTALE', 'gone'],
];

/** What an error of the file system means for a folder; anything unknown stays what it is. */
export function faultOfFolder(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const found = codes.find(([code]) => code === error.code);
  return found ? new DeliveryError(found[1], found[0]) : error;
}

const lineCodes =
  /^(ECONN|ENET|EHOST|ENOTFOUND|EAI_|EPIPE|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE|EADDRNOTAVAIL|ERR_SOCKET|HPE_|ERR_HTTP)/;
const certificateCodes = /CERT|SIGNATURE|ERR_TLS|ERR_SSL|EPROTO/;

/** What an error of a request means; anything unknown stays what it is. */
export function faultOfLine(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  if (certificateCodes.test(error.code)) return new DeliveryError('untrusted', error.code);
  return lineCodes.test(error.code) ? new DeliveryError('offline', error.code) : error;
}

/** What a server means by a status that is not the wanted one. */
export function faultOfStatus(status: number): DeliveryError {
  const fault: DeliveryFault =
    status === 401
      ? 'signed_out'
      : status === 403
        ? 'forbidden'
        : status === 404 || status === 409 || status === 410
          ? 'not_found'
          : status === 413 || status === 507
            ? 'no_space'
            : // 511: Network Authentication Required (RFC 6585). Redirects are not followed: no server of ours sends one.
              status === 511 || (status >= 300 && status < 400)
              ? 'captive_portal'
              : status === 408 || status === 423 || status === 425 || status === 429 || status >= 500
                ? 'server'
                : 'refused';
  return new DeliveryError(fault, status);
}
