import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isFresh, sourcesMark } from '../../scripts/build-if-stale.ts';
import { hasDisplay, whatBroke } from '../../scripts/electron-runtime.ts';
import { temporaryFolder } from '../support/folders.ts';

/** A checkout with the real scripts, and stand-ins for what they start. */
const scripts = join(import.meta.dirname, '../../scripts');
const windows = process.platform === 'win32';
const building = 'Building Rollbook (first start only)…\n';
const instead = "Electron's runtime is not available; Rollbook opens in the installed browser instead.\n";

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const browserHost = `process.stdout.write(JSON.stringify({ url: 'http://x', argv: process.argv.slice(2) }) + '\\n');`;
const buildTool = `
const { mkdirSync, writeFileSync, appendFileSync, existsSync } = require('node:fs');
console.log('transforming…');
appendFileSync('builds', '.');
if (existsSync('broken')) { console.error('no such export'); process.exit(1); }
for (const file of ['main/index.js', 'preload/index.cjs', 'renderer/index.html', 'main/browser.js']) {
  mkdirSync('out/' + file.split('/')[0], { recursive: true });
  writeFileSync('out/' + file, ${JSON.stringify(browserHost)});
}`;

function checkout(): string {
  const root = temporaryFolder('checkout');
  cpSync(scripts, join(root, 'scripts'), { recursive: true });
  write(root, 'package.json', '{"type":"module"}');
  write(root, 'src/main/index.ts', 'export {};');
  write(root, 'resources/icon.svg', '<svg/>');
  write(root, 'node_modules/electron-vite/package.json', '{"type":"commonjs"}');
  write(root, 'node_modules/electron-vite/bin/electron-vite.js', buildTool);
  write(root, 'node_modules/electron/package.json', '{}');
  installer(root, 'process.exit(1);');
  return root;
}

/** What the electron package does to fetch its runtime; `installs` counts. */
const installer = (root: string, text: string): void =>
  write(
    root,
    'node_modules/electron/install.js',
    `require('node:fs').appendFileSync(${JSON.stringify(join(root, 'installs'))}, '.');\n${text}`,
  );

function runtime(root: string, script: string): void {
  write(root, 'node_modules/electron/path.txt', 'electron');
  write(root, 'node_modules/electron/dist/version', '45.0.0');
  write(root, 'node_modules/electron/dist/electron', `#!/bin/sh\n${script}\n`);
  chmodSync(join(root, 'node_modules/electron/dist/electron'), 0o755);
}

const started = (
  root: string,
  args: string[],
  more: { entry?: string; node?: string[]; display?: boolean } = {},
) => {
  const { ELECTRON_OVERRIDE_DIST_PATH: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  return spawn(
    process.execPath,
    [...(more.node ?? []), join(root, 'scripts', more.entry ?? 'start.ts'), ...args],
    {
      cwd: root,
      env: { ...env, DISPLAY: more.display === false ? '' : ':0' },
    },
  );
};

function ended(
  child: ChildProcess,
): Promise<{ code: number | null; signal: string | null; out: string; err: string }> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (part) => {
    out += part;
  });
  child.stderr?.on('data', (part) => {
    err += part;
  });
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, out, err })));
}
const start = (...values: Parameters<typeof started>) => ended(started(...values));
const countOf = (root: string, file: string): number =>
  existsSync(join(root, file)) ? readFileSync(join(root, file)).length : 0;

describe('the command line', () => {
  const root = checkout();

  it('says that the sample comes later', async () => {
    expect(await start(root, ['--sample'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/later/),
    });
  });

  it('explains itself', async () => {
    const { code, out, err } = await start(root, ['--help']);
    expect([code, err]).toEqual([0, '']);
    for (const option of ['--host', '--data', '--state', '--port', '--no-open', '--sample'])
      expect(out).toContain(option);
  });

  it.each([
    ['--nonsense'],
    ['--host', 'tv'],
    ['--port', 'x'],
    ['--port', '65536'],
    ['--data'],
    ['--host', 'electron', '--no-open'],
    ['word'],
  ])('refuses %s %s %s', async (...args) => {
    expect(await start(root, args)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/--help/) });
    expect(countOf(root, 'builds')).toBe(0);
  });
});

