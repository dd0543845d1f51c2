import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ImportPage, LearnerPage } from './pages/roster.ts';
import { type App, launchApp } from './support/app.ts';
import { setUpCenter, visit } from './support/center.ts';

const fixture = (name: string): string => join(import.meta.dirname, '../fixtures/rosters', name);

let app: App;
beforeAll(async () => {
  app = await launchApp();
  await setUpCenter(app);
});
afterAll(async () => {
  expect(app.complaints).toEqual([]);
  await app.close();
});

// A test that fails while it holds an answer back must not hold back those of the next.
afterEach(() => app.page.unrouteAll({ behavior: 'ignoreErrors' }));

async function openImport(): Promise<ImportPage> {
  await visit(app, '/import');
  return new ImportPage(app.page);
}

const everyone = async (): Promise<number> => (await app.call('roster.learners', {})).everyone;

it('teaches how to begin, and goes from a list to its roll', async () => {
  await visit(app, '/cohorts');
  await app.page.getByRole('link', { name: 'Import your list' }).click();
  const list = new ImportPage(app.page);
  await list.choose(fixture('google-forms-uk.csv'));
  expect(await list.chip('new').textContent()).toContain('26');
  expect(await list.chip('notice').textContent()).toContain('4');
  expect(await everyone()).toBe(0);
  expect(await list.importButton().textContent()).toBe('Import 26 people');
  await list.importButton().click();
  await list.done().waitFor();
  expect(await everyone()).toBe(26);
  await app.page.getByRole('button', { name: 'Take the roll now: Cohort 1' }).click();
  await app.page.locator('[data-roll-row="26"]').waitFor();
});

it('takes an import back by the toast', async () => {
  const before = await everyone();
  const list = await openImport();
  await list.choose(fixture('arabic.csv'));
  await list.pick('Where to', 'No cohort for now');
  await list.importButton().click();
  await list.done().waitFor();
  await expect.poll(everyone).toBe(before + 24);
  await app.page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(everyone).toBe(before);
});

it('reads the lists of Excel, Moodle and KoboToolbox as they are', async () => {
  const nobody = await everyone();
  for (const [file, people, button] of [
    ['excel-windows-1251.csv', 22, 'Import 22 people'],
    ['moodle-participants.csv', 28, 'Import 28 people'],
    ['kobo-export.xlsx', 25, 'Import 25 people'],
  ] as const) {
    const list = await openImport();
    await list.choose(fixture(file));
    expect(await list.importButton().textContent()).toBe(button);
    if (file === 'kobo-export.xlsx') await list.pick('Where to', 'No cohort for now');
    await list.importButton().click();
    await list.done().waitFor();
    await expect.poll(everyone).toBe(nobody + people);
    await app.page.getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(everyone).toBe(nobody);
  }
});

it('says of every row that cannot be read why, with its number in the file', async () => {
  const list = await openImport();
  await list.choose(fixture('broken.csv'));
  await list.chip('fault').click();
  await expect.poll(() => list.rows().count()).toBe(5);
  const first = await list.rows().first().textContent();
  expect(first).toContain('3');
  expect(first).toContain('The name begins like a formula');
});

it('says in one sentence why a file is no list', async () => {
  await openImport();
  await app.page.locator('input[data-import-file]').setInputFiles(fixture('not-a-table.csv'));
  await app.page.getByRole('alert').getByText('This is no list of people').waitFor();
  await app.page.locator('input[data-import-file]').setInputFiles(fixture('empty.csv'));
  await app.page.getByRole('alert').getByText('The file is empty').waitFor();
});

