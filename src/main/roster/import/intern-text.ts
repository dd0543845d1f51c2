/** Gives equal texts the same small number, from 1; 0 is the empty text. */
export type Interner = (text: string) => number;

/** What makes two texts equal. */
export interface Equality {
  /** The same for equal texts; 0 for texts of which nothing is left. */
  hash(text: string): number;
  /** The form that is compared; made only for texts of the same hash. */
  form(text: string): string;
}

/**
 * A hash table of texts. Comparing ten thousand rows with ten thousand people through a Map would make
 * the form of each name first; that alone takes longer than everything else.
 * @param expected about how many texts there will be
 */
export function createInterner({ hash: hashOf, form }: Equality, expected: number): Interner {
  let slots = 2 ** Math.ceil(Math.log2(Math.max(expected, 256) * 2));
  let table = new Int32Array(slots);
  let hashes = new Int32Array(slots);
  const texts: string[] = [''];

  function grow(): void {
    slots *= 2;
    table = new Int32Array(slots);
    const more = new Int32Array(slots);
    more.set(hashes);
    hashes = more;
    for (let id = 1; id < texts.length; id += 1) {
      let slot = (hashes[id] ?? 0) & (slots - 1);
      while (table[slot] !== 0) slot = (slot + 1) & (slots - 1);
      table[slot] = id;
    }
  }

  function isSame(id: number, text: string): boolean {
    const known = texts[id] ?? '';
    return known === text || form(known) === form(text);
  }

  return (text) => {
    const hash = hashOf(text);
    if (hash === 0) return 0;
    const mask = slots - 1;
    let slot = hash & mask;
    for (let id = table[slot] ?? 0; id !== 0; id = table[slot] ?? 0) {
      if (hashes[id] === hash && isSame(id, text)) return id;
      slot = (slot + 1) & mask;
    }
    const id = texts.length;
    texts.push(text);
    hashes[id] = hash;
    table[slot] = id;
    if (texts.length * 2 > slots) grow();
    return id;
  };
}
