import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { prepareProfile } from '../../src/main/hosts/browser/open-window.ts';
import { pngChunk, sheet } from '../images/build.ts';
import { RollPage } from './pages/roll.ts';
import { launchApp } from './support/app.ts';
import { openClass, setUpCenter, visit } from './support/center.ts';
import { learners } from './support/people.ts';
import { filesWith } from './support/traces.ts';

/** A picture whose bytes hold a text in the clear: the pixels themselves, not compressed. */
function pictureThatSays(text: string): Buffer {
  const row = Buffer.concat([Buffer.alloc(1), Buffer.from(text)]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(row.length - 1);
  head.writeUInt32BE(1, 4);
  head.writeUInt8(8, 8);
  const chunks = [
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(row, { level: 0 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([sheet.png.subarray(0, 8), ...chunks]);
}

it('leaves no name or phone in plain text in the data folder, the temp folder, the log or the browser profile', async () => {
  const started = Date.now() - 1000;
  // New each time: no cache of these very sources can hold them.
  const phone = `+38097${randomInt(1_000_000, 9_999_999)}`;
  const typed = `Незабутня Квітослава ${randomInt(1_000_000, 9_999_999)}`;
  const app = await launchApp({ profile: true, prepare: (folder) => prepareProfile(join(folder, 'window')) });
  try {
    await setUpCenter(app, 'uk');
    const { sessionId } = await openClass(app);
    await visit(app, `/roll/${sessionId}`);
    const roll = new RollPage(app.page);
    await roll.ready();
    await roll.press('11A');
    await roll.settled(1);
    await app.page.locator('[data-roll-row="11"] input').last().fill(`${typed} ${phone}`);
    await app.page.keyboard.press('Enter');
    await app.page.locator('[data-add-walk-in]').click();
    await app.page.getByRole('dialog').getByRole('textbox').fill(typed);
    await app.page.keyboard.press('Enter');
    await app.page.getByRole('dialog').waitFor({ state: 'detached' });
    const file = await app.page.evaluate(
      async (bytes) => {
        const response = await fetch('/upload?name=sheet.png', {
          method: 'POST',
          body: new Uint8Array(bytes),
        });
        return ((await response.json()) as { token: string }).token;
      },
      [...pictureThatSays(typed)],
    );
    const { picture } = await app.call('attendance.readPicture', { sessionId, file });
    const { id } = await app.call('attendance.addEvidence', { sessionId, picture });
    const { blob } = await app.call('attendance.openEvidence', { sessionId, id });
    const shown = await app.page.evaluate(
      async (token) => [...new Uint8Array(await (await fetch(`/blob/${token}`)).arrayBuffer())],
      blob,
    );
    // What is searched for is in the picture as it is shown, or nothing would be proved.
    expect(Buffer.from(shown).includes(typed)).toBe(true);
    await app.call('center.backUp', { folder: null });
    await app.call('center.backUp', { folder: join(app.folder, 'stick') });
    expect((await app.call('attendance.roll', { sessionId })).rows).toHaveLength(26);
    // The search itself must be able to find something: the folder's own plain file.
    expect(filesWith(app.folder, ['"language"'], 0)).toContain(join(app.folder, 'data', 'appearance.json'));
    await app.closeWindow();
    const words = [...learners, typed, phone];
    expect(filesWith(app.folder, words, 0)).toEqual([]);
    expect(filesWith(tmpdir(), [typed, phone], started)).toEqual([]);
  } finally {
    await app.close();
  }
});
