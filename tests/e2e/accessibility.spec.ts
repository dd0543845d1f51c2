import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../src/shared/rules/time.ts';
import { Dialogs, dialogs, named } from './pages/dialogs.ts';
import { FirstRun, RecoveryCode, SignIn, Unseal } from './pages/door.ts';
import { ImportPage } from './pages/roster.ts';
import { type App, launchApp } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { dress, holdStill, settled } from './support/still.ts';

let app: App;
/** A path for every route, with real ids in it, and for screens that the table of dialogs names otherwise. */
const screens = new Map<string, string>();

const routes = [
  ...readFileSync(join(import.meta.dirname, '../../src/renderer/app/routes.tsx'), 'utf8').matchAll(
    /path: '([^']+)'/g,
  ),
].map(([, path]) => path ?? '');

async function show(path: string): Promise<void> {
  await app.page.evaluate((to) => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await settled(app.page);
}

/** What axe finds on a whole screen in light, and what is too pale to read in dark. */
async function findings(where: string): Promise<string[]> {
  const { page } = app;
  const language = (await page.locator('html').getAttribute('lang')) === 'ar' ? 'ar' : 'en';
  await dress(page, language, 'dark');
  const dark = await axeFindings(page, `${where}, dark`, { colors: true });
  await dress(page, language, 'light');
  return [...dark, ...(await axeFindings(page, `${where}, light`))];
}

/** What axe finds in what lies over a screen, in English and light, then in Arabic and dark. */
async function findingsAbove(where: string): Promise<string[]> {
  const above = { within: '[data-portal]' };
  await settled(app.page);
  const light = await axeFindings(app.page, `${where}, en light`, above);
  await dress(app.page, 'ar', 'dark');
  const dark = await axeFindings(app.page, `${where}, ar dark`, above);
  await dress(app.page, 'en', 'light');
  return [...light, ...dark];
}

/** What the story of the sample has somewhere, or has not: somebody twice, somebody excused who pauses. */
async function findScreens(): Promise<void> {
  const { current, today } = await app.call('sessions.today', {});
  const { cohorts } = await app.call('roster.cohorts', {});
  const { learners } = await app.call('roster.learners', {});
  const twin = { name: 'Rahimi Twice', phone: null, email: null, enroll: null };
  for (let time = 0; time < 2; time++) await app.call('roster.addLearner', twin);
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
      route.replace(/:(\w+)\??/g, (_all, name: string) => ids[name] || `unknown-${name}`),
    );
  for (const part of ['people', 'center', 'programs', 'safety', 'about'])
    screens.set(part, `/settings/${part}`);

  const { conflicts } = await app.call('attendance.conflicts', {});
  screens.set('closed roll', `/roll/${conflicts[0]?.sessionId ?? 'unknown'}`);
  const { people } = await app.call('roster.cohort', { cohortId: cohorts[0]?.id ?? '' });
  const pausing = people.find((person) => person.status === 'paused')?.id ?? 'unknown';
  const days = { from: today, to: today, reason: null, note: null };
  await app.call('attendance.addExcuse', { learnerIds: [pausing], ...days });
  screens.set('learner with a past', `/learners/${pausing}`);
  for (let week = 0; week < 5; week++) {
    const calendar = await app.call('sessions.calendar', { date: addDays(today, -7 * week) });
    for (const { id, owedMinutes, closedAt } of calendar.days.flatMap((day) => day.sessions)) {
      const { free } =
        owedMinutes > 0 ? await app.call('sessions.makeUp', { sessionId: id }) : { free: null };
      if (free !== null) screens.set('session that owes', `/sessions/${id}`);
      if (closedAt === null) continue;
      const { rows } = await app.call('attendance.roll', { sessionId: id });
      if (rows.some((row) => row.walkIn)) screens.set('roll with a walk-in', `/roll/${id}`);
    }
  }
}

