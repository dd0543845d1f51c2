import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Request } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import { boxes, usualFields } from '../support/grades.ts';
import { zip } from '../support/zip.ts';
import { type App, launchApp } from './support/app.ts';
import { setUpCenter, visit } from './support/center.ts';

let app: App;
let assessmentId: string;
/** Where sticks appear. */
const drives = temporaryFolder('drives');
const stick = join(drives, 'BLUE');

const names = ['Коваленко Марія', 'Олена Бондаренко', 'Zahra Rahimi', 'Amina Al-Masri'];

beforeAll(async () => {
  app = await launchApp({ drives });
  await setUpCenter(app);
  const cohort = { name: 'Cohort 2', programId: null, startsOn: null, endsOn: null };
  const cohortId = (await app.call('roster.addCohort', cohort)).id;
  const { today } = await app.call('sessions.today', {});
  for (const name of names)
    await app.call('roster.addLearner', {
      ...{ name, phone: null, email: null },
      enroll: { cohortId, startsOn: today },
    });
  const { rubricId } = await app.call('assessments.addRubric', { content: boxes });
  const fields = { ...usualFields, title: { en: 'Boxes' }, cohortId, rubricId };
  assessmentId = (await app.call('assessments.add', fields)).assessmentId;
});
afterAll(async () => {
  await app?.close();
});

/** What is in, by the name of the learner: her attempts, each by the names of its files. */
async function handedIn(): Promise<Record<string, string[][]>> {
  const { learners } = await app.call('assessments.desk', { assessmentId });
  return Object.fromEntries(
    learners.flatMap(({ name, attempts }) => {
      const came = attempts.filter((one) => one.handedIn !== null);
      return came.length > 0 ? [[name, came.map(({ files }) => files.map((file) => file.name))]] : [];
    }),
  );
}

const all = {
  'Коваленко Марія': [['boxes.json']],
  'Олена Бондаренко': [['boxes.json', 'notes.txt']],
  'Zahra Rahimi': [['a.json']],
};

it('takes a ZIP of several learners in: matched, one by hand, as one act', async () => {
  const { page } = app;
  await visit(app, `/grading/${assessmentId}`);
  await page.locator('[data-on-desk]').waitFor();
  const content = await zip({
    'work/Maria Kovalenko/boxes.json': '{"a":1}',
    'work/Bondarenko_Olena/boxes.json': '{"b":1}',
    'work/Bondarenko_Olena/notes.txt': 'done',
    'work/my laptop/a.json': '{"c":1}',
    'work/scan 7/b.json': '{"d":1}',
  });
  // Let go over the desk, as it comes from a folder window.
  await page.evaluate(
    (bytes) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([new Uint8Array(bytes)], 'cohort.zip'));
      for (const kind of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(
          new DragEvent(kind, { dataTransfer: dropped, bubbles: true, cancelable: true }),
        );
    },
    [...content],
  );
  await page.locator('[data-intake="found"]').waitFor();
  expect(await page.locator('[data-verdict="goes"][data-group]').count()).toBe(2);
  expect(await page.locator('[data-verdict="ask"][data-group]').count()).toBe(2);
  expect(await handedIn()).toEqual({});
  // The hands are in the field: a name, Enter; the next group is there: nobody's.
  const asked = page.locator('[role="option"][data-group][aria-selected="true"]');
  await expect.poll(() => asked.textContent()).toContain('my laptop');
  await page.keyboard.type('rah');
  await page.keyboard.press('Enter');
  await expect.poll(() => asked.textContent()).toContain('scan 7');
  // A mere Enter gives nobody what nothing says is hers.
  await page.keyboard.press('Enter');
  expect(await asked.textContent()).toContain('Whose is it?');
  await page.keyboard.press('Delete');
  await expect.poll(() => page.locator('[data-verdict="left"][data-group]').count()).toBe(1);

  // Whoever looks elsewhere finds it as it was.
  await page.locator('a[href="/grading"]').first().click();
  await page.locator('[data-assessment]').waitFor();
  await page.goBack();
  await expect.poll(() => page.locator('[data-verdict="goes"][data-group]').count()).toBe(3);
  await page.locator('[data-take-in]').click();
  await page.locator('[data-intake="taken"]').waitFor();
  expect(await handedIn()).toEqual(all);

  // One act: one undo, one redo.
  await page.locator('body').click({ position: { x: 700, y: 760 } });
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(handedIn).toEqual({});
  await expect.poll(() => page.locator('[data-intake="taken"]').textContent()).toContain('Taken back');
  await page.keyboard.press('Control+Shift+KeyZ');
  await expect.poll(handedIn).toEqual(all);
  await expect.poll(() => page.locator('[data-intake="taken"]').textContent()).toContain('3 learners');
  expect(app.complaints).toEqual([]);
});

