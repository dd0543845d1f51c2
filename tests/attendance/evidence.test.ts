import { beforeEach, expect, test } from 'vitest';
import { addDays } from '../../src/shared/rules/time.ts';
import { exifBlock, exifSegment, jpegWith, pngChunk, pngWith, sheet } from '../images/build.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { planSession, prepareRoll } from '../support/people.ts';
import { addPicture } from './add-picture.ts';

let laptop: TestBackend;
let sessionId: string;
let cohortId: string;
beforeEach(async () => {
  laptop = await openTestBackend();
  ({ sessionId, cohortId } = await prepareRoll(laptop, 3));
});

const evidence = () => laptop.call('attendance.evidence', { sessionId });
const hold = (bytes: Uint8Array): string =>
  laptop.backend().files.hold({ name: 'IMG_0001.jpg', type: 'application/octet-stream', bytes });

test('a photo of the sheet is stored without place and device, and opens as it was', async () => {
  const id = await addPicture(laptop, sessionId, jpegWith([exifSegment(exifBlock(6, 'Phone of Olena'))]));
  const { sheets } = await evidence();
  expect(sheets).toEqual([
    {
      id,
      type: 'image/jpeg',
      width: 48,
      height: 32,
      bytes: expect.any(Number),
      stripped: ['gps', 'device', 'exif'],
    },
  ]);
  const { blob } = await laptop.call('attendance.openEvidence', { sessionId, id });
  const { bytes, type } = laptop.backend().files.get(blob);
  expect(type).toBe('image/jpeg');
  expect(Buffer.from(bytes).includes('Phone of Olena')).toBe(false);
  expect(bytes).toHaveLength(sheets[0]?.bytes ?? 0);
});

test('it survives a restart', async () => {
  const id = await addPicture(laptop, sessionId, sheet.png);
  await laptop.restartOpen();
  const { blob } = await laptop.call('attendance.openEvidence', { sessionId, id });
  expect(Buffer.from(laptop.backend().files.get(blob).bytes).equals(sheet.png)).toBe(true);
});

test('taking it away is an act with an undo; who did what stays to be seen', async () => {
  const id = await addPicture(laptop, sessionId, sheet.jpeg);
  await laptop.call('attendance.removeEvidence', { sessionId, id });
  expect((await evidence()).sheets).toEqual([]);
  expect((await laptop.fail('attendance.openEvidence', { sessionId, id })).reason).toBe('evidence_not_found');
  await laptop.call('changes.undo', {});
  const { sheets, past } = await evidence();
  expect(sheets.map((one) => one.id)).toEqual([id]);
  expect(past.map(({ command, kept }) => [command, kept])).toEqual([
    ['changes.undo', true],
    ['attendance.removeEvidence', false],
    ['attendance.addEvidence', true],
  ]);
  expect(past[0]).toMatchObject({ id, by: 'Iryna', here: true });
  await laptop.call('attendance.openEvidence', { sessionId, id });
});

test('adding one can be undone', async () => {
  await addPicture(laptop, sessionId, sheet.jpeg);
  await laptop.call('changes.undo', {});
  expect((await evidence()).sheets).toEqual([]);
});

test('the same photo twice, and more than a roll keeps, are refused', async () => {
  await addPicture(laptop, sessionId, sheet.jpeg);
  const again = await laptop.call('attendance.readPicture', { sessionId, file: hold(sheet.jpeg) });
  const input = { sessionId, picture: again.picture };
  expect((await laptop.fail('attendance.addEvidence', input)).reason).toBe('evidence_here');
  const other = (number: number) => pngWith([pngChunk('pHYs', Buffer.alloc(9, number))]);
  for (let number = 1; number < 12; number++) await addPicture(laptop, sessionId, other(number));
  const { picture } = await laptop.call('attendance.readPicture', { sessionId, file: hold(other(99)) });
  expect(await laptop.fail('attendance.addEvidence', { sessionId, picture })).toMatchObject({
    reason: 'evidence_full',
    params: { most: 12 },
  });
});

test('what is no picture is refused with its reason, and nothing is kept', async () => {
  const garbage = { sessionId, file: hold(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0')) };
  expect(await laptop.fail('attendance.readPicture', garbage)).toMatchObject({
    code: 'validation',
    reason: 'picture_heic',
  });
  expect((await laptop.fail('attendance.readPicture', garbage)).reason).toBe('file_not_found');
  expect((await laptop.fail('attendance.addEvidence', { sessionId, picture: 'x' })).reason).toBe(
    'file_not_found',
  );
  expect(await evidence()).toEqual({ sheets: [], past: [] });
});

test('a substitute reaches the photos of her day and cohort, and no other', async () => {
  const id = await addPicture(laptop, sessionId, sheet.jpeg);
  const tomorrow = await planSession(laptop, cohortId, { date: addDays('2026-03-12', 1) });
  const other = await addPicture(laptop, tomorrow, sheet.png);
  laptop.sit(laptop.instructorId, 'substitute', { day: '2026-03-12', cohortId });
  await laptop.call('attendance.openEvidence', { sessionId, id });
  expect((await laptop.fail('attendance.openEvidence', { sessionId: tomorrow, id: other })).reason).toBe(
    'outside_scope',
  );
  expect((await laptop.fail('attendance.openEvidence', { sessionId, id: other })).reason).toBe(
    'evidence_not_found',
  );
});
