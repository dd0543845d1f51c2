/** A frozen bundle, or a small file that lies beside bundles: whole on disk, its bytes never change. */
export interface Outgoing {
  /** Its name at the destination; see `isName`. */
  name: string;
  path: string;
  bytes: number;
  /** Of the whole file, in hexadecimal digits. */
  sha256: string;
}

/** What a destination must remember of an upload to go on with it after a cut: kept in the database by bundle. */
export interface Resume {
  read(): string | null;
  write(address: string | null): void;
}

export interface Sending {
  resume: Resume;
  /** Bytes that arrived, of `Outgoing.bytes`; may fall back when a cut lost some. */
  onProgress?: (bytes: number) => void;
  signal: AbortSignal;
}

export interface Listed {
  name: string;
  bytes: number;
}

/**
 * Where bundles go. Every call throws `DeliveryError` for what a person or time can mend, and what the signal was
 * aborted with when it was.
 */
export interface Destination {
  kind: DestinationKind;
  /** Whether it is this destination that answers, and not a page of the line in between. Sends nothing. */
  probe(signal: AbortSignal): Promise<void>;
  /** Writes a small file, reads it back and deletes it. */
  check(signal: AbortSignal): Promise<void>;
  /** Whether exactly this file lies there, whole. */
  has(file: Outgoing, sending: Sending): Promise<boolean>;
  /**
   * Brings it there: once, whole, and under its name only when it was read back (tus: when the server has every
   * byte). The same again is no error; other content under its name is `taken`.
   */
  put(file: Outgoing, sending: Sending): Promise<void>;
  /** The signed answer of the head office as it lies there, or null while there is none. */
  receipt(sha256: string, signal: AbortSignal): Promise<Buffer | null>;
  /** What lies there by names of ours, in their order; null where a destination cannot tell. */
  list(signal: AbortSignal): Promise<Listed[] | null>;
  /** Brings one of them here. The file at `path` is there only if all of it came. */
  fetch(name: string, path: string, signal: AbortSignal): Promise<void>;
}

export const destinationKinds = ['folder', 'webdav', 'tus'] as const;
export type DestinationKind = (typeof destinationKinds)[number];

/** Names that may stand at a destination: no path, nothing hidden, nothing that a system reserves. */
export const isName = (name: string): boolean =>
  /^[a-z0-9][a-z0-9-]{0,80}(\.[a-z0-9]{1,16}){1,3}$/.test(name);

/** Below the destination: where the head office leaves its answers. */
export const receiptName = (sha256: string): string => `${sha256}.receipt.json`;

/** An answer is a page of JSON; what is longer is none. */
export const mostReceiptBytes = 1_048_576;
