import { sum, toPercent } from './tenths.ts';

export interface Category {
  id: string;
  /** Of the final grade, against the other categories; 0 keeps it out of the final grade. */
  weight: number;
  /** So many of its lowest grades are left out; at least one always stays. */
  dropLowest: number;
}

/** One assessment of one learner. */
export interface Entry {
  assessmentId: string;
  /** Null belongs to no category and is out of the final grade. */
  categoryId: string | null;
  /** Within its category, above 0. */
  weight: number;
  /** 0 to 100; null is not graded yet and counts as nothing, never as zero. */
  percent: number | null;
  /** Out of the count. */
  excused: boolean;
}

export interface CategoryGrade {
  categoryId: string;
  weight: number;
  /** Weighted mean of `counted`; null where nothing is graded yet. */
  percent: number | null;
  /** Ids of assessments, in the order in which they were given. */
  counted: string[];
  dropped: string[];
  notGraded: string[];
  excused: string[];
}

/**
 * A final grade and how it comes about: `percent` is the sum over `parts` of weight x percent, divided by
 * `weightSum`, rounded to tenths. Categories without a grade are in `categories`, and in no part.
 */
export interface FinalGrade {
  percent: number | null;
  parts: { categoryId: string; weight: number; percent: number }[];
  weightSum: number;
  categories: CategoryGrade[];
  /** How many assessments of counting categories are not graded yet. */
  notGraded: number;
}

type Graded = Entry & { percent: number };

const mean = (entries: readonly Graded[]): number =>
  sum(entries.map((one) => one.weight * one.percent)) / sum(entries.map((one) => one.weight));

/** The lowest first; of two alike the one that weighs more, so that no other choice would serve her better. */
const worstFirst = (a: Graded, b: Graded): number =>
  a.percent - b.percent || b.weight - a.weight || (a.assessmentId < b.assessmentId ? -1 : 1);

function categoryGrade({ id, weight, dropLowest }: Category, entries: readonly Entry[]): CategoryGrade {
  const own = entries.filter((one) => one.categoryId === id && one.weight > 0);
  const graded = own.filter((one): one is Graded => !one.excused && one.percent !== null);
  const drops = Math.max(0, Math.min(dropLowest, graded.length - 1));
  const dropped = new Set([...graded].sort(worstFirst).slice(0, drops));
  const counted = graded.filter((one) => !dropped.has(one));
  const ids = (list: readonly Entry[]): string[] => list.map((one) => one.assessmentId);
  return {
    categoryId: id,
    weight,
    percent: counted.length === 0 ? null : toPercent(mean(counted)),
    counted: ids(counted),
    dropped: ids(graded.filter((one) => dropped.has(one))),
    notGraded: ids(own.filter((one) => !one.excused && one.percent === null)),
    excused: ids(own.filter((one) => one.excused)),
  };
}

/** The final grade of a learner from what is graded so far. */
export function finalGrade(categories: readonly Category[], entries: readonly Entry[]): FinalGrade {
  const grades = categories.map((category) => categoryGrade(category, entries));
  const counting = grades.filter((one) => one.weight > 0);
  const parts = counting.flatMap(({ categoryId, weight, percent }) =>
    percent === null ? [] : [{ categoryId, weight, percent }],
  );
  const weightSum = sum(parts.map((part) => part.weight));
  return {
    percent:
      parts.length === 0 ? null : toPercent(sum(parts.map((one) => one.weight * one.percent)) / weightSum),
    ...{ parts, weightSum, categories: grades },
    notGraded: counting.reduce((count, one) => count + one.notGraded.length, 0),
  };
}
