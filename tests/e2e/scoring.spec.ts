import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeCoco } from '../../src/main/annotation/write/coco.ts';
import { writeVoc } from '../../src/main/annotation/write/voc.ts';
import type { AnnotationSet } from '../../src/shared/rules/annotations.ts';
import { boxes, usualFields } from '../support/grades.ts';
import { faulty, gold, picture, written } from '../support/projects.ts';
import { zip } from '../support/zip.ts';
import { type App, launchApp } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { setUpCenter, visit } from './support/center.ts';
import { handIn } from './support/hand-in.ts';

let app: App;
let assessmentId: string;

const names = ['Olena Kovalenko', 'Yuliia Shevchenko', 'Zhanna Bondar'];
const misspelt: AnnotationSet = {
  ...gold,
  labels: ['cat', 'dog', 'birdd'],
  images: gold.images.map((image) => ({
    ...image,
    shapes: image.shapes.map((one) => ({ ...one, label: one.label.replace('bird', 'birdd') })),
  })),
};

/** Workers take their time on an old laptop that does other things at once. */
const patient = { timeout: 30_000 };

const rows = () => app.page.locator('[data-score-row]');
const cells = (): Promise<string[]> => rows().allInnerTexts();

beforeAll(async () => {
  app = await launchApp();
  await setUpCenter(app);
  const cohort = { name: 'Cohort 2', programId: null, startsOn: null, endsOn: null };
  const { id: cohortId } = await app.call('roster.addCohort', cohort);
  const { today } = await app.call('sessions.today', {});
  const enroll = { cohortId, startsOn: today };
  for (const name of names) await app.call('roster.addLearner', { name, phone: null, email: null, enroll });
  const { rubricId } = await app.call('assessments.addRubric', { content: boxes });
  assessmentId = (await app.call('assessments.add', { ...usualFields, cohortId, rubricId })).assessmentId;
});
afterAll(async () => {
  await app?.close();
});

it('refuses what is no reference with its file, and takes one from an archive', async () => {
  const { page } = app;
  await visit(app, `/grading/${assessmentId}/scores`);
  const chosen = page.locator('[data-no-reference] [data-reference-files]');
  const mimeType = 'application/zip';
  await chosen.setInputFiles({ name: 'wrong.zip', mimeType, buffer: await zip({ 'notes.txt': 'nothing' }) });
  await page.getByRole('alert').getByText('notes.txt').waitFor();
  const entries = {
    ...written(writeCoco, gold, 'gold'),
    'gold/one.png': picture(),
    'gold/two.png': picture(),
  };
  await chosen.setInputFiles({ name: 'gold.zip', mimeType, buffer: await zip(entries) });
  const card = page.locator('[data-reference]');
  await card.getByText('COCO JSON').waitFor();
  expect(await card.innerText()).toMatch(/Images\s+2\s+Shapes and tags\s+3/);
});

it('scores what comes in by itself, the worst first', async () => {
  const { page } = app;
  await handIn(app, assessmentId, {
    ...written(writeVoc, misspelt, 'Olena Kovalenko'),
    ...written(writeCoco, faulty, 'Yuliia Shevchenko'),
    'Zhanna Bondar/notes.txt': 'I was ill',
  });
  await page.locator('[data-all-scored]').waitFor();
  const [worst, next, failed] = await cells();
  expect(worst).toMatch(/^Yuliia Shevchenko\s+0\.33\s+1\.00\s+0\.33\s+3/);
  expect(next).toMatch(/^Olena Kovalenko\s+0\.67/);
  expect(failed).toMatch(/Zhanna Bondar\s+The format of notes\.txt is not known/);
  expect(await axeFindings(page, 'scores')).toEqual([]);
});

it('counts a misspelt label once its meaning is taken and the work scored again', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Take birdd for bird' }).click();
  await page.getByRole('button', { name: 'Score again' }).click();
  await expect.poll(async () => (await cells())[1] ?? '', patient).toMatch(/^Olena Kovalenko\s+1\.00/);
  expect(await page.locator('[data-unknown-labels]').count()).toBe(0);
});

it('saves a learner’s file for CVAT, by the labels of the reference', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'More about Olena Kovalenko' }).click();
  await page.getByRole('menuitem', { name: 'Save as…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'CVAT XML 1.1' }).click();
  await dialog.getByRole('button', { name: 'Make the file' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('link', { name: /^Save/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Olena Kovalenko CVAT XML 1.1.xml');
  const text = readFileSync(await download.path(), 'utf8');
  expect(text.match(/<box [^>]*label="(\w+)"/g)?.map((one) => /label="(\w+)"/.exec(one)?.[1])).toEqual([
    ...['cat', 'dog', 'bird'],
  ]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

it('is gone through by keys, and Enter opens the work', async () => {
  const { page } = app;
  await page.locator('h1').click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const [{ attemptId } = { attemptId: '' }] = (await app.call('annotation.scores', { assessmentId }))
    .attempts;
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/grading/${assessmentId}/work/${attemptId}`);
  await page.locator('[data-figures]').waitFor();
  expect(await page.locator('[data-totals-words]').textContent()).toContain('1 of 3 shapes');
  expect(await page.locator('[data-remarks]').textContent()).toContain('Read as COCO JSON');
});

it('shows what a cell of the confusion matrix counts, found by its keys', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'cat drawn as cat: 0' }).focus();
  await page.keyboard.press('ArrowRight');
  const cell = page.getByRole('button', { name: 'cat drawn as dog: 1' });
  expect(await cell.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page
    .locator('[data-only]')
    .getByText(/cat.* drawn as .*dog/)
    .waitFor();
  expect(await cell.getAttribute('aria-pressed')).toBe('true');
  await page.locator('[data-class="bird"] button').click();
  await page.locator('[data-only]').getByText('bird').waitFor();
  expect(await axeFindings(page, 'work')).toEqual([]);
  expect(app.complaints).toEqual([]);
});
