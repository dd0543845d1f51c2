import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stripPicture } from '../../src/main/images/picture.ts';
import type { Language } from '../../src/shared/contract/values.ts';
import { exifBlock, exifSegment, jpegWith, pngChunk, pngWith, webpChunk, webpWith } from '../images/build.ts';
import { type App, launchApp } from './support/app.ts';
import { openClass, setUpCenter, visit } from './support/center.ts';
import { printPage, watchPrinting } from './support/pdf.ts';
import { learners } from './support/people.ts';

let app: App;
let sessionId: string;
let cohortId: string;

beforeAll(async () => {
  app = await launchApp();
  await setUpCenter(app);
});
afterAll(async () => {
  await app.close();
});
beforeEach(async () => {
  ({ sessionId, cohortId } = await openClass(app));
});

const rollNames = async (): Promise<string[]> =>
  (await app.call('attendance.roll', { sessionId })).rows.map((row) => row.name);
const statuses = async (): Promise<(string | undefined)[]> =>
  (await app.call('attendance.roll', { sessionId })).rows.map((row) => row.mark?.status);

/** Goes to the preview, prints in a language, and gives the sheet's code. */
async function print(language: Language, path = `/roll/${sessionId}/paper`): Promise<string> {
  await visit(app, path);
  const { page } = app;
  const asked = await watchPrinting(page);
  await page.locator('[data-paper-page]').first().waitFor();
  const names = { en: 'English', uk: 'Українська', bg: 'Български', ar: 'العربية' };
  await page.locator('[data-print-language]').click();
  await page.getByRole('option', { name: names[language] }).click();
  await page.locator(`[data-paper-page][lang="${language}"]`).first().waitFor();
  await page.locator('[data-print]').click();
  await expect.poll(asked).toBe(1);
  return ((await page.locator('[data-paper-page]').first().getAttribute('data-paper-page')) ?? '').slice(
    0,
    4,
  );
}

const folded = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ');

describe('a printed roll', () => {
  it.each([
    ['en', ['1', '25', '29'], ['Signature', 'Page 1 of 1', 'Lviv Center']],
    ['uk', ['1', '25', '29'], ['Підпис', 'Сторінка 1 з 1']],
    ['bg', ['1', '25', '29'], ['Подпис', 'Страница 1 от 1']],
    ['ar', ['١', '٢٥', '٢٩'], ['التوقيع']],
  ] as const)(
    'in %s is one page of A4 with every row, its number and its code',
    async (language, numbers, words) => {
      const code = await print(language);
      const { pages, texts, size } = await printPage(app.page, `roll-${language}`);
      expect(size).toEqual({ width: 210, height: 297 });
      expect(pages).toBe(1);
      const sheet = app.page.locator('[data-paper-page]');
      expect(await sheet.getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
      const rows = sheet.locator('[data-paper-row]');
      expect(await rows.locator('td:nth-child(2)').allTextContents()).toEqual([
        ...(await rollNames()),
        '',
        '',
        '',
        '',
      ]);
      expect(await rows.locator('td:first-child').allTextContents()).toEqual(
        expect.arrayContaining([...numbers]),
      );
      if (texts) {
        const [text = ''] = texts.map(folded);
        const names = await rollNames();
        for (const name of names) expect(text).toContain(folded(name));
        // Poppler puts spaces between the shapes of Arabic letters.
        const bare = text.replaceAll(' ', '');
        for (const word of words) expect(bare).toContain(word.replaceAll(' ', ''));
        expect(text).toContain(`${code}-1`);
        const places = names.map((name) => text.indexOf(folded(name)));
        expect(places).toEqual([...places].sort((a, b) => a - b));
      }
      expect(app.complaints).toEqual([]);
    },
  );

  it('of more than a page repeats its heads, and counts rows and pages on', async () => {
    for (let number = 1; number <= 20; number++)
      await app.call('attendance.addWalkIn', {
        sessionId,
        learner: { name: `Walker ${number} of a long class` },
      });
    const code = await print('uk');
    const { pages, texts } = await printPage(app.page, 'roll-two-pages');
    expect(pages).toBe(2);
    const sheets = app.page.locator('[data-paper-page]');
    expect(await sheets.evaluateAll((all) => all.map((one) => one.getAttribute('data-paper-page')))).toEqual([
      `${code}-1`,
      `${code}-2`,
    ]);
    expect(await sheets.nth(1).locator('td:first-child').first().textContent()).toBe('30');
    for (const [index, text] of (texts ?? []).entries()) {
      expect(text).toContain('Підпис');
      expect(text).toContain(`Сторінка ${index + 1} з 2`);
      expect(text).toContain(`${code}-${index + 1}`);
    }
  });

  it('is printed for the next days of a cohort in one go, each session with its own code', async () => {
    const { today } = await app.call('sessions.today', {});
    const plan = {
      cohortId,
      title: 'Masks',
      kind: 'live_class',
      startsAt: '23:00',
      endsAt: '23:30',
    } as const;
    await app.call('sessions.plan', { ...plan, date: today, room: 'Room 3', instructorId: null });
    await print('en', `/cohorts/${cohortId}/paper`);
    const codes = await app.page
      .locator('[data-paper-page]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-paper-page')?.slice(0, 4)));
    expect(new Set(codes).size).toBe(2);
    expect((await printPage(app.page, 'cohort')).pages).toBe(2);
  });

  it('cannot leave the printer without its rows being noted', async () => {
    await visit(app, `/roll/${sessionId}/paper`);
    await app.page.locator('[data-paper-page]').first().waitFor();
    const { texts } = await printPage(app.page, 'draft');
    expect(texts?.join('') ?? '').not.toContain('Signature');
    const asked = await watchPrinting(app.page);
    await app.page.keyboard.press('Control+KeyP');
    await expect.poll(asked).toBe(1);
    expect((await app.call('attendance.paper', { sessionId, printId: null })).print).not.toBeNull();
  });
});

