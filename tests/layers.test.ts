import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entities } from '../src/main/database/schema.ts';
import { temporaryFolder } from './support/folders.ts';

const main = join(import.meta.dirname, '../src/main');

/** Which room owns each projection table, by where its entity is defined. */
const ownerOf = new Map<string, string>();
for (const room of readdirSync(main)) {
  const file = join(main, room, 'entities.ts');
  if (
    room === 'database' ||
    !readdirSync(main, { withFileTypes: true })
      .find((entry) => entry.name === room)
      ?.isDirectory()
  )
    continue;
  try {
    for (const [, table] of readFileSync(file, 'utf8').matchAll(/table: '(\w+)'/g))
      if (table) ownerOf.set(table, room);
  } catch {
    // A room without entities owns no table.
  }
}

const sources = readdirSync(main, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && file.includes('/'),
);

describe('rooms', () => {
  it('own every table exactly once', () => {
    expect([...ownerOf.keys()].sort()).toEqual(entities.map((entity) => entity.table).sort());
  });

  it.each(sources)('%s reads and writes only its own room’s tables', (file) => {
    const room = file.split('/')[0] ?? '';
    const text = readFileSync(join(main, file), 'utf8');
    const tables = [...text.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)\b/g)].map(
      (match) => match[1] ?? '',
    );
    const foreign = tables.filter((table) => ownerOf.has(table) && ownerOf.get(table) !== room);
    expect(foreign).toEqual([]);
  });

  it.each(sources.filter((file) => file.endsWith('handlers.ts')))('%s holds no SQL', (file) => {
    expect(readFileSync(join(main, file), 'utf8')).not.toMatch(/\b(?:SELECT|INSERT INTO|DELETE FROM)\b/);
  });
});

/** By folder, and where only one file of it is meant, by that: what may be imported there, and what may not. */
const imports: readonly [file: string, allowed: readonly string[], forbidden: readonly string[]][] = [
  [
    'src/shared/rules/one.ts',
    ['zod', 'temporal-polyfill', './two.ts', '../contract/values.ts'],
    ['node:fs', 'dayjs', 'react', '@mantine/core', 'electron', '../../main/backend.ts'],
  ],
  [
    'src/renderer/roster/one.ts',
    ['react', '@mantine/core', '../app/words.ts', '../../shared/result.ts'],
    ['electron', 'node:fs', 'zod', 'better-sqlite3', '../../main/backend.ts', '../../preload/index.ts'],
  ],
  [
    'src/main/roster/one.ts',
    ['node:path', '../sessions/queries.ts', '../../shared/result.ts'],
    ['electron', '../hosts/headers.ts', '../../renderer/app/words.ts'],
  ],
  [
    'src/main/hosts/one.ts',
    ['node:path', '../log.ts'],
    ['electron', './electron/menu.ts', './browser/server.ts'],
  ],
  ['src/main/hosts/browser/one.ts', ['../headers.ts'], ['electron', '../electron/menu.ts']],
  ['src/main/browser.ts', ['./backend.ts'], ['electron', './hosts/electron/menu.ts']],
  ['src/main/hosts/electron/one.ts', ['electron', '../headers.ts'], ['../../../renderer/main.tsx']],
  ['src/main/index.ts', ['electron'], ['../renderer/main.tsx']],
  [
    'src/preload/one.ts',
    ['electron', '../shared/bridge.ts'],
    ['node:fs', '../main/log.ts', '../renderer/main.tsx'],
  ],
];

/** Line numbers, by file, that Biome with our rules calls a wrong import. */
function wrongImports(sources: ReadonlyMap<string, string>): Map<string, Set<number>> {
  const repository = join(import.meta.dirname, '..');
  const root = realpathSync(temporaryFolder('layers'));
  copyFileSync(join(repository, 'biome.json'), join(root, 'biome.json'));
  for (const [file, source] of sources) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), source);
  }
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(repository, 'node_modules/@biomejs/biome/bin/biome'),
      ...['lint', '--only=style/noRestrictedImports', '--vcs-enabled=false', '--max-diagnostics=none'],
      '--reporter=github',
    ],
    { cwd: root, encoding: 'utf8' },
  );
  const found = new Map<string, Set<number>>();
  for (const [, path = '', line] of stdout.matchAll(/noRestrictedImports,file=([^,]+),line=(\d+)/g)) {
    const file = relative(root, path).replaceAll('\\', '/');
    found.set(file, (found.get(file) ?? new Set()).add(Number(line)));
  }
  return found;
}

describe('floors', () => {
  const sources = new Map(
    imports.map(([file, allowed, forbidden]) => [
      file,
      [...allowed, ...forbidden].map((from) => `import '${from}';\n`).join(''),
    ]),
  );
  const wrong = wrongImports(sources);

  it.each(imports)('%s may import %j and not %j', (file, allowed, forbidden) => {
    const all = [...allowed, ...forbidden];
    const refused = [...(wrong.get(file) ?? [])].map((line) => all[line - 1]);
    expect(refused.sort()).toEqual([...forbidden].sort());
  });
});
