import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignIn } from './pages/door.ts';
import { ImportPage } from './pages/roster.ts';
import { type App, launchApp } from './support/app.ts';
import { findings, findingsOf } from './support/looks.ts';
import { findScreens, show } from './support/sample.ts';
import { dress, holdStill } from './support/still.ts';

let app: App;
let screens: ReadonlyMap<string, string>;

/** Lines of a tree of names in which something is pressed or filled in that has no name, or that of another. */
function badNames(tree: string): string[] {
  const lines = tree.split('\n').map((line) => line.trim().replace(/^- '?|'?:?$/g, ''));
  const acting = lines.filter((line) =>
    /^(?:button|link|textbox|combobox|radiogroup|grid|group)\b/.test(line),
  );
  const nameless = acting.filter((line) => !/^\w+ "/.test(line));
  // A class of the week is named by its time; which day it is, the heading above it says.
  const pressed = acting.filter((line) => /^(?:button|link) "(?!\d\d:\d\d)/.test(line));
  return [...nameless, ...pressed.filter((line, at) => pressed.indexOf(line) !== at)];
}

beforeAll(async () => {
  app = await launchApp();
  await holdStill(app.page);
});
afterAll(async () => {
  await app?.close();
});

describe('axe finds nothing', () => {
  it('on the first screen, and at the door of the sample', async () => {
    await app.page.getByRole('button', { name: /^Look at a sample/ }).waitFor();
    const here = await findings(app.page, 'first run');
    await app.page.getByRole('button', { name: /^Look at a sample/ }).click();
    await app.page.locator('[data-sample-person="coordinator"]').waitFor();
    here.push(...(await findings(app.page, 'sample door')));
    await app.page.locator('[data-sample-person="coordinator"]').click();
    await app.page.locator('[data-find]').waitFor();
    screens = await findScreens(app);
    expect(screens.size).toBeGreaterThan(25);
    expect(here).toEqual([]);
  });

  it('on any screen, in en and light', { timeout: 180_000 }, async () => {
    expect(await findingsOf(app, screens, 'en', 'light')).toEqual([]);
  });

  it('in names: everything that is pressed has one of its own where people are all day', async () => {
    await dress(app.page, 'en', 'light');
    const here: string[] = [];
    for (const screen of [
      ...['/', '/roll/:sessionId', '/calendar', '/register/:cohortId'],
      ...['/grading', '/grading/:assessmentId', '/grading/gradebook/:cohortId'],
    ]) {
      await show(app, screens.get(screen));
      here.push(
        ...badNames(await app.page.getByRole('main').ariaSnapshot()).map((line) => `${screen}: ${line}`),
      );
    }
    expect(here).toEqual([]);
  });

  it('on the pictures of the register, and on a list before its import', async () => {
    await show(app, screens.get('/register/:cohortId'));
    await app.page.getByRole('button', { name: 'Pictures' }).click();
    await app.page.locator('[data-pictures]').waitFor();
    const here = await findings(app.page, 'pictures');
    await show(app, '/import');
    const list = join(import.meta.dirname, '../fixtures/rosters/google-forms-uk.csv');
    await new ImportPage(app.page).choose(list);
    here.push(...(await findings(app.page, 'import')));
    expect(here).toEqual([]);
  });
});

describe('find anything', () => {
  it('opens by Ctrl K, finds a name in the other script, and goes there by Enter', async () => {
    await show(app, '/');
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

describe('the door of the sample', () => {
  it('asks for the PIN of somebody who was let in with another than everybody has there', async () => {
    const { cohorts } = await app.call('roster.cohorts', {});
    const guest = { name: 'Olha', cohortId: cohorts[0]?.id ?? '', pin: '8642' };
    await app.call('center.letInSubstitute', guest);
    await app.page.keyboard.press('Control+KeyL');
    await app.page.getByRole('button', { name: /Olha/ }).click();
    const door = new SignIn(app.page);
    await expect.poll(() => door.chosen()).toBe('Olha');
    await door.type('8642', 'Enter');
    await app.page.locator('[data-take-roll], [data-find]').first().waitFor();
    const { me } = await app.call('center.state', {});
    expect(me?.name).toBe('Olha');
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
