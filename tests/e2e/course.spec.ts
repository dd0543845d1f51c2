import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, mondayOf } from '../../src/shared/rules/time.ts';
import { type App, launchApp } from './support/app.ts';
import { openClass, setUpCenter, visit } from './support/center.ts';

let app: App;

beforeAll(async () => {
  app = await launchApp();
  await setUpCenter(app);
});
afterAll(async () => {
  await app.close();
});

const planned = async (date: string) =>
  (await app.call('sessions.calendar', { date })).days.flatMap((day) => day.sessions);

it('plans a series around a holiday in the calendar, by keyboard, in one act', async () => {
  const { page } = app;
  await app.call('roster.addCohort', { name: 'Cohort 2', programId: null, startsOn: null, endsOn: null });
  const { today } = await app.call('sessions.planning', {});
  const monday = addDays(mondayOf(today), 7);
  const holiday = addDays(monday, 7);
  await app.call('sessions.addHoliday', { from: holiday, to: holiday, name: 'Founding day' });
  await visit(app, '/calendar');
  await page.locator('[data-calendar]').waitFor();
  await page.keyboard.press('PageDown');
  await page.locator(`[data-calendar="${monday}"]`).waitFor();
  await page.keyboard.press('KeyN');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Series', { exact: true }).click();
  await dialog.getByLabel('Title').fill('Polygons');
  for (const [label, date] of [
    ['First day', monday],
    ['Last day', addDays(monday, 20)],
  ] as const) {
    await dialog.getByLabel(label, { exact: true }).fill(date.split('-').reverse().join('.'));
    await page.keyboard.press('Tab');
  }
  // The form begins with the weekday on which the cursor stood.
  const weekday = new Date(`${today}T00:00:00Z`).toLocaleDateString('en', {
    weekday: 'long',
    timeZone: 'UTC',
  });
  await dialog.getByLabel(weekday, { exact: true }).uncheck();
  await dialog.getByLabel('Monday', { exact: true }).check();
  await dialog.getByLabel('Monday, from').fill('930');
  await page.keyboard.press('Tab');
  await expect.poll(() => dialog.locator('[data-series-sum]').textContent()).toBe('2 sessions');
  expect(await dialog.getByText('1 falls on a holiday').count()).toBe(1);
  await dialog.getByRole('button', { name: 'Plan 2 sessions' }).click();
  await dialog.waitFor({ state: 'detached' });
  const series = [
    ...(await planned(monday)),
    ...(await planned(holiday)),
    ...(await planned(addDays(monday, 14))),
  ];
  expect(series.map((session) => [session.date, session.startsAt, session.title])).toEqual([
    [monday, '09:30', 'Polygons'],
    [addDays(monday, 14), '09:30', 'Polygons'],
  ]);
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(async () => (await planned(monday)).length).toBe(0);
  await page.keyboard.press('Control+Shift+KeyZ');
  await expect.poll(async () => (await planned(monday)).length).toBe(1);
});

it('opens a class of the calendar with Enter and moves it with all later ones', async () => {
  const { page } = app;
  const { today } = await app.call('sessions.planning', {});
  const monday = addDays(mondayOf(today), 7);
  await visit(app, '/calendar');
  await page.locator('[data-calendar]').waitFor();
  await page.getByRole('button', { name: 'The week after' }).click();
  const block = page.locator(`[data-date="${monday}"] [data-block]`);
  await block.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Date').fill(addDays(monday, 1).split('-').reverse().join('.'));
  await page.keyboard.press('Tab');
  await dialog.getByText('This and the later one').click();
  await expect.poll(() => dialog.locator('[data-later-sum]').textContent()).toBe('2 stay or change');
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const dates = [...(await planned(monday)), ...(await planned(addDays(monday, 14)))].map(({ date }) => date);
  expect(dates).toEqual([addDays(monday, 1), addDays(monday, 15)]);
});

it('enrolls after class who walked in', async () => {
  const { page } = app;
  const { sessionId, cohortId } = await openClass(app);
  await app.call('attendance.fillBlanks', { sessionId });
  await app.call('attendance.close', { sessionId });
  await visit(app, `/roll/${sessionId}`);
  await page.locator('[data-strangers]').getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').first().uncheck();
  await dialog.getByRole('button', { name: 'Enroll 24' }).click();
  await page.locator('[data-strangers]').getByText('1 person who walked in').waitFor();
  const { people } = await app.call('roster.cohort', { cohortId });
  expect(people).toHaveLength(24);
  expect(app.complaints).toEqual([]);
});
