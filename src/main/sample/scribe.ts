import type { CellValue, Entity } from '../database/entities.ts';
import type { Database } from '../database/sqlite.ts';

/** A change by its key, as `replaces` names it. */
export type Head = readonly [device: string, seq: number];

/** Who writes on which laptop. */
export interface Writer {
  device: string;
  actor: string | null;
}

/** Writes one cell and returns the change that says so. `over` are the heads that it replaces. */
export type Put = <E extends Entity, C extends keyof E['cells'] & string>(
  entity: E,
  id: string,
  cell: C,
  value: CellValue<E, C>,
  more?: { over?: readonly Head[]; reason?: string },
) => Head;

export interface Scribe {
  /** Begins an act at an instant (ms); it ends where the next one begins. A laptop's clock never runs back. */
  act(by: Writer, command: string, at: number): Put;
  /** Changes written so far, by all devices. */
  written(): number;
}

/**
 * Writes acts straight into the log, as `beginAct` would, and nothing else: heads and projections are computed from
 * it afterwards, all at once. `begun` is the newest seq of devices that have written already.
 */
export function createScribe(db: Database, begun: ReadonlyMap<string, number>): Scribe {
  const insert = db.prepare(
    `INSERT INTO change (device, seq, act, command, undoes, recorded_at, actor, entity, entity_id, cell, format, value, replaces, reason)
     VALUES (?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const seqs = new Map(begun);
  const clocks = new Map<string, number>();
  const json = createStore();
  let written = 0;
  return {
    act: ({ device, actor }, command, at) => {
      const first = (seqs.get(device) ?? 0) + 1;
      const now = Math.max(at, clocks.get(device) ?? 0);
      clocks.set(device, now);
      return (entity, id, cell, value, { over, reason } = {}) => {
        const spec = entity.cells[cell];
        if (!spec) throw new RangeError(`${entity.name} has no cell ${cell}`);
        const seq = (seqs.get(device) ?? 0) + 1;
        seqs.set(device, seq);
        written += 1;
        const replaces = over === undefined ? null : JSON.stringify(over);
        const stored = json(spec, value);
        insert.run(
          device,
          seq,
          first,
          command,
          now,
          actor,
          entity.name,
          id,
          cell,
          spec.format,
          stored,
          replaces,
          reason ?? null,
        );
        return [device, seq];
      };
    },
    written: () => written,
  };
}

/** What a value is stored as. Marks are a few objects used a million times: each is checked and written out once. */
function createStore(): (spec: Entity['cells'][string], value: unknown) => string {
  const known = new WeakMap<object, WeakMap<object, string>>();
  return (spec, value) => {
    if (typeof value !== 'object' || value === null) return JSON.stringify(spec.schema.parse(value));
    const ofCell = known.get(spec) ?? new WeakMap<object, string>();
    known.set(spec, ofCell);
    let stored = ofCell.get(value);
    if (stored === undefined) {
      stored = JSON.stringify(spec.schema.parse(value));
      ofCell.set(value, stored);
    }
    return stored;
  };
}
