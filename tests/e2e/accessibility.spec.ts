import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, launchApp } from './support/app.ts';
import { axeFindings } from './support/axe.ts';

let app: App;
/** A path for every route, with real ids in it. */
const screens = new Map<string, string>();

const routes = [
  ...readFileSync(join(import.meta.dirname, '../../src/renderer/app/routes.tsx'), 'utf8').matchAll(
    /path: '([^']+)'/g,
  ),
].map(([, path]) => path ?? '');

/** Waits for a screen that loads on demand and asks for what it shows. */
async function settled(): Promise<void> {
  await app.page.locator('main').first().waitFor();
  await app.page.waitForFunction(() => document.querySelector('[data-waiting]') === null);
  await app.page.waitForLoadState('networkidle');
}

async function show(path: string): Promise<void> {
  await app.page.evaluate((to) => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await settled();
}

const speak = (language: 'en' | 'ar'): Promise<unknown> => app.call('center.setAppearance', { language });

type Theme = 'light' | 'dark';
const both: readonly Theme[] = ['light', 'dark'];

/** What axe finds in some themes; the page is only painted anew in between. */
async function findings(where: string, themes: readonly Theme[] = both): Promise<string[]> {
  const found: string[] = [];
  for (const theme of themes) {
    await app.page.evaluate(
      (name) => document.documentElement.setAttribute('data-mantine-color-scheme', name),
      theme,
    );
    found.push(...(await axeFindings(app.page, `${where}, ${theme}`)));
  }
  return found;
}

beforeAll(async () => {
  app = await launchApp();
  // What is half faded in has half its contrast.
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await app.page.evaluate(() => {
    const still = new CSSStyleSheet();
    still.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important }');
    document.adoptedStyleSheets.push(still);
  });
});
afterAll(async () => {
  await app?.close();
});

describe('axe finds nothing', () => {
  it('on the first screen', async () => {
    await app.page.getByRole('button', { name: /^Look at a sample/ }).waitFor();
    expect(await findings('first run')).toEqual([]);
  });

  it('at the door of the sample', async () => {
    await app.page.getByRole('button', { name: /^Look at a sample/ }).click();
    await app.page.locator('[data-sample-person="coordinator"]').waitFor();
    const atDoor = await findings('sample door');
    await app.page.locator('[data-sample-person="coordinator"]').click();
    await app.page.locator('[data-find]').waitFor();
    const { current } = await app.call('sessions.today', {});
    const { cohorts } = await app.call('roster.cohorts', {});
    const { learners } = await app.call('roster.learners', {});
    const ids: Record<string, string> = {
      sessionId: current?.id ?? '',
      cohortId: cohorts[0]?.id ?? '',
      learnerId: learners[0]?.id ?? '',
      otherId: learners[1]?.id ?? '',
      who: 'check_in',
      part: 'you',
    };
    for (const route of routes)
      screens.set(
        route,
        route.replace(/:(\w+)\??/g, (_all, name: string) => ids[name] ?? `unknown-${name}`),
      );
    for (const part of ['people', 'center', 'safety', 'about']) screens.set(part, `/settings/${part}`);
    expect([...screens.values()].filter((path) => path.includes('unknown-'))).toEqual([]);
    expect(screens.size).toBeGreaterThan(20);
    expect(atDoor).toEqual([]);
  });

  // Every screen in both themes and both directions; every pair of colors is computed in contrast.test.ts.
  it.each([
    ['en', 'light'],
    ['ar', 'dark'],
  ] as const)('on any screen, in %s and %s', async (language, theme) => {
    await speak(language);
    const here: string[] = [];
    for (const path of screens.values()) {
      await show(path);
      here.push(...(await findings(`${path.slice(0, 24)} ${language}`, [theme])));
    }
    expect(here).toEqual([]);
  });

  /** A path as its route has it, and what opens a dialog there: a button by its name, or a key. */
  const dialogs: readonly (readonly [route: string, opener: string])[] = [
    ['/', 'Control+k'],
    ['/', 'Shift+?'],
    ['/', 'Start a session now'],
    ['/', 'Plan a session'],
    ['/roll/:sessionId', 'Add walk-in'],
    ['/roll/:sessionId', 'Class interrupted…'],
    ['/roll/:sessionId', 'Close roll'],
    ['/roll/:sessionId', 'Slash'],
    ['/cohorts', 'Add cohort'],
    ['/cohorts/:cohortId', 'Enroll learners'],
    ['/cohorts/:cohortId', 'Plan a session'],
    ['/learners', 'Add learner'],
    ['/learners', 'Export'],
    ['/learners/:learnerId', 'Enroll in a cohort'],
    ['/learners/:learnerId', 'Add an excuse'],
    ['/calendar', 'Holidays'],
    ['/calendar', 'Plan a session'],
    ['/sessions/:sessionId', 'Change'],
    ['/sessions/:sessionId', 'Move'],
    ['/sessions/:sessionId', 'How class went'],
    ['/register/:cohortId', 'Register as a file'],
    ['people', 'Add a person'],
    ['safety', 'Make a new recovery code'],
  ];

  it('in any dialog', async () => {
    await speak('en');
    const here: string[] = [];
    for (const [route, opener] of dialogs) {
      await show(screens.get(route) ?? '');
      if (/^(Control|Shift|Slash)/.test(opener)) await app.page.keyboard.press(opener);
      else
        await app.page.getByRole('main').getByRole('button', { name: opener, exact: true }).first().click();
      const dialog = app.page.getByRole('dialog');
      await dialog.waitFor({ timeout: 5000 }).catch(() => here.push(`${route}: ${opener} opens nothing`));
      await settled();
      here.push(...(await findings(`${route}, ${opener}`)));
      await app.page.keyboard.press('Escape');
      await dialog
        .waitFor({ state: 'detached', timeout: 5000 })
        .catch(() => here.push(`${route}: ${opener} stays open`));
    }
    expect(here).toEqual([]);
  });
});

describe('find anything', () => {
  it('opens by Ctrl K, finds a name in the other script, and goes there by Enter', async () => {
    await speak('en');
    await show('/');
    await app.page.keyboard.press('Control+k');
    const field = app.page.getByRole('combobox', { name: 'Find anything' });
    await field.fill('shevch');
    await app.page
      .getByRole('option', { name: /^Шевченко/ })
      .first()
      .waitFor();
    await field.press('Enter');
    await app.page.waitForURL(/\/learners\//);
  });

  it('knows actions by their name in another language, and what was open lately', async () => {
    await app.page.keyboard.press('Control+k');
    const field = app.page.getByRole('combobox', { name: 'Find anything' });
    await app.page
      .getByRole('group', { name: 'Lately' })
      .getByRole('option', { name: /^Шевченко/ })
      .waitFor();
    await field.fill('налаштування');
    await app.page.getByRole('option', { name: 'Settings', exact: true }).waitFor();
    await field.fill('نسخ');
    await app.page.getByRole('option', { name: 'Back up now' }).waitFor();
    await field.press('Escape');
    await field.waitFor({ state: 'detached' });
  });
});

describe('the way out of the sample', () => {
  it('leads back to the first screen', async () => {
    await app.page.getByRole('button', { name: 'Leave the sample' }).click();
    await app.page.getByRole('button', { name: /^Look at a sample/ }).waitFor();
    expect(existsSync(join(app.folder, 'data.sample'))).toBe(false);
    expect(app.complaints).toEqual([]);
  });
});
