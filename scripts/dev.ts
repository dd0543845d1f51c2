import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { build, type UserConfig } from 'vite';
import config from '../electron.vite.config.ts';
import { openWindow } from '../src/main/hosts/browser/open-window.ts';
import { readWindowState } from '../src/main/hosts/window-state.ts';

const help = `Runs Rollbook from its sources in the installed browser: npm run dev -- [options]

  --data DIR   work on this folder; a folder of its own otherwise, never your real data
  --state DIR  likewise for the marks of copied data folders
  --port N     any free one otherwise
  --no-open    print the link instead of opening a window
  --help       this text

A change below src/renderer builds the pages again: reload the window. A change to the backend starts it again
with a new window, and the center asks for its passphrase again.
`;

const root = join(import.meta.dirname, '..');
const own = join(root, 'node_modules/.cache/rollbook/dev');
const pages = join(own, 'pages');
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(own, 'data') },
    state: { type: 'string', default: join(own, 'state') },
    port: { type: 'string', default: '0' },
    'no-open': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) process.stdout.write(help);
else {
  await watchPages();
  watchHost();
}

/** Builds the pages whenever they change; resolves after the first time. */
async function watchPages(): Promise<void> {
  const { renderer } = config as { renderer: UserConfig };
  const watcher = await build({
    ...renderer,
    configFile: false,
    logLevel: 'warn',
    build: {
      ...renderer.build,
      outDir: pages,
      minify: false,
      reportCompressedSize: false,
      sourcemap: 'inline',
      watch: {},
    },
  });
  if (!('on' in watcher)) return;
  await new Promise<void>((ready) => {
    watcher.on('event', (event) => {
      if (event.code === 'BUNDLE_END') process.stderr.write(`Pages built in ${event.duration} ms.\n`);
      if (event.code === 'ERROR') process.stderr.write(`${event.error.message}\n`);
      if (event.code === 'END' || event.code === 'ERROR') ready();
    });
  });
}

/** Runs the backend from its sources, again after every change, with a new window each time: links work once. */
function watchHost(): void {
  mkdirSync(values.data, { recursive: true });
  const host = spawn(
    process.execPath,
    [
      '--watch',
      '--watch-preserve-output',
      join(root, 'src/main/browser.ts'),
      ...['--pages', pages, '--no-open', '--port', values.port],
      ...['--data', resolve(values.data), '--state', resolve(values.state)],
    ],
    { stdio: ['inherit', 'pipe', 'inherit'] },
  );
  let window: ChildProcess | null = null;
  createInterface({ input: host.stdout }).on('line', (line) => {
    const url = linkIn(line);
    if (!url) process.stdout.write(`${line}\n`);
    else if (values['no-open']) process.stdout.write(`${url}\n`);
    else {
      window?.kill();
      const data = resolve(values.data);
      window = openWindow(url, join(data, 'window'), readWindowState(data));
      if (!window) process.stdout.write(`${url}\n`);
    }
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      window?.kill();
      host.kill(signal);
    });
  }
  host.on('exit', (code) => process.exit(code ?? 0));
}

function linkIn(line: string): string | null {
  try {
    const { url } = JSON.parse(line) as { url?: unknown };
    return typeof url === 'string' ? url : null;
  } catch {
    return null;
  }
}
