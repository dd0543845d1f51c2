/** Labels in the order in which they are first named. */
export interface LabelsSeen {
  /** Names a label; gives it back. */
  see(label: string): string;
  list(): string[];
}

export function createLabels(declared: Iterable<string> = []): LabelsSeen {
  const seen = new Set(declared);
  return {
    see: (label) => {
      seen.add(label);
      return label;
    },
    list: () => [...seen],
  };
}
