import { EventEmitter } from 'node:events';
import type { Event, BrowserWindow as RealWindow, Rectangle, WebContents } from 'electron';
import { type Mock, vi } from 'vitest';

/**
 * A stand-in for Electron's module, as far as the host uses it. It shows what we ask of Electron; what Electron
 * then does is seen only in `runtime.test.ts`, where the runtime is installed.
 */

type Handler = (event: unknown, ...values: unknown[]) => unknown;

/** What the last window was made with, and its stand-ins. */
export interface FakeWindow extends EventEmitter {
  options: Record<string, unknown>;
  webContents: FakeContents;
  calls: string[];
  maximized: boolean;
  minimized: boolean;
  destroyed: boolean;
  normalBounds: Rectangle;
  loadURL: (address: string) => Promise<void>;
}

export interface FakeContents extends EventEmitter {
  address: string;
  destroyed: boolean;
  crashed: boolean;
  sent: unknown[][];
  calls: string[];
  openWindow: ((details: { url: string }) => unknown) | null;
}

function fakeContents(): FakeContents {
  const contents = Object.assign(new EventEmitter(), {
    address: 'app://rollbook/',
    destroyed: false,
    crashed: false,
    sent: [] as unknown[][],
    calls: [] as string[],
    openWindow: null as FakeContents['openWindow'],
    getURL: () => contents.address,
    isDestroyed: () => contents.destroyed,
    isCrashed: () => contents.crashed,
    send: (...values: unknown[]) => void contents.sent.push(values),
    reload: () => void contents.calls.push('reload'),
    forcefullyCrashRenderer: () => void contents.calls.push('crash'),
    setWindowOpenHandler: (handler: FakeContents['openWindow']) => {
      contents.openWindow = handler;
    },
  });
  return contents;
}

/** Makes a window without going through the host. */
export function fakeWindow(options: Record<string, unknown> = {}): FakeWindow {
  const note = (name: string) => () => void window.calls.push(name);
  const window = Object.assign(new EventEmitter(), {
    options,
    webContents: fakeContents(),
    calls: [] as string[],
    maximized: false,
    minimized: false,
    destroyed: false,
    normalBounds: { x: 10, y: 20, width: 1000, height: 700 },
    show: note('show'),
    focus: note('focus'),
    restore: note('restore'),
    maximize: note('maximize'),
    setMenuBarVisibility: (visible: boolean) => void window.calls.push(`menu bar ${visible}`),
    isMaximized: () => window.maximized,
    isMinimized: () => window.minimized,
    isDestroyed: () => window.destroyed,
    getNormalBounds: () => window.normalBounds,
    loadURL: vi.fn(async (_address: string): Promise<void> => {}),
  });
  return window;
}

export const asWindow = (window: FakeWindow): RealWindow => window as unknown as RealWindow;
export const asContents = (contents: FakeContents): WebContents => contents as unknown as WebContents;

export const windows: FakeWindow[] = [];
export const handlers = new Map<string, Handler>();
export const schemes: unknown[] = [];

let becomeReady: () => void = () => {};
let ready = new Promise<void>((resolve) => {
  becomeReady = resolve;
});

export const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  calls: [] as string[],
  paths: {} as Record<string, string>,
  /** Whether this is the first instance. */
  first: true,
  languages: ['en-US'],
  setName: (name: string) => void app.calls.push(`name ${name}`),
  setPath: (name: string, path: string) => {
    app.calls.push(`path ${name}`);
    app.paths[name] = path;
  },
  getPath: (name: string) => app.paths[name] ?? `/home/${name}`,
  enableSandbox: () => void app.calls.push('sandbox'),
  requestSingleInstanceLock: () => {
    app.calls.push('lock');
    return app.first;
  },
  whenReady: () => ready,
  getPreferredSystemLanguages: () => app.languages,
  quit: () => void app.calls.push('quit'),
  exit: (code: number) => void app.calls.push(`exit ${code}`),
});

/** Lets `whenReady` go on. */
export const makeReady = (): void => becomeReady();

export const protocol = {
  registerSchemesAsPrivileged: (list: unknown[]) => {
    app.calls.push('schemes');
    schemes.push(...list);
  },
};

export const session: {
  defaultSession: Record<
    `set${'PermissionRequest' | 'PermissionCheck' | 'DevicePermission'}Handler`,
    Mock
  > & { protocol: { handle: Mock } };
} = {
  defaultSession: {
    protocol: { handle: vi.fn() },
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
  },
};

export const ipcMain = { handle: (channel: string, handler: Handler) => void handlers.set(channel, handler) };
export const shell = { openExternal: vi.fn(async (_address: string): Promise<void> => {}) };
export const powerMonitor = new EventEmitter();
export const nativeTheme = { shouldUseDarkColors: false };
export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: (): void => {},
};

export const dialog = {
  /** The button that somebody presses. */
  answer: 0,
  shown: [] as Record<string, unknown>[],
  showMessageBox: async (_window: unknown, options: Record<string, unknown>) => {
    dialog.shown.push(options);
    return { response: dialog.answer };
  },
  showErrorBox: (title: string, detail: string) => void dialog.shown.push({ message: title, detail }),
  showOpenDialog: vi.fn(async () => ({ canceled: false, filePaths: ['/media/stick'] })),
};

const laptop = { id: 1, workArea: { x: 0, y: 0, width: 1366, height: 728 } };
export const screen = {
  displays: [laptop],
  getPrimaryDisplay: () => screen.displays[0],
  getAllDisplays: () => [...screen.displays].reverse(),
};

export const safeStorage = {
  available: true,
  backend: 'gnome_libsecret',
  isEncryptionAvailable: () => safeStorage.available,
  getSelectedStorageBackend: () => safeStorage.backend,
  encryptString: (text: string) => Buffer.from(`sealed:${text}`),
  decryptString: (sealed: Buffer) => {
    const text = sealed.toString();
    if (!text.startsWith('sealed:')) throw new Error('not sealed here');
    return text.slice('sealed:'.length);
  },
};

/** Electron's class; a function here because `new` may return any object. */
function makeWindow(options: Record<string, unknown>): FakeWindow {
  const window = fakeWindow(options);
  windows.push(window);
  app.emit('web-contents-created', {}, window.webContents);
  return window;
}

export { makeWindow as BrowserWindow };

/** An event that notes whether it was prevented. */
export function fakeEvent(details: Record<string, unknown> = {}): Event & { prevented: boolean } {
  const event = {
    ...details,
    prevented: false,
    preventDefault: () => {
      event.prevented = true;
    },
  };
  return event as unknown as Event & { prevented: boolean };
}

/** Puts everything back as it is before the program starts. */
export function resetElectron(): void {
  for (const emitter of [app, powerMonitor]) emitter.removeAllListeners();
  app.calls = [];
  app.paths = {};
  app.first = true;
  app.isPackaged = true;
  windows.length = 0;
  schemes.length = 0;
  handlers.clear();
  dialog.answer = 0;
  dialog.shown = [];
  safeStorage.available = true;
  safeStorage.backend = 'gnome_libsecret';
  screen.displays = [laptop];
  nativeTheme.shouldUseDarkColors = false;
  shell.openExternal.mockClear();
  session.defaultSession.protocol.handle.mockClear();
  ready = new Promise((resolve) => {
    becomeReady = resolve;
  });
}