it('asks once how dates are meant, and lets a person decide who a row is', async () => {
  const { learners } = await app.call('roster.learners', { limit: 1 });
  const [known] = learners;
  const list = await openImport();
  const text = `Name,Born,Phone\nSomebody Else,03/04/1999,${known?.phone}\nNobody Known,05/06/2001,+359888123456\n`;
  await list.choose({ name: 'two.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await list.pick('Where to', 'No cohort for now');
  expect(await list.importButton().isDisabled()).toBe(true);
  await app.page.getByRole('button', { name: '3 April 1999' }).click();
  await expect.poll(() => list.importButton().textContent()).toBe('Import 1 person');
  await list.pick('Who is this?', 'Somebody else: add');
  await expect.poll(() => list.importButton().textContent()).toBe('Import 2 people');
  await list.importButton().click();
  await list.done().waitFor();
  const born = async () => {
    const { learners: found } = await app.call('roster.learners', { search: 'Somebody Else' });
    return found[0] && (await app.call('roster.learner', { learnerId: found[0].id })).birth?.date;
  };
  await expect.poll(born).toBe('1999-04-03');
});

/** Keeps the answers of one call back until they are let go. */
async function holdBack(channel: string): Promise<() => Promise<void>> {
  let letGo = (): void => {};
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await app.page.route('**/rpc', async (route) => {
    if (JSON.parse(route.request().postData() ?? '{}').channel === channel) await free;
    await route.continue();
  });
  return async () => {
    letGo();
    await app.page.unrouteAll({ behavior: 'wait' });
  };
}

it('keeps what is open in a row while the list is read again', async () => {
  const { learners } = await app.call('roster.learners', { limit: 1 });
  const list = await openImport();
  const text = `Name,Born,Phone\nAnother Person,03/04/1999,${learners[0]?.phone}\n`;
  await list.choose({ name: 'one.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await list.pick('Where to', 'No cohort for now');
  const letRows = await holdBack('roster.importRows');
  await app.page.getByRole('button', { name: '3 April 1999' }).click();
  // The second reading is here; its rows are not.
  await app.page.getByText('Change', { exact: true }).waitFor();
  expect(await list.rows().count()).toBe(1);
  await app.page.getByRole('combobox', { name: 'Who is this?' }).click();
  await letRows();
  await app.page.getByRole('option', { name: 'Somebody else: add' }).click();
  await expect.poll(() => list.importButton().textContent()).toBe('Import 1 person');
});

it('counts each column that is mapped while the list is still being read', async () => {
  const list = await openImport();
  const text = 'Name,Extra,More\nVira Stepova,a ramp,likes mornings\n';
  await list.choose({ name: 'more.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const letReading = await holdBack('roster.previewImport');
  await list.pick('Extra', 'Needs');
  await list.pick('More', 'Note');
  expect(await list.columnOf('Extra')).toBe('Needs');
  await letReading();
  await list.pick('Where to', 'No cohort for now');
  await list.importButton().click();
  await list.done().waitFor();
  const { learners } = await app.call('roster.learners', { search: 'Vira Stepova' });
  const learner = await app.call('roster.learner', { learnerId: learners[0]?.id ?? '' });
  expect(learner).toMatchObject({ needs: 'a ramp', note: 'likes mornings' });
});

it('reads a list again when a column is mapped by hand', async () => {
  const list = await openImport();
  const text = 'Name,Extra\nOksana Nova,uses a screen reader\n';
  await list.choose({ name: 'extra.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  expect(await list.columnOf('Extra')).toBe('Leave out');
  await list.pick('Extra', 'Needs');
  await app.page.getByText('As you chose.').waitFor();
  await list.pick('Where to', 'No cohort for now');
  await list.importButton().click();
  await list.done().waitFor();
  const { learners } = await app.call('roster.learners', { search: 'Oksana Nova' });
  const { needs } = await app.call('roster.learner', { learnerId: learners[0]?.id ?? '' });
  expect(needs).toBe('uses a screen reader');
});

it('takes of a pasted book no more than a search holds', async () => {
  await visit(app, '/learners');
  await app.page.getByRole('heading', { name: 'Learners' }).waitFor();
  await app.page.keyboard.press('/');
  await app.page.keyboard.insertText('Ж'.repeat(1_000_000));
  const field = app.page.getByRole('searchbox');
  expect((await field.inputValue()).length).toBe(200);
  await app.page.getByText('Nobody fits.').first().waitFor();
});

it('finds a learner from the keyboard and edits her facts in place, each with its tick', async () => {
  await visit(app, '/learners');
  await app.page.getByRole('heading', { name: 'Learners' }).waitFor();
  await app.page.keyboard.press('/');
  await app.page.keyboard.type('мельник катерина');
  const line = app.page.getByRole('link', { name: /Мельник Катерина/ });
  await line.waitFor();
  await line.click();
  const learner = new LearnerPage(app.page);
  await learner.say('Phone', '067 765 43 21');
  await learner.ticks().first().waitFor();
  await expect.poll(() => learner.fact('Phone').inputValue()).toBe('+380677654321');
  await learner.say('Born on', '1.2.1990');
  await expect.poll(() => learner.fact('Born on').inputValue()).toBe('1 February 1990');
  await learner.history().getByText('+380677654321').waitFor();
  await learner.say('Phone', '12');
  await app.page.getByRole('alert').getByText('No such number can be dialed').waitFor();
  await app.page.getByRole('button', { name: /What changed for/ }).click();
  await app.page.getByRole('menuitem', { name: 'Leaves the program' }).click();
  await app.page.getByRole('dialog').getByRole('button', { name: 'Leaves the program' }).click();
  await app.page.getByText('Left the program').first().waitFor();
  // The refused number made the browser complain about nothing: failures are results, not exceptions.
  expect(app.complaints).toEqual([]);
});

it('warns that somebody may be here already, and adds her all the same if told', async () => {
  await visit(app, '/learners');
  await app.page.getByRole('button', { name: 'Add learner' }).click();
  await app.page.getByLabel('Name as she writes it').fill('oksana NOVA');
  await app.page.getByText('Already here?').waitFor();
  await app.page.getByRole('button', { name: 'Somebody else: add' }).click();
  await app.page.getByRole('heading', { level: 1, name: 'oksana NOVA' }).waitFor();
});

it('exports a list in which nothing runs', async () => {
  await visit(app, '/learners');
  await app.page.getByRole('button', { name: 'Export' }).click();
  await app.page.getByText('CSV').click();
  await app.page.getByLabel('Phone and email').check();
  await app.page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  const [download] = await Promise.all([
    app.page.waitForEvent('download'),
    app.page.getByRole('link', { name: 'Save Learners.csv' }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toContain('Full name');
  expect(text).toContain("'+380");
});
