import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../shared/result.ts';
import { createBackend } from './backend.ts';
import { defaultDataFolder, stateFolder } from './hosts/browser/folders.ts';
import { openWindow } from './hosts/browser/open-window.ts';
import { serve } from './hosts/browser/server.ts';
import { removableDrives } from './hosts/drives.ts';
import { raiseBrowserHost } from './hosts/raise-other.ts';
import { keepWindowState, readWindowState } from './hosts/window-state.ts';
import { createLog } from './log.ts';
import type { Platform } from './platform.ts';
import { claimSampleFolder, sampleFolder } from './sample/sample-folder.ts';
import { version } from './version.ts';
import { workerUrl } from './worker-url.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    state: { type: 'string' },
    port: { type: 'string', default: '0' },
    pages: { type: 'string', default: join(import.meta.dirname, '../renderer') },
    'no-open': { type: 'boolean', default: false },
    sample: { type: 'boolean', default: false },
  },
});

const data = resolve(values.data ?? defaultDataFolder());
const platform: Platform = {
  host: 'browser',
  version,
  paths: {
    data,
    state: resolve(values.state ?? stateFolder()),
    home: homedir(),
    documents: join(homedir(), 'Documents'),
  },
  keychain: null,
  pickFolder: null,
  drives: removableDrives,
  now: Date.now,
  worker: workerUrl,
};
// With a sample the data folder is not even touched.
const hostFolder = values.sample ? sampleFolder(data) : data;
if (values.sample) claimSampleFolder(data);
const log = createLog(join(hostFolder, 'log'));
const instanceFile = join(hostFolder, 'instance.json');

try {
  const backend = createBackend({ platform, log, sample: values.sample });
  const secret = randomBytes(24).toString('base64url');
  const open = (): void => {
    const child = openWindow(server.launchLink(), join(hostFolder, 'window'), readWindowState(hostFolder));
    if (child) {
      child.on('error', (error) => log.incident('open window', error));
      child.on('exit', () => leaveWithLastWindow());
    } else process.stderr.write(`Rollbook runs. Open this link in a browser: ${server.launchLink()}\n`);
  };
  const server = await serve({
    backend,
    pages: values.pages,
    port: Number(values.port),
    raise: { secret, show: open },
    keepWindow: (place) => keepWindowState(hostFolder, place),
  });
  try {
    writeFileSync(instanceFile, JSON.stringify({ origin: server.origin, secret }), { mode: 0o600 });
  } catch (error) {
    // Without it a second start cannot raise this window; a full or read-only disk has worse to say.
    log.incident('instance file', error);
  }

  // A browser that was open already takes the window over and this child ends at once: only streams tell.
  const leaveWithLastWindow = (): void => {
    setTimeout(() => {
      if (server.windows() === 0) void close();
    }, 5000);
  };

  let closing = false;
  const close = async (): Promise<void> => {
    if (closing) return;
    closing = true;
    rmSync(instanceFile, { force: true });
    backend.close();
    await server.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close());

  if (values['no-open']) process.stdout.write(`${JSON.stringify({ url: server.launchLink() })}\n`);
  else open();
} catch (error) {
  if (error instanceof AppError && error.failure.reason === 'already_open') await raiseOther();
  else {
    const incident = log.incident('start', error);
    process.stderr.write(`Rollbook could not start (${incident}). The log is in ${log.folder}.\n`);
    process.exitCode = 1;
  }
}

/** Another Rollbook has this folder: it is asked to show its window. */
async function raiseOther(): Promise<void> {
  process.exitCode = 3;
  const raised = await raiseBrowserHost(hostFolder);
  process.stderr.write(
    raised
      ? 'Rollbook is already open with this data folder; its window was opened again.\n'
      : 'Rollbook is already open with this data folder.\n',
  );
}
