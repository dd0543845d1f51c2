import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createRedact } from '../../src/main/bundles/redact.ts';
import { entities } from '../../src/main/database/schema.ts';
import {
  type Audience,
  bundleFields,
  type Openable,
  openables,
} from '../../src/shared/rules/bundle-fields.ts';

const shape = (schema: z.ZodType): string[] | null => {
  if (schema instanceof z.ZodArray) return shape(schema.element as z.ZodType);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape).sort() : null;
};

describe('the table of what leaves the center', () => {
  test('has a row for every cell of every entity, and no other', () => {
    const told = Object.entries(bundleFields).map(([name, { cells }]) => [name, Object.keys(cells).sort()]);
    const known = entities.map(({ name, cells }) => [name, Object.keys(cells).sort()]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(known));
  });

  const inParts = entities.flatMap(({ name, cells }) =>
    Object.entries(cells).flatMap(([cell, { schema }]) => {
      const rule = bundleFields[name]?.cells[cell];
      return typeof rule === 'object' ? [[`${name}.${cell}`, rule, schema] as const] : [];
    }),
  );
  test.each(inParts)('says of each key of %s whether it leaves', (_name, rule, schema) => {
    expect(Object.keys(rule).sort()).toEqual(shape(schema));
  });
});

const redactBy = (audience: Audience, opened: readonly Openable[]) => {
  const redact = createRedact(audience, new Set(opened));
  return (entity: string, cell: string, value: string | null, reason: string | null) =>
    redact({ entity, cell, value, reason });
};

describe('what head office sees', () => {
  const mark = { status: 'late', minutesMissed: 5, reason: 'illness', note: 'with her child' };

  const see = (opened: readonly Openable[] = []) => redactBy('head-office', opened);
  const seen = (entity: string, cell: string, value: unknown, why: string | null = null) =>
    see()(entity, cell, JSON.stringify(value), why);

  test('of a mark, by default: status and minutes, and that there is more', () => {
    expect(seen('mark', 'mark', mark)).toEqual({
      ...{ value: '{"status":"late","minutesMissed":5}', reason: null, withheld: true },
    });
    expect(seen('mark', 'mark', { status: 'present' })).toEqual({
      ...{ value: '{"status":"present"}', reason: null, withheld: false },
    });
  });

  test('reasons of changes only where reasons are opened', () => {
    const value = JSON.stringify({ status: 'present' });
    expect(see()('mark', 'mark', value, 'came by tram')).toEqual({ value, reason: null, withheld: true });
    expect(see(['reasons'])('mark', 'mark', value, 'came by tram')).toEqual({
      ...{ value, reason: 'came by tram', withheld: false },
    });
  });

  test.each([
    ['learner', 'phone', '+380', 'contacts'],
    ['learner', 'needs', 'hears badly', 'needs'],
    ['learner', 'note', 'sings', 'notes'],
    ['learner_field', 'value', 'yes', 'answers'],
    ['attempt', 'files', [], 'files'],
  ] as const)(
    'nothing of %s.%s, not even that there is one, until it is opened',
    (entity, cell, value, name) => {
      const json = JSON.stringify(value);
      expect(see()(entity, cell, json, null)).toBeNull();
      // Taking it away tells as much.
      expect(see()(entity, cell, null, null)).toBeNull();
      expect(see([name])(entity, cell, json, null)).toEqual({ value: json, reason: null, withheld: false });
    },
  );

  test('of lists, each part by the same rule', () => {
    expect(seen('enrollment', 'pauses', [{ from: '2026-01-01', to: null, reason: 'birth' }])?.value).toBe(
      '[{"from":"2026-01-01","to":null}]',
    );
  });

  test('nothing of what no row of the table names: a cell, or a key of a newer format', () => {
    expect(seen('learner', 'diagnosis', 'x')).toBeNull();
    expect(seen('comet', 'tail', 'x')).toBeNull();
    expect(seen('mark', 'mark', { status: 'present', feeling: 'low' })).toEqual({
      ...{ value: '{"status":"present"}', reason: null, withheld: true },
    });
    expect(seen('mark', 'mark', 'text')).toEqual({ value: 'null', reason: null, withheld: true });
  });

  test('never what is for the center alone, whatever is opened', () => {
    expect(see(openables)('center', 'head_office', '{}', null)).toBeNull();
    expect(see(openables)('learner', 'phone', '"1"', 'why')).toEqual({
      ...{ value: '"1"', reason: 'why', withheld: false },
    });
  });
});

test('the center sees everything, also what this version does not know', () => {
  const redact = redactBy('center', []);
  expect(redact('comet', 'tail', '"x"', 'why')).toEqual({ value: '"x"', reason: 'why', withheld: false });
});
