import { join } from 'node:path';
import { app, type BrowserWindow, session } from 'electron';
import { createBackend } from './backend.ts';
import { readAppearance } from './center/appearance.ts';
import { noteLostHelpers, outliveCrashes } from './hosts/electron/crash.ts';
import { endFailedStart } from './hosts/electron/failed-start.ts';
import { denyNavigation, denyPermissions } from './hosts/electron/guards.ts';
import { isFirst } from './hosts/electron/instance.ts';
import { answerCalls, tellWindow } from './hosts/electron/ipc.ts';
import { closeAtTheEnd, lockWithLaptop } from './hosts/electron/lifetime.ts';
import { installMenu } from './hosts/electron/menu.ts';
import { readPlaces, setPlaces } from './hosts/electron/places.ts';
import { electronPlatform } from './hosts/electron/platform.ts';
import { registerScheme, servePages } from './hosts/electron/protocol.ts';
import { createWindow, loadApp, raiseWindow } from './hosts/electron/window.ts';
import { hostWords } from './hosts/electron/words.ts';
import { createLog } from './log.ts';

const built = join(import.meta.dirname, '..');
const places = readPlaces(process.argv.slice(1));
const log = createLog(join(places.host, 'log'));
let window: BrowserWindow | null = null;

process.on('uncaughtException', (error) => log.incident('uncaught', error));
process.on('unhandledRejection', (error) => log.incident('unhandled', error));

// Electron holds `ready` back until this module has run to its end, and for every await at its top. So what
// must come before `ready` is not deferred, and `whenReady` is not awaited: it would wait for itself.
app.enableSandbox();
registerScheme();
if (!usable()) app.exit(1);
else if (isFirst(() => window && raiseWindow(window))) {
  const words = () => hostWords(readAppearance(places.data).language, app.getPreferredSystemLanguages());
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => endFailedStart(error, places.data, log, words()));
} else {
  process.stderr.write(
    'Rollbook is already open with this data folder; its window was brought to the front.\n',
  );
  app.exit(3);
}

/** False, said in one line, if there is no place to write: no dialog can be shown before `ready`. */
function usable(): boolean {
  try {
    setPlaces(places);
    return true;
  } catch {
    process.stderr.write(`Rollbook cannot write to ${places.data}.\n`);
    return false;
  }
}

async function start(): Promise<void> {
  const words = hostWords(readAppearance(places.data).language, app.getPreferredSystemLanguages());
  const platform = electronPlatform(places, words, () => window);
  const backend = createBackend({ platform, log, sample: places.sample });
  denyPermissions(session.defaultSession);
  servePages(session.defaultSession, { pages: join(built, 'renderer'), files: backend.files });
  answerCalls(backend, log);
  installMenu(words);
  app.on('web-contents-created', (_event, contents) => denyNavigation(contents));
  window = createWindow({
    data: places.host,
    preload: join(built, 'preload/index.cjs'),
    icon: join(built, '../resources/icons/icon.png'),
    log,
  });
  tellWindow(backend, window);
  outliveCrashes(window, { log, words, now: Date.now });
  noteLostHelpers(log);
  closeAtTheEnd(backend, window, log);
  lockWithLaptop(() => backend.gate.lock());
  await loadApp(window);
}
