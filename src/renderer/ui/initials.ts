/** Up to two letters that stand for a name, in any script. */
export function initialsOf(name: string): string {
  const segments = name.trim().split(/\s+/).slice(0, 2);
  return segments
    .map((word) => [...word][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
