import { createHash } from 'node:crypto';
import type { ChangeRow } from './changes.ts';
import { cover, createSaltReader, type SaltNode, saltedHash, saltNodes } from './salts.ts';
import { all, type Database, prepared } from './sqlite.ts';

/** Changes of one device, ends included; all of them are here. */
export interface SeqRange {
  device: string;
  from: number;
  to: number;
}

/**
 * Adds changes up, in the order of their seqs, to one hash that erasing values does not change: SHA-256 of a line for
 * the device and one for each change, its columns and the salted hash of value and reason with zero bytes between.
 */
export interface LogDigest {
  /** `erased` is the hash that stands for a value that is gone. */
  add(change: ChangeRow, erased: string | null): void;
  /** Hexadecimal; null if the salt of a value was missing. */
  finish(): string | null;
}

export function createLogDigest(device: string, nodes: readonly SaltNode[]): LogDigest {
  const saltOf = createSaltReader(nodes);
  const sum = createHash('sha256').update(`rollbook log 1\n${device}\n`);
  let known = true;
  let lines = '';
  return {
    add: (change, erased) => {
      const salt = erased === null ? saltOf(change.seq) : null;
      const value = erased ?? (salt === null ? '' : saltedHash(salt, change.value, change.reason));
      if (value === '') known = false;
      // Template strings: a list joined takes three times as long, for each of a million marks.
      lines += `${change.seq}\0${change.act}\0${change.command}\0${change.undoes ?? ''}\0${change.recorded_at}\0${change.actor ?? ''}\0${change.entity}\0${change.entity_id}\0${change.cell}\0${change.format}\0${change.replaces ?? ''}\0${value}\n`;
      if (lines.length < 65_536) return;
      sum.update(lines);
      lines = '';
    },
    finish: () => {
      const hex = sum.update(lines).digest('hex');
      return known ? hex : null;
    },
  };
}

/** What was erased of a range: seq to the hash that stands for it; null where its salt was never here. */
export function erasedIn(db: Database, { device, from, to }: SeqRange): Map<number, string | null> {
  const rows = all<{ seq: number; hash: string | null }>(
    db,
    'SELECT seq, hash FROM log_erased WHERE device = ? AND seq BETWEEN ? AND ?',
    device,
    from,
    to,
  );
  return new Map(rows.map(({ seq, hash }) => [seq, hash]));
}

/** Salts for a range and nothing beside it. */
export const saltsOf = (db: Database, { device, from, to }: SeqRange): SaltNode[] =>
  cover(saltNodes(db, device, from, to), from, to);

/** What many changes have in common, read and told apart by one text: most are the same few marks over and over. */
type Shape = Pick<ChangeRow, 'command' | 'actor' | 'entity' | 'cell' | 'format' | 'value' | 'reason'>;
const mostShapes = 10_000;

function shapeOf(text: string): Shape {
  const [command, actor, entity, cell, format, value, reason] = JSON.parse(text) as [
    ...[command: string, actor: string | null, entity: string, cell: string, format: number],
    ...[value: string | null, reason: string | null],
  ];
  return { command, actor, entity, cell, format, value, reason };
}

/** Every change of a range in its order, one at a time. Nothing else may be asked of the connection meanwhile. */
export function* eachChange(db: Database, { device, from, to }: SeqRange): Generator<ChangeRow> {
  const statement = prepared(
    db,
    `SELECT seq, act, undoes, recorded_at, entity_id, replaces,
       json_array(command, actor, entity, cell, format, value, reason)
     FROM change WHERE device = ? AND seq BETWEEN ? AND ? ORDER BY seq`,
  ).raw();
  const shapes = new Map<string, Shape>();
  for (const row of statement.iterate(device, from, to)) {
    const [seq, act, undoes, recorded_at, entity_id, replaces, text] = row as [
      ...[seq: number, act: number, undoes: number | null, at: number, id: string],
      ...[replaces: string | null, shape: string],
    ];
    let shape = shapes.get(text);
    if (!shape) {
      shape = shapeOf(text);
      if (shapes.size < mostShapes) shapes.set(text, shape);
    }
    const { command, actor, entity, cell, format, value, reason } = shape;
    // One literal: spread ones take twice as long.
    yield {
      device,
      seq,
      act,
      command,
      undoes,
      recorded_at,
      actor,
      entity,
      entity_id,
      cell,
      format,
      value,
      replaces,
      reason,
    };
  }
}

/** The digest of a range as the log has it now; null where it cannot be told. */
export function digestOf(db: Database, range: SeqRange): string | null {
  const erased = erasedIn(db, range);
  const digest = createLogDigest(range.device, saltsOf(db, range));
  for (const change of eachChange(db, range)) digest.add(change, erased.get(change.seq) ?? null);
  return digest.finish();
}
