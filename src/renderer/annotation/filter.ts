/** Which findings are shown, as a click on a figure says. */
export type Filter =
  /** A cell of the confusion matrix; null is none. */
  | { kind: 'cell'; reference: string | null; learner: string | null }
  | { kind: 'class'; label: string }
  | { kind: 'code'; code: string };

/** What of a finding a filter looks at: its code, and the cell of the confusion matrix in which its shapes are. */
export interface Found {
  code: string;
  reference: string | null;
  learner: string | null;
}

/** Whether a finding is among those that a figure counts; without a filter all are. */
export function isShown(filter: Filter | null, { code, reference, learner }: Found): boolean {
  if (!filter) return true;
  if (filter.kind === 'code') return filter.code === code;
  if (filter.kind === 'class') return filter.label === reference || filter.label === learner;
  // What is said of an image as a whole is in no cell.
  const isOfShape = reference !== null || learner !== null;
  return isOfShape && filter.reference === reference && filter.learner === learner;
}
