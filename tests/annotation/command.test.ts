import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENGINE } from '../../src/main/annotation/score/score.ts';
import { scoreCommand } from '../../src/main/annotation/score-command.ts';
import { temporaryFolder } from '../support/folders.ts';

const command = join(import.meta.dirname, '../../src/main/annotation/command.ts');

async function run(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  const { exitCode, output, error } = await scoreCommand(words);
  return { code: exitCode, out: output, error };
}

const square = (x: number, y: number, side: number) => [x, y, x + side, y, x + side, y + side, x, y + side];

const coco = (annotations: readonly object[]) => ({
  images: [{ id: 1, file_name: 'one.jpg', width: 100, height: 80 }],
  categories: [
    { id: 1, name: 'cat' },
    { id: 2, name: 'dog' },
  ],
  annotations: annotations.map((annotation, index) => ({
    id: index + 1,
    image_id: 1,
    iscrowd: 0,
    ...annotation,
  })),
});

function files(): { reference: string; learner: string; results: string; yolo: string; broken: string } {
  const folder = temporaryFolder('score');
  const write = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const yolo = join(folder, 'yolo');
  mkdirSync(yolo);
  writeFileSync(join(yolo, 'classes.txt'), 'dog\ncat\n');
  writeFileSync(join(yolo, 'one.txt'), '1 0.15 0.1875 0.1 0.125\n');
  return {
    // The box is larger than the outline that it comes with.
    reference: write(
      'reference.json',
      coco([
        { category_id: 1, bbox: [10, 10, 10, 10], segmentation: [square(10, 10, 8)], area: 64 },
        { category_id: 2, bbox: [40, 40, 20, 20], segmentation: [square(40, 40, 20)], area: 400 },
      ]),
    ),
    learner: write(
      'learner.json',
      coco([{ category_id: 1, bbox: [10, 10, 10, 10], segmentation: [square(10, 10, 8)], area: 64 }]),
    ),
    results: write('results.json', [
      { image_id: 1, category_id: 1, bbox: [10, 10, 10, 10], score: 0.9 },
      { image_id: 1, category_id: 2, bbox: [40, 40, 20, 10], score: 0.8 },
    ]),
    yolo,
    broken: write('broken.json', '{"images": [\n{"id": 1,}]}'),
  };
}

describe('npm run score', () => {
  const { reference, learner, results, yolo, broken } = files();
  const ofBoth = (given: string, ...more: string[]) =>
    run('--reference', reference, '--learner', given, ...more, '--json');

  it('prints one object', async () => {
    const { code, out, error } = await ofBoth(learner);
    expect([code, error]).toEqual([0, '']);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    const { engine, settings, files: hashed, totals, perClass, images, cocoStats } = JSON.parse(out);
    expect(engine).toBe(ENGINE);
    expect(settings).toMatchObject({ iou: 0.5, mode: 'default', family: null });
    expect(hashed.reference).toEqual([
      { path: 'reference.json', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(totals).toMatchObject({
      valid: 1,
      wrongLabel: 0,
      missing: 1,
      extra: 0,
      ignored: 0,
      precision: 1,
      recall: 0.5,
      accuracy: 0.5,
      labelAccuracy: 1,
      quality: 1,
    });
    expect(totals.f1).toBeCloseTo(2 / 3, 12);
    expect(totals.taskScore).toBeCloseTo(1 / 1.5, 12);
    expect(perClass.map(({ label }: { label: string }) => label)).toEqual(['cat', 'dog']);
    expect(images).toMatchObject([{ name: 'one.jpg', learner: 'one.jpg', valid: 1, missing: 1 }]);
    expect(cocoStats).toBeUndefined();
  });

  it('scores boxes of regions when they are asked for, with COCO’s statistics', async () => {
    const { out } = await ofBoth(results, '--family', 'box', '--mode', 'coco', '--coco-stats');
    const { totals, cocoStats } = JSON.parse(out);
    expect(totals).toMatchObject({ valid: 2, quality: 0.75 });
    expect(cocoStats).toHaveLength(12);
    expect(cocoStats[1]).toBeCloseTo(1, 12);
  });

  it('takes the size of an image from the reference where the format has none', async () => {
    const { out } = await ofBoth(yolo, '--family', 'box');
    expect(JSON.parse(out).totals).toMatchObject({ valid: 1, missing: 1, quality: 1 });
  });

  it('follows the threshold', async () => {
    const { out } = await ofBoth(results, '--family', 'box', '--iou', '0.6');
    expect(JSON.parse(out).totals).toMatchObject({ valid: 1, missing: 1, extra: 1 });
  });

  it('is a program of its own', () => {
    const words = ['--reference', reference, '--learner', learner];
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...words], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^valid +1\n.*^recall +0\.5000$/ms);
    expect(spawnSync(process.execPath, [command]).status).toBe(2);
  });

  it('prints the same again', async () => {
    const [one, other] = [await ofBoth(results), await ofBoth(results)];
    expect(one.out).toBe(other.out);
  });

  it('leaves bad input with one line that names the file and the place', async () => {
    const { code, out, error } = await ofBoth(broken);
    expect([code, out]).toEqual([2, '']);
    expect(error.trimEnd().split('\n')).toHaveLength(1);
    expect(error).toMatch(/broken\.json.*not json.*\b2\b/);
  });

  it.each([
    [[], /usage/],
    [['--reference', 'a'], /usage/],
    [['--reference', 'a', '--learner', 'b', '--iou', '0'], /--iou 0/],
    [['--reference', 'a', '--learner', 'b', '--iou', 'half'], /--iou half/],
    [['--reference', 'a', '--learner', 'b', '--mode', 'fast'], /--mode fast/],
    [['--reference', 'a', '--learner', 'b', '--family', 'circle'], /--family circle/],
    [['--reference', 'a', '--learner', 'b', '--fast'], /--fast/],
    [['--reference', 'nowhere.json', '--learner', 'b'], /nowhere\.json/],
  ])('refuses %j', async (args, line) => {
    const { code, out, error } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(error.trimEnd().split('\n')).toHaveLength(1);
    expect(error).toMatch(line);
  });
});
