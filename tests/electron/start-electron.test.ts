import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasDisplay, whatBroke } from '../../scripts/electron-runtime.ts';
import {
  building,
  checkout,
  countOf,
  ended,
  installer,
  instead,
  runtime,
  start,
  started,
  windows,
} from './checkout.ts';

describe('without Electron’s runtime', () => {
  it('says so in one line, opens the browser host, and does not wait again that day', async () => {
    const root = checkout();
    expect((await start(root, ['--state', 's'])).err).toBe(building + instead);
    const second = await start(root, []);
    expect(second).toMatchObject({ code: 0, err: instead });
    expect(JSON.parse(second.out).argv).toEqual([]);
    expect(countOf(root, 'installs')).toBe(1);
    utimesSync(
      join(root, 'node_modules/.cache/rollbook/no-electron'),
      new Date(),
      new Date(Date.now() - 2 * 86_400_000),
    );
    await start(root, []);
    expect(countOf(root, 'installs')).toBe(2);
  });

  it('does not fetch it where no window could be shown', async () => {
    const root = checkout();
    expect((await start(root, [], { display: windows })).err).toBe(building + instead);
    if (process.platform === 'linux') expect(countOf(root, 'installs')).toBe(0);
  });

  it('ends if Electron was asked for', async () => {
    const root = checkout();
    for (const round of [1, 2]) {
      expect(await start(root, ['--host', 'electron'])).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringMatching(/runtime is not available/),
      });
      expect(countOf(root, 'installs')).toBe(round);
    }
  });
});

describe.skipIf(windows)('with Electron’s runtime', () => {
  it('starts it on this folder and ends as it ends', async () => {
    const root = checkout();
    runtime(root, 'echo "$@"; exit 7');
    const { code, out } = await start(root, ['--data', 'd', '--state', '/s']);
    expect(code).toBe(7);
    expect(out.trim().replace('--no-sandbox ', '')).toBe(`${root} --data ${join(root, 'd')} --state /s`);
    expect(countOf(root, 'installs')).toBe(0);
  });

  it('fetches it first if it can', async () => {
    const root = checkout();
    const dist = join(root, 'node_modules/electron/dist');
    installer(
      root,
      `
      const { chmodSync, mkdirSync, writeFileSync } = require('node:fs');
      mkdirSync(${JSON.stringify(dist)});
      writeFileSync(${JSON.stringify(join(dist, 'version'))}, '45.0.0');
      writeFileSync(${JSON.stringify(join(dist, 'electron'))}, '#!/bin/sh\\necho electron');
      chmodSync(${JSON.stringify(join(dist, 'electron'))}, 0o755);`,
    );
    expect(await start(root, [])).toMatchObject({ code: 0, out: 'electron\n', err: building });
  });

  it.each([
    ['kill -TRAP $$', /did not run here \(SIGTRAP\)/],
    ['exit 127', /did not run here \(code 127\)/],
  ])('opens the browser host if it breaks by %s', async (script, line) => {
    const root = checkout();
    runtime(root, script);
    const { code, out, err } = await start(root, []);
    expect(code).toBe(0);
    expect(err).toMatch(line);
    expect(JSON.parse(out).url).toBe('http://x');
  });

  it('passes signals on', async () => {
    const root = checkout();
    runtime(root, "trap 'echo ended; exit 9' TERM\necho up\nsleep 15 >/dev/null 2>&1 & wait $!");
    const child = started(root, []);
    child.stdout?.once('data', () => child.kill('SIGTERM'));
    expect(await ended(child)).toMatchObject({ code: 9, out: 'up\nended\n' });
  });

  it.skipIf(process.platform !== 'linux')('does not start it without a display', async () => {
    const root = checkout();
    runtime(root, 'exit 7');
    const { code, err } = await start(root, [], { display: false });
    expect([code, err]).toEqual([
      0,
      `${building}There is no display for Electron's window; Rollbook opens in the installed browser instead.\n`,
    ]);
  });
});

describe('how Electron ended', () => {
  it.each<[number | null, NodeJS.Signals | null, string | null]>([
    [0, null, null],
    [1, null, null],
    [3, null, null],
    [127, null, 'code 127'],
    [0xc000_0005, null, 'code 3221225477'],
    [null, 'SIGTRAP', 'SIGTRAP'],
    [null, 'SIGKILL', null],
    [null, 'SIGTERM', null],
  ])('code %j, signal %j: %j', (code, signal, broke) => {
    expect(whatBroke({ code, signal })).toBe(broke);
  });

  it.each<[Record<string, string>, NodeJS.Platform, boolean]>([
    [{}, 'linux', false],
    [{ DISPLAY: '' }, 'linux', false],
    [{ DISPLAY: ':0' }, 'linux', true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
    [{}, 'win32', true],
    [{}, 'darwin', true],
  ])('with %j on %s there is a display: %s', (environment, system, expected) => {
    expect(hasDisplay(environment, system)).toBe(expected);
  });
});