describe('typing a sheet in', () => {
  it('goes by the keyboard alone, from the code to the roll, in one act', async () => {
    const code = await print('en');
    await app.call('attendance.addWalkIn', { sessionId, learner: { name: 'Аааа Перша' } });
    const { page } = app;
    await visit(app, '/paper');
    await page.locator('[data-paper-code]').waitFor();
    await page.keyboard.type(`${code.toLowerCase()}-1`);
    await page.keyboard.press('Enter');
    await page.locator('[data-paper-line]').waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-paper-line')))
      .toBe(true);
    await page.keyboard.type('11a 5l12 31x 23e 40a');
    await expect.poll(() => page.locator('[data-token]').count()).toBe(5);
    const names = [...learners].sort(new Intl.Collator('en', { sensitivity: 'base', numeric: true }).compare);
    expect(await page.locator('[data-token="11a"]').textContent()).toContain(names[10] ?? '-');
    expect(await page.locator('[data-token="31x"]').textContent()).toContain('No status has this letter');
    expect(await page.locator('[data-token="40a"]').textContent()).toContain('There is no row 40');
    expect(await page.locator('[data-enter-paper]').isDisabled()).toBe(true);
    await page.locator('[data-paper-line]').fill('11A 5L12 23E F');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-enter-paper')))
      .toBe(true);
    expect(await statuses()).toEqual(Array.from({ length: 26 }, () => undefined));
    await page.keyboard.press('Enter');
    await page.locator('[data-roll]').waitFor();
    const { rows, session } = await app.call('attendance.roll', { sessionId });
    const byName = new Map(rows.map((row) => [row.name, row.mark]));
    expect(byName.get(names[10] ?? '')).toEqual({ status: 'absent' });
    expect(byName.get(names[4] ?? '')).toEqual({ status: 'late', minutesMissed: 12 });
    expect(byName.get(names[22] ?? '')).toEqual({ status: 'excused' });
    expect(byName.get('Аааа Перша')).toBeNull();
    expect(rows.filter((row) => row.mark?.status === 'present')).toHaveLength(22);
    expect(session.outcome.kind).toBe('held');
    await page.keyboard.press('Control+KeyZ');
    await expect.poll(statuses).toEqual(Array.from({ length: 26 }, () => undefined));
    expect(app.complaints).toEqual([]);
  });

  it('takes a name written by hand into an empty row, and letters of another layout', async () => {
    await print('uk');
    const { page } = app;
    await visit(app, `/paper/${sessionId}`);
    const line = page.locator('[data-paper-line]');
    await line.waitFor();
    await line.pressSequentially('26');
    await line.evaluate((field) =>
      field.dispatchEvent(
        new KeyboardEvent('keydown', { code: 'KeyP', key: 'з', bubbles: true, cancelable: true }),
      ),
    );
    expect(await line.inputValue()).toBe('26P');
    expect(await page.locator('[data-enter-paper]').isDisabled()).toBe(true);
    await page.locator('[data-by-hand="26"]').fill('Нова Учениця');
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-roll]').waitFor();
    expect(await rollNames()).toContain('Нова Учениця');
  });
});

describe('a photo of the sheet', () => {
  it('is shown, zoomed, taken away and brought back', async () => {
    const { page } = app;
    await visit(app, `/roll/${sessionId}`);
    await page.locator('[data-paper]').click();
    await page.getByRole('menuitem', { name: 'Photos of the sheet' }).click();
    const panel = page.locator('[data-evidence]');
    const hidden = exifBlock(6, 'Phone of Olena');
    await page.locator('[data-evidence-file]').setInputFiles([
      { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: jpegWith([exifSegment(hidden)]) },
      {
        name: 'IMG_2.heic',
        mimeType: 'image/heic',
        buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'),
      },
    ]);
    await panel.getByRole('button', { name: 'Photo 1 of the sheet' }).waitFor();
    expect(await panel.getByRole('alert').textContent()).toContain('Most compatible');
    await panel.getByRole('button', { name: 'Photo 1 of the sheet' }).click();
    const view = page.locator('[data-evidence-view]');
    // Turned as the telephone was held: 48 by 32 stands upright.
    await expect
      .poll(() => view.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]))
      .toEqual([32, 48]);
    for (let step = 0; step < 7; step++) await page.keyboard.press('+');
    await expect.poll(() => view.evaluate((image) => image.getBoundingClientRect().width)).toBe(96);
    await page.getByRole('button', { name: 'Take away' }).click();
    await view.waitFor({ state: 'detached' });
    await expect
      .poll(async () => (await app.call('attendance.evidence', { sessionId })).sheets.length)
      .toBe(0);
    await app.call('changes.undo', {});
    await panel.getByRole('button', { name: 'Photo 1 of the sheet' }).waitFor();
    expect(app.complaints).toEqual([]);
  });

  it('shows the same pixels as before its metadata was taken out', async () => {
    const block = exifBlock(8, 'Phone of Olena');
    const files = [
      jpegWith([exifSegment(block)]),
      pngWith([pngChunk('eXIf', block)]),
      webpWith([webpChunk('EXIF', block)]),
    ];
    for (const file of files) {
      const pixels = [file, stripPicture(file).bytes].map((bytes) => pixelsOf(bytes.toString('base64')));
      const [before, after] = await Promise.all(pixels);
      expect(after).toEqual(before);
    }
  });

  function pixelsOf(base64: string): Promise<string> {
    return app.page.evaluate(async (data) => {
      const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      const image = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
      return `${bitmap.width} ${bitmap.height} ${[...image].join()}`;
    }, base64);
  }
});
