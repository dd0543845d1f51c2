import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import Vips from 'wasm-vips';
import { drawScene } from '../../scripts/draw-street/street.ts';
import { samplePictures } from '../../src/main/resources.ts';
import { frame, makeScene, scenesOf, streetLabels } from '../../src/main/sample/street/scene.ts';
import { samplePin } from '../../src/shared/rules/sample.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { scoredByItself } from '../support/projects.ts';
import { preview, takeIn } from '../support/submissions.ts';

// A sample is made, a cohort is read and scored in threads.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const everyScene = [...scenesOf.finished, ...scenesOf.toTry];
const pictureOf = (name: string): string => join(samplePictures, name);

describe('the pictures of the practice projects', () => {
  it('are drawn as they lie in resources', async () => {
    const vips = await Vips({ dynamicLibraries: [] });
    const scene = makeScene(scenesOf.toTry[6] ?? 0);
    const stored = vips.Image.newFromBuffer(readFileSync(pictureOf(scene.name))).writeToMemory();
    const { pixels } = drawScene(scene);
    expect(stored.length).toBe(pixels.length);
    // They are stored with loss: a thing that is drawn elsewhere makes a far greater difference.
    const off =
      pixels.reduce((sum, value, at) => sum + Math.abs(value - (stored[at] ?? 0)), 0) / pixels.length;
    expect(off).toBeLessThan(2.5);
  });

  it('show every class, and things that can be seen', () => {
    const things = everyScene.flatMap((number) => makeScene(number).things);
    expect(new Set(things.map(({ label }) => label))).toEqual(new Set(streetLabels));
    for (const { box } of things) {
      expect(box.x + box.width).toBeGreaterThan(0);
      expect(box.x).toBeLessThan(frame.width);
    }
    for (const number of everyScene) expect(makeScene(number).things.length).toBeGreaterThanOrEqual(12);
  });

  it('are small', () => {
    const bytes = everyScene.map((number) => statSync(pictureOf(makeScene(number).name)).size);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(640_000);
  });
});

describe('the practice projects of the sample', () => {
  let laptop: TestBackend;
  let toTry = '';
  const attempts = async (assessmentId: string) =>
    (await laptop.call('annotation.scores', { assessmentId })).attempts;

  beforeAll(async () => {
    laptop = await openTestBackend({ center: false });
    await laptop.call('center.openSample', { language: 'en' });
    const { people } = await laptop.call('center.state', {});
    const instructor = people.find((one) => one.role === 'instructor');
    await laptop.call('center.unlock', { personId: instructor?.id ?? '', pin: samplePin });
    toTry = (await laptop.call('assessments.example', {})).assessmentId ?? '';
  });

  it('have one that is scored already, with what it proposes and what it draws', async () => {
    const { cohorts } = await laptop.call('assessments.list', { cohortId: null });
    const all = cohorts.flatMap((one) => one.assessments);
    const done = all[all.findIndex((one) => one.id === toTry) - 1];
    const scored = await attempts(done?.id ?? '');
    expect(scored.length).toBeGreaterThan(15);
    expect(new Set(scored.map(({ state }) => state))).toEqual(new Set(['scored']));
    expect(done?.progress.graded).toBeGreaterThan(8);
    expect(done?.progress.waiting).toBeGreaterThan(3);
    const of = { assessmentId: done?.id ?? '', attemptId: scored[0]?.attemptId ?? '', image: 0 };
    const image = await laptop.call('annotation.scoredImage', of);
    expect(image.reference.shapes.length).toBeGreaterThan(10);
    const { blob } = await laptop.call('annotation.picture', of);
    expect(laptop.backend().files.serve(blob ?? '').type).toBe('image/webp');
    const { learners } = await laptop.call('assessments.desk', { assessmentId: of.assessmentId });
    const her = learners.find((one) => one.learnerId === scored[0]?.learnerId);
    const own = her?.attempts.at(-1)?.criteria.flatMap(({ proposal }) => proposal?.figure ?? []);
    expect(own).toEqual(['f1', 'labelAccuracy', 'edge']);
  });

  it('have one to try, with the hand-ins of 25 learners to be matched and scored', async () => {
    const { blob, name } = await laptop.call('assessments.exampleHandIns', {});
    const { files } = laptop.backend();
    const uploads = [await files.receive(name, files.serve(blob).read())];
    const looked = await preview(laptop, toTry, { kind: 'uploads', uploads });
    expect(looked.learners).toHaveLength(25);
    expect(looked.refused).toEqual([]);
    const unsure = looked.groups.filter((one) => one.certainty !== 'sure');
    expect(looked.groups.length - unsure.length).toBe(24);
    expect(unsure.map((one) => [one.name, one.certainty])).toEqual([['new folder (2)', 'nobody']]);
    const matched = new Set(looked.groups.flatMap(({ matches }) => matches[0]?.learnerId ?? []));
    const left = looked.learners.find((one) => !matched.has(one.learnerId));
    const byHand = { group: unsure[0]?.group ?? -1, learnerId: left?.learnerId ?? null };
    const taken = await takeIn(laptop, looked.jobId, [byHand]);
    expect(taken.attempts).toHaveLength(25);
    await scoredByItself(laptop, toTry);
    const scored = await attempts(toTry);
    expect(scored.filter(({ state }) => state === 'failed')).toHaveLength(1);
    const f1 = scored.flatMap(({ totals }) => totals?.f1 ?? []);
    expect(f1).toHaveLength(24);
    expect(f1.filter((one) => one > 0.9).length).toBeGreaterThan(12);
    expect(f1.filter((one) => one < 0.75).length).toBeGreaterThanOrEqual(3);
    const { unknownLabels } = await laptop.call('annotation.reference', { assessmentId: toTry });
    const proposed = Object.fromEntries(unknownLabels.map((one) => [one.label, one.proposed]));
    expect(proposed).toMatchObject({ persone: 'person', bycicle: 'bicycle', Car: 'car' });
  });

  it('have the same hand-ins for the same learners', async () => {
    const save = async (): Promise<Buffer> => {
      const { blob } = await laptop.call('assessments.exampleHandIns', {});
      const parts: Uint8Array[] = [];
      for await (const part of laptop.backend().files.serve(blob).read()) parts.push(part);
      return Buffer.concat(parts);
    };
    expect((await save()).equals(await save())).toBe(true);
  });

  it('are not in a real center', async () => {
    const real = await openTestBackend();
    expect(await real.call('assessments.example', {})).toEqual({ assessmentId: null });
    expect(await real.fail('assessments.exampleHandIns', {})).toMatchObject({ reason: 'not_a_sample' });
  });
});
