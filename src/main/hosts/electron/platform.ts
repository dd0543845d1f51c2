import { app, type BrowserWindow, dialog } from 'electron';
import type { Platform } from '../../platform.ts';
import { version } from '../../version.ts';
import { workerUrl } from '../../worker-url.ts';
import { removableDrives } from '../drives.ts';
import { findKeychain } from './keychain.ts';
import type { Places } from './places.ts';
import type { HostWords } from './words.ts';

/** What Electron lends the backend. Only after `ready`: before it there is no keychain. */
export function electronPlatform(
  places: Places,
  words: HostWords,
  window: () => BrowserWindow | null,
): Platform {
  return {
    host: 'electron',
    version,
    paths: {
      data: places.data,
      state: places.state,
      home: app.getPath('home'),
      documents: app.getPath('documents'),
    },
    keychain: findKeychain(),
    drives: removableDrives,
    pickFolder: async () => {
      const parent = window();
      if (!parent) return null;
      const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
        title: words.chooseFolder,
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    now: Date.now,
    worker: workerUrl,
  };
}
