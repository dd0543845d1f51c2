import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { samplePin } from '../../src/shared/rules/sample.ts';
import { type App, launchApp } from './support/app.ts';
import { visit } from './support/center.ts';
import { printPage } from './support/pdf.ts';

// The whole way of a practice project, in the sample center and without the mouse: from an archive of 25 learners to
// the gradebook.
let app: App;
let assessmentId: string;
let cohortId: string;
let archive: Buffer;

/** Threads read and score; a laptop does other things at once. */
const patient = { timeout: 60_000 };

async function press(...codes: string[]): Promise<void> {
  for (const code of codes) await app.page.keyboard.press(code);
}

/** A button by its keys: it has the focus, and Enter. */
async function enter(selector: string): Promise<void> {
  await app.page.locator(selector).focus();
  await press('Enter');
}

const attempts = async () => (await app.call('annotation.scores', { assessmentId })).attempts;
const allSaved = () =>
  expect.poll(() => app.page.locator('[data-saved]').textContent(), patient).toContain('All saved');

/** Where ROLLBOOK_PRINTS asks for pictures of the way. */
async function look(name: string): Promise<void> {
  const gallery = process.env.ROLLBOOK_PRINTS;
  if (gallery) await app.page.screenshot({ path: `${gallery}/practice-${name}.png` });
}

beforeAll(async () => {
  app = await launchApp();
  await app.call('center.openSample', { language: 'en' });
  const { people } = await app.call('center.state', {});
  const instructor = people.find((one) => one.role === 'instructor');
  await app.call('center.unlock', { personId: instructor?.id ?? '', pin: samplePin });
  assessmentId = (await app.call('assessments.example', {})).assessmentId ?? '';
  const { cohorts } = await app.call('assessments.list', { cohortId: null });
  cohortId = cohorts.find((one) => one.assessments.some(({ id }) => id === assessmentId))?.id ?? '';
}, 120_000);
afterAll(async () => {
  await app?.close();
});

it('saves what 25 learners hand in', async () => {
  const { page } = app;
  await visit(app, '/grading');
  await page.locator('[data-example] button').waitFor();
  await look('1-grading');
  const [download] = await Promise.all([page.waitForEvent('download'), enter('[data-example] button')]);
  archive = readFileSync(await download.path());
  expect(archive.subarray(0, 2).toString()).toBe('PK');
});

