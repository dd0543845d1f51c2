import { type Database, one } from '../../src/main/database/sqlite.ts';
import type { Output } from '../../src/shared/contract/index.ts';
import type { Program } from './program.ts';
import type { Act, World } from './world.ts';

export function countLearners(db: Database): number {
  return (
    one<{ count: number }>(db, 'SELECT count(*) AS count FROM learner WHERE name IS NOT NULL')?.count ?? 0
  );
}

/** People whom nobody has met yet. */
function makeList(count: number, world: World): string {
  const group = world.random.below(1_000_000);
  const lines = Array.from({ length: count }, (_, number) => {
    const phone = `+38067${String((group * 1000 + number) % 10_000_000).padStart(7, '0')}`;
    return `Learner${group}x${number} Surname${number}y${group},${phone}`;
  });
  return ['Full name,Phone', ...lines].join('\n');
}

/** Waits until a job has ended, told by its events. */
export function ended({ backend, call }: Program, jobId: string): Promise<Output<'jobs.get'>> {
  return new Promise((done, failed) => {
    const look = (): void => {
      call('jobs.get', { jobId }).then((job) => {
        if (job.state === 'running') return;
        stop();
        done(job);
      }, failed);
    };
    const stop = backend.subscribe((topic) => {
      if (topic === 'job') look();
    });
    look();
  });
}

/** A list of people, read in a worker and taken into the first cohort, from a day on, as one act. */
function importPeople(count: number, startsOn: string): Act {
  return async (world) => {
    const { program } = world;
    const [cohort] = (await program.call('roster.cohorts', {})).cohorts;
    if (!cohort) return null;
    const db = program.backend.gate.db();
    const learners = countLearners(db) + count;
    const upload = program.backend.files.hold({
      name: 'list.csv',
      type: 'text/csv',
      bytes: new TextEncoder().encode(makeList(count, world)),
    });
    const { jobId } = await program.call('roster.previewImport', { upload });
    const job = await ended(program, jobId);
    if (job.state !== 'done') throw new Error(`the preview ended as ${JSON.stringify(job)}`);
    return {
      begin: { acts: [['roster.commitImport', null]], learners },
      perform: async () => {
        const { added } = await program.call('roster.commitImport', {
          jobId,
          decisions: [],
          cohort: { kind: 'existing', cohortId: cohort.id },
          startsOn,
          purpose: 'training',
        });
        if (added !== count) throw new Error(`${added} people were added`);
        return { acts: [['roster.commitImport', countCells(program)]] };
      },
    };
  };
}

/** Of the newest act. */
export function countCells({ backend }: Program): number {
  const { db, device } = backend.gate.vault();
  const row = one<{ count: number }>(
    db,
    `SELECT count(*) AS count FROM change WHERE device = @device
     AND act = (SELECT act FROM change WHERE device = @device ORDER BY seq DESC LIMIT 1)`,
    { device },
  );
  return row?.count ?? 0;
}

/** The people of the class. */
export const importClass: Act = importPeople(25, '2026-03-01');
/** A long list for later: it makes no roll longer. */
export const importList: Act = importPeople(200, '2026-09-01');
