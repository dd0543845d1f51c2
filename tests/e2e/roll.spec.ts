import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { RollPage } from './pages/roll.ts';
import { type App, launchApp } from './support/app.ts';
import { openClass, setUpCenter, signIn, visit } from './support/center.ts';

let app: App;
let roll: RollPage;
let sessionId: string;

beforeAll(async () => {
  app = await launchApp();
  await setUpCenter(app);
});
afterAll(async () => {
  await app.close();
});
beforeEach(async () => {
  ({ sessionId } = await openClass(app));
  await visit(app, `/roll/${sessionId}`);
  roll = new RollPage(app.page);
  await roll.ready();
});

it('takes the roll of 25 with 3 exceptions in ten keys, each with its tick', async () => {
  await roll.press('11A', '5L', 'Enter', '23E', 'F');
  await roll.settled(25);
  expect(await roll.statusOf(11)).toEqual({ status: 'absent', ticked: true });
  expect(await roll.statusOf(5)).toEqual({ status: 'late', ticked: true });
  expect(await roll.statusOf(23)).toEqual({ status: 'excused', ticked: true });
  expect(await roll.counts().textContent()).toContain('22 present');
  const stored = await app.call('attendance.roll', { sessionId });
  expect(stored.rows.filter((row) => row.mark?.status === 'present')).toHaveLength(22);
  expect(app.complaints).toEqual([]);
});