describe('building', () => {
  it('happens the first time, and never comes before the link on stdout', async () => {
    const root = checkout();
    const first = await start(root, ['--host', 'browser', '--no-open', '--data', 'd']);
    expect(first.err).toBe(building);
    expect(JSON.parse(first.out)).toEqual({
      url: 'http://x',
      argv: ['--data', join(root, 'd'), '--no-open'],
    });
    const second = await start(root, ['--no-open']);
    expect(second).toMatchObject({ code: 0, err: '' });
    expect(countOf(root, 'builds')).toBe(1);
    expect(countOf(root, 'installs')).toBe(0);
  });

  it.each<[string, (root: string) => void]>([
    ['a source was written', (root) => appendFileSync(join(root, 'src/main/index.ts'), '//')],
    ['a source was added', (root) => write(root, 'src/shared/deep/new.ts', '')],
    ['a source is gone', (root) => rmSync(join(root, 'src/main/index.ts'))],
    ['a source has another time', (root) => utimesSync(join(root, 'src/main/index.ts'), 1, 1)],
    ['a resource was written', (root) => write(root, 'resources/icon.svg', '<svg></svg>')],
    ['the packages changed', (root) => write(root, 'package.json', '{"type":"module","version":"2.0.0"}')],
    ['a built file is gone', (root) => rmSync(join(root, 'out/preload/index.cjs'))],
  ])('is due again when %s', (_name, change) => {
    const root = checkout();
    for (const file of ['main/index.js', 'main/browser.js', 'preload/index.cjs', 'renderer/index.html'])
      write(root, `out/${file}`, '');
    expect(isFresh(root)).toBe(false);
    write(root, 'out/built-from', sourcesMark(root));
    expect(isFresh(root)).toBe(true);
    change(root);
    expect(isFresh(root)).toBe(false);
  });

  it('happens once when two starts come together', async () => {
    const root = checkout();
    const both = await Promise.all([start(root, ['--no-open']), start(root, ['--no-open'])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(countOf(root, 'builds')).toBe(1);
  });

  it('goes on after a start that was cut off while it built', async () => {
    const root = checkout();
    write(root, 'node_modules/.cache/rollbook/building', '999999999');
    expect(await start(root, ['--no-open'])).toMatchObject({ code: 0, err: building });
  });

  it('shows why it failed', async () => {
    const root = checkout();
    write(root, 'broken', '');
    expect(await start(root, ['--no-open'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/no such export[\s\S]*could not be built/),
    });
    expect(await start(root, ['--no-open'])).toMatchObject({ code: 1 });
  });

  it('asks for an installation where there is none', async () => {
    const root = checkout();
    rmSync(join(root, 'node_modules'), { recursive: true });
    expect(await start(root, [])).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/npm ci/) });
  });
});

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

describe('with an old Node', () => {
  const old = (root: string): string[] => {
    const file = join(root, 'old.cjs');
    writeFileSync(
      file,
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } });",
    );
    return ['--require', file];
  };

  it.each(['start.ts', 'launch.cjs'])('%s asks for the right one in a sentence', async (entry) => {
    const root = checkout();
    expect(await start(root, [], { entry, node: old(root) })).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/needs Node 24.*npm ci/),
    });
  });

  it.skipIf(windows).each(['start.ts', 'launch.cjs'])(
    '%s goes on with the one that is installed here',
    async (entry) => {
      const root = checkout();
      mkdirSync(join(root, 'node_modules/node/bin'), { recursive: true });
      symlinkSync(process.execPath, join(root, 'node_modules/node/bin/node'));
      expect(await start(root, ['--no-open'], { entry, node: old(root) })).toMatchObject({
        code: 0,
        err: building,
      });
      expect(await start(root, ['--sample'], { entry, node: old(root) })).toMatchObject({ code: 2 });
    },
  );

  it('the launcher uses the present one if it is new enough', async () => {
    expect(await start(checkout(), ['--no-open'], { entry: 'launch.cjs' })).toMatchObject({
      code: 0,
      err: building,
    });
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
