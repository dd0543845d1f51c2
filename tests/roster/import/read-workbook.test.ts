import { type CellValue, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { writeXlsx as exportXlsx } from '../../../src/main/roster/export-table.ts';
import { checkArchive } from '../../../src/main/roster/import/check-archive.ts';
import { cellText } from '../../../src/main/roster/import/read-workbook.ts';
import { fixture, read, refusal, run } from './support.ts';

type Sheets = Parameters<typeof writeXlsx>[0]['sheets'];

const workbook = (sheets: Sheets) => writeXlsx({ sheets });
const sheet = (rows: CellValue[][], name = 'Sheet1') => workbook([{ name, rows }]);

/** A ZIP archive of the given parts. */
async function zip(parts: Record<string, string | Buffer>, compress = true): Promise<Uint8Array> {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(parts))
    file.addBuffer(Buffer.from(content), name, { compress });
  file.end();
  const chunks: Buffer[] = [];
  for await (const chunk of file.outputStream) chunks.push(Buffer.from(chunk));
  return new Uint8Array(Buffer.concat(chunks));
}

/** The start of a compound file with a stream of that name, as far as we look. */
function compound(stream: string): Uint8Array {
  const head = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  return new Uint8Array(
    Buffer.concat([head, Buffer.alloc(600), Buffer.from(stream, 'utf16le'), Buffer.alloc(600)]),
  );
}

describe('cells', () => {
  it.each([
    [380933602541, '380933602541'],
    [3.80933602541e11, '380933602541'],
    [639852575, '639852575'],
    [1e22, '10000000000000000000000'],
    [2.5, '2.5'],
    [-3, '-3'],
    [true, 'TRUE'],
    [null, ''],
    [new Date('1998-11-24T00:00:00Z'), '1998-11-24'],
    [new Date('2022-05-02T09:30:00Z'), '2022-05-02T09:30:00'],
    [new Date(Number.NaN), ''],
    ['=1+1', '=1+1'],
  ] as const)('%s become %j', (value, text) => {
    expect(cellText(value)).toBe(text);
  });

  it('keep their place, with the row numbers that Excel shows', async () => {
    const table = await read(await sheet([['List'], [], ['Name', 'Phone'], [], ['Olena', 380671234567]]));
    expect(table.rows).toEqual([
      ['List', ''],
      ['Name', 'Phone'],
      ['Olena', '380671234567'],
    ]);
    expect(table.lines).toEqual([1, 3, 5]);
  });

  it('with formulas give their last value', async () => {
    const bytes = await workbook([
      {
        name: 'S',
        rows: [['Name'], ['x']],
        cells: new Map([['1,0', { value: 'Olena', formula: 'CONCAT("Ol","ena")', formulaResult: 'Olena' }]]),
      },
    ]);
    expect((await read(bytes)).rows[1]).toEqual(['Olena']);
  });
});

describe('sheets', () => {
  const two: Sheets = [
    { name: 'Hidden', rows: [['Name'], ['No']], hidden: true },
    { name: 'Empty', rows: [] },
    { name: 'Учасниці', rows: [['Name'], ['Olena']] },
    { name: 'Other', rows: [['Name'], ['Iryna'], ['Sofia']] },
  ];

  it('are listed; the first visible one that holds anything is read', async () => {
    const table = await read(await workbook(two));
    expect(table.sheet).toBe('Учасниці');
    expect(table.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Hidden', true],
      ['Empty', false],
      ['Учасниці', false],
      ['Other', false],
    ]);
  });

  it('can be chosen, hidden ones as well', async () => {
    expect((await read(await workbook(two), { sheet: 'Other' })).rows).toHaveLength(3);
    expect((await read(await workbook(two), { sheet: 'Hidden' })).rows[1]).toEqual(['No']);
  });

  it('without rows are refused by name', async () => {
    expect(await refusal(read(await workbook([{ name: 'Empty', rows: [] }])))).toEqual({
      code: 'no_rows',
      params: { sheet: 'Empty' },
    });
  });
});

