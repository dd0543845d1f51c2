import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChangeRow } from '../../src/main/database/changes.ts';
import { all } from '../../src/main/database/sqlite.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { dumpTables } from '../support/dump.ts';
import { addCohort, addLearners } from '../support/people.ts';

/** An edit of the one series, by places instead of dates and ids, so that a failing history can be read. */
type Edit = readonly [
  name: 'times' | 'days' | 'shift' | 'until' | 'drop' | 'one' | 'mark' | 'undo',
  a: number,
  b: number,
];

const edits: fc.Arbitrary<Edit> = fc.tuple(
  fc.constantFrom('times', 'days', 'shift', 'until', 'drop', 'one', 'mark', 'undo'),
  fc.nat(11),
  fc.nat(6),
);

const pattern = {
  title: 'Polygons',
  kind: 'live_class' as const,
  room: null,
  instructorId: null,
  from: '2026-03-16',
  to: '2026-04-10',
  slots: [
    { weekday: 1, startsAt: '10:00', endsAt: '12:00' },
    { weekday: 4, startsAt: '10:00', endsAt: '12:00' },
  ],
};

interface World {
  laptop: TestBackend;
  learnerId: string;
}

async function perform({ laptop, learnerId }: World, [name, a, b]: Edit): Promise<void> {
  const ids = all<{ id: string; date: string }>(
    laptop.db(),
    'SELECT id, date FROM session WHERE date IS NOT NULL ORDER BY date, id',
  );
  const session = ids[a % Math.max(1, ids.length)];
  if (!session) return;
  const sessionId = session.id;
  const { cohortId: _cohort, from: _from, ...plan } = { cohortId: '', ...pattern };
  const hour = String(8 + b).padStart(2, '0');
  const at = (weekday: number) => ({ weekday, startsAt: `${hour}:00`, endsAt: `${hour}:45` });
  const later = (part: object) =>
    laptop.send('sessions.changeLater', { sessionId, change: { how: 'edit', plan: { ...plan, ...part } } });
  laptop.clock.advance(1000);
  const day = `2026-04-${String(1 + b * 3).padStart(2, '0')}`;
  const acts: Record<Edit[0], () => Promise<unknown>> = {
    times: () => later({ slots: [at(1), at(4)] }),
    days: () => later({ slots: [at(1 + (b % 5)), at(6)] }),
    until: () => later({ to: day }),
    shift: () =>
      laptop.send('sessions.changeLater', {
        sessionId,
        change: { how: 'shift', date: day, startsAt: `${hour}:30`, endsAt: '20:00' },
      }),
    drop: () => laptop.send('sessions.removeLater', { sessionId }),
    one: () => laptop.send('sessions.edit', { sessionId, title: `By hand ${b}` }),
    mark: () => laptop.send('attendance.mark', { sessionId, learnerId, mark: { status: 'present' } }),
    undo: () => laptop.send('changes.undo', {}),
  };
  const result = (await acts[name]()) as { ok: boolean; error?: { code: string } };
  if (!result.ok && !['conflict', 'validation', 'not_found'].includes(result.error?.code ?? ''))
    throw new Error(`${name}: ${JSON.stringify(result)}`);
}

/** A laptop with the series, and how much of its log was there before anything was edited. */
async function prepare(now: string): Promise<World & { seriesId: string }> {
  const laptop = await openTestBackend({ now });
  const cohortId = await addCohort(laptop);
  const [learnerId = ''] = addLearners(laptop, 1, cohortId);
  const { seriesId } = await laptop.call('sessions.planSeries', { ...pattern, cohortId });
  return { laptop, learnerId, seriesId };
}

test('whatever is done to a series, marked sessions stay as they are, and nothing is there twice', async () => {
  const marked = (world: World) =>
    all(
      world.laptop.db(),
      `SELECT s.id, s.date, s.starts_at, s.ends_at FROM session s JOIN mark m ON m.session_id = s.id
       WHERE s.date IS NOT NULL ORDER BY s.id`,
    );
  await fc.assert(
    fc.asyncProperty(fc.array(edits, { minLength: 1, maxLength: 12 }), async (history) => {
      const world = await prepare('2026-03-12T08:00:00Z');
      for (const edit of history) {
        const before = marked(world) as { id: string }[];
        await perform(world, edit);
        if (edit[0] !== 'undo') {
          const after = new Map((marked(world) as { id: string }[]).map((row) => [row.id, row]));
          for (const row of before) expect(after.get(row.id)).toEqual(row);
        }
        const twice = all(
          world.laptop.db(),
          `SELECT series_id, series_date, count(*) AS n FROM session WHERE series_id IS NOT NULL AND date IS NOT NULL
           GROUP BY series_id, series_date HAVING n > 1`,
        );
        expect(twice).toEqual([]);
      }
      world.laptop.close();
    }),
    { numRuns: 12 },
  );
});

test('two laptops that edit a series apart end with the same tables, in whatever order each hears of the other', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(edits, { minLength: 1, maxLength: 6 }),
      fc.array(edits, { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      async (here, there, luck) => {
        // Both begin as one: the second is a copy of the first up to here, under a name of its own.
        const first = await prepare('2026-03-12T08:00:00Z');
        const common = logOf(first.laptop.db()).length;
        for (const edit of here) await perform(first, edit);
        const mine = logOf(first.laptop.db());
        for (let left = here.length; left > 0; left--) await first.laptop.send('changes.undo', {});
        const undone = logOf(first.laptop.db()).length;
        for (const edit of there) await perform(first, edit);
        const theirs = logOf(first.laptop.db()).slice(undone).map(asOther(mine));
        const changes: ChangeRow[] = [...mine, ...theirs];
        first.laptop.close();
        const [one, two] = [memoryDatabase(), memoryDatabase()];
        receiveAll(one, changes);
        const seed = new Map(changes.map((change) => [change, Number(luck.next().value)]));
        const shuffled = [...changes].sort((a, b) => (seed.get(a) ?? 0) - (seed.get(b) ?? 0));
        receiveAll(two, shuffled);
        expect(common).toBeGreaterThan(10);
        expect(dumpTables(two)).toEqual(dumpTables(one));
        one.close();
        two.close();
      },
    ),
    { numRuns: 8 },
  );
});

/**
 * What was done after the first laptop's work was taken back, as a laptop would have written it that never heard of
 * that work: under its own name, replacing only what both had in common.
 */
function asOther(known: readonly ChangeRow[]): (change: ChangeRow, index: number) => ChangeRow {
  const last = Math.max(...known.map((change) => change.seq));
  return (change, index) => {
    const replaces = change.replaces === null ? [] : (JSON.parse(change.replaces) as [string, number][]);
    const rest = replaces.filter(([, seq]) => seq <= last);
    return {
      ...change,
      device: `${change.device.slice(0, -4)}0000`,
      seq: index + 1,
      act: 1,
      undoes: null,
      replaces: rest.length === 0 ? null : JSON.stringify(rest),
    };
  };
}
