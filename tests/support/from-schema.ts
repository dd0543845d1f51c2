import fc from 'fast-check';
import type { z } from 'zod';

/** Ids that exist, so that what is generated is about something. */
export interface Known {
  ids: readonly string[];
}

/** The parts of a zod definition that the contract uses. */
interface Definition {
  type: string;
  format?: string;
  shape?: Record<string, z.ZodType>;
  innerType?: z.ZodType;
  element?: z.ZodType;
  options?: z.ZodType[];
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  values?: unknown[];
  entries?: Record<string, string>;
  checks?: { _zod: { def: Check } }[];
}
interface Check {
  check: string;
  format?: string;
  pattern?: RegExp;
  minimum?: number;
  maximum?: number;
  length?: number;
  value?: number;
  inclusive?: boolean;
}

const definitionOf = (schema: z.ZodType): Definition => schema._zod.def as unknown as Definition;
const checksOf = (definition: Definition): Check[] =>
  (definition.checks ?? []).map((check) => check._zod.def);

/** Words that are hard on text handling: other scripts, combining marks, quotes, separators, wide characters. */
const words = [
  'Олена',
  'О’Коннор',
  'أحمد',
  "Robert'); DROP TABLE mark;--",
  '"quoted", comma;semicolon\ttab',
  '=cmd|calc',
  'e\u0301',
  '👩🏽‍🎓',
  '%_\\',
  '../../etc/passwd',
  '{"status":"present"}',
  ' ',
  '0',
  'null',
];
const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...words),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const days = fc
  .integer({ min: Date.parse('2026-02-01'), max: Date.parse('2026-04-30') })
  .map((instant) => new Date(instant).toISOString().slice(0, 10));
const times = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

/** Candidates for every kind of text that the contract names; what does not fit is left out. */
function strings(schema: z.ZodType, definition: Definition, known: Known): fc.Arbitrary<unknown> {
  const uuid = definition.format === 'uuid';
  const ids = known.ids.length > 0 ? [fc.constantFrom(...known.ids)] : [];
  const kinds: fc.Arbitrary<string>[] = uuid
    ? [...ids, ...ids, ...ids, fc.uuid({ version: 7 })]
    : definition.format === 'date'
      ? [days]
      : [
          text,
          days,
          times,
          fc.stringMatching(/^\d{4,8}$/),
          fc.constantFrom('UA', 'BG', 'Europe/Kyiv', 'UTC', 'present', 'late', 'absent', 'excused'),
          text.map((part) => `${part}xxxxxxxxxxxx`),
          fc.base64String({ maxLength: 40 }),
          ...ids,
        ];
  const fits = (value: string): boolean => schema.safeParse(value).success;
  const most = Math.max(0, ...checksOf(definition).map((check) => check.maximum ?? 0));
  const long = most > 0 && most < 100_000 ? [fc.constant('x'.repeat(most))] : [];
  const candidates = [...kinds, ...long].filter((kind) => fc.sample(kind, 40).some(fits));
  if (candidates.length === 0) throw new RangeError(`no text fits ${JSON.stringify(definition)}`);
  return fc.oneof(...candidates).filter(fits);
}

function numbers(definition: Definition): fc.Arbitrary<number> {
  let [min, max] = [-1_000_000, 1_000_000];
  let whole = definition.format === 'safeint';
  for (const check of checksOf(definition)) {
    const edge = check.value ?? 0;
    if (check.check === 'greater_than') min = check.inclusive ? edge : edge + 1;
    if (check.check === 'less_than') max = check.inclusive ? edge : edge - 1;
    if (check.format === 'safeint') whole = true;
  }
  return whole
    ? fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max))
    : fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
}

/** Values that a schema of the contract accepts, with its limits among them. */
export function fromSchema(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  const definition = definitionOf(schema);
  const inner = (): fc.Arbitrary<unknown> => {
    if (!definition.innerType) throw new RangeError(`${definition.type} without an inner type`);
    return fromSchema(definition.innerType, known);
  };
  switch (definition.type) {
    case 'string':
      return strings(schema, definition, known);
    case 'number':
    case 'int':
      return numbers(definition);
    case 'boolean':
      return fc.boolean();
    case 'literal':
      return fc.constantFrom(...(definition.values ?? []));
    case 'enum':
      return fc.constantFrom(...Object.values(definition.entries ?? {}));
    case 'nullable':
      return fc.option(inner(), { nil: null });
    case 'optional':
    case 'default':
    case 'prefault':
      return fc.option(inner(), { nil: undefined });
    case 'union':
      return fc.oneof(...(definition.options ?? []).map((option) => fromSchema(option, known)));
    case 'array':
      return arrays(definition, known);
    case 'record':
      return definition.valueType
        ? fc.dictionary(fc.string({ maxLength: 10 }), fromSchema(definition.valueType, known), { maxKeys: 3 })
        : fc.constant({});
    case 'object':
      return objects(definition, known);
    case 'unknown':
    case 'any':
      return fc.jsonValue();
    default:
      throw new RangeError(`teach fromSchema about ${definition.type}`);
  }
}

function arrays(definition: Definition, known: Known): fc.Arbitrary<unknown> {
  if (!definition.element) throw new RangeError('an array of nothing');
  let [least, most] = [0, 4];
  for (const check of checksOf(definition)) {
    if (check.length !== undefined) [least, most] = [check.length, check.length];
    if (check.check === 'min_length') least = check.minimum ?? least;
    if (check.check === 'max_length') most = Math.min(most, check.maximum ?? most);
  }
  const limits = { minLength: least, maxLength: Math.max(least, most) };
  return fc.array(fromSchema(definition.element, known), limits);
}

function objects(definition: Definition, known: Known): fc.Arbitrary<unknown> {
  const fields = Object.entries(definition.shape ?? {}).map(([name, field]) => [
    name,
    fromSchema(field, known),
  ]);
  return fc
    .record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>)
    .map((value) => Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)));
}
