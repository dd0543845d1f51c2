let last: Promise<unknown> = Promise.resolve();

/** Runs writes one after the other in the order of the keys that meant them: an undo never overtakes a mark. */
export function inOrder<T>(write: () => Promise<T>): Promise<T> {
  const next = last.then(write, write);
  last = next.catch(() => {});
  return next;
}
