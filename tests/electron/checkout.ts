import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../support/folders.ts';

/** A checkout with the real scripts, and stand-ins for what they start. */
const scripts = join(import.meta.dirname, '../../scripts');
export const windows = process.platform === 'win32';
export const building = 'Building Rollbook (first start only)…\n';
export const instead =
  "Electron's runtime is not available; Rollbook opens in the installed browser instead.\n";

export function write(root: string, path: string, text: string): void {
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

export function checkout(): string {
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
export const installer = (root: string, text: string): void =>
  write(
    root,
    'node_modules/electron/install.js',
    `require('node:fs').appendFileSync(${JSON.stringify(join(root, 'installs'))}, '.');\n${text}`,
  );

export function runtime(root: string, script: string): void {
  write(root, 'node_modules/electron/path.txt', 'electron');
  write(root, 'node_modules/electron/dist/version', '45.0.0');
  write(root, 'node_modules/electron/dist/electron', `#!/bin/sh\n${script}\n`);
  chmodSync(join(root, 'node_modules/electron/dist/electron'), 0o755);
}

export const started = (
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

export function ended(
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
export const start = (...values: Parameters<typeof started>) => ended(started(...values));
export const countOf = (root: string, file: string): number =>
  existsSync(join(root, file)) ? readFileSync(join(root, file)).length : 0;
