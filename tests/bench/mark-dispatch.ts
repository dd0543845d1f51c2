import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/main/database/sqlite.ts';
import { foldersOf } from '../../src/main/database/vault.ts';
import { fillCenter } from '../../src/main/sample/scale.ts';
import { dataOf, type Program, setUpInput, signIn, startProgram } from '../faults/program.ts';
import { type Bench, figureOf, median, type Round } from './figure.ts';

const rounds = 11;
const marksARound = 200;
const changes = 5000;

export const markDispatch: Bench = {
  name: 'mark-dispatch',
  about: 'a mark through dispatch, on disk / a bare prepared INSERT with FULL, equally encrypted',
  bar: 2,
  measure: async () => {
    const work = mkdtempSync(join(tmpdir(), 'rollbook-bench-'));
    const program = await openRoll(work);
    const bare = connect(join(work, 'bare.db'), program.backend.gate.vault().key, { create: true });
    try {
      return figureOf(await measureRounds(program, bareInsert(bare)));
    } finally {
      bare.close();
      program.close();
      rmSync(work, { recursive: true, force: true });
    }
  },
};

/** A center with some thousand changes and an open session of 25 people. */
async function openRoll(folder: string): Promise<Program> {
  const first = startProgram(folder);
  await first.call('center.setUp', setUpInput);
  const { key } = first.backend.gate.vault();
  first.close();
  const db = connect(foldersOf(dataOf(folder)).database, key);
  fillCenter(db, { size: { changes }, seed: 1, today: new Date().toISOString().slice(0, 10) });
  db.close();
  const program = startProgram(folder);
  await signIn(program);
  return program;
}

/** One row of the size of a change, in a table that grows at its end as the log does. */
function bareInsert(db: ReturnType<typeof connect>): () => void {
  db.exec('CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO bare (text) VALUES (?)');
  const text = 'x'.repeat(300);
  for (let row = 0; row < changes; row++) insert.run(text);
  return () => insert.run(text);
}

async function measureRounds(program: Program, insert: () => void): Promise<Round[]> {
  const { cohorts } = await program.call('roster.cohorts', {});
  const cohortId = cohorts[0]?.id ?? '';
  const { sessionId } = await program.call('sessions.openNow', { cohortId, title: 'Polygons' });
  const { rows } = await program.call('attendance.roll', { sessionId });
  const learners = rows.slice(0, 25).map((row) => row.learnerId);
  const done: Round[] = [];
  let turn = 0;
  for (let round = -1; round < rounds; round++) {
    const [subject, baseline]: [number[], number[]] = [[], []];
    for (let count = 0; count < marksARound; count++, turn++) {
      const learnerId = learners[turn % learners.length] ?? '';
      // Every mark changes something: no two in a row for one learner are the same.
      const status = Math.floor(turn / learners.length) % 2 === 0 ? 'present' : 'absent';
      const start = performance.now();
      await program.call('attendance.mark', { sessionId, learnerId, mark: { status } });
      const marked = performance.now();
      insert();
      const inserted = performance.now();
      subject.push(marked - start);
      baseline.push(inserted - marked);
    }
    // The first round warms both up.
    if (round >= 0) done.push({ subject: median(subject), baseline: median(baseline) });
  }
  return done;
}