beforeAll(async () => {
  app = await launchApp();
  await holdStill(app.page);
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
    await findScreens();
    expect(Object.keys(dialogs).filter((screen) => !screens.has(screen))).toEqual([]);
    expect([...screens.values()].filter((path) => path.includes('unknown'))).toEqual([]);
    expect(screens.size).toBeGreaterThan(25);
    expect(atDoor).toEqual([]);
  });

  // Every screen in both themes and both directions; every pair of colors is computed in contrast.test.ts.
  it.each([
    ['ar', 'dark'],
    ['en', 'light'],
  ] as const)('on any screen, in %s and %s', async (language, theme) => {
    await dress(app.page, language, theme);
    const here: string[] = [];
    for (const [name, path] of screens) {
      await show(path);
      here.push(...(await axeFindings(app.page, `${name} ${language} ${theme}`)));
    }
    expect(here).toEqual([]);
  });

  it.each(Object.entries(dialogs))(
    'in the dialogs of %s, and they give the focus back',
    async (screen, ways) => {
      const dialog = new Dialogs(app.page);
      await show(screens.get(screen) ?? '');
      const here: string[] = [];
      for (const way of ways) {
        const opener = await dialog.open(way);
        await dialog.opened().waitFor({ timeout: 5000 });
        here.push(...(await findingsAbove(named(way))));
        await dialog.leave();
        if (!(await opener.evaluate((node) => node === document.activeElement)))
          here.push(`${named(way)} leaves the focus at ${await focused()}`);
      }
      expect(here).toEqual([]);
    },
  );

  it('on menus, a note with its way back, the pictures of the register, and a list before its import', async () => {
    const { page } = app;
    const here: string[] = [];
    for (const [screen, button] of Object.entries(menus)) {
      await show(screens.get(screen) ?? '');
      await page.getByRole('button', { name: button }).first().click();
      await page.getByRole('menu').waitFor();
      here.push(...(await findingsAbove(`menu of ${screen}`)));
      await page.keyboard.press('Escape');
    }
    await show(screens.get('/register/:cohortId') ?? '');
    await page.getByRole('button', { name: 'Pictures' }).click();
    await page.locator('[data-pictures]').waitFor();
    here.push(...(await findings('pictures')));
    await show('/');
    await page
      .getByRole('button', { name: /^Plan it/ })
      .first()
      .click();
    await page.locator('.mantine-Notification-root').waitFor();
    here.push(...(await findingsAbove('note')));
    await show('/import');
    await new ImportPage(page).choose(join(import.meta.dirname, '../fixtures/rosters/google-forms-uk.csv'));
    here.push(...(await findings('import')));
    expect(here).toEqual([]);
  });
});

const menus = {
  '/': /Павлюк$/,
  '/roll/:sessionId': 'Paper roll',
  '/cohorts/:cohortId': /^What changed for/,
  '/register/:cohortId': /^Annotation/,
} as const;

const focused = (): Promise<string | undefined> =>
  app.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160));

describe('find anything', () => {
  it('opens by Ctrl K, finds a name in the other script, and goes there by Enter', async () => {
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

describe('axe finds nothing at the door', () => {
  const [pin, passphrase] = ['4826', 'the heron waits at noon'];

  it('on the way from an empty laptop to a center, and back in', async () => {
    const here: string[] = [];
    const first = new FirstRun(app.page);
    await first.startWithoutFile();
    here.push(...(await findings('center')));
    await first.nameCenter('Lviv Center');
    await first.heading('You').waitFor();
    here.push(...(await findings('you')));
    await first.introduce('Iryna Petrenko', pin);
    await first.heading('The center passphrase').waitFor();
    here.push(...(await findings('passphrase')));
    await first.choosePassphrase(passphrase);
    const code = new RecoveryCode(app.page);
    const groups = await code.read();
    here.push(...(await findings('recovery code')));
    await code.haveItOnPaper();
    here.push(...(await findings('recovery code typed back')));
    await code.typeBack(groups);
    await first.heading('Your center is ready').waitFor();
    here.push(...(await findings('ready')));
    await app.restart();
    await holdStill(app.page);
    const passphraseField = app.page.getByRole('textbox', { name: 'Center passphrase' });
    await passphraseField.waitFor();
    here.push(...(await findings('sealed')));
    await new Unseal(app.page).withPassphrase(passphrase);
    await new SignIn(app.page).ready();
    here.push(...(await findings('sign-in')));
    expect(here).toEqual([]);
  });
});
