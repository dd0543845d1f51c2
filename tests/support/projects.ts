import { writeCoco } from '../../src/main/annotation/write/coco.ts';
import { encodeGrayPng } from '../../src/main/annotation/write/encode-png.ts';
import { writeVoc } from '../../src/main/annotation/write/voc.ts';
import type { AnnotationWriter } from '../../src/main/annotation/write/writer.ts';
import type { Output } from '../../src/shared/contract/index.ts';
import type { AnnotationSet, Shape } from '../../src/shared/rules/annotations.ts';
import { box, frame, image, set } from '../annotation/build.ts';
import { ended } from '../roster/run-import.ts';
import type { TestBackend } from './backend.ts';
import { prepareGrading } from './grades.ts';
import { addLearners } from './people.ts';
import { takeInZip, uploadZip } from './submissions.ts';

const boxes = {
  cat: box('1', 'cat', [10, 10, 20, 20]),
  dog: box('2', 'dog', [50, 10, 30, 30]),
  bird: box('3', 'bird', [5, 50, 20, 20]),
};
const project = (one: Shape[], other: Shape[]): AnnotationSet =>
  set([image(one, { name: 'one.png' }), image(other, { name: 'two.png' })]);

/** Three boxes on two pictures. */
export const gold = project([boxes.cat, boxes.dog], [boxes.bird]);
/** One missing, one with another label, one too many. */
export const faulty = project(
  [{ ...boxes.cat, label: 'dog' }, boxes.dog, box('9', 'dog', [0, 60, 10, 10])],
  [],
);

export const written = (write: AnnotationWriter, of: AnnotationSet, folder: string) =>
  Object.fromEntries(write(of).files.map(({ path, text }) => [`${folder}/${path}`, text]));

export const picture = (): Buffer => {
  const pixels = new Uint8Array(frame.width * frame.height).fill(90);
  return encodeGrayPng(pixels, frame.width, frame.height);
};

/** The job's result is not asked for; a job that failed is an error. */
export async function finished(test: TestBackend, jobId: string): Promise<Output<'jobs.get'>> {
  const job = await ended(test, jobId);
  if (job.state !== 'done') throw new Error(JSON.stringify(job));
  return job;
}

export async function setReference(
  test: TestBackend,
  assessmentId: string,
  of: AnnotationSet,
): Promise<void> {
  const entries = { ...written(writeCoco, of, 'gold'), 'gold/one.png': picture(), 'gold/two.png': picture() };
  const source = { kind: 'uploads' as const, uploads: [await uploadZip(test, entries)] };
  await finished(test, (await test.call('annotation.setReference', { assessmentId, source })).jobId);
}

export async function scoreAll(test: TestBackend, assessmentId: string): Promise<number> {
  const { jobId, attempts } = await test.call('annotation.score', { assessmentId });
  await finished(test, jobId);
  return attempts;
}

/** Waits for the scoring that work which came in has begun. */
export async function scoredByItself(test: TestBackend, assessmentId: string): Promise<void> {
  const { running } = await test.call('annotation.scores', { assessmentId });
  if (running !== null) await finished(test, running);
  const { attempts } = await test.call('annotation.scores', { assessmentId });
  const open = attempts.filter(({ state }) => state === 'waiting' || state === 'stale');
  if (open.length > 0) throw new Error(`${open.length} attempts were not scored`);
}

/** A project with its reference, work of two learners in two formats, and one that cannot be read. */
export async function prepareProject(test: TestBackend) {
  const { cohortId, assessmentId } = await prepareGrading(test, 0);
  const names = ['Olena Kovalenko', 'Yuliia Shevchenko', 'Zhanna Bondar'];
  const [olena = '', yuliia = '', zhanna = ''] = addLearners(test, 3, cohortId, names);
  await takeInZip(test, assessmentId, {
    ...written(writeVoc, gold, 'Olena Kovalenko'),
    ...written(writeCoco, faulty, 'Yuliia Shevchenko'),
    'Zhanna Bondar/notes.txt': 'I was ill',
  });
  // Last: what comes in later is scored by itself.
  await setReference(test, assessmentId, gold);
  return { cohortId, assessmentId, olena, yuliia, zhanna };
}
