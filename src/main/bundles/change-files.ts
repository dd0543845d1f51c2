import { z } from 'zod';

const stored = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(0) });
type Stored = z.infer<typeof stored>;

/** Cells whose values name files of the file store, and where in the value. */
const holders: Readonly<Record<string, (value: unknown) => unknown>> = {
  'evidence sheet': (value) => [value],
  'attempt files': (value) => value,
  'reference content': (value) => (value as { files?: unknown } | null)?.files ?? [],
};

const entities = new Set(Object.keys(holders).map((name) => name.slice(0, name.indexOf(' '))));

/** Whether values of an entity may name files: asked first, as most do not. */
export const namesFiles = (entity: string): boolean => entities.has(entity);

/** The stored files that a change speaks of. */
export function filesOf(entity: string, cell: string, value: string): Stored[] {
  const read = holders[`${entity} ${cell}`];
  if (!read) return [];
  const found = z.array(stored).safeParse(read(JSON.parse(value)));
  return found.success ? found.data : [];
}
