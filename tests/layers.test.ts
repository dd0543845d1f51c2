import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entities } from '../src/main/database/schema.ts';

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
