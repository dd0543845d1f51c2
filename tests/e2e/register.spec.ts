import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createClock } from '../../src/main/sample/agenda.ts';
import { unpackMarks } from '../../src/shared/rules/packed-marks.ts';
import { addDays } from '../../src/shared/rules/time.ts';
import { RegisterPage } from './pages/register.ts';
import { type App, launchApp } from './support/app.ts';
import { setUpCenter, visit } from './support/center.ts';
import { printPage, watchPrinting } from './support/pdf.ts';

const people = ['Anna', 'Beata', 'Clara'];

let app: App;
let register: RegisterPage;
let cohortId: string;
let learners: string[];
/** Six classes on the days before today, then two to come. */
let sessions: string[];

beforeAll(async () => {
  app = await launchApp({ clock: createClock('Europe/Kyiv')('2026-02-28', '12:00') });
  await setUpCenter(app);
});
afterAll(async () => {
  await app.close();
});

beforeEach(async () => {
  const cohort = { name: `Cohort ${Date.now()}`, programId: null, startsOn: null, endsOn: null };
  cohortId = (await app.call('roster.addCohort', cohort)).id;
  const { today } = await app.call('sessions.today', {});
  learners = [];
  for (const name of people) {
    const enroll = { cohortId, startsOn: addDays(today, -30) };
    const { id } = await app.call('roster.addLearner', { name, phone: null, email: null, enroll });
    learners.push(id);
  }
  sessions = [];
  for (const day of [-6, -5, -4, -3, -2, -1, 1, 2]) {
    const plan = { title: 'Polygons', kind: 'live_class', startsAt: '10:00', endsAt: '12:00' } as const;
    const where = { cohortId, date: addDays(today, day), room: null, instructorId: null };
    sessions.push((await app.call('sessions.plan', { ...plan, ...where })).sessionId);
  }
  await visit(app, `/register/${cohortId}`);
  register = new RegisterPage(app.page);
  await register.ready();
  // The days may lie in two months.
  await register.showWholeCourse();
});

it('takes marks by the keys of the roll, each stored, with figures that follow at once', async () => {
  await register.press('Control+Home', 'KeyP', 'ArrowDown', 'KeyA', 'ArrowDown', 'KeyL', '3', '0', 'Enter');
  await expect.poll(() => register.figures('Anna')).toEqual(['100%', '100%']);
  await expect.poll(() => register.figures('Beata')).toEqual(['0%', '87%']);
  await expect.poll(() => register.figures('Clara')).toEqual(['75%', '96%']);
  expect(await register.said('Clara', 0)).toBe('Late 30');
  await register.bar().locator('[data-tick]').waitFor();
  const stored = await app.call('attendance.register', { cohortId });
  expect(stored.learners.map((row) => unpackMarks(stored.values, row.marks)[0])).toEqual([
    { status: 'present' },
    { status: 'absent' },
    { status: 'late', minutesMissed: 30 },
  ]);
  await app.page.keyboard.press('Control+KeyZ');
  await expect.poll(() => register.said('Clara', 0)).not.toBe('Late 30');
  expect(app.complaints).toEqual([]);
});

it('moves by keyboard and says where it is', async () => {
  await register.press('Control+Home', 'KeyE');
  await expect.poll(() => register.active()).toBe('Excused');
  await register.press('End');
  await expect.poll(() => register.active()).toBe('to come');
  await register.press('Home', 'Enter');
  await expect.poll(() => register.active()).toBe('not recorded');
  expect(await register.bar().textContent()).toContain('Beata');
});

it('asks a closed roll’s reason before it changes anything', async () => {
  await app.call('attendance.close', { sessionId: sessions[0] ?? '' });
  await app.page.reload();
  await register.ready();
  await register.showWholeCourse();
  await register.press('Control+Home', 'KeyA');
  const dialog = app.page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('She was in another room');
  expect(await register.said('Anna', 0)).toBe('not recorded');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => register.said('Anna', 0)).toBe('Absent');
  await register.bar().locator('[data-tick]').waitFor();
  const place = { sessionId: sessions[0] ?? '', learnerId: learners[0] ?? '' };
  const { entries } = await app.call('attendance.history', place);
  expect(entries[0]?.why).toBe('She was in another room');
});

it('says in the cell what is not stored, keeps what was meant, and stores it once it can', async () => {
  let refuse = true;
  await app.page.route('**/rpc', async (route) => {
    const { channel } = route.request().postDataJSON() as { channel: string };
    if (refuse && channel === 'attendance.mark')
      await route.fulfill({ json: { ok: false, error: { code: 'disk_full', incident: 'x' } } });
    else await route.continue();
  });
  await register.press('Control+Home', 'KeyA');
  await register.bar().getByRole('alert').waitFor();
  expect(await register.cell('Anna', 0).getAttribute('data-state')).toBe('failed');
  expect(await register.bar().locator('[data-tick]').count()).toBe(0);
  refuse = false;
  await register.bar().locator('[data-tick]').waitFor();
  expect(await register.cell('Anna', 0).getAttribute('data-state')).toBeNull();
  await app.page.unroute('**/rpc');
});

