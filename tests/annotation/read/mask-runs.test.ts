import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBudget } from '../../../src/main/annotation/read/budget.ts';
import { createRowRuns } from '../../../src/main/annotation/read/mask-runs.ts';
import { runsOfBitmap, runsOfIds } from '../../../src/main/annotation/run-lengths.ts';

const bitmap = fc
  .record({
    left: fc.nat(3),
    top: fc.nat(3),
    width: fc.integer({ min: 1, max: 7 }),
    height: fc.integer({ min: 1, max: 6 }),
    right: fc.nat(2),
    below: fc.nat(2),
    bits: fc.array(fc.boolean(), { minLength: 42, maxLength: 42 }),
  })
  .map(({ bits, right, below, ...box }) => ({
    box: { ...box, pixels: Uint8Array.from(bits.slice(0, box.width * box.height), Number) },
    image: { width: box.left + box.width + right, height: box.top + box.height + below },
  }));

it('runs row by row are the same figure as runs down the columns', () => {
  fc.assert(
    fc.property(bitmap, fc.boolean(), ({ box, image }, inPieces) => {
      const runs = createRowRuns(image, box, createBudget());
      for (let at = 0; at < box.pixels.length; ) {
        let end = at + 1;
        while (!inPieces && end < box.pixels.length && box.pixels[end] === box.pixels[at]) end += 1;
        if (box.pixels[at] === 1) runs.add(at, end);
        at = end;
      }
      expect(runs.finish()).toEqual(runsOfBitmap(box, image));
    }),
    { numRuns: 500 },
  );
});

it('figures of a picture of ids are each as if it were alone', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }), (ids) => {
      const size = { width: 4, height: 3 };
      const found = runsOfIds(ids, size, new Set([1, 2, 9]));
      for (const id of [1, 2, 9]) {
        const pixels = Uint8Array.from(ids, (one) => (one === id ? 1 : 0));
        const alone = pixels.includes(1)
          ? runsOfBitmap({ left: 0, top: 0, ...size, pixels }, size)
          : undefined;
        expect(found.get(id)).toEqual(alone);
      }
      expect(found.has(3)).toBe(false);
    }),
    { numRuns: 200 },
  );
});
