import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportError, importErrorCodes } from '../../../src/main/roster/import/import-error.ts';
import { writeCsv } from '../../../src/shared/rules/csv.ts';
import { seededRandom } from '../generate-roster.ts';
import { fixture, read, run } from './support.ts';

/** Runs and checks what holds for any file at all. */
async function survive(bytes: Uint8Array): Promise<void> {
  try {
    const found = await run(bytes);
    expect(found.verdicts).toHaveLength(found.rows.length);
    expect(Object.values(found.totals).reduce((sum, count) => sum + count, 0)).toBe(found.rows.length);
    // Asked in one question, as there can be a hundred thousand of them.
    const wrong = found.rows.filter(
      ({ row, line, severity, learner, role }, index) =>
        row !== index + 1 ||
        line < row ||
        (role === 'learner' && (found.verdicts[index]?.verdict === 'fault') !== (severity === 'fault')) ||
        (severity !== 'fault' && !/\p{L}/u.test(learner.name)) ||
        /[\0\u202A-\u202E\u2066-\u2069]/.test(learner.name),
    );
    expect(wrong).toEqual([]);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    expect(importErrorCodes).toContain(error.code);
  }
}

const cellish = fc.string({
  unit: fc.constantFrom(...'Олена Коваль,;\t"\'\n\r=+-@0123456789./٣أ|', '\0', '\u202E', '\uFEFF', '\u00A0'),
  maxLength: 200,
});

describe('garbage', () => {
  it('of any bytes is refused with a code or read', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), survive), { numRuns: 400 });
  });

  it('of any text is refused with a code or read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(cellish, fc.string({ unit: 'binary' })), (text) =>
        survive(new TextEncoder().encode(text)),
      ),
      { numRuns: 700 },
    );
  });

  it('below a header is refused with a code or read', async () => {
    await fc.assert(
      fc.asyncProperty(cellish, fc.constantFrom(',', ';', '\t'), (text, separator) =>
        survive(new TextEncoder().encode(`ПІБ${separator}Телефон${separator}Дата нар.\n${text}\n`)),
      ),
      { numRuns: 700 },
    );
  });

  it.each(['google-forms-uk.csv', 'excel-windows-1251.csv', 'arabic.csv', 'broken.csv', 'kobo-export.xlsx'])(
    'made of %s with bytes changed, cut out and repeated is refused with a code or read',
    async (name) => {
      const random = seededRandom(name.length);
      const below = (most: number) => Math.floor(random() * most);
      for (let round = 0; round < 30; round += 1) {
        let bytes = fixture(name);
        for (let change = 0; change <= round % 6; change += 1) {
          const at = below(bytes.length);
          const to = Math.min(bytes.length, at + below(40));
          if (change % 3 === 0) bytes[at] = below(256);
          else if (change % 3 === 1)
            bytes = new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(to)]);
          else bytes = new Uint8Array([...bytes.subarray(0, to), ...bytes.subarray(at)]);
        }
        await survive(bytes);
      }
    },
  );

  it.each([
    ['quotes', '"'],
    ['open quotes', '"a\n'],
    ['odd quotes', 'a,"b"c"\n'],
    ['separators', ',;\t|'],
    ['line ends', '\n'],
    ['carriage returns', '\r'],
    ['spaces', ' '],
    ['apostrophes', "'=\n"],
    ['digits', '1234567890'],
    ['dates', '1.2.3.4.5.\n'],
    ['one cell', 'Олена '],
  ])('of 200,000 %s takes seconds, not minutes', async (_, part) => {
    await survive(new TextEncoder().encode(`ПІБ,Телефон\n${part.repeat(Math.ceil(200_000 / part.length))}`));
  });
});

describe('a table that was written', () => {
  const cell = fc
    .string({ unit: fc.constantFrom(...'Оле na,;"\'\n=+-@1|\t'), minLength: 1, maxLength: 12 })
    .filter((text) => text.trim() !== '');

  it('is read with as many rows as it had, each cell as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 }),
        async (rows) => {
          const text = writeCsv([['ПІБ', 'Телефон', 'Примітка'], ...rows]);
          const table = await read(text, { delimiter: ',' });
          expect(table.rows).toHaveLength(rows.length + 1);
          expect(table.faults).toEqual([]);
          const { rows: found } = await run(text, { delimiter: ',', headerLine: 1 });
          expect(found).toHaveLength(rows.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});
