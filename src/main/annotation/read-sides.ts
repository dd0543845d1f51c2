import type { Size } from '../../shared/rules/annotations.ts';
import type { Reading, ReadOptions } from './read/format-reader.ts';
import { sizesOf } from './read/image-index.ts';
import { ReadingError } from './read/reading-error.ts';

/** Reads one side with what the other knows of the images. Throws ReadingError. */
export type ReadSide = (options: Pick<ReadOptions, 'sizes'>) => Promise<Reading>;

export interface Sides {
  reference: Reading;
  learner: Reading;
  /** Neither side says how large its images are: they were taken for squares of a thousand pixels. */
  sizesAssumed: boolean;
}

/** Boxes given as shares of an image overlap by the same, whatever its size. */
const ASSUMED: Size = { width: 1000, height: 1000 };

/**
 * Reads a reference and what is scored against it. A format that carries no sizes takes them from its own images, else
 * from the other side.
 */
export async function readSides(readReference: ReadSide, readLearner: ReadSide): Promise<Sides> {
  const reference = await unlessSizesNeeded(readReference);
  if (reference) {
    const learner = await readLearner({ sizes: sizesOf(reference.set.images) });
    return { reference, learner, sizesAssumed: false };
  }
  const learner = await unlessSizesNeeded(readLearner);
  if (learner) {
    const known = sizesOf(learner.set.images);
    // Of an image that the learner left out all is missing, whatever its size: it must not be dropped.
    const sizes = (name: string): Size => known(name) ?? ASSUMED;
    return { reference: await readReference({ sizes }), learner, sizesAssumed: false };
  }
  const sizes = (): Size => ASSUMED;
  return {
    reference: await readReference({ sizes }),
    learner: await readLearner({ sizes }),
    sizesAssumed: true,
  };
}

async function unlessSizesNeeded(read: ReadSide): Promise<Reading | null> {
  try {
    return await read({});
  } catch (error) {
    if (error instanceof ReadingError && error.code === 'sizes_needed') return null;
    throw error;
  }
}
