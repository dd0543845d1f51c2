import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { dryRun } from '../../../src/main/roster/import/dry-run.ts';
import type { WorkerMessage } from '../../../src/main/roster/import/worker.ts';
import { generateRosterCsv } from '../generate-roster.ts';
import { fixture, refusal, run, usual } from './support.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('a dry run', () => {
  it('says the same as reading and comparing by hand, over many blocks', async () => {
    const text = generateRosterCsv(3000, 7);
    const found = await run(text);
    expect(found.rows.map(({ row }) => row)).toEqual(Array.from({ length: 3000 }, (_, index) => index + 1));
    expect(found.verdicts).toHaveLength(3000);
    const lines = text.trimEnd().split('\n').slice(1);
    const firstOf = new Map<string, number>();
    for (const [index, line] of lines.entries()) {
      const first = firstOf.get(line);
      if (first === undefined) firstOf.set(line, index + 1);
      else expect(found.verdicts[index]).toMatchObject({ verdict: 'repeats_row', repeats: first });
      expect(found.rows[index]?.learner.phone).toMatch(/^\+380\d{9}$/);
    }
    expect(found.totals.new + found.totals.possible_duplicate).toBe(firstOf.size);
    const count = (part: string) => lines.filter((line) => line.includes(part)).length;
    expect(found.faultTotals).toEqual({
      birth_date_impossible: count('31.02.1999'),
      email_invalid: count('no-email-here'),
      phone_national: lines.filter((line) => /,0\d\d \d{3}-/.test(line)).length,
      consent_empty: lines.filter((line) => line.endsWith(',')).length,
    });
  });

  it('finds everybody already here the second time, in any order', async () => {
    const text = generateRosterCsv(2000, 3);
    const first = await run(text);
    const existing = first.rows
      .filter((_, index) => first.verdicts[index]?.verdict !== 'repeats_row')
      .map(({ row, learner }) => ({
        id: `p${(row * 7919) % 2003}`,
        name: learner.name.toUpperCase(),
        birthDate: learner.birthDate,
        phone: learner.phone,
        email: learner.email,
      }));
    const { totals } = await run(text, {}, existing);
    expect(totals.new).toBe(0);
    expect(totals.possible_duplicate).toBe(0);
    expect(totals.already_here + totals.repeats_row).toBe(2000);
  });

  it('is the same for the same seed', () => {
    expect(generateRosterCsv(50, 1)).toBe(generateRosterCsv(50, 1));
    expect(generateRosterCsv(50, 1)).not.toBe(generateRosterCsv(50, 2));
  });

  it('tells how far it is, to the end', async () => {
    const seen: [number, number][] = [];
    await dryRun(
      { bytes: bytesOf(generateRosterCsv(5000, 1)), fileName: 'r', options: usual, existing: [] },
      (done, total) => seen.push([done, total]),
    );
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).toSorted((a, b) => a - b));
    expect(seen.at(-1)).toEqual([5000, 5000]);
    for (const [done, total] of seen.slice(0, -1)) expect(total).toBeGreaterThanOrEqual(done * 0.9);
  });

  it('stops when it is canceled', async () => {
    const bytes = bytesOf(generateRosterCsv(50_000, 1));
    const work = dryRun({ bytes, fileName: 'r', options: usual, existing: [] }, undefined, () => true);
    expect(await refusal(work)).toEqual({ code: 'canceled', params: {} });
  });

  it('refuses a header without rows, and more rows than are allowed', async () => {
    expect((await refusal(run('Name,Phone\n'))).code).toBe('no_rows');
    const rows = (count: number) => `Title\n\nName\n${'Olena Koval\n'.repeat(count)}`;
    expect((await run(rows(50_000))).rows).toHaveLength(50_000);
    expect(await refusal(run(rows(50_001)))).toEqual({
      code: 'too_large',
      params: { what: 'rows', limit: 50_000 },
    });
  });

  it('is plain data: what crosses to another thread is what was found', async () => {
    const found = await run(fixture('broken.csv'));
    expect(structuredClone(found)).toEqual(found);
    expect(JSON.parse(JSON.stringify(found.mapping))).toEqual(found.mapping);
  });
});

function work(bytes: Uint8Array, onStart: (worker: Worker) => void = () => {}): Promise<WorkerMessage[]> {
  const url = new URL('../../../src/main/roster/import/worker.ts', import.meta.url);
  return new Promise((resolve, reject) => {
    const messages: WorkerMessage[] = [];
    const worker = new Worker(url, {
      workerData: { bytes, fileName: 'roster.csv', options: usual, existing: [] },
    });
    onStart(worker);
    worker.on('message', (message: WorkerMessage) => messages.push(message));
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve(messages) : reject(new Error(`exit ${code}`))));
  });
}

describe('the worker', () => {
  it('posts progress and one result, and ends', async () => {
    const bytes = fixture('google-forms-uk.csv');
    const messages = await work(bytes);
    expect(messages.slice(0, -1).every((message) => 'progress' in message)).toBe(true);
    expect(messages.at(-1)).toEqual({
      result: await run(bytes).then((found) => ({
        ...found,
        table: { ...found.table, fileName: 'roster.csv' },
      })),
    });
  });

  it('posts the code of a file that cannot be read, and ends', async () => {
    expect(await work(fixture('not-a-table.csv'))).toEqual([
      { error: { code: 'not_a_table', params: { kind: 'png' } } },
    ]);
  });

  it('ends when it is told to', async () => {
    const messages = await work(bytesOf(generateRosterCsv(50_000, 1)), (worker) =>
      worker.postMessage('cancel'),
    );
    expect(messages.at(-1)).toEqual({ error: { code: 'canceled', params: {} } });
  });
});
