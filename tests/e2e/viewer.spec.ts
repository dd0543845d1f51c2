import { afterAll, beforeAll, expect, it } from 'vitest';
import { boxes, usualFields } from '../support/grades.ts';
import { type App, launchApp } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { setUpCenter, visit } from './support/center.ts';
import { printPage } from './support/pdf.ts';
import { markStreets } from './support/streets.ts';

let app: App;
let assessmentId: string;
let attemptId: string;
let learnerId: string;

/** Larger than what of a picture is drawn whole. */
const size = { width: 2400, height: 1600 };
const names = ['Лисенко Юлія', 'Бондаренко Олена'];

beforeAll(async () => {
  app = await launchApp();
  await setUpCenter(app);
  const cohort = { name: 'Cohort 2', programId: null, startsOn: null, endsOn: null };
  const { id: cohortId } = await app.call('roster.addCohort', cohort);
  const { today } = await app.call('sessions.today', {});
  const enroll = { cohortId, startsOn: today };
  for (const name of names) await app.call('roster.addLearner', { name, phone: null, email: null, enroll });
  const { rubricId } = await app.call('assessments.addRubric', { content: boxes });
  const fields = { ...usualFields, title: { en: 'Streets' }, cohortId, rubricId };
  assessmentId = (await app.call('assessments.add', fields)).assessmentId;
  await markStreets(app, { assessmentId, learners: names, pictures: 3, size });
  const [worst] = (await app.call('annotation.scores', { assessmentId })).attempts;
  attemptId = worst?.attemptId ?? '';
  learnerId = worst?.learnerId ?? '';
});
afterAll(async () => {
  await app?.close();
});

/** Pictures are decoded elsewhere: on a machine that does other things at once that takes its time. */
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 15_000 });

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await app.page.keyboard.press(key);
};
const selected = () => app.page.locator('[data-finding][data-selected]');
const percent = async (): Promise<number> =>
  Number(await app.page.locator('[data-zoom]').getAttribute('data-zoom'));
const f1 = () => app.page.locator('[data-f1]').textContent();

it('stands on the desk, whose digits choose and whose arrows go on while findings are stepped through', async () => {
  const { page } = app;
  await visit(app, `/grading/${assessmentId}?learner=${learnerId}`);
  await page.locator('[data-picture]').waitFor();
  const whole = await percent();
  await press('KeyN', 'Digit3', 'ArrowDown', 'KeyN');
  await soon(() => selected().count()).toBe(1);
  await soon(percent).toBeGreaterThan(whole);
  const { learners } = await app.call('assessments.desk', { assessmentId });
  const own = learners.find((one) => one.learnerId === learnerId);
  await soon(() => page.locator('[data-tick]').count()).toBe(1);
  expect(own?.attempts[0]?.criteria).toHaveLength(3);
  expect(await axeFindings(page, 'desk', { within: '[data-overlay]' })).toEqual([]);
  // Shift and an arrow move the image, not the focus.
  const before = await page.locator('[data-focused]').textContent();
  await press('Shift+ArrowDown', 'Shift+ArrowRight');
  expect(await page.locator('[data-focused]').textContent()).toBe(before);
  await press('KeyZ');
  await soon(percent).toBe(whole);
  await press('ArrowRight');
  await page.locator(`[data-overlay]:not([data-overlay="${attemptId}"]) [data-picture]`).waitFor();
});

it('accepts a finding as fine, the figures follow, and undo takes it back', async () => {
  const { page } = app;
  await visit(app, `/grading/${assessmentId}?learner=${learnerId}`);
  await page.locator('[data-picture]').waitFor();
  await press('KeyN');
  await selected().waitFor();
  const [code, before] = [await selected().getAttribute('data-finding'), await f1()];
  expect(code).toBe('missing');
  await press('KeyX');
  await page.getByRole('textbox', { name: 'Why is it fine?' }).fill('She is behind the car');
  await press('Enter');
  await soon(() => page.locator('[data-finding][data-accepted]').textContent()).toContain('behind the car');
  await soon(f1).not.toBe(before);
  await press('Control+KeyZ');
  await soon(() => page.locator('[data-finding][data-accepted]').count()).toBe(0);
  await soon(f1).toBe(before);
});

it('shows all images at full screen, and only the findings that were clicked for', async () => {
  const { page } = app;
  await press('KeyF');
  await page.locator('[data-work]').waitFor();
  await soon(() => page.locator('[data-thumbnail] [data-drawn]').count()).toBe(3);
  await soon(() => page.locator('[data-findings-in-all]').count()).toBe(1);
  await page.locator('[data-code="wrong_label"]').click();
  await soon(() => page.locator('[data-thumbnail]').count()).toBeLessThan(3);
  await press('KeyN');
  await soon(() => selected().getAttribute('data-finding')).toBe('wrong_label');
  expect(await axeFindings(page, 'work')).toEqual([]);
  await press('Escape');
  await soon(() => page.locator('[data-thumbnail]').count()).toBe(3);
  await press('PageDown');
  await soon(() => page.locator('[data-thumbnail]').nth(1).locator('[aria-current]').count()).toBe(1);
  await press('Escape');
  await page.locator(`[data-on-desk="${learnerId}"]`).waitFor();
});

/** By how much the middle of the stage differs from the same part of the picture as it was taken in, 0 to 255. */
const difference = (): Promise<number> =>
  app.page.evaluate(
    async ({ of, width, height }) => {
      const body = JSON.stringify({ channel: 'annotation.picture', input: { ...of, image: 0 } });
      const headers = { 'Content-Type': 'application/json' };
      const { data } = await (await fetch('/rpc', { method: 'POST', headers, body })).json();
      const whole = await createImageBitmap(await (await fetch(`/blob/${data.blob}`)).blob());
      const stage = document.querySelector<HTMLCanvasElement>('[data-stage] canvas');
      const [side, own] = [150, new OffscreenCanvas(150, 150).getContext('2d')];
      if (!stage || !own) throw new Error('there is no stage');
      own.drawImage(whole, (side - width) / 2, (side - height) / 2);
      const [left, top] = [(stage.width - side) / 2, (stage.height - side) / 2].map(Math.round);
      const seen = stage.getContext('2d')?.getImageData(left ?? 0, top ?? 0, side, side).data ?? [];
      const { data: real } = own.getImageData(0, 0, side, side);
      return real.reduce((sum, value, at) => sum + Math.abs(value - (seen[at] ?? 0)), 0) / real.length;
    },
    { of: { assessmentId, attemptId }, ...size },
  );

it('shows a large picture pixel for pixel at its own size', async () => {
  const { page } = app;
  await visit(app, `/grading/${assessmentId}/work/${attemptId}`);
  await page.locator('[data-picture]').waitFor();
  await press('KeyR', 'KeyE');
  expect(await difference()).toBeGreaterThan(1);
  await press('Digit1');
  await soon(difference).toBeLessThan(0.01);
});

it('puts pictures of what she can learn from on her sheet', async () => {
  const { page } = app;
  await visit(app, `/grading/${assessmentId}/feedback/${learnerId}`);
  await soon(() => page.locator('[data-told-picture]').count()).toBeGreaterThan(2);
  const sizes = await page
    .locator('[data-told-picture]')
    .evaluateAll((all) => (all as HTMLImageElement[]).map((one) => one.naturalWidth));
  expect(sizes.length).toBeGreaterThan(2);
  expect(new Set(sizes)).toEqual(new Set([640]));
  await page.getByText('Here is one that was not marked').first().waitFor();
  const printed = await printPage(page, 'told');
  expect(printed.pages).toBe(1);
  expect(app.complaints).toEqual([]);
});
