/**
 * The text in which COCO writes run lengths: from the fourth on, each as its difference from the one two before it, in
 * groups of five bits from the lowest, a sixth saying that more follow, as characters from `0` on (`rleToString` and
 * `rleFrString` of maskApi.c).
 */
const FIRST_CODE = 48;
const LAST_CODE = FIRST_CODE + 63;

export function encodeRuns(counts: Uint32Array): string {
  let text = '';
  for (let index = 0; index < counts.length; index++) {
    let rest = (counts[index] ?? 0) - (index > 2 ? (counts[index - 2] ?? 0) : 0);
    let more = true;
    while (more) {
      // Differences may need 33 bits, which no bitwise operator has.
      const group = ((rest % 32) + 32) % 32;
      rest = (rest - group) / 32;
      more = group & 16 ? rest !== -1 : rest !== 0;
      text += String.fromCharCode(FIRST_CODE + group + (more ? 32 : 0));
    }
  }
  return text;
}

/** Null where the text is cut off, has another character in it or gives a run below 0 or above 2^32 - 1. */
export function decodeRuns(text: string): Uint32Array | null {
  const counts = new Uint32Array(text.length);
  let count = 0;
  let at = 0;
  while (at < text.length) {
    let value = 0;
    let weight = 1;
    let code = 0;
    do {
      code = text.charCodeAt(at++);
      if (!(code >= FIRST_CODE && code <= LAST_CODE) || weight > 2 ** 40) return null;
      code -= FIRST_CODE;
      value += (code & 31) * weight;
      weight *= 32;
    } while (code & 32);
    if (code & 16) value -= weight;
    if (count > 2) value += counts[count - 2] ?? 0;
    if (!(value >= 0 && value <= 0xffffffff)) return null;
    counts[count++] = value;
  }
  return counts.slice(0, count);
}
