import { afterAll, beforeAll, expect, it } from 'vitest';
import { sheet } from '../images/build.ts';
import { Dialogs, dialogs, named } from './pages/dialogs.ts';
import { type App, launchApp } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { findScreens, openSample, show } from './support/sample.ts';
import { dress, holdStill, settled } from './support/still.ts';

let app: App;
let screens: ReadonlyMap<string, string>;

beforeAll(async () => {
  app = await launchApp();
  await holdStill(app.page);
  await openSample(app);
  screens = await findScreens(app);
});
afterAll(async () => {
  await app?.close();
});

/** What lies over a screen; the screens themselves are looked at in `accessibility.spec.ts`. */
const within = '[data-portal]';

/** What axe finds over a screen in English and light, and what is too pale to read in dark. */
async function findings(where: string): Promise<string[]> {
  await settled(app.page);
  const light = await axeFindings(app.page, `${where}, en light`, { within });
  await dress(app.page, 'en', 'dark');
  const dark = await axeFindings(app.page, `${where}, en dark`, { within, colors: true });
  await dress(app.page, 'en', 'light');
  return [...light, ...dark];
}

/** What it finds from right to left. The same words and colors stand elsewhere: one of a screen speaks for the others. */
async function findingsInArabic(where: string): Promise<string[]> {
  await dress(app.page, 'ar', 'dark');
  const found = await axeFindings(app.page, `${where}, ar dark`, { within });
  await dress(app.page, 'en', 'light');
  return found;
}

const focused = (): Promise<string | null | undefined> =>
  app.page.evaluate(() => document.activeElement?.textContent || document.activeElement?.outerHTML);

it.each(Object.entries(dialogs))(
  'axe finds nothing in the dialogs of %s, and Escape gives the focus back',
  async (screen, ways) => {
    const dialog = new Dialogs(app.page);
    await show(app, screens.get(screen));
    const here: string[] = [];
    for (const [index, way] of ways.entries()) {
      const opener = await dialog.open(way);
      await dialog.opened().waitFor({ timeout: 5000 });
      here.push(...(await findings(named(way))));
      if (index === 0) here.push(...(await findingsInArabic(named(way))));
      await dialog.leave();
      if (!(await opener.evaluate((node) => node === document.activeElement)))
        here.push(`${named(way)} leaves the focus at ${await focused()}`);
    }
    expect(here).toEqual([]);
  },
);

/** What stands in a dialog, or over the screen, only after a step in it. */
const further: readonly (readonly [what: string, screen: string, open: () => Promise<unknown>])[] = [
  [
    'a photo of the sheet at large',
    '/roll/:sessionId',
    async () => {
      await new Dialogs(app.page).open(['Paper roll', 'Photos of the sheet']);
      const file = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: sheet.jpeg };
      await app.page.locator('[data-evidence-file]').setInputFiles(file);
      await app.page.getByRole('button', { name: 'Photo 1 of the sheet' }).click();
      await app.page.locator('[data-evidence-view]').waitFor();
    },
  ],
  [
    'somebody let in for today in place of the instructor',
    '/sessions/:sessionId',
    async () => {
      await new Dialogs(app.page).open(['Substitute']);
      await app.page.getByRole('button', { name: 'Let somebody else in for today' }).click();
      await app.page.getByRole('dialog').getByLabel('PIN', { exact: true }).waitFor();
    },
  ],
  [
    'a series to plan',
    '/calendar',
    async () => {
      await new Dialogs(app.page).open(['Plan a session']);
      await app.page.getByRole('dialog').getByText('Series', { exact: true }).click();
      await app.page.getByRole('dialog').getByText('Weekdays and times').waitFor();
    },
  ],
  [
    'the reason that undo asks for in a closed roll',
    'closed roll',
    async () => {
      const sessionId = (screens.get('closed roll') ?? '').split('/').at(-1) ?? '';
      const { rows } = await app.call('attendance.roll', { sessionId });
      const mark = { status: 'excused' };
      const learnerId = rows[0]?.learnerId ?? '';
      await app.call('attendance.mark', { sessionId, learnerId, mark, why: 'She called' });
      await settled(app.page);
      await app.page.keyboard.press('Control+KeyZ');
      await app.page.getByRole('dialog').getByRole('textbox').waitFor();
    },
  ],
];

it.each(further)('axe finds nothing in %s', async (what, screen, open) => {
  await show(app, screens.get(screen));
  await open();
  const here = [...(await findings(what)), ...(await findingsInArabic(what))];
  const dialog = new Dialogs(app.page);
  // The panel that a photo was opened from is a dialog too.
  for (let open = await dialog.opened().count(); open > 0; open--) {
    await app.page.keyboard.press('Escape');
    await expect.poll(() => dialog.opened().count()).toBeLessThan(open);
  }
  expect(here).toEqual([]);
});

const menus = {
  '/': /Павлюк$/,
  '/roll/:sessionId': 'Paper roll',
  '/cohorts/:cohortId': /^What changed for/,
  '/register/:cohortId': /^Annotation/,
} as const;

it('axe finds nothing in menus and in a note with its way back', async () => {
  const here: string[] = [];
  for (const [screen, button] of Object.entries(menus)) {
    await show(app, screens.get(screen));
    await app.page.getByRole('button', { name: button }).first().click();
    await app.page.getByRole('menu').waitFor();
    here.push(...(await findings(`menu of ${screen}`)));
    await app.page.keyboard.press('Escape');
  }
  await show(app, '/');
  await app.page
    .getByRole('button', { name: /^Plan it/ })
    .first()
    .click();
  await app.page.locator('.mantine-Notification-root').last().waitFor();
  here.push(...(await findings('note')));
  expect(here).toEqual([]);
});

it('what opened a dialog and is gone afterwards leaves the focus to what stands in its place', async () => {
  const dialog = new Dialogs(app.page);
  await show(app, screens.get('session that owes'));
  await dialog.open(['Do without']);
  await dialog.opened().waitFor();
  await app.page.keyboard.type('Everybody has caught up');
  await app.page.keyboard.press('Enter');
  await dialog.opened().waitFor({ state: 'detached' });
  await app.page.getByRole('button', { name: 'Propose it again' }).waitFor();
  await expect.poll(focused).toBe('Propose it again');
});

it('who moves to another cohort takes the hours along that she attended, unless somebody types others', async () => {
  await show(app, screens.get('/cohorts/:cohortId'));
  const cohortId = (screens.get('/cohorts/:cohortId') ?? '').split('/').at(-1) ?? '';
  const dialog = new Dialogs(app.page);
  await dialog.open([/^What changed for/, 'Moves to another cohort']);
  const title = await dialog.opened().getByRole('heading').textContent();
  const { people } = await app.call('roster.cohort', { cohortId });
  const who = people.find(({ shortName: name }) => title === `${name} moves to another cohort`)?.id;
  const { learners } = await app.call('attendance.register', { cohortId });
  const minutes = learners.find(({ learnerId }) => learnerId === who)?.figures.creditedMinutes ?? 0;
  expect(minutes).toBeGreaterThan(0);
  const hours = dialog.opened().getByRole('textbox', { name: 'Hours that count there too' });
  await expect.poll(async () => Number(await hours.inputValue())).toBeCloseTo(minutes / 60, 2);
  await hours.fill('3');
  expect(await hours.inputValue()).toBe('3');
  await dialog.leave();
});
