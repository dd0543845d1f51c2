import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleCommand } from '../../src/main/bundles/verify-command.ts';
import { freeze, planFor, testKeys } from '../support/bundles.ts';
import { edit, memoryDatabase } from '../support/device.ts';
import { temporaryFolder } from '../support/folders.ts';

let folder: string;
let file: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = temporaryFolder('verify');
  const db = memoryDatabase();
  const id = '018f0000-0000-7000-8000-00000000000a';
  edit(db, 'device-a', 1000, [
    { entity: 'learner', id, cell: 'sex', value: 'f' },
    { entity: 'learner', id, cell: 'needs', value: 'hears badly' },
  ]);
  const [keys, others] = [await testKeys(), await testKeys()];
  file = (await freeze(db, planFor(db, keys, ['device-a'], { audience: 'head-office' }))).path;
  writeFileSync(
    at('office'),
    `# created: today\n# public key: ${keys.recipients[0]}\n${keys.identities[0]}\r\n`,
  );
  writeFileSync(at('other'), `${others.identities[0]}\n`);
  writeFileSync(at('none'), '# nothing\n');
  const bytes = readFileSync(file);
  bytes.writeUInt8((bytes.at(-20) ?? 0) ^ 1, bytes.length - 20);
  writeFileSync(at('damaged'), bytes);
});

const run = async (...words: string[]) => {
  const { exitCode, output, error } = await bundleCommand(['verify', ...words]);
  return { exitCode, error, report: output.startsWith('{') ? JSON.parse(output) : output };
};

describe('bundle verify', () => {
  test('tells a finder what he sees anyway, and no more', async () => {
    expect(await run(file, '--json')).toMatchObject({
      exitCode: 0,
      report: { verdict: 'sealed', recipients: 2, bundle: null, bytes: readFileSync(file).length },
    });
  });

  test('tells whoever can open it everything', async () => {
    expect(await run(file, '--identity', at('office'), '--json')).toMatchObject({
      exitCode: 0,
      report: {
        verdict: 'verified',
        bundle: {
          ...{ audience: 'head-office', changes: 1, files: 0, clockSuspect: false, fields: [] },
          authors: [{ device: 'device-a', seqFrom: 1, seqTo: 2, changes: 1, gaps: [[2, 2]], digest: null }],
          tables: [{ name: 'changes-roster', rows: 1 }],
        },
      },
    });
    const inWords = await run(file, '--identity', at('other'), '--identity', at('office'));
    expect(inWords.report).toContain('for head-office');
  });

  test('says by its exit code what is the matter', async () => {
    expect(await run(file, '--identity', at('other'), '--json')).toMatchObject({
      ...{ exitCode: 3, report: { verdict: 'unopened', reason: { code: 'bundle_not_for_us' } } },
    });
    expect(await run(at('damaged'), '--identity', at('office'), '--json')).toMatchObject({
      ...{ exitCode: 1, report: { verdict: 'refused', reason: { code: 'bundle_damaged', what: 'age' } } },
    });
    expect(await run(at('other'), '--json')).toMatchObject({
      ...{ exitCode: 1, report: { verdict: 'refused', reason: { code: 'not_a_bundle' } } },
    });
  });

  test.each([
    [['nowhere', '--json'], /^nowhere: ENOENT\n$/],
    [['FILE', '--identity', 'nowhere'], /^nowhere: ENOENT\n$/],
    [['FILE', '--identity', 'NONE'], /no age identity/],
    [['FILE', '--nonsense'], /usage: bundle verify/],
    [['FILE', 'FILE'], /usage: bundle verify/],
    [[], /usage: bundle verify/],
  ])('of %j says in one line what is wrong', async (words, line) => {
    const places: Record<string, string> = { FILE: file, NONE: at('none') };
    const { exitCode, error, report } = await run(...words.map((word) => places[word] ?? word));
    expect({ exitCode, report }).toEqual({ exitCode: 2, report: '' });
    expect(error).toMatch(line);
    expect(error.trimEnd()).not.toContain('\n');
  });

  test('is there as a command', () => {
    const command = join(import.meta.dirname, '../../src/main/bundles/command.ts');
    const words = [command, 'verify', file, '--identity', at('office'), '--json'];
    const { status, stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'verified' });
  });
});
