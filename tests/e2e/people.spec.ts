import { afterAll, beforeAll, expect, it } from 'vitest';
import { RollPage } from './pages/roll.ts';
import { type App, launchApp } from './support/app.ts';
import { setUpCenter, visit } from './support/center.ts';

let app: App;
let programId: string;
let sessionId: string;

const button = (name: string | RegExp) => app.page.getByRole('button', { name, exact: true });
const rolled = async () =>
  (await app.call('attendance.roll', { sessionId })).rows.map(({ name, mark }) => [name, mark?.status]);

beforeAll(async () => {
  app = await launchApp();
  await setUpCenter(app);
  programId = (await app.call('programs.list', {})).programs[0]?.id ?? '';
  const cohort = { name: 'Cohort 5', programId, startsOn: null, endsOn: null };
  const { id: cohortId } = await app.call('roster.addCohort', cohort);
  sessionId = (await app.call('sessions.openNow', { cohortId, title: 'Masks' })).sessionId;
  // One person, written down twice and marked twice.
  const marks = [
    ['Haddad Layla', '+380500000001', 'present'],
    ['Layla Hadad', '+380500000001', 'absent'],
    ['Rahimi Zahra', null, 'present'],
  ] as const;
  const { today } = await app.call('sessions.today', {});
  for (const [name, phone, status] of marks) {
    const enroll = { cohortId, startsOn: today };
    const { id: learnerId } = await app.call('roster.addLearner', { name, phone, email: null, enroll });
    await app.call('attendance.mark', { sessionId, learnerId, mark: { status } });
  }
});
afterAll(async () => {
  await app.close();
});

it('makes one person of two, whose decision is in sight, and takes it back and does it again', async () => {
  const { page } = app;
  await visit(app, '/learners');
  await page.getByRole('link', { name: 'Here twice?' }).click();
  await page.getByText('same phone', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Compare' }).click();
  await button('They are one person').waitFor();
  const place = await button('They are one person').boundingBox();
  expect((place?.y ?? 768) + (place?.height ?? 0)).toBeLessThanOrEqual(768);
  await page.getByText('In 1 of them the marks differ').waitFor();
  const before = await rolled();
  expect(before).toHaveLength(3);
  // The other page stays, with the name of the first.
  await button('Let the other page stay').click();
  await page.getByRole('radio', { name: 'Full name: Haddad Layla' }).check();
  await button('They are one person').click();
  await page.getByRole('heading', { level: 1, name: 'Haddad Layla' }).waitFor();
  const names = ['Haddad Layla', 'Rahimi Zahra'];
  await expect.poll(async () => (await rolled()).map(([name]) => name)).toEqual(names);
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(rolled).toEqual(before);
  await page.keyboard.press('Control+Shift+KeyZ');
  await expect.poll(async () => (await rolled()).map(([name]) => name)).toEqual(names);
  await visit(app, '/duplicates');
  await page.getByText('Nobody seems to be here twice').waitFor();
});

it('decides between the two records that they had, and keeps the other in the history', async () => {
  const { page } = app;
  await page.keyboard.press('Alt+Digit1');
  await page.getByRole('link', { name: /^Decide: Two records for Haddad Layla/ }).click();
  await page.getByText('2 records for Haddad Layla').waitFor();
  await button(/^Present/).click();
  await page.getByText('Nothing to decide').waitFor();
  expect(await rolled()).toEqual([
    ['Haddad Layla', 'present'],
    ['Rahimi Zahra', 'present'],
  ]);
  const { conflicts } = await app.call('attendance.conflicts', {});
  expect(conflicts).toEqual([]);
});

it('adds a status of the program with a key of its own, puts it in its place, and hides one that is in use', async () => {
  const { page } = app;
  await visit(app, '/settings/programs');
  await button('Add a status').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('English').fill('Camera off');
  await dialog.getByLabel('Key', { exact: true }).focus();
  // A key of the roll's own is refused, one that is free is not.
  await page.keyboard.press('KeyF');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('This key belongs to the roll').waitFor();
  await dialog.getByLabel('Key', { exact: true }).focus();
  await page.keyboard.press('KeyC');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const codes = async () =>
    (await app.call('programs.get', { programId })).statuses.map(({ key, hidden }) => (hidden ? '' : key));
  await expect.poll(async () => (await codes()).at(-1)).toBe('KeyC');
  await button('Move up: Camera off').click();
  await expect.poll(async () => (await codes()).at(-2)).toBe('KeyC');

  await visit(app, `/roll/${sessionId}`);
  const roll = new RollPage(page);
  await roll.ready();
  await roll.press('2C');
  await expect.poll(async () => (await roll.statusOf(2)).ticked).toBe(true);
  const own = (await rolled())[1]?.[1];
  expect(own).not.toBe('present');

  await visit(app, '/settings/programs');
  await button('Hide: Camera off').click();
  await expect.poll(async () => (await codes()).at(-2)).toBe('');
  // What was marked with it stays.
  expect((await rolled())[1]?.[1]).toBe(own);
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(async () => (await codes()).at(-2)).toBe('KeyC');
  expect(app.complaints).toEqual([]);
});
