import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { unpackMarks } from '../../src/shared/rules/packed-marks.ts';
import { addDays } from '../../src/shared/rules/time.ts';
import { RegisterPage } from './pages/register.ts';
import { type App, launchApp } from './support/app.ts';
import { setUpCenter, visit } from './support/center.ts';

const people = ['Anna', 'Beata', 'Clara'];

let app: App;
let register: RegisterPage;
let cohortId: string;
let learners: string[];
/** Six classes on the days before today, then two to come. */
let sessions: string[];

beforeAll(async () => {
  app = await launchApp();
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

it('prints a month on A4 landscape, and nothing else', async () => {
  await app.page.evaluate(() => {
    window.print = () => undefined;
  });
  await app.page.getByRole('button', { name: 'Print month' }).click();
  await app.page.locator('[data-month-page]').waitFor({ state: 'attached' });
  const pdf = (await app.page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const boxes = [...pdf.matchAll(/\/MediaBox \[([\d. ]+)\]/g)].map(([, box = '']) =>
    box.trim().split(/\s+/).map(Number),
  );
  expect(boxes).toHaveLength(1);
  const [, , width = 0, height = 0] = boxes[0] ?? [];
  expect(Math.round(width)).toBe(842);
  expect(Math.round(height)).toBe(595);
});
