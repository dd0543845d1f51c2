/** What a host lends the backend. Everything that differs between Electron and the browser host is here. */
export interface Platform {
  host: 'electron' | 'browser';
  version: string;
  paths: {
    /** The data folder: database, keys, backups, log. */
    data: string;
    /** A folder of this user on this machine that is not part of the data: holds the marker of copied databases. */
    state: string;
    home: string;
    documents: string;
  };
  /** The operating system's keychain, or null where there is no real one. */
  keychain: Keychain | null;
  /** A folder chosen in the system's own dialog, or null where there is none (or it was cancelled). */
  pickFolder: (() => Promise<string | null>) | null;
  /** Folders of the sticks and cards that are plugged in now. */
  drives(): string[];
  /** Milliseconds since 1970. */
  now(): number;
  /** Where built worker files are; tests run them from their sources. */
  worker(name: WorkerName): URL;
}

export type WorkerName = 'bundle' | 'database' | 'import' | 'intake' | 'looking' | 'sample' | 'scoring';

export interface Keychain {
  protect(secret: Buffer): Buffer;
  unprotect(sealed: Buffer): Buffer | null;
}
