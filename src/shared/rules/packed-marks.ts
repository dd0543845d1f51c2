/**
 * The marks of a register in few words: most of its cells say one of a handful of things. Forty thousand objects would
 * take longer to check and to carry over than to read from the disk.
 */

/** Stands for a cell without a mark. */
const none = '-';

/** Writes rows of cells as places in one list of the different marks that are in them. */
export function createPacker<M extends object>(): {
  values: M[];
  pack: (row: readonly (M | null)[]) => string;
} {
  const values: M[] = [];
  const placeOf = new Map<M, string>();
  const placeOfText = new Map<string, string>();
  const place = (mark: M): string => {
    let known = placeOf.get(mark);
    if (known === undefined) {
      const text = JSON.stringify(mark);
      known = placeOfText.get(text);
      if (known === undefined) {
        known = String(values.push(mark) - 1);
        placeOfText.set(text, known);
      }
      placeOf.set(mark, known);
    }
    return known;
  };
  return { values, pack: (row) => row.map((mark) => (mark === null ? none : place(mark))).join(' ') };
}

/** The marks of a row again; equal ones are the same object. */
export function unpackMarks<M>(values: readonly M[], row: string): (M | null)[] {
  return row === '' ? [] : row.split(' ').map((place) => values[Number(place)] ?? null);
}
