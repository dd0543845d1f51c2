import { beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultBrief, type ImageBrief } from '../../src/shared/rules/image-brief.ts';
import { exifBlock, exifSegment, jpegWith } from '../images/build.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { dumpTables } from '../support/dump.ts';
import { addAssessment, boxes, criterion, onDesk } from '../support/grades.ts';
import { addCohort, addLearners } from '../support/people.ts';
import { finished, gold, setReference } from '../support/projects.ts';
import { takeInZip, uploadZip } from '../support/submissions.ts';
import { grainy, motif, png } from './brief/motif.ts';

// Threads decode: on a laptop that does other things at once that takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const brief: ImageBrief = {
  ...defaultBrief,
  classes: [
    { name: 'cats', least: 2 },
    { name: 'dogs', least: 2 },
  ],
  leastSide: 90,
  leastSharpness: 5,
};

/** Of a telephone that tells where it was; all its segments are there, but one says what cannot be. */
const broken = Buffer.from(jpegWith([exifSegment(exifBlock(1, 'Phone'))]));
const tables = broken.indexOf(Buffer.from([0xff, 0xc4]));
broken.fill(0xee, tables + 5, tables + 20);

const photo = (...of: Parameters<typeof motif>): Buffer => png(grainy(motif(...of)));
const cat = photo(1);
const work = {
  'Olena Kovalenko/cats/1.png': cat,
  'Olena Kovalenko/cats/2.png': photo(1, 256, 192, 12),
  'Olena Kovalenko/dogs/1.png': photo(2),
  'Olena Kovalenko/dogs/small.png': photo(3, 64, 48),
  'Olena Kovalenko/sources.csv': 'file,author',
  'Yuliia Shevchenko/cats/a.png': cat,
  'Yuliia Shevchenko/cats/b.png': photo(14),
  'Yuliia Shevchenko/dogs/c.png': photo(15),
  'Yuliia Shevchenko/dogs/d.png': photo(16),
  'Zhanna Bondar/dogs/broken.jpg': broken,
  'Zhanna Bondar/dogs/photo.jpg': jpegWith([exifSegment(exifBlock(6, 'Phone'))]),
  'Zhanna Bondar/dogs/not.jpg': 'hello',
};

let test: TestBackend;
let assessmentId: string;
let olena: string;
let yuliia: string;
let zhanna: string;

beforeAll(async () => {
  test = await openTestBackend();
  const cohortId = await addCohort(test);
  const bands = [
    { at: 1, choice: { level: 'l3' } },
    { at: 0.5, choice: { level: 'l2' } },
  ];
  const content = {
    ...boxes,
    criteria: [criterion('brief', { proposal: { figure: 'checks' as const, bands } })],
  };
  const { rubricId } = await test.call('assessments.addRubric', { content });
  assessmentId = await addAssessment(test, cohortId, rubricId);
  const names = ['Olena Kovalenko', 'Yuliia Shevchenko', 'Zhanna Bondar'];
  [olena = '', yuliia = '', zhanna = ''] = addLearners(test, 3, cohortId, names);
  await takeInZip(test, assessmentId, work);
});

const attempts = async () => (await test.call('annotation.collections', { assessmentId })).attempts;
const attemptOf = async (learnerId: string) => {
  const found = (await attempts()).find((one) => one.learnerId === learnerId);
  return { assessmentId, attemptId: found?.attemptId ?? expect.fail('no attempt') };
};
const collectionOf = async (learnerId: string) => {
  const { collection } = await test.call('annotation.collection', await attemptOf(learnerId));
  return collection ?? expect.fail('not looked through');
};
const found = async (learnerId: string): Promise<string[]> =>
  (await collectionOf(learnerId)).images.flatMap(({ path, findings }) =>
    findings.map(({ code }) => `${path} ${code}`),
  );
