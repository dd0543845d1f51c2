import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { boxes, criterion, usualFields } from '../support/grades.ts';
import { type App, launchApp } from './support/app.ts';
import { setUpCenter, signIn, visit } from './support/center.ts';
import { printPage } from './support/pdf.ts';
import { learners as names } from './support/people.ts';

let app: App;
let cohortId: string;
let rubricId: string;

/** As people would press them: each key is down and up before the next, with no waiting for the screen. */
async function press(...codes: string[]): Promise<void> {
  for (const code of codes) await app.page.keyboard.press(code);
}

const content = {
  ...boxes,
  criteria: ['finds', 'names', 'tight', 'tidy', 'whole-work'].map((id) => criterion(id)),
};

async function addAssessment(title: string): Promise<string> {
  const fields = { ...usualFields, title: { en: title }, cohortId, rubricId };
  return (await app.call('assessments.add', fields)).assessmentId;
}

async function openDesk(assessmentId: string): Promise<void> {
  await visit(app, `/grading/${assessmentId}`);
  await app.page.locator('[data-on-desk]').waitFor();
}

/** What the disk has, learner by learner in the order of the desk: "2343-", a digit for each criterion. */
async function stored(assessmentId: string): Promise<string[]> {
  const { learners } = await app.call('assessments.desk', { assessmentId });
  return learners.map(({ attempts }) =>
    (attempts.at(-1)?.criteria ?? [])
      .map(({ choice }) => (choice && 'level' in choice ? String(Number(choice.level.slice(1)) + 1) : '-'))
      .join(''),
  );
}

/** Nothing is on its way any more; a hundred commits take their time on an old disk. */
const allSaved = () =>
  expect
    .poll(() => app.page.locator('[data-saved]').textContent(), { timeout: 20_000 })
    .toContain('All saved');

beforeAll(async () => {
  app = await launchApp();
  await setUpCenter(app);
  const cohort = { name: 'Cohort 2', programId: null, startsOn: null, endsOn: null };
  cohortId = (await app.call('roster.addCohort', cohort)).id;
  const { today } = await app.call('sessions.today', {});
  const enroll = { cohortId, startsOn: today };
  for (const name of names.slice(0, 20))
    await app.call('roster.addLearner', { name, phone: null, email: null, enroll });
  rubricId = (await app.call('assessments.addRubric', { content })).rubricId;
});
afterAll(async () => {
  await app?.close();
});

it('grades 20 learners by 5 criteria within 200 keys and without the mouse', async () => {
  const assessmentId = await addAssessment('Boxes');
  await openDesk(assessmentId);
  const wanted = Array.from({ length: 20 }, (_, learner) =>
    [0, 1, 2, 3, 4].map((part) => ((learner + part) % 4) + 1).join(''),
  );
  const keys = wanted.flatMap((digits, index) => [
    ...[...digits].flatMap((digit, part) => [`Digit${digit}`, ...(part < 4 ? ['ArrowDown'] : [])]),
    ...(index < 19 ? ['ArrowRight'] : []),
  ]);
  expect(keys.length).toBeLessThanOrEqual(200);
  await press(...keys);
  await expect.poll(() => app.page.locator('[data-progress]').textContent()).toBe('20 of 20 graded');
  await allSaved();
  expect(await stored(assessmentId)).toEqual(wanted);
  // Undo takes back the last key.
  await press('Control+KeyZ');
  await expect.poll(async () => (await stored(assessmentId))[19]).toBe(`${wanted[19]?.slice(0, 4)}-`);
});

it('goes through one criterion across all learners', async () => {
  const assessmentId = await addAssessment('Across');
  await openDesk(assessmentId);
  await press('KeyM');
  for (let learner = 0; learner < 20; learner++) await press('Digit3', 'ArrowDown');
  await press('ArrowRight', 'Digit2');
  await allSaved();
  expect(await stored(assessmentId)).toEqual(['32---', ...Array(19).fill('3----')]);
});

it('loses nothing and hits nobody else while arrows are held down and digits typed', async () => {
  const assessmentId = await addAssessment('Held');
  await openDesk(assessmentId);
  const { page } = app;
  const { learners } = await app.call('assessments.desk', { assessmentId });
  // Every key in one burst, as a held key repeats: the screen has no time to draw between them.
  const meant = await page.evaluate(() => {
    const key = (code: string) =>
      window.dispatchEvent(
        new KeyboardEvent('keydown', { code, repeat: true, bubbles: true, cancelable: true }),
      );
    let digits = 0;
    for (let learner = 0; learner < 20; learner++) {
      for (let part = 0; part < 5; part++) {
        key(`Digit${((learner * 5 + part) % 4) + 1}`);
        digits += 1;
        key('ArrowDown');
      }
      key('PageDown');
    }
    return digits;
  });
  expect(meant).toBe(100);
  await allSaved();
  const wanted = learners.map((_, learner) =>
    [0, 1, 2, 3, 4].map((part) => ((learner * 5 + part) % 4) + 1).join(''),
  );
  await expect.poll(() => stored(assessmentId)).toEqual(wanted);
});

