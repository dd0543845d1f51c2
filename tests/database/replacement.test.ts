import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { beginReplacement, replaceCenter } from '../../src/main/database/replacement.ts';
import { foldersOf } from '../../src/main/database/vault.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { temporaryFolder } from '../support/folders.ts';
import { addCohort } from '../support/people.ts';
import { passphrase } from '../support/template.ts';

/** A center folder of the same keys with one more cohort, that is to take the place of another laptop's. */
let next: string;

beforeAll(async () => {
  const laptop = await openTestBackend();
  await addCohort(laptop, 'From the backup');
  laptop.close();
  next = join(laptop.paths.data, 'center');
});

async function sealedLaptop(): Promise<TestBackend> {
  const laptop = await openTestBackend({ stage: 'sealed' });
  laptop.close();
  return laptop;
}

async function cohortsOf(laptop: TestBackend): Promise<string[]> {
  await laptop.call('center.unseal', { passphrase });
  laptop.sit(laptop.coordinatorId);
  return (await laptop.call('roster.cohorts', {})).cohorts.map((cohort) => cohort.name);
}

function prepare(laptop: TestBackend): { data: string; center: string; building: string } {
  const folders = foldersOf(laptop.paths.data);
  const building = beginReplacement(folders);
  cpSync(next, building, { recursive: true });
  return { data: laptop.paths.data, center: folders.center, building };
}

test('a replacement puts the new center in place and keeps the old one', async () => {
  const laptop = await sealedLaptop();
  const { center, building } = prepare(laptop);
  const old = readFileSync(join(center, 'rollbook.db'));
  const kept = replaceCenter(foldersOf(laptop.paths.data), laptop.clock.now);
  expect(readFileSync(join(kept ?? '', 'rollbook.db'))).toEqual(old);
  expect(existsSync(building)).toBe(false);
  laptop.restart();
  expect(await cohortsOf(laptop)).toEqual(['From the backup']);
});

test('two replacements in the same second keep both old centers', async () => {
  const laptop = await sealedLaptop();
  const folders = foldersOf(laptop.paths.data);
  const kept = [1, 2].map(() => {
    prepare(laptop);
    return replaceCenter(folders, laptop.clock.now);
  });
  expect(new Set(kept).size).toBe(2);
  for (const folder of kept) expect(readdirSync(folder ?? '')).toContain('rollbook.db');
});

test('a replacement takes the write-ahead log of the old database away with it', async () => {
  const laptop = await sealedLaptop();
  const { center } = prepare(laptop);
  writeFileSync(join(center, 'rollbook.db-wal'), 'of the old one');
  const kept = replaceCenter(foldersOf(laptop.paths.data), laptop.clock.now);
  expect(readFileSync(join(kept ?? '', 'rollbook.db-wal'), 'utf8')).toBe('of the old one');
  laptop.restart();
  expect(await cohortsOf(laptop)).toEqual(['From the backup']);
});

test('before it is decided, a cut leaves the old center', async () => {
  const laptop = await sealedLaptop();
  prepare(laptop);
  laptop.restart();
  expect(await cohortsOf(laptop)).toEqual([]);
});

describe('once it is decided, a cut at any step is made good at the next start', () => {
  /** The steps in their order; a cut leaves the first few of them done. */
  const steps: [string, (place: { building: string; center: string; kept: string }) => void][] = [
    [
      'the decision',
      ({ building, kept }) => writeFileSync(join(building, 'ready'), JSON.stringify({ kept })),
    ],
    ['the folder for the old', ({ kept }) => mkdirSync(kept)],
    ['the old log away', ({ center, kept }) => move(center, kept, 'rollbook.db-wal')],
    ['the old database away', ({ center, kept }) => move(center, kept, 'rollbook.db')],
    ['the old keys away', ({ center, kept }) => move(center, kept, 'keys.json')],
    ['the new database in', ({ building, center }) => move(building, center, 'rollbook.db')],
    ['the new keys in', ({ building, center }) => move(building, center, 'keys.json')],
    ['the decision forgotten', ({ building }) => rmSync(join(building, 'ready'))],
  ];
  const move = (from: string, to: string, name: string): void => renameSync(join(from, name), join(to, name));

  test.each(steps.map(([name], index) => [name, index + 1] as const))('after %s', async (_name, done) => {
    const laptop = await sealedLaptop();
    const { data, center, building } = prepare(laptop);
    writeFileSync(join(center, 'rollbook.db-wal'), '');
    const old = readFileSync(join(center, 'rollbook.db'));
    const kept = join(data, 'center.kept-2026-03-12T080000');
    for (const [, step] of steps.slice(0, done)) step({ building, center, kept });
    laptop.restart();
    expect(await cohortsOf(laptop)).toEqual(['From the backup']);
    expect(readFileSync(join(kept, 'rollbook.db'))).toEqual(old);
    expect(readdirSync(kept)).toContain('keys.json');
  });

  test('also on a laptop that had no center', async () => {
    const laptop = await openTestBackend({ center: false });
    laptop.close();
    const folders = foldersOf(laptop.paths.data);
    cpSync(next, beginReplacement(folders), { recursive: true });
    writeFileSync(join(folders.next, 'ready'), JSON.stringify({ kept: null }));
    laptop.restart();
    expect(await cohortsOf(laptop)).toEqual(['From the backup']);
    expect(temporaryFolder()).toBeTruthy();
  });
});
