import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { lockBuild } from './build-lock.ts';
import { runChild } from './run-child.ts';

const sources = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'postcss.config.mjs',
  'package.json',
  'package-lock.json',
];
const results = ['main/index.js', 'main/browser.js', 'preload/index.cjs', 'renderer/index.html'];
const stampOf = (root: string): string => join(root, 'out/built-from');

function filesBelow(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Changes when a source is added, removed, or written. By times and sizes, not contents: every start asks. */
export function sourcesMark(root: string): string {
  const lines = sources
    .flatMap((source) => filesBelow(join(root, source)))
    .sort()
    .map((file) => {
      const { mtimeMs, size } = statSync(file);
      return `${file.slice(root.length)}\t${mtimeMs}\t${size}`;
    });
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** True if `out/` was built from these very sources. */
export function isFresh(root: string): boolean {
  if (!results.every((result) => existsSync(join(root, 'out', result)))) return false;
  try {
    return readFileSync(stampOf(root), 'utf8') === sourcesMark(root);
  } catch {
    return false;
  }
}

/** Builds if needed, silently but for one line on stderr. False, with the reason on stderr, if that failed. */
export async function buildIfStale(root: string): Promise<boolean> {
  if (isFresh(root)) return true;
  const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  if (!existsSync(tool)) {
    process.stderr.write('Rollbook is not installed yet. Run "npm ci" in this folder first.\n');
    return false;
  }
  process.stderr.write('Building Rollbook (first start only)…\n');
  const unlock = await lockBuild(root);
  try {
    if (isFresh(root)) return true;
    // Taken before building: what is edited meanwhile makes the next start build again.
    const mark = sourcesMark(root);
    const { code, output } = await runChild(process.execPath, [tool, 'build'], {
      quiet: true,
      cwd: root,
    });
    if (code !== 0) {
      process.stderr.write(`${stripVTControlCharacters(output)}\nRollbook could not be built.\n`);
      return false;
    }
    writeFileSync(stampOf(root), mark);
    return true;
  } finally {
    unlock();
  }
}