it('works the same under a Ukrainian layout, by the places of the keys', async () => {
  await app.page.evaluate(() => {
    const event = new KeyboardEvent('keydown', { code: 'KeyA', key: 'ф', bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
  });
  await roll.settled(1);
  expect(await roll.statusOf(1)).toEqual({ status: 'absent', ticked: true });
  await expect.poll(() => roll.row(2).locator('button').first().textContent()).toBe('З');
});

it('undoes and redoes one’s own marks, also after a restart', async () => {
  await roll.press('11A', 'F');
  await roll.settled(25);
  await roll.press('Control+KeyZ');
  await roll.settled(1);
  await app.restart();
  await signIn(app);
  roll = new RollPage(app.page);
  await roll.ready();
  await roll.settled(1);
  await roll.press('Control+KeyZ');
  await roll.settled(0);
  await roll.press('Control+Shift+KeyZ', 'Control+Shift+KeyZ');
  await roll.settled(25);
});

it('names what cannot be undone, and the same keys again undo the one before', async () => {
  const { page } = app;
  await roll.press('1A', '2A');
  await roll.settled(2);
  const { undo } = await app.call('changes.state', {});
  const refused = {
    ...{ command: 'attendance.mark', cells: 1, at: undo?.at ?? 0, before: 1_000_000 },
    ...{ by: 'Petro', since: undo?.at ?? 0, nextCommand: 'attendance.mark', nextCells: 1 },
  };
  await page.route('**/rpc', async (route) => {
    const body = route.request().postDataJSON() as { channel: string; input: { before?: number } };
    if (body.channel === 'changes.undo' && body.input.before === undefined) {
      const error = { code: 'conflict', reason: 'changed_since', params: refused };
      await route.fulfill({ json: { ok: false, error } });
    } else await route.continue();
  });
  await roll.press('Control+KeyZ');
  await page.getByText('Not undone: a mark').waitFor();
  await page.getByText('Petro has changed it again since').waitFor();
  await roll.settled(2);
  await roll.press('Control+KeyZ');
  await roll.settled(1);
  await page.getByText('Undone: a mark').waitFor();
  // Something new comes first again: what was offered is not taken past it.
  await roll.press('Control+KeyZ');
  await page.locator('[data-undo-before]').waitFor();
  await roll.press('3A');
  await roll.settled(2);
  await roll.press('Control+KeyZ', '4A');
  await roll.settled(3);
  await page.unroute('**/rpc');
});

it('keeps every ticked mark when the plug is pulled, comes back to the same screen, and asks how class went on', async () => {
  await roll.press('11A', '5L', 'Enter', '23E', '7P', '8R');
  await roll.settled(5);
  const before = await roll.ticked();
  await app.kill();
  await app.restart();
  const { page } = app;
  await signIn(app);
  roll = new RollPage(page);
  await roll.ready();
  expect(new URL(page.url()).pathname).toBe(`/roll/${sessionId}`);
  expect(await roll.ticked()).toEqual(before);
  const question = page.locator('[data-interruption]');
  expect(await question.textContent()).toContain('All 5 saved marks are here');
  await question.getByRole('button', { name: /It ended at/ }).click();
  await question.waitFor({ state: 'detached' });
  const { outcome } = await app.call('sessions.get', { sessionId });
  expect(outcome).toMatchObject({ kind: 'stopped_early', reason: 'power' });
});

it('says beside the row what is not stored, keeps what was meant, and stores it once it can', async () => {
  const { page } = app;
  let refuse = true;
  await page.route('**/rpc', async (route) => {
    const body = route.request().postDataJSON() as { channel: string };
    if (refuse && body.channel === 'attendance.mark') {
      await route.fulfill({ json: { ok: false, error: { code: 'disk_full', incident: 'x' } } });
    } else await route.continue();
  });
  await roll.press('3A');
  await roll.row(3).locator('[role="alert"]').waitFor();
  expect(await roll.statusOf(3)).toEqual({ status: 'absent', ticked: false });
  expect(await page.locator('header output').textContent()).toContain('NOT saved');
  refuse = false;
  await roll.settled(1);
  expect(await page.locator('header output').textContent()).toContain('All saved');
});

it('shows reasons and past marks only when asked', async () => {
  await app.call('attendance.mark', {
    sessionId,
    learnerId: (await app.call('attendance.roll', { sessionId })).rows[3]?.learnerId ?? '',
    mark: { status: 'absent', reason: 'family', note: 'asked for a call' },
  });
  await roll.settled(1);
  expect(await roll.row(4).textContent()).not.toContain('asked for a call');
  await roll.press('V');
  await expect.poll(() => roll.row(4).textContent()).toContain('asked for a call');
});

it('excuses somebody ahead without leaving the roll, and changes that excuse the same way', async () => {
  const { page } = app;
  const dialog = page.getByRole('dialog');
  const fourth = (await app.call('attendance.roll', { sessionId })).rows[3];
  await roll.press('4X');
  await dialog.getByText(`Excuse ahead: ${fourth?.name}`).waitFor();
  await dialog.getByRole('button', { name: 'Add an excuse' }).click();
  await dialog.waitFor({ state: 'detached' });
  await roll.row(4).locator('[data-ahead]').waitFor();
  await roll.press('F');
  await roll.settled(25);
  expect(await roll.statusOf(4)).toEqual({ status: 'excused', ticked: true });
  await roll.row(4).getByRole('button', { name: 'Excuse ahead' }).click();
  await dialog.getByRole('button', { name: 'Save' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  const { excuses } = await app.call('attendance.excuses', { learnerId: fourth?.learnerId ?? '' });
  expect(excuses).toHaveLength(1);
  for (const { id } of excuses) await app.call('attendance.removeExcuse', { id });
});

it('asks for a reason before a closed roll changes, and keeps it in the history', async () => {
  await roll.press('F');
  await roll.settled(25);
  await app.call('attendance.close', { sessionId });
  await app.page.getByText('Closed on').waitFor();
  await roll.press('2A');
  const dialog = app.page.getByRole('dialog');
  await dialog.getByLabel('Why does it change now?').fill('came in by the other door');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.waitFor({ state: 'detached' });
  await roll.press('2L');
  await roll.page.waitForFunction(
    () => document.querySelector('[data-roll-row="2"]')?.getAttribute('data-status') === 'late',
  );
  await roll.settled(25);
  const learnerId = (await app.call('attendance.roll', { sessionId })).rows[1]?.learnerId ?? '';
  const { entries } = await app.call('attendance.history', { sessionId, learnerId });
  expect(entries[0]).toMatchObject({ why: 'came in by the other door', mark: { status: 'late' } });
});

it('moves no row when an outcome is noted, however much there is to say', async () => {
  const title =
    'Polygons and boxes: a long afternoon of annotation with very many pictures of streets and squares';
  await app.call('sessions.edit', {
    sessionId,
    title,
    room: 'Community hall, second floor, next to the kitchen',
  });
  await app.page.getByRole('heading', { level: 1, name: title }).waitFor();
  const top = (): Promise<number | undefined> =>
    roll.row(1).evaluate((row) => row.getBoundingClientRect().top);
  const before = await top();
  const { startsAt } = await app.call('sessions.get', { sessionId });
  // It begins on a multiple of five; a minute of it is owed, and a link says so.
  const gap = { from: startsAt, to: startsAt.replace(/.$/, (digit) => String(Number(digit) + 1)) };
  const gaps = [{ ...gap, reason: 'alarm' as const }];
  const outcome = { kind: 'interrupted' as const, gaps, stoppedAt: null, reason: null };
  await app.call('sessions.setOutcome', { sessionId, outcome });
  await app.page.locator('[data-outcome="interrupted"]').waitFor();
  expect(await top()).toBe(before);
  // Nor does it push anything out of the window.
  const overflow = await app.page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.querySelector('[data-roll]') ?? document.body;
    return scrollWidth - clientWidth;
  });
  expect(overflow).toBeLessThanOrEqual(0);
});
