import { describe, expect, it } from 'vitest';
import { guessEncoding } from '../../../src/main/roster/import/decode-text.ts';
import { read, refusal } from './support.ts';

function utf16(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const bytes = new Uint8Array(Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le'));
  return bigEndian ? new Uint8Array(Buffer.from(bytes).swap16()) : bytes;
}

/** The bytes of a text in an 8-bit code page. */
function codePage(text: string, encoding: string): Uint8Array {
  const letters = new Map<string, number>();
  const decoder = new TextDecoder(encoding);
  for (let byte = 0; byte < 256; byte += 1) letters.set(decoder.decode(new Uint8Array([byte])), byte);
  return new Uint8Array(
    Array.from(text, (letter) => {
      const byte = letters.get(letter);
      if (byte === undefined) throw new Error(`no ${letter} in ${encoding}`);
      return byte;
    }),
  );
}

const ukrainian = "ПІБ;Дата нар.;Стать\nМар'яненко Їжачка Ґалаґан;09.04.1975;ж\nЄва Шевченко;01.02.1990;ж\n";
const bulgarian = 'Име,Телефон\nМария Йорданова,0888123456\nЩерьо Ъгълов,0888123457\n';
const arabic = 'الاسم,الهاتف\nأمينة العلي,0791234567\nليلى المصري,0791234568\n';
const western = 'Nom,Téléphone\nZoë Müller,123\nFrançois Désirée,456\nJosé Núñez,789\n';

describe('encodings', () => {
  it.each([
    ['utf-8', new TextEncoder().encode(ukrainian), ukrainian],
    ['utf-8', new TextEncoder().encode(`\uFEFF${arabic}`), arabic],
    ['utf-16le', utf16(ukrainian, false, true), ukrainian],
    ['utf-16be', utf16(ukrainian, true, true), ukrainian],
    ['utf-16le', utf16(arabic, false, false), arabic],
    ['utf-16be', utf16(bulgarian, true, false), bulgarian],
    ['utf-16le', utf16('name,phone\nOlena,1\n', false, false), 'name,phone\nOlena,1\n'],
    ['windows-1251', codePage(ukrainian, 'windows-1251'), ukrainian],
    ['windows-1251', codePage(bulgarian, 'windows-1251'), bulgarian],
    ['windows-1252', codePage(western, 'windows-1252'), western],
    ['windows-1256', codePage(arabic, 'windows-1256'), arabic],
  ] as const)('%s is told by its bytes', async (encoding, bytes, text) => {
    expect(guessEncoding(bytes)).toBe(encoding);
    const table = await read(bytes);
    expect(table.encoding).toBe(encoding);
    expect(table.rows.map((row) => row.join(table.delimiter ?? '')).join('\n')).toBe(text.trimEnd());
  });

  it('tells short 1251 words of one letter', async () => {
    const bytes = codePage('n;sex\n1;ж\n2;ч\n3;ж\n', 'windows-1251');
    expect((await read(bytes)).rows[1]).toEqual(['1', 'ж']);
  });

  it('takes a few broken bytes of UTF-8 for a fault of their rows', async () => {
    const bytes = new TextEncoder().encode('name,note\nОлена,тут усе гаразд\nІрина,X\n');
    bytes[bytes.indexOf(0x58)] = 0xff;
    const table = await read(bytes);
    expect(table.encoding).toBe('utf-8');
    expect(table.faults).toEqual([{ code: 'unreadable_character', rowIndex: 2, column: 1 }]);
    expect(table.rows[1]).toEqual(['Олена', 'тут усе гаразд']);
  });

  it('is the one that the person says', async () => {
    const bytes = codePage('Ім;я\nЖ;1\n', 'windows-1251');
    expect((await read(bytes, { encoding: 'windows-1252' })).rows[1]?.[0]).toBe('Æ');
  });
});

describe('separators', () => {
  it.each([
    [',', 'name,phone,note\nA,1,"x; y"\nB,2,z\n'],
    [';', 'name;phone;note\n"A, B";1;x\n"C, D";2;y\n'],
    ['\t', 'name\tphone\tnote\nA, B\t1\tx; y\nC\t2\tz\n'],
    ['|', 'name|phone|note\nA, B|1|x\nC|2|z\n'],
  ])('%j is found', async (delimiter, text) => {
    const table = await read(text);
    expect(table.delimiter).toBe(delimiter);
    expect(table.rows.map((row) => row.length)).toEqual([3, 3, 3]);
    expect(table.format).toBe(delimiter === '\t' ? 'tsv' : 'csv');
  });

  it('is found below title lines with commas in them', async () => {
    const table = await read('List of learners, spring, 2026\n\nname;phone;email\nA;1;a@b.co\nB;2;b@b.co\n');
    expect(table.delimiter).toBe(';');
  });

  it('is what a "sep=" line says, which is no row', async () => {
    const table = await read('sep=|\r\nname,x|phone\r\nA|1\r\n');
    expect(table).toMatchObject({
      delimiter: '|',
      rows: [
        ['name,x', 'phone'],
        ['A', '1'],
      ],
      lines: [2, 3],
    });
  });

  it('may be missing: one column', async () => {
    expect((await read('name\nOlena\nIryna\n')).rows).toEqual([['name'], ['Olena'], ['Iryna']]);
  });

  it('is the one that the person says', async () => {
    expect((await read('a;b,c\n1;2,3\n', { delimiter: ',' })).rows[0]).toEqual(['a;b', 'c']);
  });
});

describe('lines', () => {
  it.each([
    ['\n', 'a,b\n\n1,2\n , \n3,4'],
    ['\r\n', 'a,b\r\n\r\n1,2\r\n , \r\n3,4\r\n'],
    ['\r', 'a,b\r\r1,2\r , \r3,4\r'],
    ['mixed', 'a,b\n\r\n1,2\r , \n3,4'],
  ])('ending with %j are counted with the blank ones, which are left out', async (_, text) => {
    const { rows, lines } = await read(text);
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(lines).toEqual([1, 3, 5]);
  });

  it('inside quoted cells are counted', async () => {
    const { rows, lines } = await read('a,b\n"x\ny\nz",1\n"q\r\nr",2\n3,4\n');
    expect(rows).toEqual([
      ['a', 'b'],
      ['x\ny\nz', '1'],
      ['q\nr', '2'],
      ['3', '4'],
    ]);
    expect(lines).toEqual([1, 2, 5, 7]);
  });

  it('are counted right across many blocks', async () => {
    const parts = Array.from({ length: 9000 }, (_, row) => (row % 7 === 0 ? `"${row}\nх"` : String(row)));
    const text = `n,m\n${parts.map((part) => `${part},"звичайний; рядок"`).join('\n')}\n`;
    const { rows, lines } = await read(text);
    expect(rows.slice(1).map(([cell]) => cell?.split('\n')[0])).toEqual(parts.map((_, row) => String(row)));
    const inEditor = text.split('\n');
    for (const [index, row] of rows.entries()) {
      expect(inEditor[(lines[index] ?? 0) - 1]).toContain((row[0] ?? '').split('\n')[0]);
    }
  });
});

describe('quotes', () => {
  it('that never close cost their own line only', async () => {
    const { rows, lines, faults } = await read('n,e\nA,1\n"B,2\nC,3\n"D",4\nE,5\n');
    expect(rows).toEqual([
      ['n', 'e'],
      ['A', '1'],
      ['"B', '2'],
      ['C', '3'],
      ['D', '4'],
      ['E', '5'],
    ]);
    expect(lines).toEqual([1, 2, 3, 4, 5, 6]);
    expect(faults).toEqual([{ code: 'unclosed_quote', rowIndex: 2 }]);
  });

  it('that never close on the last line are found too', async () => {
    const { rows, faults } = await read('n,e\nA,1\nB,"2');
    expect(rows[2]).toEqual(['B', '"2']);
    expect(faults).toEqual([{ code: 'unclosed_quote', rowIndex: 2 }]);
  });

  it('inside a cell that is not quoted mean nothing', async () => {
    const { rows, faults } = await read('n,e\nA "x" b,1\n5" pipe,2\nC,3\n');
    expect(rows.slice(1)).toEqual([
      ['A "x" b', '1'],
      ['5" pipe', '2'],
      ['C', '3'],
    ]);
    expect(faults).toEqual([]);
  });

  it('wrongly inside quotes on one line are noticed', async () => {
    const { rows, faults } = await read('n,e\n"Olena "Lena" K",1\nC,3\n');
    expect(rows[1]).toEqual(['Olena "Lena" K', '1']);
    expect(faults).toEqual([{ code: 'malformed_quotes', rowIndex: 1 }]);
  });

  it('without end by the thousand are survived, every line shown', async () => {
    const lines = Array.from({ length: 3000 }, (_, row) => `"open ${row},${row}`);
    const { rows, faults } = await read(`n,e\n${lines.join('\n')}\n`);
    expect(rows).toHaveLength(3001);
    expect(rows.slice(1).map((row) => row.join(','))).toEqual(lines);
    expect(new Set(faults.map(({ rowIndex }) => rowIndex)).size).toBe(3000);
  });

  it('open over more than a block are followed to their end', async () => {
    const long = 'рядок у клітинці\n'.repeat(6000);
    const { rows, lines, faults } = await read(`n,e\nA,"${long}"\nB,2\n`);
    expect(rows[1]).toEqual(['A', long]);
    expect(rows[2]).toEqual(['B', '2']);
    expect(lines).toEqual([1, 2, 6003]);
    expect(faults.map(({ code }) => code)).toEqual(['cell_too_long']);
  });
});

describe('files that are no table', () => {
  it.each([
    ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
    ['jpeg', [0xff, 0xd8, 0xff, 0xe0]],
    ['pdf', [...Buffer.from('%PDF-1.7\nname,phone\n')]],
    ['gif', [...Buffer.from('GIF89a')]],
    ['gzip', [0x1f, 0x8b, 0x08, 0]],
    ['rtf', [...Buffer.from('{\\rtf1 name,phone}')]],
    ['html', [...Buffer.from('\n<!DOCTYPE html><table><tr><td>name</td></tr></table>')]],
    ['html', [...Buffer.from('<table border=1><tr><td>name</td></tr></table>')]],
    ['json', [...Buffer.from('[{"name":"Olena"}]')]],
    ['xml', [...Buffer.from('<?xml version="1.0"?><a/>')]],
    ['binary', Array.from({ length: 400 }, (_, index) => index % 20)],
  ])('are named: %s', async (kind, bytes) => {
    expect(await refusal(read(new Uint8Array(bytes)))).toEqual({ code: 'not_a_table', params: { kind } });
  });

  it('are empty, or hold nothing', async () => {
    for (const text of ['', '\uFEFF', '\n\n \n', '\uFEFF  \r\n']) {
      expect((await refusal(read(text))).code).toBe('empty_file');
    }
    expect((await refusal(read(',,\n,,\n'))).code).toBe('no_rows');
  });

  it('are not taken for one because they begin alike', async () => {
    expect((await read('BMI,name\n20,Olena\n')).rows).toHaveLength(2);
    expect((await read('[1],name\n20,Olena\n')).rows).toHaveLength(2);
    expect((await read('PK,name\n20,Olena\n')).rows).toHaveLength(2);
  });
});

describe('limits', () => {
  it('of rows', async () => {
    const rows = (count: number) => `name\n${'Olena\n'.repeat(count)}`;
    expect((await read(rows(50_000))).rows).toHaveLength(50_001);
    expect(await refusal(read(rows(50_100)))).toEqual({
      code: 'too_large',
      params: { what: 'rows', limit: 50_000 },
    });
  });

  it('of columns, empty ones not counted', async () => {
    const line = (count: number) => `${Array.from({ length: count }, (_, index) => `c${index}`).join(',')}\n`;
    expect((await read(line(200) + line(200))).rows[0]).toHaveLength(200);
    expect(await refusal(read(line(201)))).toEqual({
      code: 'too_large',
      params: { what: 'columns', limit: 200 },
    });
    expect((await read(`a,b${','.repeat(300)}\n1,2\n`)).rows).toHaveLength(2);
  });

  it('of bytes', async () => {
    expect(await refusal(read(new Uint8Array(50 * 1024 * 1024 + 1).fill(0x61)))).toMatchObject({
      code: 'too_large',
      params: { what: 'bytes' },
    });
  });

  it('of a line, whatever is in it', async () => {
    expect(await refusal(read(`a,b\n${','.repeat(9 * 1024 * 1024)}\n`))).toMatchObject({
      code: 'too_large',
      params: { what: 'line' },
    });
  });

  it('of a cell, by row', async () => {
    const { faults } = await read(`a,b\n1,${'x'.repeat(32_768)}\n2,${'x'.repeat(32_767)}\n`);
    expect(faults).toEqual([
      { code: 'cell_too_long', rowIndex: 1, column: 1, params: { length: 32_768, limit: 32_767 } },
    ]);
  });
});

describe('characters that hide something', () => {
  it.each([
    ['utf-8', (text: string) => new TextEncoder().encode(text)],
    ['utf-16le', (text: string) => utf16(text, false, true)],
  ] as const)('are taken out and reported, in %s', async (_, encode) => {
    const { rows, faults } = await read(
      encode('name,note\nOl\0ena,\u202Egnp.exe\nІрина – №5,\u2066x\u2069\nB,c\n'),
    );
    expect(rows.slice(1)).toEqual([
      ['Olena', 'gnp.exe'],
      ['Ірина – №5', 'x'],
      ['B', 'c'],
    ]);
    expect(faults).toEqual([
      { code: 'nul_character', rowIndex: 1, column: 0 },
      { code: 'bidi_control', rowIndex: 1, column: 1 },
      { code: 'bidi_control', rowIndex: 2, column: 1 },
    ]);
  });

  it.each([...'\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069'])(
    'are found alone: %j',
    async (control) => {
      const { rows, faults } = await read(`name,note\nA – ’${control}B,c\n`);
      expect(rows[1]).toEqual(['A – ’B', 'c']);
      expect(faults.map(({ code }) => code)).toEqual(['bidi_control']);
    },
  );

  it('are not seen in others', async () => {
    const text = 'name,note\n“Олена” – №5…,\u200Fأمينة\u2065\u2030\n';
    expect((await read(text)).faults).toEqual([]);
  });
});
