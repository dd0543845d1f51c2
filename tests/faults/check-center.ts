import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eachCarriedFile, readArchive } from '../../src/main/database/archive.ts';
import { inspect, listBackups } from '../../src/main/database/backup.ts';
import { openFileStore } from '../../src/main/database/file-store.ts';
import { parseKeyFile } from '../../src/main/database/keys.ts';
import { rebuild, rebuildHeads } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import { all, connect, type Database } from '../../src/main/database/sqlite.ts';
import { foldersOf } from '../../src/main/database/vault.ts';
import { checkScores } from './check-scores.ts';
import { checkVersion, keyBy } from './check-version.ts';
import { Broken, ensure } from './expect.ts';
import { stickOf } from './folder-acts.ts';
import { countLearners } from './import-act.ts';
import type { Model } from './model.ts';
import { dataOf, type Program, sitDown, startProgram } from './program.ts';
import { countsOf, fileHashes, standOf } from './stand.ts';
import { createClock } from './world.ts';

/** Acts that are no person's, or that are whole or not there by being one file: they are not counted. */
const uncounted = (command: string): boolean =>
  command.startsWith('program.') || command === 'center.registerDevice' || command === 'center.setUp';

function actsIn(db: Database): [string, number][] {
  return all<{ command: string; cells: number }>(
    db,
    `SELECT c.command, count(*) AS cells FROM change c JOIN local_device d ON d.id = c.device
     GROUP BY c.device, c.act ORDER BY d.since, d.id, c.act`,
  )
    .filter(({ command }) => !uncounted(command))
    .map(({ command, cells }) => [command, cells]);
}

function marksIn(db: Database, sessionId: string): [string, string][] {
  return all<{ id: string; value: string | null }>(
    db,
    `SELECT h.entity_id AS id, c.value FROM head h JOIN change c USING (device, seq)
     WHERE h.entity = 'mark' AND h.entity_id LIKE ? ORDER BY h.entity_id`,
    `${sessionId}:%`,
  ).flatMap(({ id, value }): [string, string][] =>
    value === null ? [] : [[id.slice(sessionId.length + 1), value]],
  );
}

/** Every row of heads and projections, in the order of their keys. */
function dump(db: Database): string {
  const tables = ['head', 'contested', ...entities.map((entity) => entity.table)];
  return JSON.stringify(tables.map((table) => [table, db.prepare(`SELECT * FROM ${table}`).raw().all()]));
}

