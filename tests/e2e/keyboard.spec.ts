import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Hands } from './pages/hands.ts';
import { RegisterPage } from './pages/register.ts';
import { RollPage } from './pages/roll.ts';
import { ImportPage } from './pages/roster.ts';
import { type App, launchApp } from './support/app.ts';
import { findScreens, openSample, show } from './support/sample.ts';
import { holdStill, settled } from './support/still.ts';

let app: App;
let hands: Hands;
let screens: ReadonlyMap<string, string>;

beforeAll(async () => {
  app = await launchApp();
  await holdStill(app.page);
  await openSample(app);
  screens = await findScreens(app);
  hands = new Hands(app.page);
});
afterAll(async () => {
  await app?.close();
});
afterEach(() => {
  const unseen = [...hands.unseen];
  hands.unseen.clear();
  expect(unseen).toEqual([]);
});

const dialog = () => app.page.getByRole('dialog');
const closed = () => dialog().waitFor({ state: 'detached' });

it.each(['/', '/roll/:sessionId', '/calendar', '/register/:cohortId', '/cohorts/:cohortId', '/conflicts'])(
  'Tab goes once through %s, shows where it is, and comes out again',
  async (screen) => {
    await show(app, screens.get(screen));
    const stops = await hands.round();
    expect(stops[0]?.name).toContain('Skip to the content');
    expect(stops.filter(({ seen }) => !seen).map(({ name }) => name)).toEqual([]);
    expect(stops.length).toBeGreaterThan(12);
  },
);

it('the link at the top leads past the places into the content', async () => {
  await show(app, '/');
  await hands.take(app.page.getByRole('link', { name: 'Skip to the content' }));
  await hands.press('Tab');
  expect(await app.page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

it('a roll is opened from Today, taken, looked into and closed', async () => {
  await show(app, '/');
  await app.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await hands.press('Enter');
  const roll = new RollPage(app.page);
  await roll.ready();
  await roll.press('3A', '5L', '1', '2', 'Enter', 'F');
  expect((await roll.statusOf(3)).status).toBe('absent');
  await roll.press('/');
  await app.page.keyboard.type(
    ((await roll.row(3).locator('[title]').first().getAttribute('title')) ?? '').slice(0, 7),
  );
  await hands.press('Enter');
  await closed();
  await hands.press('KeyH');
  await dialog().waitFor();
  await hands.press('Escape');
  await closed();
  await hands.press('KeyN');
  await app.page.keyboard.type('Called her');
  await hands.press('Enter');
  await hands.take(hands.button('Paper roll'));
  await app.page.getByRole('menu').waitFor();
  await hands.press('ArrowDown', 'Escape');
  await hands.take(hands.button('Class interrupted…'));
  await dialog().waitFor();
  await hands.press('Escape');
  await closed();
  await hands.take(hands.button('Close roll'));
  await dialog().waitFor();
  await hands.take(dialog().getByRole('button', { name: 'Close roll' }));
  await hands.button('Change a closed roll').waitFor();
});

it('the two records of a mark are looked at, and one is decided on with a reason', async () => {
  await show(app, screens.get('closed roll'));
  await hands.take(hands.button('two records'));
  await dialog().getByRole('textbox').waitFor();
  await hands.tabTo(dialog().getByRole('textbox'));
  await app.page.keyboard.type('Petro asked her');
  await hands.take(dialog().getByRole('button', { name: /^Excused/ }));
  await closed();
  await expect.poll(async () => (await app.call('attendance.conflicts', {})).conflicts).toEqual([]);
});

it('the register is reached, looked into and left again', async () => {
  await hands.press('Alt+Digit3');
  const register = new RegisterPage(app.page);
  await register.ready();
  await hands.tabTo(register.grid());
  await hands.press('Control+Home', 'ArrowDown', 'KeyH');
  await dialog().waitFor();
  await hands.press('Escape');
  await closed();
  expect(await register.grid().evaluate((node) => node === document.activeElement)).toBe(true);
  await hands.tabTo(hands.button('Print month'), 'Shift+Tab');
});

it('a series is planned from the calendar', async () => {
  await hands.press('Alt+Digit1');
  await hands.take(app.page.getByRole('link', { name: 'Calendar', exact: true }));
  await app.page.locator('[data-calendar]').waitFor();
  await hands.press('PageDown', 'ArrowRight', 'KeyN');
  await dialog().waitFor();
  await settled(app.page);
  await hands.tabTo(dialog().getByRole('radio', { name: 'One session' }));
  await hands.press('ArrowRight');
  await dialog().getByText('Weekdays and times').waitFor();
  await settled(app.page);
  await hands.take(dialog().getByRole('button', { name: /^Plan \d+ sessions?$/ }));
  await closed();
  await app.page.getByText(/\d+ sessions? planned/).waitFor();
});

it('a status is added to a program, with the key that is pressed for it', async () => {
  await hands.press('Alt+Digit6');
  await hands.take(app.page.getByRole('link', { name: 'Programs' }));
  await hands.take(hands.button('Add a status'));
  await dialog().waitFor();
  await settled(app.page);
  await app.page.keyboard.type('At a practice');
  await hands.tabTo(dialog().getByLabel('Key', { exact: true }));
  await hands.press('KeyW');
  await hands.tabTo(dialog().getByRole('radio', { name: 'Green' }));
  await hands.press('ArrowRight');
  await hands.take(dialog().getByRole('button', { name: 'Save' }));
  await closed();
  await app.page.getByText('At a practice').waitFor();
});

it('the list of keys has that status and its key, on the roll of the program', async () => {
  await show(app, screens.get('/roll/:sessionId'));
  await hands.press('Shift+?');
  const keys = dialog().getByRole('region', { name: 'On the roll' });
  await keys.getByText(/At a practice: the row in focus$/).waitFor();
  expect(await keys.locator('kbd').allTextContents()).toContain('W');
  await hands.press('Escape');
  await closed();
});

it('two people who are one are merged', async () => {
  await hands.press('Alt+Digit5');
  await hands.take(app.page.getByRole('link', { name: 'Here twice?' }));
  await hands.take(app.page.getByRole('link', { name: 'Compare' }));
  await hands.take(hands.button('They are one person'));
  await app.page.waitForURL(/\/learners\/[^/]+$/);
});

it('a list is imported', async () => {
  await hands.press('Alt+Digit5');
  await hands.take(app.page.getByRole('link', { name: 'Import a list' }));
  const file = join(import.meta.dirname, '../fixtures/rosters/google-forms-uk.csv');
  const [chooser] = await Promise.all([
    app.page.waitForEvent('filechooser'),
    hands.take(hands.button('Choose a file')),
  ]);
  const mimeType = 'text/csv';
  await chooser.setFiles({ name: 'list.csv', mimeType, buffer: readFileSync(file) });
  const page = new ImportPage(app.page);
  await page.rows().first().waitFor();
  await hands.choose(app.page.getByRole('combobox', { name: 'Where to' }), 'No cohort for now');
  await hands.take(page.importButton());
  await page.done().waitFor();
});