it('lists whom to check in with and why, and keeps a dated note of what was done', async () => {
  await register.press('Control+Home', 'ArrowDown', 'KeyA', 'ArrowRight', 'KeyA');
  await register.bar().locator('[data-tick]').waitFor();
  await app.page.getByText('Check in with (1)').click();
  await expect.poll(() => register.names()).toEqual(['Beata']);
  const entry = app.page.locator('[data-check-in]');
  expect(await entry.textContent()).toContain('Missed the last 2 sessions');
  await entry.getByRole('button', { name: 'Note what was done' }).click();
  await entry.getByRole('textbox', { name: /What was done/ }).fill('Called: back on Monday');
  await entry.getByRole('button', { name: 'Note it' }).click();
  await expect
    .poll(() => app.page.locator('[data-check-ins]').textContent())
    .toContain('Already spoken with');
  const { list } = await app.call('attendance.checkIns', { cohortId });
  expect(list[0]).toMatchObject({ open: false, notes: [{ text: 'Called: back on Monday' }] });
});

it('draws pictures whose bars narrow the register', async () => {
  await register.press('Control+Home', 'KeyP', 'ArrowDown', 'KeyA', 'ArrowDown', 'KeyP');
  await register.bar().locator('[data-tick]').waitFor();
  await app.page.getByRole('button', { name: 'Pictures' }).click();
  const bars = app.page.locator('[data-pictures]');
  await bars.getByRole('button', { name: /66%, 2 of 3 there/ }).click();
  await expect.poll(() => register.names()).toEqual(['Beata']);
  await app.page.getByRole('button', { name: 'Show everybody again' }).click();
  await expect.poll(async () => (await register.names()).length).toBe(3);
  await bars.getByRole('button', { name: '90% to 100%: 2 learners' }).press('Enter');
  await expect.poll(() => register.names()).toEqual(['Anna', 'Clara']);
  expect(app.complaints).toEqual([]);
});

/** What must stand on paper: a head of the register, pages counted, and a head of what is held about somebody. */
const onPaper = {
  uk: ['Учасниця', '1 / 2', '2 / 2', 'Кожна позначка'],
  ar: ['المتدربة', '١ / ٢', '٢ / ٢', 'كل تسجيل'],
} as const;

/** Whether a page has some words; poppler parts the letters of Arabic, and gives its digits from the left. */
function has(text: string | undefined, words: string): boolean {
  const bare = (one = ''): string => one.normalize('NFKC').replace(/\s+/g, '');
  const [page, wanted] = [bare(text), bare(words)];
  return page.includes(wanted) || page.includes([...wanted].reverse().join(''));
}

it('prints a month of 60 people, and what is held about one, on whole pages with heads, in either direction', async () => {
  const { page } = app;
  const programId = (await app.call('programs.list', {})).programs[0]?.id ?? null;
  const dates = { startsOn: '2026-02-02', endsOn: '2026-02-27' };
  const { id: large } = await app.call('roster.addCohort', { name: 'Large', programId, ...dates });
  const enroll = { cohortId: large, startsOn: dates.startsOn };
  const names = Array.from({ length: 60 }, (_, index) => `Тестова Учениця-Заболотна ${index + 1}`);
  await Promise.all(
    names.map((name) => app.call('roster.addLearner', { name, phone: null, email: null, enroll })),
  );
  await app.call('sessions.planSeries', {
    ...{ cohortId: large, title: 'Masks', kind: 'live_class', room: null, instructorId: null },
    ...{ from: dates.startsOn, to: dates.endsOn, skip: [], keep: [] },
    slots: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startsAt: '10:00', endsAt: '12:00' })),
  });
  const { sessions: classes, learners: people } = await app.call('attendance.register', { cohortId: large });
  expect([classes.length, people.length]).toEqual([20, 60]);
  await Promise.all(classes.map(({ id: sessionId }) => app.call('attendance.fillBlanks', { sessionId })));

  for (const language of ['uk', 'ar'] as const) {
    const [head, first, second, marks] = onPaper[language];
    await app.call('center.setMyLanguage', { language });
    await visit(app, `/register/${large}`);
    await register.ready();
    await watchPrinting(page);
    await page.locator('[data-print-month]').click();
    await page.locator('[data-month-page]').waitFor({ state: 'attached' });
    const month = await printPage(page, `month-${language}`);
    expect(month).toMatchObject({ pages: 2, size: { width: 297, height: 210 } });
    await visit(app, `/learners/${people[0]?.learnerId}/sheet`);
    await page.locator(`[data-learner-sheet][lang="${language}"]`).waitFor();
    const sheet = await printPage(page, `sheet-${language}`);
    expect(sheet).toMatchObject({ pages: 2, size: { width: 210, height: 297 } });
    if (!month.texts || !sheet.texts) continue;
    for (const text of month.texts)
      expect([has(text, head), has(text, 'Lviv Center'), has(text, 'Large')]).toEqual([true, true, true]);
    // No row is cut or lost between the pages.
    expect(month.texts.join('').split('Заболотна').length - 1).toBe(60);
    expect(sheet.texts.map((text) => has(text, marks))).toEqual([true, true]);
    for (const { texts } of [month, sheet])
      expect([has(texts?.[0], first), has(texts?.[1], second)]).toEqual([true, true]);
  }
  expect(app.complaints).toEqual([]);
});
