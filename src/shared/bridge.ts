import type { Result } from './result.ts';

/** What the host tells the window without being asked; the data is that of `Events` in the backend. */
export type BridgeTopic = 'changed' | 'job';

/**
 * The one object between the window and its host. In Electron the preload puts it at `window.rollbook`;
 * in the browser the renderer builds it over loopback HTTP.
 */
export interface Bridge {
  /** Sends a call of the contract. Never rejects for what the backend refuses: that is in the result. */
  call(channel: string, input: unknown): Promise<Result<unknown>>;
  /** Returns the way to stop listening. */
  subscribe(topic: BridgeTopic, callback: (data: unknown) => void): () => void;
  /**
   * Hands over a file of up to 2 GB; the data is its token. A result too: errors lose their fields in Electron.
   * @param path below the folder that was dropped, which the file itself does not know
   */
  upload(file: File, path?: string): Promise<Result<string>>;
  /** Where an image or a download is, for a `src` or a link. */
  blobAddress(token: string): string;
  host: 'electron' | 'browser';
}
