/** Sizes of the grid in pixels; `grid.module.css` has the same. */
export const rowHeight = 27;
export const columnWidth = 31;
/** Rows and columns are drawn in groups: scrolling by less than one changes nothing. */
export const rowGroup = 4;
export const columnGroup = 4;

/**
 * The part of `count` things of a size that a window shows, from the first to one past the last, widened to whole
 * groups and by one group on each side.
 */
export function shownOf(
  scrolled: number,
  extent: number,
  size: number,
  count: number,
  group: number,
): { from: number; to: number } {
  const first = Math.floor(Math.max(0, scrolled) / size);
  const last = Math.ceil((Math.max(0, scrolled) + Math.max(0, extent)) / size);
  const from = Math.max(0, (Math.floor(first / group) - 1) * group);
  const to = Math.min(count, (Math.ceil(last / group) + 1) * group);
  return { from: Math.min(from, to), to };
}

/** How far to scroll so that a thing lies within what shows between two sticky edges; null where it does already. */
export function scrollTo(
  index: number,
  size: number,
  scrolled: number,
  extent: number,
  margin = 0,
): number | null {
  const start = index * size;
  if (start - margin < scrolled) return Math.max(0, start - margin);
  if (start + size + margin > scrolled + extent) return start + size + margin - extent;
  return null;
}
