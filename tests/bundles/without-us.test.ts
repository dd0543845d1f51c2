import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { schemaFiles } from '../../src/main/bundles/schemas.ts';
import { setState } from '../../src/main/database/state.ts';
import { fillCenter } from '../../src/main/sample/scale.ts';
import { freeze, planFor, testKeys } from '../support/bundles.ts';
import { edit, logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { temporaryFolder } from '../support/folders.ts';
import { hasTools } from '../support/tools.ts';

function tool(name: string, ...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(name, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} ${words.join(' ')}: ${stderr}`);
  return stdout;
}

async function query(sql: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const answer = await connection.runAndReadAll(sql);
  const rows = answer.getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

describe.skipIf(!hasTools('age', 'unzip', 'sha256sum'))('without any code of ours', () => {
  test('age, unzip, sha256sum and DuckDB read a bundle, every change of it', async () => {
    const db = memoryDatabase();
    setState(db, 'device', 'device-a');
    fillCenter(db, { seed: 1, today: '2026-03-09', size: { changes: 1500 } });
    // What is rare: another laptop, a value taken away, several replaced at once, a reason, words of any kind.
    const [here, other] = ['018f0000-0000-7000-8000-00000000000a', memoryDatabase()];
    const name = (written: string) => [
      { entity: 'learner', id: here, cell: 'name', value: { written, short: 'О. "1"\n' } },
    ];
    edit(db, 'device-a', 1000, name('Олена'));
    edit(other, 'device-b', 2000, name('مريم'));
    receiveAll(db, logOf(other));
    edit(db, 'device-a', 3000, name('Olena'));
    edit(db, 'device-a', 4000, [{ entity: 'learner', id: here, cell: 'name', value: null }]);
    const keys = await testKeys();
    const { path, sha256 } = await freeze(db, planFor(db, keys, ['device-a', 'device-b']));

    const folder = temporaryFolder('without-us');
    const [identity, zip, plain] = ['identity.txt', 'plain.zip', 'plain'].map((one) => join(folder, one)) as [
      string,
      string,
      string,
    ];
    writeFileSync(identity, `# head office\n${keys.identities[1]}\n`);
    mkdirSync(plain);
    expect(tool('sha256sum', path).slice(0, 64)).toBe(sha256);
    tool('age', '--decrypt', '-i', identity, '-o', zip, path);
    tool('unzip', '-q', zip, '-d', plain);
    const manifest = JSON.parse(readFileSync(join(plain, 'datapackage.json'), 'utf8')) as {
      resources: { path: string; hash: string; bytes: number; rows: number }[];
    };
    for (const { path: file, hash } of manifest.resources)
      expect(`sha256:${tool('sha256sum', join(plain, file)).slice(0, 64)}`).toBe(hash);
    const rows = await query(`
      SELECT device, seq::INTEGER AS seq, act::INTEGER AS act, command, undoes, epoch_ms(recorded_at)::VARCHAR AS at,
        actor, entity, id || coalesce(':' || id_more, '') AS entity_id, cell, format, value, replaces_device,
        replaces_seq::INTEGER AS replaces_seq, replaces_more, reason, withheld, erased
      FROM read_parquet('${plain}/data/changes-*.parquet') ORDER BY device, seq`);
    const expected = logOf(db).map((change) => {
      const [first, ...more] = JSON.parse(change.replaces ?? '[]') as [string, number][];
      const { recorded_at: at, replaces: _replaces, ...rest } = change;
      return {
        ...rest,
        at: String(at),
        replaces_device: first?.[0] ?? null,
        replaces_seq: first?.[1] ?? null,
        replaces_more: more.length > 0 ? JSON.stringify(more) : null,
        withheld: false,
        erased: null,
      };
    });
    expect(rows).toEqual(expected);
    expect(rows.length).toBeGreaterThan(1500);
  });
});

test.each(Object.entries(schemaFiles))('%s of version 1 is what this version writes by', (name, schema) => {
  const file = join(import.meta.dirname, '../../resources/bundles/v1', name);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(schema);
});
