import { readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBrowser } from '../../scripts/browser.ts';
import { mostMadeBytes, mostUploadBytes } from '../../src/main/files.ts';
import { temporaryFolder } from '../support/folders.ts';
import { buildPreload } from './build-preload.ts';

/**
 * The built preload in a real Chromium, with a stand-in for `require('electron')`. What the stand-in cannot show is
 * Electron's own copying between the two worlds: `runtime.test.ts` does, where the runtime is installed.
 */

interface Seen {
  exposed: string[];
  required: string[];
  added: string[];
  invoked: unknown[][];
  listening: string[];
}

const found = await ensureBrowser();
let browser: Browser;
let page: Page;
let source: string;

beforeAll(async () => {
  if (!found) return;
  source = readFileSync(await buildPreload(temporaryFolder('preload')), 'utf8');
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser = await chromium.launch({
    executablePath: found,
    args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', ...root],
  });
}, 60_000);
afterAll(() => browser?.close());

beforeEach(async () => {
  if (!found) return;
  await page?.close();
  page = await browser.newPage();
  await page.evaluate((text) => {
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    const seen: Seen = { exposed: [], required: [], added: [], invoked: [], listening: [] };
    const listeners = new Map<string, (event: unknown, data: unknown) => void>();
    const electron = {
      contextBridge: {
        exposeInMainWorld: (name: string, value: unknown) => {
          seen.exposed.push(name);
          Object.assign(globalThis, { [name]: value });
        },
      },
      webUtils: { getPathForFile: (file: { path?: string }) => file.path ?? '' },
      ipcRenderer: {
        invoke: async (...values: unknown[]) => {
          seen.invoked.push(values);
          if (values[1] === 'broken') throw new Error("Error invoking remote method 'call'");
          return { ok: true, data: 'answer' };
        },
        on: (topic: string, listener: (event: unknown, data: unknown) => void) =>
          listeners.set(topic, listener),
        off: (topic: string, listener: unknown) => {
          if (listeners.get(topic) === listener) listeners.delete(topic);
        },
      },
    };
    const require = (name: string) => {
      seen.required.push(name);
      return electron;
    };
    new Function('require', 'module', 'exports', text)(require, { exports: {} }, {});
    seen.added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
    Object.assign(globalThis, {
      seen: () => ({ ...seen, listening: [...listeners.keys()] }),
      send: (topic: string, data: unknown) => listeners.get(topic)?.({ sender: 'ipcRenderer' }, data),
    });
  }, source);
});

/** Runs in the page, where `rollbook` is the bridge. */
const inPage = <T>(work: string): Promise<T> => page.evaluate(`(async () => { ${work} })()`) as Promise<T>;
const seen = (): Promise<Seen> => inPage('return seen()');

describe.skipIf(!found)('the preload', () => {
  it('shows the bridge and nothing else', async () => {
    expect(await seen()).toMatchObject({
      exposed: ['rollbook'],
      required: ['electron'],
      added: ['rollbook'],
    });
    expect(
      await inPage('return Object.entries(rollbook).map(([name, value]) => [name, typeof value]).sort()'),
    ).toEqual([
      ['blobAddress', 'function'],
      ['call', 'function'],
      ['host', 'string'],
      ['subscribe', 'function'],
      ['upload', 'function'],
    ]);
    expect(await inPage('return [rollbook.host, rollbook.blobAddress("t0ken")]')).toEqual([
      'electron',
      '/blob/t0ken',
    ]);
  });

  it('is one file that needs only Electron', () => {
    expect(source).not.toMatch(/\bimport\b|require\((?!"electron"\))/);
  });

  it('sends calls to one channel and gives back their results', async () => {
    expect(await inPage('return rollbook.call("center.state", { a: 1 })')).toEqual({
      ok: true,
      data: 'answer',
    });
    expect((await seen()).invoked).toEqual([['call', 'center.state', { a: 1 }]]);
  });

  it('never rejects when the other side is gone', async () => {
    expect(await inPage('return rollbook.call("broken", {})')).toEqual({
      ok: false,
      error: { code: 'unavailable', reason: 'host_gone' },
    });
  });

  it('hands on what is told, without the event', async () => {
    const heard = await inPage(`
      const heard = [];
      const stop = rollbook.subscribe('changed', (...values) => heard.push(values));
      send('changed', ['roster']);
      stop();
      send('changed', ['center']);
      return [heard, seen().listening];
    `);
    expect(heard).toEqual([[[['roster']]], []]);
  });

  it('listens to no other topic', async () => {
    await inPage(
      `for (const topic of ['call', '', 'ELECTRON_BROWSER_DEV', '__proto__']) rollbook.subscribe(topic, () => {})()`,
    );
    await inPage(`rollbook.subscribe('internal', () => {}); rollbook.subscribe('job', () => {})`);
    expect((await seen()).listening).toEqual(['job']);
  });

  it('hands over a file by its name and bytes', async () => {
    const sent = await inPage(`
      const result = await rollbook.upload(new File([new Uint8Array([1, 2, 3])], 'список.csv'));
      const [channel, name, bytes] = seen().invoked[0];
      return [result, channel, name, bytes instanceof ArrayBuffer, [...new Uint8Array(bytes)]];
    `);
    expect(sent).toEqual([{ ok: true, data: 'answer' }, 'upload', 'список.csv', true, [1, 2, 3]]);
  });

  it('hands over a file that lies on the disk by its path, with the folders it was chosen with', async () => {
    const sent = await inPage(`
      const onDisk = (size, more) => Object.defineProperties(new File(['x'], 'a.zip'), {
        size: { value: size }, path: { value: '/stick/a.zip' }, webkitRelativePath: { value: more } });
      await rollbook.upload(onDisk(${mostUploadBytes}, 'Cohort 2/a.zip'));
      return [seen().invoked, await rollbook.upload(onDisk(${mostUploadBytes + 1}, ''))];
    `);
    expect(sent).toEqual([
      [['upload', 'Cohort 2/a.zip', '/stick/a.zip']],
      { ok: false, error: { code: 'validation', reason: 'too_large' } },
    ]);
  });

  it('does not read a file over the limit of the backend', async () => {
    const results = await inPage<{ ok: boolean }[]>(`
      const sized = (size) => Object.defineProperty(new File(['x'], 'x'), 'size', { value: size });
      return [await rollbook.upload(sized(${mostMadeBytes})), await rollbook.upload(sized(${mostMadeBytes + 1}))];
    `);
    expect(results).toEqual([
      { ok: true, data: 'answer' },
      { ok: false, error: { code: 'validation', reason: 'too_large' } },
    ]);
    expect((await seen()).invoked).toHaveLength(1);
  });

  it('says that a file is gone', async () => {
    const result = await inPage(`
      const file = Object.assign(new File(['x'], 'x'), { arrayBuffer: () => Promise.reject(new DOMException('gone')) });
      return rollbook.upload(file);
    `);
    expect(result).toEqual({ ok: false, error: { code: 'unavailable', reason: 'file_not_found' } });
  });
});
