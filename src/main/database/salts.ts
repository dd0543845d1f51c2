import { hash, randomBytes } from 'node:crypto';
import { all, type Database, one, run } from './sqlite.ts';

/**
 * Salts of the log, so that a value can be erased and what was signed about the log still holds.
 *
 * A digest over changes contains of each value only a hash with a salt of 128 bits. Who has the salt can check the
 * hash against the value; once value and salt are gone, the hash tells nothing, however few values there could have
 * been. A salt for each change would cost a write with each mark and 16 random bytes in each row of a bundle. So they
 * are the leaves of a tree (a puncturable pseudorandom function after Goldreich, Goldwasser and Micali 1986): a node of
 * 128 bits gives the 4 below it, which are the SHA-512 of it; a root covers 4,096 seqs of a device and is random. Roots
 * are made when a bundle or an erasure first asks for them, so that a mark costs nothing. Forgetting one leaf replaces
 * the nodes above it by their other branches: 18 nodes at most.
 */
const fan = 4;
const topHeight = 6;
export const blockSeqs = fan ** topHeight;
/** Hexadecimal digits of a node. */
const digits = 32;

/** First seq of the block that a seq is in; the first block begins with seq 1. */
export const blockOf = (seq: number): number => Math.floor((seq - 1) / blockSeqs) * blockSeqs + 1;

/** Covers the seqs from `first` on, 16 to the power of `height` of them. */
export interface SaltNode {
  first: number;
  height: number;
  /** Hexadecimal. */
  node: string;
}

export const spanOf = (height: number): number => fan ** height;

/** The four nodes below one. */
function below({ first, height, node }: SaltNode): SaltNode[] {
  const nodes = hash('sha512', node);
  const span = spanOf(height - 1);
  return Array.from({ length: fan }, (_, index) => ({
    first: first + index * span,
    height: height - 1,
    node: nodes.slice(index * digits, (index + 1) * digits),
  }));
}

/** The same nodes without the salts of some seqs, which nothing that is left gives any more. */
export function puncture(nodes: readonly SaltNode[], seqs: ReadonlySet<number>): SaltNode[] {
  return nodes.flatMap((node): SaltNode[] => {
    const end = node.first + spanOf(node.height);
    if (![...seqs].some((seq) => seq >= node.first && seq < end)) return [node];
    return node.height === 0 ? [] : puncture(below(node), seqs);
  });
}

/** Nodes for just the seqs of a range, ends included. */
export function cover(nodes: readonly SaltNode[], from: number, to: number): SaltNode[] {
  return nodes.flatMap((node): SaltNode[] => {
    const last = node.first + spanOf(node.height) - 1;
    if (last < from || node.first > to) return [];
    if (node.first >= from && last <= to) return [node];
    return cover(below(node), from, to);
  });
}

/** Gives the salt of each seq in turn: fastest in their order. Null for one that was erased or is not covered. */
export function createSaltReader(nodes: readonly SaltNode[]): (seq: number) => string | null {
  const sorted = nodes.toSorted((a, b) => a.first - b.first);
  // The way down to the seq that was asked for last.
  const path: SaltNode[][] = [sorted];
  const find = (level: readonly SaltNode[], seq: number): SaltNode | undefined => {
    let [low, high] = [0, level.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const node = level[middle] as SaltNode;
      if (seq < node.first) high = middle - 1;
      else if (seq >= node.first + spanOf(node.height)) low = middle + 1;
      else return node;
    }
    return undefined;
  };
  return (seq) => {
    while (path.length > 1 && !find(path.at(-1) ?? [], seq)) path.pop();
    for (;;) {
      const node = find(path.at(-1) ?? [], seq);
      if (!node) return null;
      if (node.height === 0) return node.node;
      path.push(below(node));
    }
  };
}

/** What stands for a value and a reason in a digest, hexadecimal. JSON has no zero byte, so no two pairs look alike. */
export const saltedHash = (salt: string, value: string | null, reason: string | null): string =>
  hash('sha256', `${salt}${value ?? ''}\0${reason === null ? '' : `=${reason}`}`);

/** The nodes that cover some of the seqs of a range, ends included. */
export function saltNodes(db: Database, device: string, from: number, to: number): SaltNode[] {
  return all<SaltNode>(
    db,
    'SELECT first, height, node FROM log_salt WHERE device = ? AND first BETWEEN ? AND ? ORDER BY first',
    device,
    blockOf(from),
    to,
  );
}

export function addSaltNodes(db: Database, device: string, nodes: readonly SaltNode[]): void {
  const sql = 'INSERT OR IGNORE INTO log_salt (device, first, height, node) VALUES (?, ?, ?, ?)';
  for (const { first, height, node } of nodes) run(db, sql, device, first, height, node);
}

/** Makes the roots that are missing up to a seq of this laptop's own device, inside the caller's transaction. */
export function makeSalts(db: Database, device: string, from: number, to: number): void {
  for (let first = blockOf(from); first <= to; first += blockSeqs) {
    const known = one(
      db,
      `SELECT 1 FROM log_salt WHERE device = ? AND first >= ? AND first < ?
       UNION ALL SELECT 1 FROM log_erased WHERE device = ? AND seq >= ? AND seq < ? LIMIT 1`,
      ...[device, first, first + blockSeqs, device, first, first + blockSeqs],
    );
    if (!known)
      addSaltNodes(db, device, [{ first, height: topHeight, node: randomBytes(digits / 2).toString('hex') }]);
  }
}
