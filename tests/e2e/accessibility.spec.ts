import { existsSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FirstRun, RecoveryCode, SignIn, Unseal } from './pages/door.ts';
import { ImportPage } from './pages/roster.ts';
import { type App, launchApp } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { findScreens, show } from './support/sample.ts';
import { dress, holdStill } from './support/still.ts';

let app: App;
let screens: ReadonlyMap<string, string>;

/** What axe finds on a whole screen in light, and what is too pale to read in dark. */
async function findings(where: string): Promise<string[]> {
  const { page } = app;
  const language = (await page.locator('html').getAttribute('lang')) === 'ar' ? 'ar' : 'en';
  await dress(page, language, 'dark');
  const dark = await axeFindings(page, `${where}, dark`, { colors: true });
  await dress(page, language, 'light');
  return [...dark, ...(await axeFindings(page, `${where}, light`))];
}

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
    const here = await findings('first run');
    await app.page.getByRole('button', { name: /^Look at a sample/ }).click();
    await app.page.locator('[data-sample-person="coordinator"]').waitFor();
    here.push(...(await findings('sample door')));
    await app.page.locator('[data-sample-person="coordinator"]').click();
    await app.page.locator('[data-find]').waitFor();
    screens = await findScreens(app);
    expect(screens.size).toBeGreaterThan(25);
    expect(here).toEqual([]);
  });

  // Every screen in both themes and both directions; every pair of colors is computed in contrast.test.ts.
  it.each([
    ['ar', 'dark'],
    ['en', 'light'],
  ] as const)('on any screen, in %s and %s', async (language, theme) => {
    await dress(app.page, language, theme);
    const here: string[] = [];
    for (const [name, path] of screens) {
      await show(app, path);
      here.push(...(await axeFindings(app.page, `${name} ${language} ${theme}`)));
    }
    expect(here).toEqual([]);
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
    const here = await findings('pictures');
    await show(app, '/import');
    const list = join(import.meta.dirname, '../fixtures/rosters/google-forms-uk.csv');
    await new ImportPage(app.page).choose(list);
    here.push(...(await findings('import')));
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

  it('where what was on the disk is damaged, or gone', async () => {
    const here: string[] = [];
    const [title, center] = [
      (name: string) => app.page.getByRole('heading', { level: 1, name }),
      join(app.folder, 'data/center'),
    ];
    const lookAgain = async (name: string): Promise<void> => {
      await app.call('center.retry', {});
      await title(name).waitFor();
      here.push(...(await findings(name)));
    };
    const { people } = await app.call('center.state', {});
    await app.call('center.unlock', { personId: people[0]?.id ?? '', pin });
    await app.call('center.backUp', { folder: null });
    await app.kill();
    rmSync(join(center, 'rollbook.db-wal'), { force: true });
    truncateSync(join(center, 'rollbook.db'), 20_000);
    await app.restart();
    await holdStill(app.page);
    await new Unseal(app.page).withPassphrase(passphrase);
    await title('The data on the disk is damaged').waitFor();
    here.push(...(await findings('damaged')));
    await app.page.getByRole('button', { name: /^Restore a backup/ }).click();
    await app.page.getByRole('radio', { name: /kB|MB/ }).first().waitFor();
    here.push(...(await findings('restore')));
    await app.page.getByRole('button', { name: 'Back' }).click();
    rmSync(join(center, 'rollbook.db'));
    await app.call('center.retry', {});
    await new Unseal(app.page).withPassphrase(passphrase);
    await title('The data is not where it was').waitFor();
    here.push(...(await findings('missing')));
    for (const folder of ['center', 'backups']) rmSync(join(app.folder, 'data', folder, 'keys.json'));
    await lookAgain('The key file is missing');
    await app.page.getByRole('button', { name: 'Take the keys from a backup' }).click();
    await app.page.getByRole('button', { name: 'Take its keys' }).waitFor();
    here.push(...(await findings('keys')));
    await app.page.getByRole('button', { name: 'Back' }).click();
    rmSync(join(app.folder, 'data'), { recursive: true });
    await lookAgain('The data is not where it was');
    await app.page.getByRole('button', { name: 'Nothing is left: begin anew' }).click();
    await app.page.getByRole('button', { name: /^Look at a sample/ }).waitFor();
    expect(here).toEqual([]);
  });
});
