import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ChangeRow } from '../../src/main/database/changes.ts';
import { rebuild, rebuildHeads } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { edit, logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { dumpTables } from '../support/dump.ts';
import { addCohort, addLearners } from '../support/people.ts';

let laptop: TestBackend;
let sessionId: string;
let learnerId: string;

/** A class of a series that makes up for nothing, with a substitute: all that a removal clears. */
beforeEach(async () => {
  laptop = await openTestBackend();
  const cohortId = await addCohort(laptop);
  [learnerId = ''] = addLearners(laptop, 1, cohortId);
  const { seriesId } = await laptop.call('sessions.planSeries', {
    ...{ cohortId, title: 'Polygons', kind: 'live_class', room: 'Room 3', instructorId: laptop.instructorId },
    ...{ from: '2026-03-12', to: '2026-03-12', slots: [{ weekday: 4, startsAt: '10:00', endsAt: '12:00' }] },
  });
  expect(seriesId).not.toBe('');
  [{ id: sessionId } = { id: '' }] = (await laptop.call('sessions.today', {})).week.flatMap(
    (day) => day.sessions,
  );
  await laptop.call('sessions.setSubstitute', { sessionId, personId: laptop.coordinatorId });
});

/** What another laptop wrote that knew all that is here up to now. */
function elsewhere(write: (id: string) => { entity: string; id: string; cell: string; value: unknown }[]) {
  const other = memoryDatabase();
  receiveAll(other, logOf(laptop.db()));
  laptop.clock.advance(1000);
  edit(other, 'device-b', laptop.clock.now, write(sessionId));
  const theirs = logOf(other).filter((change) => change.device === 'device-b');
  other.close();
  return theirs;
}
const marked = (status: string | null = 'present') =>
  elsewhere((id) => [
    { entity: 'mark', id: `${id}:${learnerId}`, cell: 'mark', value: status && { status } },
  ]);
const walkedIn = () =>
  elsewhere((id) => [{ entity: 'walk_in', id: `${id}:${learnerId}`, cell: 'here', value: true }]);
const photographed = () =>
  elsewhere((id) => [
    {
      entity: 'evidence',
      id: `${id}:019a0000-0000-7000-8000-000000000001`,
      cell: 'sheet',
      value: { sha256: 'a'.repeat(64), type: 'image/jpeg', bytes: 9, width: 3, height: 4, stripped: [] },
    },
  ]);
const take = (changes: readonly ChangeRow[]) => receiveAll(laptop.db(), changes);
const session = () => laptop.call('sessions.get', { sessionId });
const gone = { code: 'not_found', reason: 'session_not_found' };

describe('a class that one laptop removed and another marked', () => {
  test.each([
    ['marked', marked],
    ['walked into', walkedIn],
    ['kept on a sheet that was photographed', photographed],
  ])('stays with all that was said of it, where it was %s', async (_name, theirs) => {
    const before = await session();
    const changes = theirs();
    await laptop.call('sessions.remove', { sessionId });
    expect(await laptop.fail('sessions.get', { sessionId })).toEqual(gone);
    take(changes);
    const { recorded, present, learners, ...after } = await session();
    expect(after).toMatchObject({
      ...{ title: 'Polygons', room: 'Room 3', date: '2026-03-12', startsAt: '10:00' },
      ...{ seriesId: before.seriesId, substituteName: 'Iryna', cohortName: 'Cohort 2' },
    });
    expect(learners).toBe(1);
    expect([recorded, present]).toEqual(theirs === marked ? [1, 1] : [0, 0]);
    const { rows } = await laptop.call('attendance.roll', { sessionId });
    expect(rows.map((row) => row.mark?.status ?? null)).toEqual([theirs === marked ? 'present' : null]);
  });

  test('stays where the mark was here and the removal comes', async () => {
    const removal = elsewhere((id) => [
      { entity: 'session', id, cell: 'plan', value: null },
      { entity: 'session', id, cell: 'series', value: null },
      { entity: 'session', id, cell: 'substitute', value: null },
    ]);
    const before = await session();
    await laptop.call('attendance.mark', { sessionId, learnerId, mark: { status: 'present' } });
    take(removal);
    expect(await session()).toEqual({ ...before, recorded: 1, present: 1 });
  });

  test('is told of on the roll: who removed it, and when', async () => {
    const theirs = marked();
    await laptop.call('sessions.remove', { sessionId });
    const at = laptop.clock.now;
    take(theirs);
    expect((await laptop.call('attendance.roll', { sessionId })).removed).toEqual({ by: 'Iryna', at });
  });

  test('can be changed, closed and counted as any other, and then it is there for good', async () => {
    const theirs = marked();
    await laptop.call('sessions.remove', { sessionId });
    take(theirs);
    await laptop.call('sessions.edit', { sessionId, title: 'Boxes' });
    await laptop.call('attendance.close', { sessionId });
    expect((await laptop.call('attendance.roll', { sessionId })).removed).toBeNull();
    expect(await session()).toMatchObject({ title: 'Boxes', recorded: 1 });
  });

  test('is gone once nobody is marked in it any more, and back with the mark', async () => {
    const theirs = marked();
    await laptop.call('sessions.remove', { sessionId });
    take(theirs);
    await laptop.call('attendance.mark', { sessionId, learnerId, mark: null });
    expect(await laptop.fail('sessions.get', { sessionId })).toEqual(gone);
    await laptop.call('changes.undo', {});
    expect((await session()).substituteName).toBe('Iryna');
  });

  test('is gone once its only photo is taken away, and back with it', async () => {
    const theirs = photographed();
    await laptop.call('sessions.remove', { sessionId });
    take(theirs);
    const { sheets } = await laptop.call('attendance.evidence', { sessionId });
    await laptop.call('attendance.removeEvidence', { sessionId, id: sheets[0]?.id ?? '' });
    expect(await laptop.fail('sessions.get', { sessionId })).toEqual(gone);
    await laptop.call('changes.undo', {});
    expect((await session()).title).toBe('Polygons');
  });

  test('is gone where the mark had been taken away again', async () => {
    const theirs = [...marked()];
    const other = memoryDatabase();
    receiveAll(other, [...logOf(laptop.db()), ...theirs]);
    edit(other, 'device-b', laptop.clock.now + 1, [
      { entity: 'mark', id: `${sessionId}:${learnerId}`, cell: 'mark', value: null },
    ]);
    const all = logOf(other).filter((change) => change.device === 'device-b');
    await laptop.call('sessions.remove', { sessionId });
    take(all);
    expect(await laptop.fail('sessions.get', { sessionId })).toEqual(gone);
  });

  test('does not bring back what had been taken from it before it was removed', async () => {
    await laptop.call('sessions.setSubstitute', { sessionId, personId: null });
    const theirs = marked();
    await laptop.call('sessions.remove', { sessionId });
    take(theirs);
    expect((await session()).substituteName).toBeNull();
  });

  test.each([
    ['marked', marked],
    ['photographed', photographed],
  ])('gives the same tables in any order of arrival, and when they are rebuilt: %s', async (_name, how) => {
    const theirs = how();
    await laptop.call('sessions.remove', { sessionId });
    take(theirs);
    const tables = dumpTables(laptop.db());
    const changes = logOf(laptop.db());
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(changes, { minLength: changes.length }), async (shuffled) => {
        const other = memoryDatabase();
        receiveAll(other, shuffled);
        expect(dumpTables(other)).toEqual(tables);
        rebuildHeads(other);
        rebuild(other, entities);
        expect(dumpTables(other)).toEqual(tables);
        other.close();
      }),
      { numRuns: 15 },
    );
  });
});
