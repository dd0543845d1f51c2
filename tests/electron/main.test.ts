import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lockFolder } from '../../src/main/database/instance-lock.ts';
import { makeFolder } from '../../src/main/durable.ts';
import { readPlaces } from '../../src/main/hosts/electron/places.ts';
import { hostWords } from '../../src/main/hosts/electron/words.ts';
import { temporaryFolder } from '../support/folders.ts';
import { app, dialog, fakeEvent, handlers, makeReady, resetElectron, session, windows } from './stub.ts';

vi.mock('electron', () => import('./stub.ts'));

const words = hostWords('en', []);
const ownPage = { senderFrame: { parent: null, origin: 'app://rollbook' } };
const argv = process.argv;
const noises = ['uncaughtException', 'unhandledRejection'] as const;
const listeners = new Map(noises.map((event) => [event, process.listeners(event as never)]));
let runs = 0;

/** Runs the entry as Electron does: once for each program. */
async function runMain(data: string): Promise<void> {
  process.argv = [
    '/electron',
    '/app',
    '--data',
    data,
    '--state',
    join(data, '../state'),
    '--original-process-start-time=1',
  ];
  runs += 1;
  const entry = `../../src/main/index.ts?run=${runs}`;
  await import(entry);
}

const call = (channel: string, input: unknown) => handlers.get('call')?.(ownPage, channel, input);

beforeEach(resetElectron);
afterEach(() => {
  app.emit('before-quit');
  process.argv = argv;
  for (const event of noises)
    for (const listener of process.listeners(event as never))
      if (!listeners.get(event)?.includes(listener)) process.off(event, listener);
});

describe('the program under Electron', () => {
  it('has done everything that must come before `ready` when its module ends', async () => {
    const data = join(temporaryFolder('electron'), 'data');
    await runMain(data);
    expect(app.calls).toEqual([
      'sandbox',
      'schemes',
      'name Rollbook',
      'path userData',
      'path sessionData',
      'lock',
    ]);
    expect(app.paths).toEqual({ userData: join(data, 'electron'), sessionData: join(data, 'electron') });
    expect(windows).toEqual([]);
  });

  it('opens its one window on the real backend, and closes that on quitting', async () => {
    const data = join(temporaryFolder('electron'), 'data');
    await runMain(data);
    makeReady();
    await vi.waitFor(() => expect(windows).toHaveLength(1));
    expect(session.defaultSession.protocol.handle).toHaveBeenCalledExactlyOnceWith(
      'app',
      expect.any(Function),
    );
    expect(await call('center.state', {})).toMatchObject({
      ok: true,
      data: { stage: 'new', host: 'electron', keychain: true },
    });
    expect(await call('center.pickFolder', {})).toEqual({ ok: true, data: { path: '/media/stick' } });
    expect(() => lockFolder(data)).toThrow('already_open');

    const event = fakeEvent({ url: 'https://example.org/', isMainFrame: true });
    windows[0]?.webContents.emit('will-frame-navigate', event);
    expect(event.prevented).toBe(true);

    app.emit('before-quit');
    app.emit('will-quit');
    lockFolder(data)();
    expect(dialog.shown).toEqual([]);
  });

  it('tells the window of changes', async () => {
    const data = join(temporaryFolder('electron'), 'data');
    await runMain(data);
    makeReady();
    await vi.waitFor(() => expect(windows).toHaveLength(1));
    await call('center.setAppearance', { theme: 'dark' });
    expect(windows[0]?.webContents.sent).toContainEqual(['changed', ['center']]);
  });

  it('shows its window when it is started again', async () => {
    await runMain(join(temporaryFolder('electron'), 'data'));
    app.emit('second-instance');
    makeReady();
    await vi.waitFor(() => expect(windows).toHaveLength(1));
    app.emit('second-instance');
    expect(windows[0]?.calls).toEqual(expect.arrayContaining(['show', 'focus']));
  });
});

describe('a start that cannot be', () => {
  let said = '';
  beforeEach(() => {
    said = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += text;
      return true;
    });
  });
  afterEach(() => void vi.restoreAllMocks());

  it('ends when another window has these folders', async () => {
    app.first = false;
    await runMain(join(temporaryFolder('electron'), 'data'));
    expect(app.calls.at(-1)).toBe('exit 3');
    expect(said).toMatch(/already open/);
    makeReady();
    expect(windows).toEqual([]);
  });

  it('ends when there is nowhere to write', async () => {
    const file = join(temporaryFolder('electron'), 'file');
    writeFileSync(file, '');
    await runMain(join(file, 'data'));
    expect(app.calls.at(-1)).toBe('exit 1');
    expect(said).toMatch(/cannot write/);
  });

  it('says that Rollbook is open when another process has the data', async () => {
    const data = join(temporaryFolder('electron'), 'data');
    makeFolder(data);
    const unlock = lockFolder(data);
    await runMain(data);
    makeReady();
    await vi.waitFor(() => expect(app.calls).toContain('exit 3'));
    expect(dialog.shown).toEqual([{ message: words.alreadyOpen, detail: words.alreadyOpenDetail }]);
    expect(windows).toEqual([]);
    unlock();
  });

  it('shows the window of the browser host that has the data', async () => {
    const data = join(temporaryFolder('electron'), 'data');
    makeFolder(data);
    const unlock = lockFolder(data);
    const asked: unknown[] = [];
    const other = createServer((request, response) => {
      asked.push([request.method, request.url, request.headers.authorization]);
      response.writeHead(204).end();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    writeFileSync(join(data, 'instance.json'), JSON.stringify({ origin, secret: 'word' }));
    await runMain(data);
    makeReady();
    await vi.waitFor(() => expect(app.calls).toContain('exit 3'));
    expect(asked).toEqual([['POST', '/raise', 'Bearer word']]);
    expect(dialog.shown).toEqual([]);
    other.close();
    unlock();
  });

  it('says so in plain words, with the note in the log', async () => {
    const data = join(temporaryFolder('electron'), 'data');
    makeFolder(data);
    writeFileSync(
      join(data, 'instance.lock'),
      'not a database, and far longer than its first page would have to be '.repeat(99),
    );
    await runMain(data);
    makeReady();
    await vi.waitFor(() => expect(app.calls).toContain('exit 1'));
    expect(dialog.shown).toMatchObject([{ message: words.cannotStart }]);
    expect(String(dialog.shown[0]?.detail)).toMatch(/[0-9a-f]{8}.*log/);
  });
});

describe('folders', () => {
  it('are those of the browser host unless said otherwise', () => {
    const places = readPlaces(['/app']);
    expect(places.data.endsWith(join('Rollbook', 'data'))).toBe(true);
    expect(join(places.userData, 'data')).toBe(places.data);
    expect(places.sessionData).toBe(join(places.data, 'electron'));
  });

  it('are what the arguments say, among switches of Chromium', () => {
    const places = readPlaces([
      '--enable-features=A',
      '/app',
      '--data',
      '/d',
      '--no-sandbox',
      '--state=/s',
      '--',
      'x',
    ]);
    expect(places).toEqual({
      ...{ data: '/d', state: '/s', sample: false, host: '/d' },
      userData: '/d/electron',
      sessionData: '/d/electron',
    });
  });

  it('are the usual ones if an argument has no value', () => {
    expect(readPlaces(['--data']).data).toBe(readPlaces([]).data);
  });
});