function differencesOf(db: Database, model: Model): string[] {
  const found: string[] = [];
  const compare = (what: string, is: unknown, must: unknown): void => {
    const [a, b] = [JSON.stringify(is), JSON.stringify(must)];
    if (a !== b) found.push(`${what} is ${a.slice(-400)}, must be ${b.slice(-400)}`);
  };
  const acts = actsIn(db);
  const known = model.acts.map(([command, cells], index) => [command, cells ?? acts[index]?.[1]]);
  compare('acts', acts, known);
  if (model.vague) return found;
  compare('learners', countLearners(db), model.learners);
  const counts: Record<string, number> = countsOf(db);
  for (const [name, count] of Object.entries(model.counts ?? {})) compare(name, counts[name], count);
  if (model.stand !== null) compare('stand', standOf(db), model.stand);
  for (const [sessionId, marks] of model.marks) {
    compare(
      `marks of ${sessionId}`,
      marksIn(db, sessionId),
      [...marks].sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
  return found;
}

/** Log, heads and projections fit each other, and nothing in the file is damaged. */
function checkWhole(db: Database): void {
  ensure(db.pragma('integrity_check', { simple: true }) === 'ok', 'integrity_check');
  const gaps = all<{ device: string }>(
    db,
    'SELECT device FROM change GROUP BY device HAVING max(seq) <> count(*) OR min(seq) <> 1',
  );
  ensure(gaps.length === 0, 'seq has gaps');
  const before = dump(db);
  rebuildHeads(db);
  rebuild(db, entities);
  ensure(dump(db) === before, 'projections differ from a rebuild');
}

/** Every file that the log speaks of is whole in the store, also one that was taken away. */
async function checkFiles(program: Program): Promise<void> {
  const { db, files } = program.backend.gate.vault();
  for (const sha256 of fileHashes(db)) {
    const whole = await files.readWhole(sha256).then(
      () => true,
      () => false,
    );
    ensure(whole, `file ${sha256.slice(0, 8)} is not whole`);
  }
}

/** A backup elsewhere brings every file that its database speaks of. */
async function checkCarried(path: string, database: string, key: Buffer, work: string): Promise<void> {
  const store = openFileStore(join(work, 'files'), key);
  await eachCarriedFile(path, async (name, sealed) => void (await store.takeIn(name, sealed)));
  const db = connect(database, key);
  try {
    for (const sha256 of fileHashes(db)) ensure(store.has(sha256), `a file is not in ${path}`);
  } finally {
    db.close();
  }
}

/** Everything under a backup's final name is a whole backup that opens; what was acknowledged is there. */
async function checkBackups(folder: string, model: Model): Promise<void> {
  const folders = [foldersOf(dataOf(folder)).backups, stickOf(folder)];
  const found = folders.flatMap(listBackups);
  const passphrases = new Set([model, ...model.backups.values()].map((one) => one.passphrase));
  const work = mkdtempSync(join(tmpdir(), 'rollbook-faults-'));
  try {
    for (const { path } of found) {
      const database = join(work, 'rollbook.db');
      rmSync(database, { force: true });
      const archive = await readArchive(path, { extractTo: database, files: true });
      const keys = parseKeyFile(archive.keys);
      if (!keys) throw new Broken(`keys in ${path}`);
      const key = await keyBy(keys, passphrases);
      inspect(database, key);
      if (archive.manifest.files.carried) await checkCarried(path, database, key, work);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const paths = new Set(found.map(({ path }) => path));
  for (const path of model.backups.keys()) ensure(paths.has(path), `backup ${path} is gone`);
}

/** Signs in with the passphrase of any of the models; returns those that it fits. */
async function openOneOf(program: Program, models: readonly Model[]): Promise<Model[]> {
  for (const passphrase of new Set(models.map((model) => model.passphrase))) {
    const opened = await program.send('center.unseal', { passphrase });
    if (!opened.ok && opened.error.reason === 'wrong_passphrase') continue;
    if (!opened.ok) throw new Broken(`does not open: ${JSON.stringify(opened.error)}`);
    await sitDown(program);
    return models.filter((model) => model.passphrase === passphrase || model.alsoOpens === passphrase);
  }
  throw new Broken('no passphrase opens the center');
}

/**
 * Opens the folder as after a restart, and holds it to the models: it must be whole and equal one of them.
 * Throws Broken.
 */
export async function checkCenter(folder: string, models: readonly Model[]): Promise<void> {
  await checkVersion(folder, models);
  const program = startProgram(folder, createClock(2));
  try {
    const { stage, problem } = await program.call('center.state', {});
    ensure(problem === null, `problem ${problem?.reason}`);
    if (stage === 'new') {
      ensure(
        models.some((model) => !model.center),
        'an acknowledged center is gone',
      );
      return;
    }
    const opened = await openOneOf(program, models);
    const db = program.backend.gate.db();
    checkWhole(db);
    const state = await program.call('center.state', {});
    const { stop } = await program.call('sessions.interruption', {});
    const faults = opened.map((model) => [
      ...differencesOf(db, model),
      ...(state.screen === model.screen ? [] : [`screen is ${state.screen}, must be ${model.screen}`]),
      ...(state.newDevice === model.restored ? [] : [`new device is ${state.newDevice}`]),
      ...questionsMissing(model, stop?.sessions.map((session) => session.sessionId) ?? []),
    ]);
    const right = opened[faults.findIndex((list) => list.length === 0)];
    if (!right) throw new Broken(faults.map((list) => list.join('; ')).join(' | or '));
    await checkFiles(program);
    await checkScores(program);
    await checkBackups(folder, right);
    await checkGoesOn(program);
  } finally {
    program.close();
  }
}

/** A class that ran, with somebody marked and its roll open, must be asked about. */
function questionsMissing(model: Model, asked: readonly string[]): string[] {
  if (model.mayBeClosed || model.vague) return [];
  return [...model.open]
    .filter((sessionId) => (model.marks.get(sessionId)?.size ?? 0) > 0 && !asked.includes(sessionId))
    .map((sessionId) => `nothing is asked about ${sessionId}`);
}

/** The next act works. */
async function checkGoesOn(program: Program): Promise<void> {
  const profile = { name: 'One more', programId: null, startsOn: null, endsOn: null };
  await program.call('roster.addCohort', profile);
}
