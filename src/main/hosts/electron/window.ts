import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { readAppearance } from '../../center/appearance.ts';
import type { Log } from '../../log.ts';
import { placeWindow, readWindowState, smallest, writeWindowState } from '../window-state.ts';
import { ownOrigin } from './address.ts';

interface Options {
  data: string;
  preload: string;
  icon: string;
  log: Log;
}

/** The paper of the theme, so that the window does not flash before its page is drawn. */
function paperColor(data: string): string {
  const { theme } = readAppearance(data);
  const dark = theme === 'dark' || (theme === 'auto' && nativeTheme.shouldUseDarkColors);
  return dark ? '#15171b' : '#faf9f6';
}

/** The one window, hidden until its page is drawn, where it was when it was closed. */
export function createWindow({ data, preload, icon, log }: Options): BrowserWindow {
  const state = readWindowState(data);
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  const window = new BrowserWindow({
    ...placeWindow(
      state,
      [primary, ...others].map((display) => display.workArea),
    ),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Rollbook',
    icon,
    backgroundColor: paperColor(data),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      // Chromium would fetch its dictionaries from the network.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  // Hidden, not removed: its keys for zoom go on working, and Alt stays free for our own.
  window.setMenuBarVisibility(false);
  window.once('ready-to-show', () => {
    if (state?.maximized) window.maximize();
    window.show();
  });
  window.on('close', () => {
    try {
      writeWindowState(data, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    } catch (error) {
      log.incident('window state', error);
    }
  });
  return window;
}

/** Loads the app's page; rejects if that cannot be done at all. */
export async function loadApp(window: BrowserWindow): Promise<void> {
  try {
    await window.loadURL(`${ownOrigin}/`);
  } catch (error) {
    // Another load took its place: after a crash the page is drawn again from there.
    if ((error as { code?: unknown }).code !== 'ERR_ABORTED') throw error;
  }
}

/** Brings the window to the front for somebody who started Rollbook again. */
export function raiseWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
