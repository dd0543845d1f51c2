/** Which findings are shown, as a click on a figure says. */
export type Filter =
  /** A cell of the confusion matrix; null is none. */
  | { kind: 'cell'; reference: string | null; learner: string | null }
  | { kind: 'class'; label: string }
  | { kind: 'code'; code: string };
