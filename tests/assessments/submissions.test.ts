import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exifBlock, exifSegment, jpegWith, sheet } from '../images/build.ts';
import { ended } from '../roster/run-import.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { dumpLog } from '../support/dump.ts';
import { temporaryFolder } from '../support/folders.ts';
import { addAssessment, gradeAll, onDesk, prepareGrading } from '../support/grades.ts';
import { addLearners } from '../support/people.ts';
import { handedInOn, preview, takeIn, takeInZip, uploadZip } from '../support/submissions.ts';
import { passphrase } from '../support/template.ts';
import { zip } from '../support/zip.ts';

// Each hand-in starts two threads: on a laptop that does other things at once that takes its time.
vi.setConfig({ testTimeout: 90_000 });

let test: TestBackend;
let assessmentId: string;
let olena: string;
let yulia: string;

beforeEach(async () => {
  test = await openTestBackend();
  const made = await prepareGrading(test, 0);
  assessmentId = made.assessmentId;
  const people = addLearners(test, 2, made.cohortId, ['Олена Коваленко', 'Юлія Шевченко']);
  [olena = '', yulia = ''] = people;
});

const work = {
  'HW/Kovalenko Olena/labels.json': '{"a":1}',
  'HW/Kovalenko Olena/img/photo.jpg': jpegWith([exifSegment(exifBlock(1, 'a phone'))]),
  'HW/yulia_shevchenko.xml': '<annotations/>',
  'HW/somebody.json': '{}',
};
const attemptsOf = async (learnerId: string) =>
  (await onDesk(test, assessmentId, learnerId)).attempts.filter(({ handedIn }) => handedIn !== null);