it('says what was taken in before, what is refused, and why', async () => {
  const { page } = app;
  await visit(app, `/grading/${assessmentId}/submissions`);
  await page.locator('[data-submission]').first().waitFor();
  await page.locator('[data-submission-files]').setInputFiles([
    { name: 'Maria Kovalenko.json', mimeType: '', buffer: Buffer.from('{"a":1}') },
    { name: 'Amina Al-Masri.heic', mimeType: '', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0') },
  ]);
  await page.locator('[data-intake="found"]').waitFor();
  expect(await page.locator('[data-verdict="known"][data-group]').count()).toBe(1);
  expect(await page.locator('[data-take-in]').isDisabled()).toBe(true);
  await page.locator('[data-show="refused"]').click();
  const refused = await page.locator('[data-refused]').textContent();
  expect(refused).toContain('Amina Al-Masri.heic');
  expect(refused?.length).toBeGreaterThan('Amina Al-Masri.heic'.length + 20);
  await page.getByRole('button', { name: 'Forget these files' }).click();
  await page.locator('[data-submission]').first().waitFor();
  expect(await handedIn()).toEqual(all);
  await page
    .locator('[data-submission-files]')
    .setInputFiles([
      { name: 'broken.zip', mimeType: '', buffer: Buffer.from('PK\x03\x04 and no more than that') },
    ]);
  await page.locator('[data-intake="failed"]').waitFor();
  expect(await page.locator('[data-intake="failed"]').textContent()).toContain('damaged');
});

it('says plainly that what was looked at is gone, and that nothing was written', async () => {
  const { page } = app;
  await page
    .locator('[data-submission-files]')
    .setInputFiles([{ name: 'Amina Al-Masri.json', mimeType: '', buffer: Buffer.from('{"e":1}') }]);
  await page.locator('[data-intake="found"]').waitFor();
  // Another window looks at something else: there is one at a time.
  const folder = temporaryFolder('other');
  writeFileSync(join(folder, 'Zahra Rahimi.json'), '{"f":1}');
  const source = { kind: 'folder', folder } as const;
  await app.call('assessments.previewSubmissions', { assessmentId, learnerId: null, source });
  await page.locator('[data-take-in]').click();
  await page.getByRole('heading', { name: 'What was found is no longer here' }).waitFor();
  await page.getByRole('button', { name: 'Choose files again' }).click();
  await page.locator('[data-submission]').first().waitFor();
  expect(await handedIn()).toEqual(all);
});

/** Chooses who stands there, by the keyboard alone. */
async function choose(name: string): Promise<void> {
  const { page } = app;
  const who = page.locator('input[data-stick-learner]');
  await who.focus();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

it('sees a stick, collects what is hers from it, and has a receipt to print', async () => {
  const { page } = app;
  await visit(app, `/grading/${assessmentId}/stick`);
  await page.locator('input[data-stick-learner]').waitFor();
  expect(await page.locator('[data-drive]').count()).toBe(0);
  mkdirSync(join(stick, 'homework'), { recursive: true });
  writeFileSync(join(stick, 'homework/Amina Al-Masri.json'), '{"g":1}');
  writeFileSync(join(stick, 'song.mp3'), 'la');
  await page.locator('[data-drive]').waitFor();
  await choose('Amina');
  const hers = page.locator('[data-drive-file="homework/Amina Al-Masri.json"] input');
  await expect.poll(() => hers.isChecked()).toBe(true);
  expect(await page.locator('[data-drive-file="song.mp3"] input').isChecked()).toBe(false);
  await page.locator('[data-collect]').click();
  await page.locator('[data-collected]').waitFor();
  expect(await handedIn()).toEqual({ ...all, 'Amina Al-Masri': [['homework/Amina Al-Masri.json']] });
  const receipt = page.locator('[data-receipt]');
  await receipt.waitFor();
  expect(await receipt.textContent()).toContain('Amina Al-Masri.json');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('[data-print-receipt]').isVisible()).toBe(false);
  expect(await receipt.isVisible()).toBe(true);
  await page.emulateMedia({ media: null });
});

it('returns her feedback as a page that stands alone, and says in words when the stick is gone', async () => {
  const { page } = app;
  await page.getByText('Return', { exact: true }).click();
  await page.locator('[data-feedback-sheet]').waitFor();
  await page.locator('[data-return]').click();
  await page.locator('[data-returned]').waitFor();
  const folder = join(stick, 'Feedback Amina Al-Masri');
  expect(readdirSync(folder)).toEqual(['Boxes.html']);
  const html = readFileSync(join(folder, 'Boxes.html'), 'utf8');
  expect(html).toContain('Amina Al-Masri');
  expect(html).not.toMatch(/<script|https?:|src="\//);
  // Pulled between two looks for sticks: the next look gets no answer.
  const isLook = (request: Request): boolean => request.postData()?.includes('assessments.drives') ?? false;
  await page.route('**/rpc', (route) => (isLook(route.request()) ? undefined : route.continue()));
  await page.waitForRequest(isLook);
  renameSync(stick, join(temporaryFolder('pulled'), 'BLUE'));
  await page.locator('[data-return]').click();
  await page.getByText('The stick is not plugged in any more.').waitFor();
  app.complaints.length = 0;
});
