/** A path or an address inside a sentence: it keeps its own order in a text that runs from right to left. */
export const leftToRight = (text: string): string => `\u2066${text}\u2069`;
