import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { app } from 'electron';
import { claimSampleFolder, sampleFolder } from '../../sample/sample-folder.ts';
import { defaultDataFolder, stateFolder } from '../browser/folders.ts';

export interface Places {
  data: string;
  /** Begin in the sample center: the data folder is not even touched. */
  sample: boolean;
  /** What Electron and the log keep is below it: the data folder, or that of the sample. */
  host: string;
  state: string;
  /** Electron's own folder; its single-instance lock is one for each. */
  userData: string;
  /** Cookies and caches of the window: nothing of value. */
  sessionData: string;
}

/**
 * Folders from `--data DIR` and `--state DIR`, else the ones that the browser host uses too. Chromium adds
 * switches of its own to the arguments, so unknown ones are let through.
 */
export function readPlaces(argv: readonly string[]): Places {
  const { values } = parseArgs({
    args: [...argv],
    options: { data: { type: 'string' }, state: { type: 'string' }, sample: { type: 'boolean' } },
    strict: false,
  });
  const folder = (value: unknown): string | null =>
    typeof value === 'string' && value !== '' ? resolve(value) : null;
  const chosen = folder(values.data);
  const data = chosen ?? defaultDataFolder();
  const sample = values.sample === true;
  const host = sample ? sampleFolder(data) : data;
  const sessionData = join(host, 'electron');
  return {
    data,
    sample,
    host,
    state: folder(values.state) ?? stateFolder(),
    userData: chosen || sample ? sessionData : dirname(data),
    sessionData,
  };
}

/** Puts Electron's own files there. Before `ready`; throws if the folders cannot be made. */
export function setPlaces({ data, sample, userData, sessionData }: Places): void {
  app.setName('Rollbook');
  if (sample) claimSampleFolder(data);
  mkdirSync(sessionData, { recursive: true, mode: 0o700 });
  app.setPath('userData', userData);
  app.setPath('sessionData', sessionData);
}