describe('workbooks that are refused', () => {
  it.each([
    ['encrypted_workbook', {}, compound('EncryptedPackage')],
    ['old_or_other_workbook', { kind: 'xls' }, compound('Workbook')],
    ['not_a_table', { kind: 'doc' }, compound('WordDocument')],
    ['not_a_table', { kind: 'compound' }, compound('Nothing')],
  ])('%s %j', async (code, params, bytes) => {
    expect(await refusal(read(bytes))).toEqual({ code, params });
  });

  it.each([
    ['old_or_other_workbook', 'xlsb', { 'xl/workbook.bin': 'x' }],
    [
      'old_or_other_workbook',
      'ods',
      { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' },
    ],
    ['not_a_table', 'docx', { '[Content_Types].xml': '<a/>', 'word/document.xml': '<a/>' }],
    ['not_a_table', 'zip', { 'photo.jpg': 'x' }],
  ])('%s: %s', async (code, kind, parts) => {
    expect(await refusal(read(await zip(parts)))).toEqual({ code, params: { kind } });
  });

  it('are really encrypted ones', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: 'S', rows: [['Name'], ['Olena']] }],
      encryption: { password: 'secret', spinCount: 10 },
    });
    expect((await refusal(read(bytes))).code).toBe('encrypted_workbook');
  });

  it('are damaged ones, wherever they are cut', async () => {
    const whole = fixture('kobo-export.xlsx');
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const bytes = whole.slice(0, Math.floor(whole.length * share));
      expect((await refusal(read(bytes))).code).toBe('unreadable_workbook');
    }
    const broken = whole.slice();
    broken.fill(0x20, 60, 2000);
    expect((await refusal(read(broken))).code).toBe('unreadable_workbook');
    expect((await refusal(read(await zip({ 'xl/workbook.xml': 'no xml' })))).code).toBe(
      'unreadable_workbook',
    );
  });

  it('unpack to more than is allowed, in one part or in all', async () => {
    const limit = 1024 * 1024;
    const half = Buffer.alloc(limit / 2, 0x20);
    const two = await zip({ 'a.xml': half, 'b.xml': half });
    expect(two.length).toBeLessThan(limit / 100);
    expect((await checkArchive(two, limit)).names).toEqual(['a.xml', 'b.xml']);
    const three = await zip({ 'a.xml': half, 'b.xml': half, 'c.xml': 'x' });
    expect(await refusal(checkArchive(three, limit))).toEqual({
      code: 'too_large',
      params: { what: 'unpacked_bytes', limit },
    });
  });

  it('lie about their size', async () => {
    const limit = 1024 * 1024;
    const part = Buffer.alloc(limit + 1, 0x20);
    const bytes = await zip({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': part });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let lies = 0;
    for (let at = 0; at + 4 <= bytes.length; at += 1) {
      if (view.getUint32(at, true) !== part.length) continue;
      view.setUint32(at, 1000, true);
      lies += 1;
    }
    expect(lies).toBeGreaterThan(0);
    expect(await refusal(checkArchive(bytes, limit))).toMatchObject({ code: 'too_large', params: { limit } });
    expect((await checkArchive(bytes, limit + 100)).names).toHaveLength(2);
  });

  it('have thousands of parts', async () => {
    const parts = Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`xl/p${index}.xml`, 'x']));
    expect(await refusal(read(await zip(parts, false)))).toMatchObject({
      code: 'too_large',
      params: { what: 'parts' },
    });
  });

  it('have too many columns or rows, empty formatted ones not counted', async () => {
    const wide = Array.from({ length: 201 }, (_, index) => `c${index}`);
    expect(await refusal(read(await sheet([wide])))).toMatchObject({
      code: 'too_large',
      params: { what: 'columns' },
    });
    expect((await read(await sheet([wide.slice(0, 200)]))).rows[0]).toHaveLength(200);
    const far: CellValue[][] = [['Name'], ['Olena']];
    far[60_000] = [null];
    expect((await read(await sheet(Array.from(far, (row) => row ?? [])))).rows).toHaveLength(2);
  });
});

describe('our own exports', () => {
  it('come back as they were, with nothing that runs', async () => {
    const rows = [
      ['ПІБ', 'Телефон', 'Примітка', 'Години'],
      ["Олена О'Ніл", '+380671234567', '=HYPERLINK("http://example.org")', 12.5],
      ['أمينة العلي', '+359810471472', '@SUM(A1)', null],
    ];
    const table = await read(await exportXlsx(rows, 'Learners: [2026]/1'));
    expect(table.sheet).toBe('Learners   2026  1');
    expect(table.rows).toEqual([
      ['ПІБ', 'Телефон', 'Примітка', 'Години'],
      ["Олена О'Ніл", '+380671234567', '=HYPERLINK("http://example.org")', '12.5'],
      ['أمينة العلي', '+359810471472', '@SUM(A1)', ''],
    ]);
    const xml = await partOf(await exportXlsx(rows, 'L'), 'xl/worksheets/sheet1.xml');
    expect(xml).not.toContain('<f');
    expect(xml.match(/t="s"/g)).toHaveLength(10);
  });

  it('take any sheet name and any length of text', async () => {
    for (const name of ['', "''", 'x'.repeat(100), '\u0000']) {
      expect((await read(await exportXlsx([['a'.repeat(40_000)]], name))).rows[0]?.[0]).toHaveLength(32_767);
    }
  });

  it('name a missing phone no number', async () => {
    const { rows } = await run(
      await exportXlsx(
        [
          ['ПІБ', 'Телефон'],
          ['Олена Коваль', null],
        ],
        'S',
      ),
    );
    expect(rows[0]?.learner.phone).toBeNull();
  });
});

async function partOf(bytes: Uint8Array, name: string): Promise<string> {
  const { default: yauzl } = await import('yauzl');
  const archive = await yauzl.fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName !== name) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
  }
  throw new Error(`no ${name}`);
}
