import fc from 'fast-check';

/** One blow to a value: at a place, a piece of any JSON, or nothing at all, or a key that means something to engines. */
interface Blow {
  at: number;
  kind: 'replace' | 'remove' | 'add';
  value: unknown;
  key: string;
}

const blow: fc.Arbitrary<Blow> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('replace', 'replace', 'remove', 'add'),
  value: fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom<unknown>('', -1, 1e308, 2 ** 53, 'x'.repeat(100_000), [], {}, null, true, '\0', '\u202e'),
  ),
  key: fc.constantFrom('__proto__', 'constructor', 'toString', 'then', 'length', 'id', ''),
});

type Place = readonly (string | number)[];

function placesIn(value: unknown, place: Place = []): Place[] {
  if (value === null || typeof value !== 'object') return [place];
  return [place, ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...place, key]))];
}

function hit(root: unknown, { at, kind, value, key }: Blow): unknown {
  const places = placesIn(root);
  const place = places[at % places.length] ?? [];
  const last = place.at(-1);
  if (last === undefined) return kind === 'add' ? added(root, key, value) : value;
  const copy = structuredClone(root);
  let parent = copy as Record<string, unknown>;
  for (const step of place.slice(0, -1)) parent = parent[step] as Record<string, unknown>;
  if (kind === 'remove') delete parent[last];
  else if (kind === 'add') own(parent, last, added(parent[last], key, value));
  else own(parent, last, value);
  return copy;
}

/** As JSON.parse does: `__proto__` becomes a key like any other. An array only ever gets longer. */
function own(target: object, key: string | number, value: unknown): void {
  if (Array.isArray(target) && !/^\d+$/.test(String(key))) target.push(value);
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function added(value: unknown, key: string, extra: unknown): unknown {
  if (value === null || typeof value !== 'object') return extra;
  const copy = structuredClone(value);
  own(copy, key, extra);
  return copy;
}

/** Values that nearly fit: a valid one with one to three blows. */
export const nearly = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(valid, fc.array(blow, { minLength: 1, maxLength: 3 }))
    .map(([value, blows]) => blows.reduce<unknown>(hit, value));