it('has every ticked grade after the host was killed in the middle', async () => {
  const assessmentId = await addAssessment('Cut');
  await openDesk(assessmentId);
  const { page } = app;
  await press('Digit4', 'ArrowDown', 'Digit3', 'ArrowDown');
  await expect.poll(() => page.locator('[data-tick]').count()).toBe(2);
  await press('Digit2');
  // Keys go on while the plug is pulled; only what has its tick by then is promised.
  const ticked = await page.locator('[data-tick]').count();
  await Promise.all([app.kill(), press('ArrowDown', 'Digit1', 'ArrowDown', 'Digit1')]);
  const after = Math.max(ticked, await page.locator('[data-tick]').count());
  await app.restart();
  await signIn(app);
  const [first = ''] = await stored(assessmentId);
  expect(first.slice(0, 2)).toBe('43');
  expect(first.replaceAll('-', '').length).toBeGreaterThanOrEqual(after);
  app.complaints.length = 0;
});

it('takes a comment by C, offers it from the bank by /, and fills in the name', async () => {
  const assessmentId = await addAssessment('Comments');
  await openDesk(assessmentId);
  const { page } = app;
  const { learners } = await app.call('assessments.desk', { assessmentId });
  await press('KeyC');
  await page.keyboard.type('Zoom in before you close a box');
  await press('Enter', 'ArrowRight', 'Slash');
  await page.getByRole('option', { name: /Zoom in/ }).waitFor();
  await press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await allSaved();
  const now = await app.call('assessments.desk', { assessmentId });
  const said = now.learners.map((one) => one.attempts.at(-1)?.criteria[0]?.comment ?? '');
  expect(said.slice(0, 3)).toEqual(['Zoom in before you close a box', 'Zoom in before you close a box', '']);
  expect(learners).toHaveLength(20);
});

it('makes a new version of a rubric that somebody was graded by', async () => {
  const { page } = app;
  await visit(app, `/grading/rubrics/${rubricId}`);
  const title = page.getByRole('textbox', { name: 'Criterion 1', exact: true });
  await title.fill('Finds every object');
  await page.getByRole('button', { name: 'Save as version 2' }).click();
  await expect.poll(async () => (await app.call('assessments.rubric', { rubricId })).versions.length).toBe(2);
  const { versions } = await app.call('assessments.rubric', { rubricId });
  expect(versions.map((one) => one.content.criteria[0]?.title.en)).toEqual(['finds', 'Finds every object']);
});

it('exports the gradebook, and opens the desk of the cell in focus by Enter', async () => {
  const { page } = app;
  await visit(app, `/grading/gradebook/${cohortId}`);
  await page.locator('[data-gradebook]').waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('CSV').click();
  await dialog.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('link', { name: /^Save/ }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text.split('\n')[0]).toContain('Boxes');
  for (const name of names.slice(0, 20)) expect(text).toContain(name);
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('[data-gradebook]').focus();
  await press('ArrowDown', 'Enter');
  const { learners } = await app.call('assessments.gradebook', { cohortId });
  await page.locator(`[data-on-desk="${learners[1]?.learnerId}"]`).waitFor();
});

it('prints a feedback sheet of one page for each who is graded', async () => {
  const { page } = app;
  const boxesId = (await app.call('assessments.list', { cohortId })).cohorts[0]?.assessments[0]?.id ?? '';
  await visit(app, `/grading/${boxesId}/feedback`);
  // One was undone.
  await expect.poll(() => page.locator('[data-feedback-sheet]').count()).toBe(19);
  const printed = await printPage(page, 'feedback');
  expect(printed).toMatchObject({ pages: 19, size: { width: 210, height: 297 } });
  if (printed.texts) {
    expect(printed.texts[0]).toContain('Boxes');
    expect(printed.texts[0]).toContain('Lviv Center');
    expect(printed.texts.every((text) => text.includes('Level'))).toBe(true);
  }
  expect(app.complaints).toEqual([]);
});