const lookThrough = async (): Promise<number> => {
  const { jobId, attempts: count } = await test.call('annotation.lookThrough', { assessmentId });
  await finished(test, jobId);
  return count;
};
const set = (changed: Partial<ImageBrief> = {}) =>
  test.call('annotation.setBrief', { assessmentId, brief: { ...brief, ...changed } });

describe('a collection of images', () => {
  it('is not looked through before it is said what is asked for', async () => {
    expect(await test.fail('annotation.lookThrough', { assessmentId })).toMatchObject({
      ...{ code: 'conflict', reason: 'no_brief' },
    });
    await set();
    expect((await attempts()).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    expect((await test.call('annotation.collection', await attemptOf(olena))).collection).toBeNull();
  });

  it('is judged image by image, the smallest share first', async () => {
    expect(await lookThrough()).toBe(3);
    expect((await attempts()).map(({ learnerId, state, totals }) => [learnerId, state, totals])).toEqual([
      [zhanna, 'scored', { given: 3, passing: 0, findings: 6, accepted: 0, share: 0 }],
      [olena, 'scored', { given: 4, passing: 2, findings: 2, accepted: 0, share: 0.5 }],
      [yuliia, 'scored', { given: 4, passing: 4, findings: 0, accepted: 0, share: 1 }],
    ]);
    expect(await found(olena)).toEqual(['cats/2.png near_duplicate', 'dogs/small.png too_small']);
    const { classes, least, others } = await collectionOf(olena);
    expect(classes).toEqual([
      { name: 'cats', least: 2, given: 2, passing: 1 },
      { name: 'dogs', least: 2, given: 2, passing: 1 },
    ]);
    expect([least, others]).toEqual([4, 1]);
  });

  it('tells of a place that was taken out on entry, of what is damaged, and of what is no picture', async () => {
    expect((await found(zhanna)).sort()).toEqual([
      'dogs/broken.jpg damaged',
      'dogs/broken.jpg location',
      'dogs/broken.jpg too_small',
      'dogs/not.jpg not_a_picture',
      ...['location', 'too_small'].map((code) => `dogs/photo.jpg ${code}`),
    ]);
  });

  it('is not looked at twice', async () => {
    expect(await lookThrough()).toBe(0);
  });

  it('names images of others that show the same, without judging by it', async () => {
    const alike = async (learnerId: string) =>
      (await collectionOf(learnerId)).images.map(({ path, alike: others }) => [
        path,
        others.map((one) => `${one.name} ${one.path} ${one.same}`),
      ]);
    expect(Object.fromEntries(await alike(yuliia))).toMatchObject({
      'cats/a.png': ['Olena Kovalenko cats/1.png true', 'Olena Kovalenko cats/2.png false'],
      'cats/b.png': [],
    });
    expect(Object.fromEntries(await alike(olena))['cats/1.png']).toEqual([
      'Yuliia Shevchenko cats/a.png true',
    ]);
  });

  it('proposes for the rubric, and grades nothing', async () => {
    const [attempt] = (await onDesk(test, assessmentId, olena)).attempts;
    expect(attempt?.figures).toEqual({ checks: 0.5, passing: 0.5, complete: 1 });
    expect(attempt?.criteria[0]).toMatchObject({
      choice: null,
      proposal: { choice: { level: 'l2' }, figure: 'checks', value: 0.5 },
    });
  });

  it('has a small picture of each image, and none of what is none', async () => {
    const of = await attemptOf(zhanna);
    const { images } = await collectionOf(zhanna);
    const files = images.map(({ file }) => file);
    const { blobs } = await test.call('annotation.thumbnails', { ...of, files });
    const shown = new Map(images.map(({ path }, index) => [path, blobs[index] ?? null]));
    expect([shown.get('dogs/not.jpg'), shown.get('dogs/broken.jpg')]).toEqual([null, null]);
    const served = test.backend().files.serve(shown.get('dogs/photo.jpg') ?? '');
    const parts: Uint8Array[] = [];
    for await (const part of served.read()) parts.push(part);
    expect([served.type, Buffer.concat(parts).readUInt16BE(0)]).toEqual(['image/jpeg', 0xffd8]);
  });

  it('shows how sharp pictures are, the least sharp first', async () => {
    const { pictures } = await test.call('annotation.looks', { assessmentId });
    const sharpness = pictures.map((one) => one.sharpness);
    expect(sharpness).toEqual(sharpness.toSorted((a, b) => a - b));
    // All but what could not be decoded, and what is no picture.
    expect(sharpness).toHaveLength(9);
  });
});

describe('an image that is accepted as fine', () => {
  it('passes, the proposal follows, and undo brings both back', async () => {
    const of = await attemptOf(olena);
    const key = (await collectionOf(olena)).images[0]?.findings[0]?.key ?? '';
    await test.call('annotation.acceptImageFindings', { ...of, keys: [key], reason: 'Another cat' });
    const after = await collectionOf(olena);
    expect(after.totals).toMatchObject({ passing: 3, accepted: 1, share: 0.75 });
    expect(after.images.find(({ path }) => path === 'cats/2.png')).toMatchObject({
      ...{ passes: true, findings: [{ code: 'near_duplicate', accepted: { reason: 'Another cat' } }] },
    });
    const checks = async () => (await onDesk(test, assessmentId, olena)).attempts[0]?.figures?.checks;
    expect(await checks()).toBe(0.75);
    await test.call('changes.undo', {});
    expect((await collectionOf(olena)).totals).toMatchObject({ passing: 2, accepted: 0 });
    expect(await checks()).toBe(0.5);
  });

  it('must be there', async () => {
    const failure = await test.fail('annotation.acceptImageFindings', {
      ...{ ...(await attemptOf(olena)), keys: ['x'], reason: 'y' },
    });
    expect(failure).toMatchObject({ code: 'not_found', reason: 'finding_not_found' });
  });
});

describe('a brief', () => {
  const rows = () =>
    JSON.stringify(test.db().prepare('SELECT * FROM local_collection ORDER BY attempt_id').all());

  it('that changes makes judgments stale; under the old one they are the same again', async () => {
    test.clock.now += 0;
    const before = rows();
    await set({ leastSide: 40 });
    expect(new Set((await attempts()).map(({ state }) => state))).toEqual(new Set(['stale']));
    expect(await lookThrough()).toBe(3);
    expect(await found(olena)).toEqual(['cats/2.png near_duplicate']);
    await set();
    await lookThrough();
    expect(rows()).toBe(before);
  });

  it('may tell classes by file names', async () => {
    await set({ classBy: 'name', names: '{class}*', classes: [{ name: 'a', least: 1 }] });
    await lookThrough();
    const images = (await collectionOf(yuliia)).images.map((one) => [one.path, one.class]);
    expect(Object.fromEntries(images)).toMatchObject({ 'cats/a.png': 'a', 'cats/b.png': null });
    await set();
    await lookThrough();
  });

  it('that cannot be meant is refused', async () => {
    const refused = async (changed: Partial<ImageBrief>) =>
      (await test.fail('annotation.setBrief', { assessmentId, brief: { ...brief, ...changed } })).reason;
    expect(await refused({ classBy: 'name', names: '*_#' })).toBe('class_not_in_names');
    const twice = [
      { name: 'Traffic light', least: 1 },
      { name: 'traffic_light', least: 2 },
    ];
    expect(await refused({ classes: twice })).toBe('class_twice');
  });

  it('is taken away by one act, and undo brings it back', async () => {
    await test.call('annotation.setBrief', { assessmentId, brief: null });
    expect((await test.call('annotation.brief', { assessmentId })).brief).toBeNull();
    expect((await attempts()).map(({ state }) => state)).toEqual(['stale', 'stale', 'stale']);
    await test.call('changes.undo', {});
    expect((await test.call('annotation.brief', { assessmentId })).brief).toEqual(brief);
    expect(await lookThrough()).toBe(0);
  });

  it('stands in place of a reference, not beside one', async () => {
    const cohortId = await addCohort(test, 'Cohort 9');
    const scored = await addAssessment(test, cohortId, null);
    await setReference(test, scored, gold);
    expect(await test.fail('annotation.setBrief', { assessmentId: scored, brief })).toMatchObject({
      ...{ code: 'conflict', reason: 'reference_here' },
    });
    const source = { kind: 'uploads' as const, uploads: [await uploadZip(test, { 'a.txt': '' })] };
    expect(await test.fail('annotation.setReference', { assessmentId, source })).toMatchObject({
      ...{ code: 'conflict', reason: 'brief_here' },
    });
    expect(await test.call('annotation.scores', { assessmentId })).toMatchObject({
      ...{ hasBrief: true, hasReference: false },
    });
  });
});

describe('what comes in later', () => {
  it('is looked through by itself', async () => {
    const more = { 'Zhanna Bondar/cats/new.png': photo(40), 'Olena Kovalenko/cats/9.png': photo(41) };
    await takeInZip(test, assessmentId, more);
    const own = async () =>
      (await attempts())
        .filter(({ learnerId }) => learnerId === zhanna)
        .map(({ number, state, totals }) => [number, state, totals?.passing]);
    await expect.poll(own, { timeout: 30_000 }).toEqual([
      [1, 'scored', 0],
      [2, 'scored', 1],
    ]);
  });

  it('is looked through once: a call that asks for what is done already joins it', async () => {
    test.db().exec('DELETE FROM local_look; DELETE FROM local_collection');
    const [one, other] = await Promise.all([
      test.call('annotation.lookThrough', { assessmentId }),
      test.call('annotation.lookThrough', { assessmentId }),
    ]);
    expect(other).toEqual(one);
    await finished(test, one.jobId);
  });
});

describe('a run that is broken off', () => {
  it('keeps what was looked at, and goes on with the rest', async () => {
    test.db().exec('DELETE FROM local_look; DELETE FROM local_thumbnail; DELETE FROM local_collection');
    const { jobId } = await test.call('annotation.lookThrough', { assessmentId });
    await new Promise<void>((resolve) => {
      const stop = test.backend().subscribe((topic, data) => {
        if (topic !== 'job' || (data as { done: number }).done < 2) return;
        stop();
        resolve();
      });
    });
    await test.call('jobs.cancel', { jobId });
    const count = () => test.db().prepare('SELECT count(*) FROM local_look').pluck().get();
    expect(count()).toBeGreaterThanOrEqual(2);
    const looked = count();
    await test.restartOpen();
    expect(count()).toBe(looked);
    await lookThrough();
    expect(new Set((await attempts()).map(({ state }) => state))).toEqual(new Set(['scored']));
  });

  it('computes nothing that belongs to the log: rebuilt tables are the same', async () => {
    const before = dumpTables(test.db());
    await test.restartOpen();
    expect(dumpTables(test.db())).toEqual(before);
  });
});

it('the templates ask something of the first module, and a copy for another cohort asks the same', async () => {
  const { programs } = await test.call('programs.list', {});
  const programId = programs.find((one) => one.name.en === 'Image annotation')?.id ?? null;
  const cohort = { name: 'Cohort 10', programId, startsOn: '2026-03-02', endsOn: '2026-05-22' };
  const { id: cohortId } = await test.call('roster.addCohort', cohort);
  const { assessmentIds } = await test.call('assessments.useTemplate', { cohortId });
  const first = await test.call('annotation.brief', { assessmentId: assessmentIds[0] ?? '' });
  expect(first.brief).toMatchObject({ least: 30, leastSide: 1024 });
  const other = await addCohort(test, 'Cohort 11');
  const copied = await test.call('assessments.copy', {
    fromCohortId: cohortId,
    cohortId: other,
    scheme: true,
  });
  const same = await test.call('annotation.brief', { assessmentId: copied.assessmentIds[0] ?? '' });
  expect(same.brief).toEqual(first.brief);
});
