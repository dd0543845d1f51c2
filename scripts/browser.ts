import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { findBrowser } from '../src/main/hosts/browser/open-window.ts';
import { runChild } from './run-child.ts';

/**
 * A Chromium for the tests: the installed one, else Playwright's, else Debian's package where that may be installed.
 * Null with the reason on standard error where there is none.
 */
export async function ensureBrowser(): Promise<string | null> {
  const installed = findBrowser() ?? playwrightsOwn();
  if (installed) return installed;
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    process.stderr.write('Installing Chromium for the tests…\n');
    await runChild('apt-get', ['update'], { quiet: true });
    await runChild('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { quiet: true });
    const fresh = findBrowser();
    if (fresh) return fresh;
  }
  process.stderr.write(
    'No Chromium, Chrome or Edge was found; install one to run the tests of the screens.\n',
  );
  return null;
}

function playwrightsOwn(): string | null {
  try {
    const path = chromium.executablePath();
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
