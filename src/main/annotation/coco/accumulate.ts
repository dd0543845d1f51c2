import type { CocoStats } from '../../../shared/rules/annotation-score.ts';
import { areaRanges, type Evaluated, iouThresholds, MOST_DETECTIONS, PASSED, RIGHT } from './evaluate.ts';

/** numpy.linspace(0, 1, 101). */
const recallThresholds: readonly number[] = Array.from({ length: 101 }, (_, index) =>
  index === 100 ? 1 : index * (1 / 100),
);

/** numpy.spacing(1). */
const SPACING = 2 ** -52;

/** Of one class: precision by threshold and recall, which only all detections have, and the recall reached by threshold. */
interface Accumulated {
  precision: Float64Array;
  recall: Float64Array;
}

/**
 * The 12 figures of pycocotools' summary (cocoeval.py, accumulate and summarize); -1 where no class has an object.
 * @param evaluated by class in the order of their ids, then image in the order of theirs; null where neither side has
 * anything of the class
 */
export function summarize(evaluated: readonly (readonly (readonly Evaluated[] | null)[])[]): CocoStats {
  const classes = (area: number, most: number): Accumulated[] =>
    evaluated.flatMap((images) => {
      const here = images.flatMap((image) => image?.[area] ?? []);
      return accumulate(here, most) ?? [];
    });
  const bySize = areaRanges.map((_, area) => classes(area, MOST_DETECTIONS));
  const precision = (area: number, threshold: number | null): number =>
    mean((bySize[area] ?? []).map((cell) => slice(cell.precision, threshold, recallThresholds.length)));
  const recall = (cells: readonly Accumulated[] = []): number => mean(cells.map((cell) => cell.recall));
  return [
    precision(0, null),
    precision(0, 0),
    precision(0, 5),
    precision(1, null),
    precision(2, null),
    precision(3, null),
    recall(classes(0, 1)),
    recall(classes(0, 10)),
    ...bySize.map(recall),
  ];
}

function slice(values: Float64Array, threshold: number | null, width: number): Float64Array {
  return threshold === null ? values : values.subarray(threshold * width, (threshold + 1) * width);
}

function mean(lists: readonly Float64Array[]): number {
  let sum = 0;
  let count = 0;
  for (const values of lists) {
    for (let at = 0; at < values.length; at++) sum += values[at] as number;
    count += values.length;
  }
  return count > 0 ? sum / count : -1;
}

/** Null for a class without an object that counts. */
function accumulate(images: readonly Evaluated[], most: number): Accumulated | null {
  const objects = images.reduce((sum, image) => sum + image.objects, 0);
  if (objects === 0) return null;
  const kept = images.map(({ scores }) => Math.min(scores.length, most));
  const total = kept.reduce((sum, count) => sum + count, 0);
  const scores = new Float64Array(total);
  const imageOf = new Int32Array(total);
  const placeOf = new Int32Array(total);
  let at = 0;
  images.forEach((image, index) => {
    for (let place = 0; place < (kept[index] ?? 0); place++, at++) {
      scores[at] = image.scores[place] ?? 0;
      imageOf[at] = index;
      placeOf[at] = place;
    }
  });
  // Best score first; of equal ones the earlier image, then the earlier place, as a merge sort leaves them.
  const order = Int32Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const width = recallThresholds.length;
  const precision = new Float64Array(iouThresholds.length * width);
  const recall = new Float64Array(iouThresholds.length);
  const recalls = new Float64Array(total);
  const precisions = new Float64Array(total);
  for (let threshold = 0; threshold < iouThresholds.length; threshold++) {
    let right = 0;
    let wrong = 0;
    for (let rank = 0; rank < total; rank++) {
      const detection = order[rank] as number;
      const image = images[imageOf[detection] as number] as Evaluated;
      const verdict = image.verdicts[threshold * image.scores.length + (placeOf[detection] as number)];
      if (verdict === RIGHT) right++;
      else if (verdict !== PASSED) wrong++;
      recalls[rank] = right / objects;
      precisions[rank] = right / (wrong + right + SPACING);
    }
    recall[threshold] = right / objects;
    if (most < MOST_DETECTIONS) continue;
    for (let rank = total - 1; rank > 0; rank--)
      if ((precisions[rank] as number) > (precisions[rank - 1] as number))
        precisions[rank - 1] = precisions[rank] as number;
    // From the first recall that is never reached on precision is 0.
    for (let step = 0, rank = 0; step < width; step++) {
      while (rank < total && (recalls[rank] as number) < (recallThresholds[step] as number)) rank++;
      if (rank === total) break;
      precision[threshold * width + step] = precisions[rank] as number;
    }
  }
  return { precision, recall };
}
