import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { WindowState } from '../window-state.ts';

const names: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((variable) =>
    [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ].map((path) => join(process.env[variable] ?? 'C:\\', path)),
  ),
};

/** The installed Chromium, Chrome or Edge, or null. */
export function findBrowser(): string | null {
  for (const name of names[process.platform] ?? []) {
    if (name.includes('/') || name.includes('\\')) {
      if (existsSync(name)) return name;
      continue;
    }
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const file = join(folder, name);
      if (existsSync(file)) return file;
    }
  }
  return null;
}

/** What a browser would otherwise keep of what is typed and shown: passwords, forms, spelling, pages. */
const preferences = {
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
  browser: { enable_spellchecking: false },
  spellcheck: { dictionaries: [] },
  translate: { enabled: false },
  // 5: a new page each time, never the last session's.
  session: { restore_on_startup: 5 },
};

/** Sets a new browser profile up so that it remembers nothing of people. False if it was there already. */
export function prepareProfile(profile: string): boolean {
  const folder = join(profile, 'Default');
  const file = join(folder, 'Preferences');
  if (existsSync(file)) return false;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(preferences));
  return true;
}

/** Flags of the app's window, also for the tests that look for traces in its profile. */
export const windowFlags = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disk-cache-size=1',
  // The last two draw lists of suggestions for an address bar that this window does not have.
  `--disable-features=${[
    'Translate',
    'AutofillServerCommunication',
    'PasswordManagerOnboarding',
    'WebUIOmniboxPopup',
    'WebUIOmniboxAimPopup',
  ].join()}`,
];

/** Browsers forget the place of a window that was opened by an address. */
export function placeFlags(state: WindowState | null): string[] {
  if (!state) return ['--window-size=1366,768'];
  const { x, y, width, height, maximized } = state;
  return [
    `--window-size=${width},${height}`,
    `--window-position=${x},${y}`,
    ...(maximized ? ['--start-maximized'] : []),
  ];
}

/**
 * Opens the app in a window of its own, with a browser profile below the data folder that keeps nothing of value:
 * no history, no passwords, no sync. It stands where it was left. Returns the browser's process, or null where no browser was found.
 */
export function openWindow(url: string, profile: string, state: WindowState | null): ChildProcess | null {
  const browser = findBrowser();
  if (!browser) return null;
  prepareProfile(profile);
  const root = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(
    browser,
    [`--app=${url}`, `--user-data-dir=${profile}`, ...windowFlags, ...placeFlags(state), ...root],
    {
      stdio: 'ignore',
    },
  );
  return child;
}
