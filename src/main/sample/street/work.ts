import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnnotationSet } from '../../../shared/rules/annotations.ts';
import { type Packed, pack, type ReferenceContent, usualScoring } from '../../annotation/scoring/queries.ts';
import { readReference, scoreAttempt } from '../../annotation/scoring/score-attempt.ts';
import type { Readable } from '../../annotation/scoring/stored-set.ts';
import { tellScore } from '../../annotation/scoring/tell-score.ts';
import { writeCoco } from '../../annotation/write/coco.ts';
import type { StoredFile } from '../../assessments/grade-queries.ts';
import { prepare } from '../../assessments/intake/prepare.ts';
import { writeAs } from './formats.ts';
import { drawByHand, type Hand, hands } from './hands.ts';
import { referenceSet } from './reference.ts';
import { scenesOf } from './scene.ts';

/** A hand-in of the finished project, as the scoring would have stored it. */
export interface FinishedWork {
  files: StoredFile[];
  engine: string;
  figures: Record<string, number>;
  /** Of what is to be found, how much was: 0 to 1. */
  f1: number;
  packed: Packed;
}

/** What the practice projects of the sample are made of, beside who hands it in. */
export interface StreetWork {
  finished: ReferenceContent;
  toTry: ReferenceContent;
  works: FinishedWork[];
}

/** Keeps a file under the hash of its content. */
export type Keep = (content: Buffer) => Promise<unknown>;

/**
 * The files of the practice projects: kept by `keep`, read again from memory to be scored.
 * @param pictures the folder that `scripts/draw-sample.ts` draws into
 */
export async function makeStreetWork(pictures: string, keep: Keep): Promise<StreetWork> {
  const contents = new Map<string, Buffer>();
  // The disk works while the next ones are made.
  const keeping: Promise<unknown>[] = [];
  const store: Readable = {
    read: async function* (sha256) {
      yield contents.get(sha256) ?? Buffer.alloc(0);
    },
    readWhole: async (sha256) => contents.get(sha256) ?? Buffer.alloc(0),
  };
  const put = (name: string, bytes: Buffer): StoredFile => {
    const { path: _path, content, stripped: _stripped, ...file } = prepare(name, bytes);
    if (!contents.has(file.sha256)) keeping.push(keep(content));
    contents.set(file.sha256, content);
    return { name, ...file };
  };
  const putAll = (files: readonly { path: string; text: string }[]): StoredFile[] =>
    files.map(({ path, text }) => put(path, Buffer.from(text)));

  const contentOf = (set: AnnotationSet): ReferenceContent => {
    const files = putAll(writeCoco(set).files);
    for (const { name } of set.images) files.push(put(`images/${name}`, readFileSync(join(pictures, name))));
    const shapes = set.images.reduce((sum, image) => sum + image.shapes.length, 0);
    return { files, format: 'coco', labels: [...set.labels], images: set.images.length, shapes, notes: 0 };
  };

  const set = referenceSet(scenesOf.finished);
  const finished = contentOf(set);
  const reference = await readReference(store, finished.files, usualScoring);
  const scored = async (hand: Hand, seed: number): Promise<FinishedWork> => {
    const files = putAll(writeAs(hand.format, drawByHand(set, hand, seed)));
    const { scored: score, drawn } = await scoreAttempt(store, reference, files, usualScoring);
    const { summary, told, measured } = tellScore(score, []);
    return {
      ...{ files, ...measured, f1: measured.figures.f1 ?? 0 },
      packed: {
        ...{ failure: null, summary, measured },
        ...{ told: pack(told), result: pack(score), drawn: drawn.map(pack) },
      },
    };
  };
  const works: FinishedWork[] = [];
  // Whoever stopped in the middle, of a file or of the pictures, has her story in the project that is to be tried.
  for (const [seed, hand] of hands.entries())
    if (!hand.cutOff && hand.leaves === 0) works.push(await scored(hand, seed + 101));
  const toTry = contentOf(referenceSet(scenesOf.toTry));
  await Promise.all(keeping);
  return { finished, toTry, works };
}
