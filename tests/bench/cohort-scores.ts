import { ZipFile } from 'yazl';
import { readAnnotations } from '../../src/main/annotation/read/read-annotations.ts';
import { filesInZipBytes } from '../../src/main/annotation/read/zip-files.ts';
import { score } from '../../src/main/annotation/score/score.ts';
import { writeCoco } from '../../src/main/annotation/write/coco.ts';
import { writeCvat } from '../../src/main/annotation/write/cvat.ts';
import { writeLabelMe } from '../../src/main/annotation/write/labelme.ts';
import { writeVoc } from '../../src/main/annotation/write/voc.ts';
import { writeYolo } from '../../src/main/annotation/write/yolo.ts';
import { figuresOf } from '../../src/shared/rules/annotation-figures.ts';
import { defaultScoreSettings } from '../../src/shared/rules/annotation-score.ts';
import type { AnnotationSet } from '../../src/shared/rules/annotations.ts';
import { drawnSet } from './drawn-set.ts';
import { type Bench, figureOf, type Round, timed } from './figure.ts';

const rounds = 7;
const LEARNERS = 25;
const writers = [writeCoco, writeYolo, writeVoc, writeCvat, writeLabelMe];

async function zipped(set: AnnotationSet, learner: number): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { path, text } of writers[learner % writers.length]?.(set).files ?? [])
    zip.addBuffer(Buffer.from(text), path);
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

export const cohortScores: Bench = {
  name: 'cohort-scores',
  about: 'unzip, parse and score 25 learners x 20 images x 50 boxes in five formats / unzip and parse alone',
  bar: 2,
  measure: async () => {
    const drawing = { images: 20, shapes: 50, boxes: true };
    const reference = drawnSet({ ...drawing, hand: 0 });
    const zips: Buffer[] = [];
    for (let learner = 0; learner < LEARNERS; learner++)
      zips.push(await zipped(drawnSet({ ...drawing, hand: learner + 1 }), learner));
    const read = async (zip: Buffer): Promise<AnnotationSet> => {
      const files = await filesInZipBytes(zip, 'hand-in.zip');
      try {
        return (await readAnnotations(files, { sizes: () => ({ width: 1920, height: 1080 }) })).set;
      } finally {
        await files.close();
      }
    };
    const done: Round[] = [];
    for (let round = -2; round < rounds; round++) {
      const baseline = await timed(async () => {
        for (const zip of zips) await read(zip);
      });
      const subject = await timed(async () => {
        for (const zip of zips) {
          const result = score(
            { set: reference, files: [] },
            { set: await read(zip), files: [] },
            defaultScoreSettings,
          );
          if (figuresOf(result).totals.valid < 900) throw new Error('boxes are missing');
        }
      });
      if (round >= 0) done.push({ subject, baseline });
    }
    return figureOf(done);
  },
};
