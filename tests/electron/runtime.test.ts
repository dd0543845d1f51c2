import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale } from '../../scripts/build-if-stale.ts';
import { findRuntime, hasDisplay } from '../../scripts/electron-runtime.ts';
import { contentSecurityPolicy } from '../../src/main/hosts/headers.ts';
import { temporaryFolder } from '../support/folders.ts';

/** The built program in the real Electron. Everything else in this folder shows only what we ask of it. */
const root = join(import.meta.dirname, '../..');
const program = findRuntime(root);
const display = hasDisplay(process.env, process.platform);
const present = program !== null && display;
if (!present)
  process.stdout.write(
    `left out: ${program ? "there is no display for Electron's window" : "Electron's runtime is not installed"}\n`,
  );

describe.skipIf(!present)('Rollbook in Electron', () => {
  let app: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    if (!program) return;
    expect(await buildIfStale(root)).toBe(true);
    const folder = temporaryFolder('runtime');
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    app = await _electron.launch({
      executablePath: program,
      args: [root, ...asRoot, '--data', join(folder, 'data'), '--state', join(folder, 'state')],
    });
    page = await app.firstWindow();
    await page.waitForLoadState('load');
  }, 120_000);
  afterAll(() => app?.close());

  const call = (channel: string) =>
    page.evaluate(
      (name) =>
        (
          globalThis as unknown as { rollbook: { call: (name: string, input: object) => Promise<unknown> } }
        ).rollbook.call(name, {}),
      channel,
    );

  it('shows its page from its own origin, without Node', async () => {
    expect(page.url()).toMatch(/^app:\/\/rollbook\//);
    expect(await page.evaluate('[typeof require, typeof process, typeof module, location.origin]')).toEqual([
      'undefined',
      'undefined',
      'undefined',
      'app://rollbook',
    ]);
  });

  it('has the bridge and nothing else', async () => {
    expect(await page.evaluate('Object.keys(rollbook).sort()')).toEqual([
      'blobAddress',
      'call',
      'host',
      'subscribe',
      'upload',
    ]);
  });

  it('answers calls', async () => {
    expect(await call('center.state')).toMatchObject({ ok: true, data: { host: 'electron', stage: 'new' } });
  });

  it('keeps its files inside, with the policy in the header', async () => {
    const get = (path: string) =>
      page.evaluate(async (to) => {
        const response = await fetch(to);
        return { status: response.status, policy: response.headers.get('Content-Security-Policy') };
      }, path);
    expect(await get('/')).toEqual({ status: 200, policy: contentSecurityPolicy });
    expect((await get('/..%2f..%2fpackage.json')).status).toBe(404);
    expect((await get('/%2e%2e%5cpackage.json')).status).toBe(404);
  });

  it('takes a file and gives it back', async () => {
    const text = await page.evaluate(`(async () => {
      const { data } = await rollbook.upload(new File(['ряд 1'], 'list.csv'));
      return (await fetch(rollbook.blobAddress(data))).text();
    })()`);
    expect(text).toBe('ряд 1');
  });

  it('goes nowhere else', async () => {
    await page.evaluate('location.href = "https://example.org/"');
    expect(await page.evaluate('window.open("https://example.org/")')).toBeNull();
    expect(page.url()).toMatch(/^app:\/\/rollbook\//);
    expect(app.windows()).toHaveLength(1);
  });

  it('draws its page again after a crash', async () => {
    const drawn = page.waitForEvent('domcontentloaded');
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    await drawn;
    expect(await call('center.state')).toMatchObject({ ok: true });
  });
});