it('takes them in as they are dropped, one of them matched by hand', async () => {
  const { page } = app;
  await enter('[data-example] a');
  await page.locator('[data-on-desk]').waitFor();
  await page.evaluate((text) => {
    const dropped = new DataTransfer();
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    dropped.items.add(new File([bytes], 'street-scenes.zip'));
    for (const kind of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(
        new DragEvent(kind, { dataTransfer: dropped, bubbles: true, cancelable: true }),
      );
  }, archive.toString('base64'));
  await page.locator('[data-intake="found"]').waitFor(patient);
  // Hand-ins are made in the order of the desk; the fourteenth file says nothing of whose it is.
  const { learners } = await app.call('assessments.desk', { assessmentId });
  const nameless = learners.filter((one) => !one.readOnly)[13];
  const going = () => page.locator('[data-show="goes"]').textContent();
  expect(await going()).toContain('24');
  const asked = page.locator('[role="option"][data-group][aria-selected="true"]');
  await expect.poll(() => asked.textContent()).toContain('new folder (2)');
  await look('2-matched');
  await page.keyboard.type(nameless?.name ?? '');
  await press('Enter');
  await expect.poll(going).toContain('25');
  await enter('[data-take-in]');
  await page.locator('[data-intake="taken"]').waitFor(patient);
  await look('3-taken');
});

it('scores them, the worst first, with one that cannot be read', { timeout: 120_000 }, async () => {
  const { page } = app;
  await visit(app, `/grading/${assessmentId}/scores`);
  await page.locator('[data-all-scored]').waitFor(patient);
  await look('4-scores');
  const scored = await attempts();
  expect(scored).toHaveLength(25);
  expect(scored.filter(({ state }) => state === 'failed')).toHaveLength(1);
  const worst = scored.flatMap(({ totals }) => totals?.taskScore ?? []);
  expect(worst).toEqual(worst.toSorted((a, b) => a - b));
});

it('walks through the findings of the worst three', async () => {
  const { page } = app;
  const worst = (await attempts()).slice(0, 3);
  expect(worst).toHaveLength(3);
  for (const { learnerId } of worst) {
    await visit(app, `/grading/${assessmentId}?learner=${learnerId}`);
    await page.locator(`[data-on-desk="${learnerId}"]`).waitFor();
    await page.locator('[data-picture]').waitFor();
    const seen = new Set<string | null>();
    for (let step = 0; step < 4; step++) {
      await press('KeyN');
      await page.locator('[data-finding][data-selected]').waitFor();
      seen.add(await page.locator('[data-finding][data-selected]').textContent());
    }
    expect(seen.size).toBeGreaterThan(1);
    await look(`5-worst-${learnerId.slice(-4)}`);
  }
});

it('grades all 25 by keys alone', async () => {
  const { page } = app;
  await visit(app, `/grading/${assessmentId}`);
  await page.locator('[data-on-desk]').waitFor();
  const people = (await app.call('assessments.desk', { assessmentId })).learners.filter(
    (one) => !one.readOnly,
  );
  let keys = 0;
  const count = async (...codes: string[]): Promise<void> => {
    keys += codes.length;
    await press(...codes);
  };
  for (let place = 0; place < people.length; place++) {
    const id = await page.locator('[data-on-desk]').getAttribute('data-on-desk');
    const criteria = people.find((one) => one.learnerId === id)?.attempts.at(-1)?.criteria ?? [];
    for (const [at, one] of criteria.entries()) {
      const proposed = one.proposal && 'level' in one.proposal.choice ? one.proposal.choice.level : 'level-3';
      await count(`Digit${proposed.slice(-1)}`, ...(at < criteria.length - 1 ? ['ArrowDown'] : []));
    }
    await count('ArrowRight');
  }
  expect(keys).toBe(25 * 10);
  await expect.poll(() => page.locator('[data-progress]').textContent(), patient).toBe('25 of 25 graded');
  await allSaved();
  await look('6-graded');
  const graded = (await app.call('assessments.desk', { assessmentId })).learners.filter(
    (one) => !one.readOnly,
  );
  expect(graded.filter(({ grade }) => grade.state === 'graded')).toHaveLength(25);
});

it('prints their feedback', async () => {
  const { page } = app;
  await visit(app, `/grading/${assessmentId}/feedback`);
  await expect.poll(() => page.locator('[data-feedback-sheet]').count(), patient).toBe(25);
  // Whoever has findings sees where: her sheet is printed with the pictures.
  await expect.poll(() => page.locator('[data-told-picture]').count(), patient).toBeGreaterThan(23);
  const { texts, pages } = await printPage(page, 'practice-feedback');
  expect(pages).toBeGreaterThanOrEqual(25);
  if (texts) expect(texts.join('\n')).toContain('Bounding boxes: street scenes');
});

it('exports the gradebook as CSV and as a workbook', async () => {
  const { page } = app;
  await visit(app, `/grading/gradebook/${cohortId}`);
  await page.locator('[data-gradebook]').waitFor();
  await look('7-gradebook');
  const { learners } = await app.call('assessments.gradebook', { cohortId });
  for (const format of ['CSV', 'Excel'] as const) {
    await page.getByRole('button', { name: 'Export' }).focus();
    await press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: new RegExp(format, 'i') }).focus();
    await press('Space');
    await dialog.getByRole('button', { name: 'Export' }).focus();
    await press('Enter');
    const save = dialog.getByRole('link', { name: /^Save/ });
    await save.waitFor();
    await save.focus();
    const [download] = await Promise.all([page.waitForEvent('download'), press('Enter')]);
    const bytes = readFileSync(await download.path());
    const rows =
      format === 'CSV'
        ? bytes.toString('utf8').split('\r\n')
        : ((await readXlsx(bytes)).sheets[0]?.rows.map((row) => row.join(',')) ?? []);
    expect(rows[0]).toContain('Bounding boxes: street scenes');
    for (const { name } of learners) expect(rows.some((row) => row.includes(name))).toBe(true);
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  expect(app.complaints).toEqual([]);
});
