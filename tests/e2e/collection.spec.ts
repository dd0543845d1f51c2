import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultBrief } from '../../src/shared/rules/image-brief.ts';
import { grainy, motif, png } from '../annotation/brief/motif.ts';
import { exifBlock, exifSegment, jpegWith } from '../images/build.ts';
import { boxes, criterion, usualFields } from '../support/grades.ts';
import { type App, launchApp } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { setUpCenter, visit } from './support/center.ts';
import { handIn } from './support/hand-in.ts';

let app: App;
let assessmentId: string;

const photo = (...of: Parameters<typeof motif>): Buffer => png(grainy(motif(...of)));
const brief = {
  ...defaultBrief,
  ...{ classes: [{ name: 'cats', least: 2 }], leastSide: 90, leastSharpness: 5, least: 4 },
};

beforeAll(async () => {
  app = await launchApp();
  await setUpCenter(app);
  const cohort = { name: 'Cohort 2', programId: null, startsOn: null, endsOn: null };
  const cohortId = (await app.call('roster.addCohort', cohort)).id;
  const { today } = await app.call('sessions.today', {});
  for (const name of ['Olena Kovalenko', 'Yuliia Shevchenko'])
    await app.call('roster.addLearner', {
      ...{ name, phone: null, email: null, enroll: { cohortId, startsOn: today } },
    });
  const bands = [{ at: 0.75, choice: { level: 'l3' } }];
  const criteria = [criterion('brief', { proposal: { figure: 'checks', bands } }), criterion('variety')];
  const { rubricId } = await app.call('assessments.addRubric', { content: { ...boxes, criteria } });
  const fields = { ...usualFields, title: { en: 'Images' }, cohortId, rubricId };
  assessmentId = (await app.call('assessments.add', fields)).assessmentId;
  const cat = photo(1);
  await handIn(app, assessmentId, {
    'Olena Kovalenko/cats/1.png': cat,
    'Olena Kovalenko/cats/2.png': photo(1, 256, 192, 12),
    'Olena Kovalenko/cats/3.png': photo(5),
    'Olena Kovalenko/cats/small.jpg': jpegWith([exifSegment(exifBlock(1, 'Phone'))]),
    'Yuliia Shevchenko/cats/a.png': cat,
    'Yuliia Shevchenko/cats/b.png': photo(14),
  });
});
afterAll(async () => {
  await app?.close();
});

const press = async (...codes: string[]): Promise<void> => {
  for (const code of codes) await app.page.keyboard.press(code);
};
const figures = async () => {
  const { learners } = await app.call('assessments.desk', { assessmentId });
  return learners[0]?.attempts.at(-1)?.figures;
};

it('is told what the images are asked for, with a name to try, and looks through them', async () => {
  const { page } = app;
  await visit(app, `/grading/${assessmentId}/brief`);
  const form = page.locator('[data-brief]');
  await form.getByLabel('Shorter side at least, pixels').fill('90');
  await form.getByLabel('File names').fill('{class}_#');
  await form.getByLabel('Try a name').fill('cat_12.jpg');
  await form.getByText('This name is fine.').waitFor();
  await form.getByLabel('Try a name').fill('IMG.jpg');
  await form.getByText('This name does not follow the pattern.').waitFor();
  await form.getByRole('button', { name: 'Ask for this' }).click();
  await expect
    .poll(async () => (await app.call('annotation.brief', { assessmentId })).brief)
    .toMatchObject({ leastSide: 90, names: '{class}_#' });
  // The rest of what this file asks for.
  await app.call('annotation.setBrief', { assessmentId, brief });
  await page.getByRole('button', { name: 'Look through', exact: true }).click();
  await expect
    .poll(() => page.locator('[data-learner]').allInnerTexts(), { timeout: 30_000 })
    .toEqual([expect.stringContaining('2 of 4 pass'), expect.stringContaining('2 of 2 pass')]);
});

it('shows the images on the desk, the ones that do not pass first, by keys', async () => {
  const { page } = app;
  await visit(app, `/grading/${assessmentId}`);
  const tiles = page.locator('[data-image]');
  await tiles.first().waitFor();
  // Two do not pass, and one is somebody else's too.
  expect(await tiles.evaluateAll((all) => all.map((one) => one.getAttribute('data-image')))).toEqual([
    ...['cats/small.jpg', 'cats/2.png', 'cats/1.png'],
  ]);
  await expect
    .poll(() =>
      tiles
        .first()
        .locator('img')
        .evaluate((one) => (one as HTMLImageElement).naturalWidth),
    )
    .toBe(48);
  const detail = page.locator('[data-detail]');
  await detail.getByText('The file told where it was taken').waitFor();
  await press('KeyN');
  await detail.getByText('It shows nearly the same as').waitFor();
  await press('KeyF');
  const large = page.locator('[data-at-large="cats/2.png"]');
  await large.getByRole('button', { name: 'Side by side' }).first().click();
  await expect.poll(() => large.locator('img').count()).toBe(2);
  await press('Escape');
  await large.waitFor({ state: 'detached' });
});

it('accepts an image as fine with a reason: the figures and the proposal follow, and undo takes it back', async () => {
  const { page } = app;
  expect(await figures()).toMatchObject({ checks: 0.5 });
  await press('KeyX');
  await page.keyboard.type('Another cat');
  await press('Enter');
  await expect.poll(figures).toMatchObject({ checks: 0.75 });
  await page.locator('[data-totals]', { hasText: '3 of 4 pass' }).waitFor();
  await page.locator('[data-finding="near_duplicate"]', { hasText: 'Fine: Another cat' }).waitFor();
  // It stays where it was under the keys.
  expect(await page.locator('[data-image]').nth(1).getAttribute('data-image')).toBe('cats/2.png');
  // Digits are still the desk's.
  await press('Digit4');
  await expect
    .poll(
      async () =>
        (await app.call('assessments.desk', { assessmentId })).learners[0]?.attempts[0]?.criteria[0],
    )
    .toMatchObject({ choice: { level: 'l3' }, proposal: { choice: { level: 'l3' } } });
  await press('Control+KeyZ', 'Control+KeyZ');
  await expect.poll(figures).toMatchObject({ checks: 0.5 });
});

it('tells the instructor who handed in the same, and no name where names are hidden', async () => {
  const { page } = app;
  await page.locator('[data-image="cats/1.png"]').click();
  const alike = page.locator('[data-detail]').getByText('Yuliia Shevchenko handed in the same file');
  await alike.waitFor();
  await press('KeyV');
  await page.locator('[data-detail]').getByText('Another learner handed in the same file').waitFor();
  expect(await alike.count()).toBe(0);
  expect(await axeFindings(page, 'collection', { within: '[data-collection]' })).toEqual([]);
  await visit(app, `/grading/${assessmentId}/brief`);
  await page.locator('[data-brief]').waitFor();
  expect(await axeFindings(page, 'brief')).toEqual([]);
  expect(app.complaints).toEqual([]);
});
