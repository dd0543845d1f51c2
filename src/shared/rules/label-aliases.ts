/** A label of the learner that the reference does not have, and the one it may be meant for. */
export interface ProposedAlias {
  given: string;
  meant: string;
  /** Edits between the two as they are compared: 0 differs only in case, accents, spaces or punctuation. */
  distance: number;
}

/** Labels are compared without what typing by hand leaves to chance. */
const folded = (label: string): string =>
  label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '');

/**
 * For each unknown label of the learner the nearest of the reference, where one is near: at most a third of its letters
 * wrong, and no other label of the reference as near.
 * @returns in the order of the learner's labels
 */
export function proposeAliases(learner: readonly string[], reference: readonly string[]): ProposedAlias[] {
  const known = new Set(reference);
  return [...new Set(learner)].flatMap((given) => {
    if (known.has(given)) return [];
    const word = folded(given);
    const found = reference
      .map((meant) => ({ given, meant, distance: editDistance(word, folded(meant)) }))
      .sort((a, b) => a.distance - b.distance);
    const [best, next] = found;
    if (!best || best.distance > Math.floor(word.length / 3) || next?.distance === best.distance) return [];
    return [best];
  });
}

/** Letters put in, left out, changed, or two neighbors swapped (optimal string alignment). */
export function editDistance(one: string, other: string): number {
  const from = [...one];
  const to = [...other];
  let before: number[] = [];
  let last = to.map((_, index) => index);
  last.push(to.length);
  for (let row = 1; row <= from.length; row++) {
    const now = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwap =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (isSwap) least = Math.min(least, (before[column - 2] ?? 0) + 1);
      now.push(least);
    }
    before = last;
    last = now;
  }
  return last[to.length] ?? 0;
}
