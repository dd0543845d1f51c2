import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { writeCoco } from '../../src/main/annotation/write/coco.ts';
import { ended } from '../roster/run-import.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { dumpTables } from '../support/dump.ts';
import { onDesk } from '../support/grades.ts';
import {
  faulty,
  finished,
  gold,
  prepareProject,
  scoreAll,
  scoredByItself,
  setReference,
  written,
} from '../support/projects.ts';
import { takeInZip, uploadZip } from '../support/submissions.ts';

// Threads read and score: on a laptop that does other things at once that takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let test: TestBackend;
let made: Awaited<ReturnType<typeof prepareProject>>;

beforeAll(async () => {
  test = await openTestBackend();
  made = await prepareProject(test);
});

const scores = async () =>
  (await test.call('annotation.scores', { assessmentId: made.assessmentId })).attempts;
const attemptOf = async (learnerId: string) => {
  const found = (await scores()).find((one) => one.learnerId === learnerId);
  if (!found) throw new Error('no attempt');
  return { assessmentId: made.assessmentId, attemptId: found.attemptId };
};

describe('the work of a cohort', () => {
  it('waits, and has nothing to show', async () => {
    expect((await scores()).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    const of = await attemptOf(made.olena);
    expect(await test.fail('annotation.scoreOf', of)).toMatchObject({ reason: 'score_not_found' });
    const reference = await test.call('annotation.reference', { assessmentId: made.assessmentId });
    expect(reference.reference).toMatchObject({ format: 'coco', images: 2, shapes: 3, files: 3 });
  });

  it('is scored, the worst first; what cannot be read says why and where', async () => {
    expect(await scoreAll(test, made.assessmentId)).toBe(3);
    const [first, second, third] = await scores();
    expect(first).toMatchObject({
      ...{ learnerId: made.yuliia, state: 'scored', findings: 3 },
      totals: { valid: 1, wrongLabel: 1, missing: 1, extra: 1 },
    });
    expect(second).toMatchObject({ learnerId: made.olena, state: 'scored', totals: { valid: 3, f1: 1 } });
    expect(third).toMatchObject({
      ...{ learnerId: made.zhanna, state: 'failed', totals: null },
      failure: { reason: 'reading_unknown_format', params: { place: 'notes.txt' } },
    });
  });

  it('is not scored twice', async () => {
    expect(await scoreAll(test, made.assessmentId)).toBe(0);
  });

  it('proposes for the rubric, and grades nothing', async () => {
    const [attempt] = (await onDesk(test, made.assessmentId, made.olena)).attempts;
    expect(attempt?.criteria[0]).toMatchObject({
      choice: null,
      proposal: { choice: { level: 'l3' }, figure: 'f1', value: 1 },
    });
    const [poor] = (await onDesk(test, made.assessmentId, made.yuliia)).attempts;
    // 2 V / (2 V + 2 W + M + X) = 2 / 6; below every band.
    expect(poor?.criteria[0]?.proposal).toMatchObject({ choice: { level: 'l0' }, value: 2 / 6 });
    expect(poor?.figures).toMatchObject({ edge: 0, extra: 1 });
  });

  it('is drawn image by image, the worst first, with its picture', async () => {
    const of = await attemptOf(made.yuliia);
    const score = await test.call('annotation.scoreOf', of);
    expect(score.images.map(({ name, findings }) => [name, findings])).toEqual([
      ['two.png', 1],
      ['one.png', 2],
    ]);
    expect(score.confusion.labels).toEqual(['cat', 'dog', 'bird']);
    const at = score.images[1]?.image ?? -1;
    const image = await test.call('annotation.scoredImage', { ...of, image: at });
    expect(image.reference.shapes.map(({ label }) => label)).toEqual(['cat', 'dog']);
    expect(image.learner.shapes).toHaveLength(3);
    expect(image.reference.shapes[0]?.drawing).toEqual({
      ...{ kind: 'box', x: 10, y: 10, width: 20, height: 20, rotation: 0 },
    });
    expect(image.findings.map(({ code }) => code).sort()).toEqual(['extra', 'wrong_label']);
    const { blob } = await test.call('annotation.picture', { ...of, image: at });
    const served = test.backend().files.serve(blob ?? '');
    const parts: Uint8Array[] = [];
    for await (const part of served.read()) parts.push(part);
    expect([served.type, Buffer.concat(parts).readUInt32BE(16)]).toEqual(['image/png', 100]);
  });
});

describe('a finding that is accepted as fine', () => {
  it('counts no more, the proposal follows, and undo brings both back', async () => {
    const of = await attemptOf(made.yuliia);
    const score = await test.call('annotation.scoreOf', of);
    const at = score.images.find(({ name }) => name === 'one.png')?.image ?? -1;
    const { findings } = await test.call('annotation.scoredImage', { ...of, image: at });
    const key = findings.find(({ code }) => code === 'wrong_label')?.key ?? '';
    await test.call('annotation.acceptFinding', { ...of, key, reason: 'It is a dog' });
    const after = await test.call('annotation.scoreOf', of);
    expect(after.totals).toMatchObject({ valid: 2, wrongLabel: 0, missing: 1, extra: 1 });
    const value = async () => {
      const [attempt] = (await onDesk(test, made.assessmentId, made.yuliia)).attempts;
      return attempt?.criteria[0]?.proposal?.value;
    };
    expect(await value()).toBe(4 / 6);
    const image = await test.call('annotation.scoredImage', { ...of, image: at });
    expect(image.findings.find((one) => one.key === key)?.accepted).toEqual({ reason: 'It is a dog' });
    await test.call('changes.undo', {});
    expect((await test.call('annotation.scoreOf', of)).totals.wrongLabel).toBe(1);
    expect(await value()).toBe(2 / 6);
  });

  it('must be there', async () => {
    const of = await attemptOf(made.yuliia);
    const failure = await test.fail('annotation.acceptFinding', { ...of, key: 'x', reason: 'y' });
    expect(failure).toMatchObject({ code: 'not_found', reason: 'finding_not_found' });
  });
});

describe('a score', () => {
  const rows = () => {
    const all = test
      .db()
      .prepare(
        `SELECT s.attempt_id, s.input, r.result FROM local_score s
         LEFT JOIN local_score_result r ON r.attempt_id = s.attempt_id ORDER BY s.attempt_id`,
      )
      .all();
    return JSON.stringify(all);
  };

  it('is stale once settings change, and the same again with the old ones, bit for bit', async () => {
    const { assessmentId } = made;
    const { settings } = await test.call('annotation.reference', { assessmentId });
    const before = rows();
    await test.call('annotation.setScoring', {
      assessmentId,
      settings: { ...settings, aliases: { dog: 'cat' } },
    });
    expect((await scores()).map(({ state }) => state)).toEqual(['stale', 'stale', 'stale']);
    expect(await scoreAll(test, assessmentId)).toBe(3);
    expect(rows()).not.toBe(before);
    await test.call('annotation.setScoring', { assessmentId, settings });
    await scoreAll(test, assessmentId);
    expect(rows()).toBe(before);
  });

  it('follows how files are read where their format leaves it open', async () => {
    const { assessmentId } = made;
    const { settings, doubts } = await test.call('annotation.reference', { assessmentId });
    expect(doubts).toEqual([]);
    const reading = { ...settings.reading, learner: { vocFromOne: true, yoloQuads: null } };
    await test.call('annotation.setScoring', { assessmentId, settings: { ...settings, reading } });
    await scoreAll(test, assessmentId);
    // Her boxes reach one pixel farther to the left and up: 400 of 441, 900 of 961, 400 of 441 shared.
    const quality = (400 / 441 + 900 / 961 + 400 / 441) / 3;
    const olena = (await scores()).find(({ learnerId }) => learnerId === made.olena);
    expect(olena?.totals?.quality).toBeCloseTo(quality, 12);
    await test.call('annotation.setScoring', { assessmentId, settings });
    await scoreAll(test, assessmentId);
  });

  it('is stale once the reference changes', async () => {
    await setReference(test, made.assessmentId, faulty);
    expect(new Set((await scores()).map(({ state }) => state))).toEqual(new Set(['stale']));
    await scoreAll(test, made.assessmentId);
    expect((await scores()).find(({ learnerId }) => learnerId === made.yuliia)?.totals?.f1).toBe(1);
    await setReference(test, made.assessmentId, gold);
    await scoreAll(test, made.assessmentId);
  });

  it('of a newer attempt stands beside the old one', async () => {
    await takeInZip(test, made.assessmentId, written(writeCoco, gold, 'Yuliia Shevchenko'));
    await scoredByItself(test, made.assessmentId);
    const own = (await scores()).filter(({ learnerId }) => learnerId === made.yuliia);
    expect(own.map(({ number, totals }) => [number, totals?.valid])).toEqual([
      [1, 1],
      [2, 3],
    ]);
  });

  it('names labels that the reference does not have, and what they may be meant for', async () => {
    const misspelt = gold.images.map((image) => ({
      ...image,
      shapes: image.shapes.map((one) => ({ ...one, label: one.label.replace('bird', 'birdd') })),
    }));
    const work = written(
      writeCoco,
      { ...gold, labels: ['cat', 'dog', 'birdd'], images: misspelt },
      'Zhanna Bondar',
    );
    await takeInZip(test, made.assessmentId, work);
    await scoredByItself(test, made.assessmentId);
    const { unknownLabels } = await test.call('annotation.reference', { assessmentId: made.assessmentId });
    expect(unknownLabels).toEqual([{ label: 'birdd', learners: 1, proposed: 'bird' }]);
  });
});

describe('a reference', () => {
  it('that cannot be read leaves the old one as it was', async () => {
    const { assessmentId } = made;
    const before = dumpTables(test.db());
    const upload = await uploadZip(test, { 'a.txt': 'no annotations at all' });
    const source = { kind: 'uploads' as const, uploads: [upload] };
    const { jobId } = await test.call('annotation.setReference', { assessmentId, source });
    expect(await ended(test, jobId)).toMatchObject({ state: 'failed', failure: { code: 'validation' } });
    expect(dumpTables(test.db())).toEqual(before);
  });

  it('is taken away by one act with what it proposes, without it nothing is scored, and undo brings it back', async () => {
    const { assessmentId } = made;
    const proposal = async () =>
      (await onDesk(test, assessmentId, made.olena)).attempts[0]?.criteria[0]?.proposal ?? null;
    expect(await proposal()).not.toBeNull();
    await test.call('annotation.removeReference', { assessmentId });
    expect(await proposal()).toBeNull();
    expect(await test.fail('annotation.score', { assessmentId })).toMatchObject({ reason: 'no_reference' });
    await test.call('changes.undo', {});
    expect(await proposal()).not.toBeNull();
    expect(await scoreAll(test, assessmentId)).toBe(0);
  });

  it('says of what was read with a note where it is, and of what was left out why', async () => {
    const { assessmentId } = made;
    const { shapes } = (await test.call('annotation.reference', { assessmentId })).reference ?? {};
    const faultyGold = JSON.parse(writeCoco(gold).files[0]?.text ?? '');
    faultyGold.annotations[0].category_id = 99;
    const upload = await uploadZip(test, {
      'gold/annotations.json': JSON.stringify(faultyGold),
      'gold/torn.png': Buffer.from('89504e470d0a1a0a0000', 'hex'),
    });
    const source = { kind: 'uploads' as const, uploads: [upload] };
    await finished(test, (await test.call('annotation.setReference', { assessmentId, source })).jobId);
    const { reference } = await test.call('annotation.reference', { assessmentId });
    expect(reference?.shapes).toBe((shapes ?? 0) - 1);
    expect(reference?.noted).toEqual([
      expect.objectContaining({ code: 'unknown_category', place: expect.stringContaining('annotations') }),
    ]);
    expect(reference?.refused.map(({ path }) => path)).toEqual(['gold/torn.png']);
    await test.call('changes.undo', {});
  });
});

describe('annotations for the tools', () => {
  const saved = async (attemptId: string | null, format: 'coco' | 'yolo' | 'cvat') => {
    const { assessmentId } = made;
    const file = await test.call('annotation.saveAs', { assessmentId, attemptId, format, fileName: 'Olena' });
    const parts: Uint8Array[] = [];
    for await (const part of test.backend().files.serve(file.blob).read()) parts.push(part);
    return { ...file, bytes: Buffer.concat(parts) };
  };

  it('are the reference, or a learner’s by the labels that her own were taken for', async () => {
    const { assessmentId } = made;
    const { settings } = await test.call('annotation.reference', { assessmentId });
    await test.call('annotation.setScoring', {
      assessmentId,
      settings: { ...settings, aliases: { birdd: 'bird' } },
    });
    const zhanna =
      (await scores()).find((one) => one.learnerId === made.zhanna && one.totals)?.attemptId ?? '';
    for (const attemptId of [null, zhanna]) {
      const { fileName, bytes, losses } = await saved(attemptId, 'coco');
      const { categories, annotations } = JSON.parse(bytes.toString());
      expect([fileName, annotations.length, losses]).toEqual(['Olena.json', 3, []]);
      expect(categories.map(({ name }: { name: string }) => name)).toEqual(['cat', 'dog', 'bird']);
    }
    await test.call('changes.undo', {});
  });

  it('come as an archive where the format has a file for each image', async () => {
    const { fileName, bytes } = await saved(null, 'yolo');
    expect([fileName, bytes.subarray(0, 2).toString()]).toEqual(['Olena.zip', 'PK']);
  });

  it('are not there for what nobody could read', async () => {
    const failed = (await scores()).find(({ state }) => state === 'failed')?.attemptId ?? '';
    const of = { assessmentId: made.assessmentId, attemptId: failed };
    const failure = await test.fail('annotation.saveAs', { ...of, format: 'coco', fileName: 'x' });
    expect(failure).toMatchObject({ reason: 'reading_unknown_format', params: { place: 'notes.txt' } });
  });
});

describe('a list of scores', () => {
  it('reads no result: what it says stands beside them', async () => {
    const before = await scores();
    // Statements are kept with their connection.
    await test.restartOpen();
    const prepare = vi.spyOn(Sqlite.prototype, 'prepare');
    expect(await scores()).toEqual(before);
    const asked = prepare.mock.calls.map(([sql]) => sql).join('\n');
    prepare.mockRestore();
    expect(asked).toContain('local_score s');
    expect(asked).not.toMatch(/local_score_result|local_score_image/);
  });
});

describe('a run that is broken off', () => {
  it('keeps what is scored and goes on with the rest', async () => {
    const { assessmentId } = made;
    const { settings } = await test.call('annotation.reference', { assessmentId });
    await test.call('annotation.setScoring', { assessmentId, settings: { ...settings, lowOverlap: 0.7 } });
    const { jobId, attempts } = await test.call('annotation.score', { assessmentId });
    const first = new Promise<void>((resolve) => {
      const stop = test.backend().subscribe((topic, data) => {
        if (topic !== 'job' || (data as { done: number }).done < 1) return;
        stop();
        resolve();
      });
    });
    await first;
    await test.call('jobs.cancel', { jobId });
    const stale = (await scores()).filter(({ state }) => state === 'stale').length;
    expect(stale).toBeLessThan(attempts);
    await test.restartOpen();
    const again = await test.call('annotation.score', { assessmentId });
    expect(again.attempts).toBe(stale);
    await finished(test, again.jobId);
    expect((await scores()).map(({ state }) => state)).not.toContain('stale');
  });
});
