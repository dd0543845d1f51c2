import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale } from './build-if-stale.ts';
import { fetchRuntime, findRuntime, hasDisplay, whatBroke } from './electron-runtime.ts';
import { runChild } from './run-child.ts';
import { hostArguments, readStartOptions, type StartOptions } from './start-options.ts';

const root = join(import.meta.dirname, '..');
const say = (line: string): void => void process.stderr.write(`${line}\n`);

// Node 22 reads this file but cannot run Rollbook; the launcher finds the right one.
if (Number(process.versions.node.split('.')[0]) < 24) createRequire(import.meta.url)('./launch.cjs');
else await start();

async function start(): Promise<void> {
  const options = readStartOptions(process.argv.slice(2));
  if ('text' in options) {
    (options.code === 0 ? process.stdout : process.stderr).write(options.text);
    process.exitCode = options.code;
    return;
  }
  if (!(await buildIfStale(root))) {
    process.exitCode = 1;
    return;
  }
  if (options.host === 'browser' || (await tryElectron(options)) === 'use browser') await inBrowser(options);
}

/** Runs Rollbook in Electron to its end, or says in one line why not. */
async function tryElectron(options: StartOptions): Promise<'ended' | 'use browser'> {
  const asked = options.host === 'electron';
  const display = hasDisplay(process.env, process.platform);
  const program = findRuntime(root) ?? (display ? await fetchRuntime(root, asked) : null);
  if (!program || !display) {
    const reason = program
      ? "There is no display for Electron's window"
      : "Electron's runtime is not available";
    if (asked) {
      say(`${reason}. Without "--host electron" Rollbook opens in the installed browser.`);
      process.exitCode = 1;
      return 'ended';
    }
    say(`${reason}; Rollbook opens in the installed browser instead.`);
    return 'use browser';
  }
  // Chromium refuses to run as root inside its sandbox; nobody but a container does that.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const ending = await runChild(program, [root, ...asRoot, ...hostArguments(options)], {
    quiet: false,
    env,
  });
  const broke = whatBroke(ending);
  if (broke && !asked) {
    say(`Electron did not run here (${broke}); Rollbook opens in the installed browser instead.`);
    return 'use browser';
  }
  process.exitCode = ending.code ?? 1;
  return 'ended';
}

/** In this very process: signals, exit code and first line of output are its own. */
async function inBrowser(options: StartOptions): Promise<void> {
  const entry = join(root, 'out/main/browser.js');
  process.argv = [process.execPath, entry, ...hostArguments(options)];
  await import(pathToFileURL(entry).href);
}
