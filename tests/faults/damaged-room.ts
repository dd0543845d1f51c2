import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foldersOf } from '../../src/main/database/vault.ts';
import { createRandom, type Random } from '../../src/main/sample/random.ts';
import { enterRoom, markOne, prepareRoom, showMarks, takeSeat } from './classroom.ts';
import { dataOf } from './program.ts';
import type { World } from './world.ts';

/** A center that was closed well, with one backup in its own folder and some marks that are newer. */
export interface DamagedRoom {
  folder: string;
  files: ReturnType<typeof foldersOf>;
  random: Random;
  sessions: string[];
  /** All marks, in the database and in the backup. */
  marks: { now: string; inBackup: string };
}

/** Does something to a room and holds what the program says and keeps to what it must. */
export type Damage = (room: DamagedRoom) => Promise<void>;

export interface RoomTemplate {
  /** A fresh copy on the path that the center was set up on. */
  enter(seed: number): DamagedRoom;
  remove(): void;
}

export async function createRoomTemplate(): Promise<RoomTemplate> {
  const work = mkdtempSync(join(tmpdir(), 'rollbook-faults-'));
  const [folder, template] = [join(work, 'machine'), join(work, 'template')];
  await prepareRoom(folder, createRandom(1));
  const world = enterRoom(folder, createRandom(2));
  await takeSeat(world);
  const inBackup = await showMarks(world);
  await world.program.call('center.backUp', { folder: null });
  let now = inBackup;
  while (now === inBackup) {
    await markOne(world);
    now = await showMarks(world);
  }
  const { sessions } = world;
  world.program.close();
  cpSync(folder, template, { recursive: true });
  return {
    enter: (seed) => {
      rmSync(folder, { recursive: true, force: true });
      cpSync(template, folder, { recursive: true });
      const files = foldersOf(dataOf(folder));
      return { folder, files, random: createRandom(seed), sessions, marks: { now, inBackup } };
    },
    remove: () => rmSync(work, { recursive: true, force: true }),
  };
}

/** The program, started on a room. */
export function startIn(room: DamagedRoom, now?: () => number): World {
  const world = enterRoom(room.folder, room.random, now);
  world.sessions = room.sessions;
  return world;
}

/** Turns one bit of a file over. */
export function flipBit(file: string, random: Random): void {
  const bytes = readFileSync(file);
  const at = random.below(bytes.length);
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random.below(8)), at);
  writeFileSync(file, bytes);
}