describe('an archive for the whole cohort', () => {
  it('is matched and shown, and nothing is written before it is taken in', async () => {
    const before = dumpLog(test.db());
    const uploads = [await uploadZip(test, work)];
    const found = await preview(test, assessmentId, { kind: 'uploads', uploads });
    expect(found.groups.map(({ name, files, certainty, state }) => [name, files, certainty, state])).toEqual([
      ['Kovalenko Olena', 2, 'sure', 'new'],
      ['somebody', 1, 'nobody', null],
      ['yulia_shevchenko', 1, 'sure', 'new'],
    ]);
    expect(found.stripped).toMatchObject({ gps: 1, device: 1 });
    expect(dumpLog(test.db())).toEqual(before);
    expect(readdirSync(test.paths.data)).not.toContain('files');
  });

  it('becomes attempts in one act, with files that tell nothing of where they were made; undo takes it back', async () => {
    const taken = await takeInZip(test, assessmentId, work);
    expect(taken.attempts.map(({ learnerId, number, files }) => [learnerId, number, files])).toEqual([
      [olena, 1, 2],
      [yulia, 1, 1],
    ]);
    const [attempt] = await attemptsOf(olena);
    expect(attempt?.files.map(({ name }) => name)).toEqual(['img/photo.jpg', 'labels.json']);
    const of = { assessmentId, learnerId: olena, attemptId: attempt?.id ?? '' };
    const { blob } = await test.call('assessments.openFile', { ...of, file: 0 });
    expect(Buffer.from(test.backend().files.get(blob).bytes).includes('Exif')).toBe(false);
    const receipt = await test.call('assessments.receipt', of);
    expect(receipt).toMatchObject({ number: 1, on: handedInOn.on, source: 'folder' });
    expect(receipt.files[0]).toMatchObject({
      name: 'img/photo.jpg',
      sha256: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(receipt.files[0]?.stripped).toContain('gps');
    await test.call('changes.undo', {});
    expect([await attemptsOf(olena), await attemptsOf(yulia)]).toEqual([[], []]);
    await test.call('changes.redo', {});
    expect((await attemptsOf(olena))[0]?.files).toHaveLength(2);
  });

  it('adds nothing when it comes again, and one attempt where something of it is new', async () => {
    await takeInZip(test, assessmentId, work);
    const before = dumpLog(test.db());
    const again = await takeInZip(test, assessmentId, work);
    expect(again).toMatchObject({ attempts: [], known: [{ learnerId: olena }, { learnerId: yulia }] });
    expect(dumpLog(test.db())).toEqual(before);
    const more = await takeInZip(test, assessmentId, {
      ...work,
      'HW/yulia_shevchenko.xml': '<annotations v="2"/>',
    });
    expect(more.attempts.map(({ learnerId, number }) => [learnerId, number])).toEqual([[yulia, 2]]);
  });

  it('goes where a person says, and is left out where she says so', async () => {
    const uploads = [await uploadZip(test, work)];
    const { jobId } = await preview(test, assessmentId, { kind: 'uploads', uploads });
    const taken = await takeIn(test, jobId, [
      { group: 0, learnerId: null },
      { group: 1, learnerId: yulia },
    ]);
    expect(taken.attempts.map(({ learnerId, files }) => [learnerId, files])).toEqual([[yulia, 2]]);
    expect(await test.fail('assessments.submissions', { jobId })).toMatchObject({
      reason: 'submissions_gone',
    });
  });

  it('gives nobody more attempts than she has', async () => {
    const { cohortId } = (await test.call('assessments.desk', { assessmentId })).assessment;
    const once = await addAssessment(test, cohortId, null, { attempts: { most: 1, counts: 'last' } });
    await takeInZip(test, once, work);
    const second = { 'Olena Kovalenko.json': '{"again":true}' };
    const uploads = [await uploadZip(test, second)];
    const found = await preview(test, once, { kind: 'uploads', uploads });
    expect(found.groups[0]).toMatchObject({ certainty: 'sure', state: 'used_up' });
    expect(await takeIn(test, found.jobId)).toMatchObject({ attempts: [], usedUp: [{ learnerId: olena }] });
  });

  it('is not undone once somebody has graded something of it', async () => {
    await takeInZip(test, assessmentId, work);
    test.sit(test.instructorId, 'instructor');
    await gradeAll(test, assessmentId, olena, '3');
    test.sit(test.coordinatorId);
    expect(await test.fail('changes.undo', {})).toMatchObject({ reason: 'undo_hides_grades' });
    expect(await attemptsOf(yulia)).toHaveLength(1);
  });

  it('is undone where the grade was there before it: that stays', async () => {
    test.sit(test.instructorId, 'instructor');
    await gradeAll(test, assessmentId, olena, '3');
    test.sit(test.coordinatorId);
    await takeInZip(test, assessmentId, work);
    await test.call('changes.undo', {});
    const { attempts } = await onDesk(test, assessmentId, olena);
    expect(attempts.map(({ handedIn, criteria }) => [handedIn, criteria[0]?.choice])).toEqual([
      [null, { level: 'l3' }],
    ]);
  });

  it('comes back with a backup on another machine, and what it held can be opened', async () => {
    await takeInZip(test, assessmentId, work);
    const { path } = await test.call('center.backUp', { folder: temporaryFolder('stick') });
    const other = await openTestBackend({ center: false });
    await other.call('center.restore', { path, unlock: { passphrase } });
    await other.call('center.unseal', { passphrase });
    other.sit(test.coordinatorId);
    const [attempt] = (await onDesk(other, assessmentId, yulia)).attempts;
    const of = { assessmentId, learnerId: yulia, attemptId: attempt?.id ?? '', file: 0 };
    const { blob } = await other.call('assessments.openFile', of);
    expect(Buffer.from(other.backend().files.get(blob).bytes).toString()).toBe('<annotations/>');
  });
});

describe('what is not taken in', () => {
  it('is refused by its place: archives in archives, photos that cannot be stripped, damaged ones', async () => {
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(40)]);
    const entries = {
      'Olena Kovalenko/inner.zip': await zip({ 'a.json': '{}' }),
      'Olena Kovalenko/photo.heic': heic,
      'Olena Kovalenko/cut.jpg': sheet.jpeg.subarray(0, 200),
      'Olena Kovalenko/a.json': '{}',
    };
    const uploads = [await uploadZip(test, entries)];
    const found = await preview(test, assessmentId, { kind: 'uploads', uploads });
    expect(found.files).toBe(1);
    expect(found.refused.map(({ path, reason }) => [path, reason]).sort()).toEqual([
      ['Olena Kovalenko/cut.jpg', 'picture_damaged'],
      ['Olena Kovalenko/inner.zip', 'reading_nested_archive'],
      ['Olena Kovalenko/photo.heic', 'picture_heic'],
    ]);
  });

  it.each<[string, () => Promise<Buffer>, string, string]>([
    [
      'a file that leads out of it',
      async () =>
        Buffer.from(
          (await zip({ 'aa/bbb.json': '{}' })).toString('latin1').replaceAll('aa/bbb', '../bbb'),
          'latin1',
        ),
      ...(['reading_unsafe_path', '../bbb.json'] as const),
    ],
    [
      'far more than it is',
      () => zip({ 'bomb.json': Buffer.alloc(80_000_000) }),
      ...(['reading_zip_bomb', 'bomb.json'] as const),
    ],
    [
      'a broken list of what is in it',
      async () => (await zip({ 'a.json': '{}' })).subarray(0, -10),
      ...(['reading_damaged_archive', 'work.zip'] as const),
    ],
  ])('an archive with %s', async (_what, make, reason, place) => {
    const upload = await test.backend().files.receive('work.zip', [await make()]);
    const source = { kind: 'uploads' as const, uploads: [upload] };
    const { jobId } = await test.call('assessments.previewSubmissions', { assessmentId, source });
    const job = await ended(test, jobId);
    expect(job).toMatchObject({
      state: 'failed',
      failure: { code: 'validation', reason, params: { place } },
    });
  });
});

