import { describe, expect, it } from 'vitest';
import { createPacker, unpackMarks } from '../../src/shared/rules/packed-marks.ts';

describe('packed marks', () => {
  it('come back as they were, each value once', () => {
    const rows = [
      [{ status: 'present' }, null, { status: 'late', note: 'a "b" - 1' }],
      [],
      [null],
      [{ status: 'present' }, { status: 'absent' }, { status: 'present' }],
    ];
    const { values, pack } = createPacker<{ status: string; note?: string }>();
    const packed = rows.map(pack);
    expect(values).toHaveLength(3);
    expect(packed.map((row) => unpackMarks(values, row))).toEqual(rows);
  });
});
