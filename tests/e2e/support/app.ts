import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { ensureBrowser } from '../../../scripts/browser.ts';
import { windowFlags } from '../../../src/main/hosts/browser/open-window.ts';
import type { Channel, Input, Output } from '../../../src/shared/contract/index.ts';
import type { Result } from '../../../src/shared/result.ts';
import { requireNoTraces } from './traces.ts';

const root = join(import.meta.dirname, '../../..');

export interface App {
  page: Page;
  folder: string;
  /** Calls the backend the way the window does. */
  call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>>;
  /** Puts the clock of host and window to an instant, from which it goes on. */
  setClock(instant: number): Promise<void>;
  /** Ends the host without a word, as a power cut would. */
  kill(): Promise<void>;
  /** Starts the host again on the same folder and opens a new window. */
  restart(): Promise<void>;
  /** Console errors and uncaught errors of the page so far. */
  complaints: string[];
  /** Closes the window, so that its browser writes what it keeps; the host goes on. */
  closeWindow(): Promise<void>;
  /** Ends it, and throws if it left a name or a phone readable in its folder. */
  close(): Promise<void>;
}

interface Options {
  /** A browser profile that is kept below the folder, as the app's own window has one. */
  profile?: boolean;
  locale?: string;
  /** Done with the new folder before anything starts. */
  prepare?: (folder: string) => void;
  /** The instant at which it starts, where it is not now. */
  clock?: number;
  /** A folder whose folders play sticks. */
  drives?: string;
}

const browserPath = async (): Promise<string> => {
  const path = await ensureBrowser();
  if (!path) throw new Error('no browser');
  return path;
};

const flags = process.getuid?.() === 0 ? [...windowFlags, '--no-sandbox'] : windowFlags;

/** One Chromium for all windows of a file of tests; each has a context of its own. */
let shared: Promise<Browser> | null = null;
const sharedBrowser = (): Promise<Browser> => {
  shared ??= browserPath().then((path) => chromium.launch({ executablePath: path, args: flags }));
  return shared;
};
afterAll(async () => {
  await (await shared)?.close();
  shared = null;
});

/** Runs in the page: its clock is ahead by so many milliseconds. */
function goAhead(by: number): void {
  const own = window as { realNow?: () => number };
  own.realNow ??= Date.now;
  const real = own.realNow;
  Date.now = () => real() + by;
}

/** Rollbook in the browser host on a new folder, as it was built, with a real Chromium. */
export async function launchApp(options: Options = {}): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), 'rollbook-e2e-'));
  const complaints: string[] = [];
  options.prepare?.(folder);
  let host: ChildProcess | null = null;
  let context: BrowserContext | null = null;
  let page: Page | null = null;
  let ahead: number | null = null;

  const writeClock = (instant: number): number => {
    const by = instant - Date.now();
    // Renamed into its place: the host reads it whenever it wants to know the time.
    writeFileSync(join(folder, 'clock.new'), String(by));
    renameSync(join(folder, 'clock.new'), join(folder, 'clock'));
    return by;
  };
  if (options.clock !== undefined) ahead = writeClock(options.clock);

  const closeWindow = async (): Promise<void> => {
    await context?.close();
    context = null;
    page = null;
  };

  const open = async (): Promise<void> => {
    host = startHost(folder, ahead === null ? null : join(folder, 'clock'), options.drives ?? null);
    const url = await firstLine(host);
    const view = {
      viewport: { width: 1366, height: 768 },
      locale: options.locale ?? 'en-GB',
      // What moves is waited for.
      reducedMotion: 'reduce' as const,
    };
    if (options.profile) {
      context = await chromium.launchPersistentContext(join(folder, 'window'), {
        ...view,
        executablePath: await browserPath(),
        args: flags,
      });
    } else {
      context = await (await sharedBrowser()).newContext(view);
    }
    page = context.pages()[0] ?? (await context.newPage());
    if (ahead !== null) await page.addInitScript(goAhead, ahead);
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(url);
  };

  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = host;
    host = null;
    if (!ending || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await ended;
  };

  await open();
  return {
    folder,
    complaints,
    get page() {
      if (!page) throw new Error('the app is closed');
      return page;
    },
    call: async (channel, input) => {
      const answer = await page?.evaluate(
        async ([name, value]) => {
          const response = await fetch('/rpc', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ channel: name, input: value }),
          });
          return (await response.json()) as Result<never>;
        },
        [channel, input] as const,
      );
      if (!answer) throw new Error('the app is closed');
      if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
      return answer.data;
    },
    setClock: async (instant) => {
      if (ahead === null) throw new Error('launched with the real clock');
      ahead = writeClock(instant);
      await page?.addInitScript(goAhead, ahead);
      await page?.evaluate(goAhead, ahead);
    },
    kill: () => stop('SIGKILL'),
    restart: async () => {
      await stop('SIGTERM');
      await closeWindow();
      await open();
    },
    closeWindow,
    close: async () => {
      await closeWindow();
      await stop('SIGTERM');
      try {
        requireNoTraces(folder);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** `clock`: a file that says by how much the clock of the host is ahead. */
function startHost(folder: string, clock: string | null, drives: string | null): ChildProcess {
  const places = ['--data', join(folder, 'data'), '--state', join(folder, 'state')];
  const host = [join(root, 'out/main/browser.js'), '--no-open', ...places];
  const before = [
    ...(clock === null ? [] : ['host-clock.ts']),
    ...(drives === null ? [] : ['host-drives.ts']),
  ];
  const imports = before.flatMap((file) => ['--import', join(import.meta.dirname, file)]);
  return spawn(process.execPath, [...imports, ...host], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...(clock === null ? {} : { ROLLBOOK_TEST_CLOCK: clock }),
      ...(drives === null ? {} : { ROLLBOOK_TEST_DRIVES: drives }),
    },
  });
}

function firstLine(host: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    host.stdout?.on('data', (part: Buffer) => {
      text += part;
      const end = text.indexOf('\n');
      if (end >= 0) resolve((JSON.parse(text.slice(0, end)) as { url: string }).url);
    });
    host.once('exit', (code) => reject(new Error(`the host ended with ${code}`)));
  });
}
