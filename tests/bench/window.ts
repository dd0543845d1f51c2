import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { ensureBrowser } from '../../scripts/browser.ts';
import { buildIfStale } from '../../scripts/build-if-stale.ts';
import { windowFlags } from '../../src/main/hosts/browser/open-window.ts';
import { LeftOut } from './figure.ts';

export const root = resolve(import.meta.dirname, '../..');
export const rendererPages = join(root, 'out/renderer');

/** Builds the program where it is not fresh. Throws LeftOut where that fails. */
export async function requireBuild(): Promise<void> {
  if (!(await buildIfStale(root))) throw new LeftOut('the program could not be built');
}

export async function requireBrowser(): Promise<string> {
  const browser = await ensureBrowser();
  if (!browser) throw new LeftOut('there is no Chromium');
  return browser;
}

/** A window of the app with a profile of its own, as the browser host opens one. */
export async function openPage(
  browser: string,
  profile: string,
): Promise<{ context: BrowserContext; page: Page }> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser,
    args: [...windowFlags, ...asRoot],
    viewport: { width: 1366, height: 768 },
    // As the center's: a laptop mostly speaks the language of its people.
    locale: 'uk-UA',
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page };
}

/** Starts a host and waits for its launch link, the first line that it says. */
export async function startHost(script: string, options: string[]): Promise<Host> {
  const child = spawn(process.execPath, [script, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  const { url } = JSON.parse(await nextLine(child)) as { url: string };
  return { child, url };
}

export interface Host {
  child: ChildProcess;
  url: string;
}

/** The next line of a child's standard output. */
export function nextLine(child: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let text = '';
    const take = (part: Buffer): void => {
      text += part.toString();
      if (!text.includes('\n')) return;
      child.stdout?.off('data', take);
      child.off('exit', end);
      done(text.slice(0, text.indexOf('\n')));
    };
    const end = (code: number | null): void => failed(new Error(`the host ended with ${code}`));
    child.stdout?.on('data', take);
    child.once('exit', end);
  });
}

/** Ends a host as its window does: the database is closed well. */
export async function stopHost({ child }: Host): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
}