describe('a folder', () => {
  it('is read with the archives of learners in it; if it changes before it is taken in, nothing is written', async () => {
    const folder = temporaryFolder('cohort');
    mkdirSync(join(folder, 'Yulia Shevchenko'));
    writeFileSync(join(folder, 'Yulia Shevchenko/a.json'), '{"a":1}');
    writeFileSync(
      join(folder, 'Olena Kovalenko.zip'),
      await zip({ 'b.json': '{"b":1}', 'deep/c.json': '{"c":1}' }),
    );
    const found = await preview(test, assessmentId, { kind: 'folder', folder });
    expect(found.groups.map(({ name, files, certainty }) => [name, files, certainty])).toEqual([
      ['Olena Kovalenko', 2, 'sure'],
      ['Yulia Shevchenko', 1, 'sure'],
    ]);
    writeFileSync(join(folder, 'Yulia Shevchenko/a.json'), '{"a":2}');
    const before = dumpLog(test.db());
    const taking = await test.call('assessments.takeSubmissions', {
      jobId: found.jobId,
      matches: [],
      ...handedInOn,
    });
    expect(await ended(test, taking.jobId)).toMatchObject({ failure: { reason: 'files_changed' } });
    expect(dumpLog(test.db())).toEqual(before);
  });
});

describe('a large upload', () => {
  it('lies sealed on the disk until it is let go, and is read from there', async () => {
    const secret = Buffer.from('{"secret of Olena":true}');
    const noise = Buffer.allocUnsafe(21_000_000);
    for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE((at * 2654435761) >>> 0, at);
    const archive = await zip({ 'Olena Kovalenko/a.json': secret, 'Olena Kovalenko/noise.bin': noise });
    expect(archive.length).toBeGreaterThan(20_000_000);
    const upload = await test.backend().files.receive('work.zip', [archive]);
    const folder = join(test.paths.data, 'uploads');
    const [name = ''] = readdirSync(folder);
    const onDisk = readFileSync(join(folder, name));
    expect([onDisk.includes('Olena'), onDisk.includes('PK')]).toEqual([false, expect.any(Boolean)]);
    const found = await preview(test, assessmentId, { kind: 'uploads', uploads: [upload] });
    expect(found).toMatchObject({ files: 2, bytes: secret.length + noise.length });
    const taken = await takeIn(test, found.jobId);
    expect(taken.attempts).toMatchObject([{ learnerId: olena, files: 2 }]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that broke off leaves nothing', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      for (let piece = 0; piece < 30; piece++) yield Buffer.alloc(1_000_000, piece);
      throw new Error('gone');
    }
    await expect(test.backend().files.receive('work.zip', broken())).rejects.toThrow('gone');
    expect(readdirSync(join(test.paths.data, 'uploads'))).toEqual([]);
  });
});
