import type { At, WorkImage } from './steps.ts';

/** What is worth most to be looked at again comes first. */
const order = [
  'missing',
  'wrong_label',
  'extra',
  'tight',
  'loose',
  'low_overlap',
  'duplicate',
  'attribute_differs',
  'out_of_image',
  'covered',
];

/**
 * The findings to learn most from: of every kind the one in the worst image, then the second of each. What was accepted
 * as fine, and what is said of a file as a whole, is not among them.
 * @param images the worst first
 */
export function chooseFindings(images: readonly WorkImage[], most: number): At[] {
  const byCode = new Map<string, At[]>();
  for (const { image, found } of images)
    found.forEach(({ code, accepted }, finding) => {
      if (accepted || !order.includes(code)) return;
      byCode.set(code, [...(byCode.get(code) ?? []), { image, finding }]);
    });
  const kinds = order.flatMap((code) => (byCode.has(code) ? [byCode.get(code) ?? []] : []));
  const longest = Math.max(0, ...kinds.map((all) => all.length));
  return Array.from({ length: longest }, (_, turn) => kinds.flatMap((all) => all[turn] ?? []))
    .flat()
    .slice(0, most);
}
