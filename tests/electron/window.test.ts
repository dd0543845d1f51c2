import { rmSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { writeAppearance } from '../../src/main/center/appearance.ts';
import { createWindow, loadApp, raiseWindow } from '../../src/main/hosts/electron/window.ts';
import { readWindowState, writeWindowState } from '../../src/main/hosts/window-state.ts';
import { temporaryFolder } from '../support/folders.ts';
import { listLog, noLog } from './no-log.ts';
import {
  app,
  asWindow,
  type FakeWindow,
  fakeEvent,
  fakeWindow,
  nativeTheme,
  resetElectron,
  screen,
  windows,
} from './stub.ts';

vi.mock('electron', () => import('./stub.ts'));
beforeEach(resetElectron);

const make = (data = temporaryFolder('window'), log = noLog): FakeWindow => {
  createWindow({ data, preload: '/out/preload/index.cjs', icon: '/icon.png', log });
  const made = windows.at(-1);
  if (!made) throw new Error('no window was made');
  return made;
};

describe('the window', () => {
  it('gives its page no power', () => {
    expect(make().options.webPreferences).toEqual({
      preload: '/out/preload/index.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
  });

  it('has developer tools only when it is not packaged', () => {
    app.isPackaged = false;
    expect(make().options.webPreferences).toMatchObject({ devTools: true });
  });

  it('shows itself when its page is drawn, not before', () => {
    const window = make();
    expect(window.options.show).toBe(false);
    expect(window.calls).not.toContain('show');
    window.emit('ready-to-show');
    expect(window.calls).toContain('show');
    expect(window.calls).not.toContain('maximize');
  });

  it.each<['auto' | 'light' | 'dark', boolean, string]>([
    ['auto', false, '#faf9f6'],
    ['auto', true, '#15171b'],
    ['light', true, '#faf9f6'],
    ['dark', false, '#15171b'],
  ])('has the paper of the theme %s with a dark system %s', (theme, dark, color) => {
    const data = temporaryFolder('window');
    writeAppearance(data, { language: null, theme });
    nativeTheme.shouldUseDarkColors = dark;
    expect(make(data).options.backgroundColor).toBe(color);
  });

  it('opens where it was closed, maximized as it was', () => {
    const data = temporaryFolder('window');
    const first = make(data);
    first.maximized = true;
    first.normalBounds = { x: 60, y: 40, width: 1000, height: 600 };
    first.emit('close');
    const second = make(data);
    expect(second.options).toMatchObject({ x: 60, y: 40, width: 1000, height: 600 });
    second.emit('ready-to-show');
    expect(second.calls.filter((call) => call === 'maximize' || call === 'show')).toEqual([
      'maximize',
      'show',
    ]);
  });

  it('comes to the primary screen when its own is gone', () => {
    const data = temporaryFolder('window');
    writeWindowState(data, { x: 5000, y: 0, width: 1000, height: 600, maximized: false });
    screen.displays = [
      { id: 1, workArea: { x: 0, y: 0, width: 1366, height: 728 } },
      { id: 2, workArea: { x: 1366, y: 0, width: 1000, height: 700 } },
    ];
    expect(make(data).options).toMatchObject({ x: 183, y: 64 });
  });

  it('closes also when its place cannot be written down', () => {
    const data = temporaryFolder('window');
    const log = listLog();
    const window = make(data, log);
    rmSync(data, { recursive: true });
    window.emit('close', fakeEvent());
    expect(log.entries).toEqual(['incident: window state']);
    expect(readWindowState(data)).toBeNull();
  });

  it('comes to the front when Rollbook is started again', () => {
    const window = fakeWindow();
    window.minimized = true;
    raiseWindow(asWindow(window));
    expect(window.calls).toEqual(['restore', 'show', 'focus']);
    window.destroyed = true;
    raiseWindow(asWindow(window));
    expect(window.calls).toHaveLength(3);
  });
});

describe('loading the page', () => {
  it('asks for our own address', async () => {
    const window = make();
    await loadApp(asWindow(window));
    expect(window.loadURL).toHaveBeenCalledWith('app://rollbook/');
  });

  it.each([
    ['ERR_ABORTED', true],
    ['ERR_FAILED', false],
  ])('that ends with %s is fine: %s', async (code, fine) => {
    const window = make();
    Object.assign(window, { loadURL: () => Promise.reject(Object.assign(new Error(code), { code })) });
    const loaded = loadApp(asWindow(window));
    await (fine ? expect(loaded).resolves.toBeUndefined() : expect(loaded).rejects.toThrow(code));
  });
});
