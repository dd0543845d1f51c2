import type { Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Failure } from '../../src/shared/result.ts';
import { type App, launchApp } from './support/app.ts';
import { openClass, setUpCenter, visit } from './support/center.ts';

let app: App;
beforeAll(async () => {
  app = await launchApp();
  await setUpCenter(app);
});
afterAll(() => app?.close());

const banner = () => app.page.locator('[data-disk]');
const chip = () => app.page.getByRole('banner').locator('output');

/** Answers these calls as the backend does when its disk takes nothing; the tests of faults fill a real one. */
async function refuseWrites(error: Failure, channels: readonly string[]): Promise<() => Promise<void>> {
  const answer = async (route: Route): Promise<void> => {
    const { channel } = JSON.parse(route.request().postData() ?? '{}') as { channel: string };
    if (!channels.includes(channel)) return route.continue();
    return route.fulfill({ json: { ok: false, error } });
  };
  await app.page.route('**/rpc', answer);
  return () => app.page.unroute('**/rpc', answer);
}

it('says above every screen that the disk is full, and goes once something is written again', async () => {
  await openClass(app);
  await visit(app, '/cohorts');
  await app.page.getByRole('link', { name: /Cohort 2/ }).waitFor();
  // A write that was on its way would take the banner away again.
  await app.page.waitForLoadState('networkidle');
  const full: Failure = { code: 'disk_full', incident: 'x' };
  const free = await refuseWrites(full, ['center.rememberScreen', 'roster.addCohort']);
  await app.page.keyboard.press('Alt+Digit3');
  await banner().getByText('Everything with a tick is stored.').waitFor();
  expect(await chip().textContent()).toBe('NOT saved: disk full. Free space');
  await app.page.keyboard.press('Alt+Digit1');
  await app.page.getByRole('heading', { level: 1 }).first().waitFor();
  expect(await banner().isVisible()).toBe(true);
  await banner().getByRole('button').click();
  expect(await banner().isVisible()).toBe(true);
  await free();
  await banner().getByRole('button').click();
  await banner().waitFor({ state: 'detached' });
  expect(await chip().textContent()).toBe('All saved on this laptop');
});

it('says so too of a disk that can only be read, and looks again by itself', async () => {
  const free = await refuseWrites({ code: 'read_only', incident: 'x' }, ['center.setAppearance']);
  await app.page.getByRole('button', { name: 'Iryna P.' }).click();
  await app.page.getByRole('menuitem', { name: 'Dark' }).click();
  await banner().getByText('The disk can only be read').waitFor();
  expect(await chip().textContent()).toBe('NOT saved: disk is read-only');
  await free();
  await banner().waitFor({ state: 'detached' });
});
