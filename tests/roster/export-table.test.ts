import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { writeXlsx } from '../../src/main/roster/export-table.ts';

/** What a spreadsheet might run: as somebody may have typed it into a name, a note or a phone. */
const hostile = [
  '=HYPERLINK("http://x","y")',
  '+380671234567',
  '-1+1',
  '@SUM(A1)',
  '\t=1+1',
  "=cmd|'/C calc'!A0",
  '＝SUM(A1)',
];

describe('a workbook that leaves', () => {
  it('holds no formula: whatever was typed is text, in cells formatted as text', async () => {
    const bytes = await writeXlsx([['Name'], ...hostile.map((text) => [text])], '=1+1');
    const [sheet] = (await readXlsx(bytes, { readStyles: true })).sheets;
    expect(sheet?.rows.slice(1).map(([text]) => text)).toEqual(hostile);
    for (const [index, text] of hostile.entries()) {
      const cell = sheet?.cells?.get(`${index + 1},0`);
      expect(cell, text).toMatchObject({ type: 'string', style: { numFmt: '@' } });
      expect(cell?.formula, text).toBeUndefined();
    }
  });

  it('keeps numbers numbers, and the text beside them text', async () => {
    const bytes = await writeXlsx(
      [
        ['Name', 'Percentage'],
        ['=1+1', 87],
        ['Olena', null],
        ['Iryna', '=1+1'],
      ],
      'S',
    );
    const [sheet] = (await readXlsx(bytes, { readStyles: true })).sheets;
    expect(sheet?.rows[1]).toEqual(['=1+1', 87]);
    for (const cell of sheet?.cells?.values() ?? []) expect(cell.formula).toBeUndefined();
    expect(sheet?.rows[3]).toEqual(['Iryna', '=1+1']);
  });
});
