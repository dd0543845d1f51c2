/** The one of left, above and above left that their plane is nearest to (PNG 9.4). */
function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const [toLeft, toAbove, toCorner] = [
    Math.abs(estimate - left),
    Math.abs(estimate - above),
    Math.abs(estimate - corner),
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/**
 * Undoes the filter of each row in place (PNG 9.2): a byte of the filter's number, then the bytes of the row. `step` is
 * the bytes of a whole pixel, at least 1. False where a row names no filter.
 */
export function unfilter(rows: Uint8Array, rowBytes: number, step: number): boolean {
  const line = rowBytes + 1;
  for (let start = 1; start < rows.length; start += line) {
    const filter = rows[start - 1] ?? 0;
    if (filter > 4) return false;
    if (filter === 0) continue;
    const isFirst = start === 1;
    for (let at = start; at < start + rowBytes; at += 1) {
      const left = at - start < step ? 0 : (rows[at - step] ?? 0);
      const above = isFirst ? 0 : (rows[at - line] ?? 0);
      let guess = left;
      if (filter === 2) guess = above;
      else if (filter === 3) guess = (left + above) >>> 1;
      else if (filter === 4)
        guess = paeth(left, above, isFirst || at - start < step ? 0 : (rows[at - line - step] ?? 0));
      rows[at] = (rows[at] ?? 0) + guess;
    }
  }
  return true;
}
