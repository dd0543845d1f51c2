import { describe, expect, test } from 'vitest';
import { beginAct, lastSeq } from '../../src/main/database/changes.ts';
import { rebuild } from '../../src/main/database/projections.ts';
import { remembering } from '../../src/main/database/remembering.ts';
import { entities } from '../../src/main/database/schema.ts';
import { type Database, inTransaction, one } from '../../src/main/database/sqlite.ts';
import { learnerEntity } from '../../src/main/roster/entities.ts';
import { isEnrolledOn } from '../../src/main/roster/queries.ts';
import { samePeople } from '../../src/main/roster/same-person.ts';
import { findSession } from '../../src/main/sessions/queries.ts';
import { openTestBackend } from '../support/backend.ts';
import { act, prepareRoll } from '../support/people.ts';

let reads = 0;
const nameOf = remembering(['learner'], (db: Database, id: string) => {
  reads += 1;
  return one<{ name: string }>(db, 'SELECT name FROM learner WHERE id = ?', id)?.name;
});
const readsOf = (work: () => void): number => {
  const before = reads;
  work();
  return reads - before;
};

const called = (name: string) => ({ written: name, short: name });

async function openRoll() {
  const laptop = await openTestBackend();
  const { sessionId, cohortId, learners } = await prepareRoll(laptop, 2);
  const [learnerId = '', otherId = ''] = learners;
  const rename = (name: string): void =>
    act(laptop, 'roster.editLearner', (write) => void write(learnerEntity, learnerId, 'name', called(name)));
  return { laptop, db: laptop.db(), sessionId, cohortId, learnerId, otherId, rename };
}

describe('an answer that is kept', () => {
  test('is read once, and again after its table was written, not after a mark', async () => {
    const { laptop, db, sessionId, learnerId, rename } = await openRoll();
    expect(readsOf(() => [1, 2, 3].map(() => nameOf(db, learnerId)))).toBe(1);
    await laptop.call('attendance.mark', { sessionId, learnerId, mark: { status: 'present' } });
    expect(readsOf(() => nameOf(db, learnerId))).toBe(0);
    rename('Olena');
    expect(nameOf(db, learnerId)).toBe('Olena');
  });

  test('is not kept from a transaction that was taken back, nor from a part of one', async () => {
    const { db, learnerId, rename } = await openRoll();
    rename('Olena');
    const failing = (): void => {
      rename('Nobody');
      expect(nameOf(db, learnerId)).toBe('Nobody');
      throw new Error('taken back');
    };
    expect(() => inTransaction(db, failing)).toThrow('taken back');
    expect(nameOf(db, learnerId)).toBe('Olena');
    inTransaction(db, () => {
      expect(() => inTransaction(db, failing)).toThrow('taken back');
      expect(nameOf(db, learnerId)).toBe('Olena');
    });
  });

  test('is given up where tables are rebuilt', async () => {
    const { db, learnerId } = await openRoll();
    nameOf(db, learnerId);
    rebuild(db, entities);
    expect(readsOf(() => nameOf(db, learnerId))).toBe(1);
  });

  test('of the log: an act that was taken back leaves no gap', async () => {
    const { laptop, db, learnerId, rename } = await openRoll();
    const { device } = laptop.backend().gate.vault();
    const before = lastSeq(db, device);
    const failing = (): void => {
      rename('Nobody');
      throw new Error('taken back');
    };
    expect(() => inTransaction(db, failing)).toThrow('taken back');
    expect(lastSeq(db, device)).toBe(before);
    rename('Olena');
    const author = { device, actor: null, command: 'test', now: 0 };
    inTransaction(db, () => beginAct(db, author).write(learnerEntity, learnerId, 'name', called('Olha')));
    expect(lastSeq(db, device)).toBe(before + 2);
    expect(one(db, 'SELECT max(seq) AS seq FROM change WHERE device = ?', device)).toEqual({
      seq: before + 2,
    });
  });
});

test('what a mark asks for follows what was written a moment before', async () => {
  const { laptop, db, sessionId, cohortId, learnerId, otherId } = await openRoll();
  const date = findSession(db, sessionId)?.date ?? '';
  expect(isEnrolledOn(db, otherId, cohortId, date)).toBe(true);
  act(laptop, 'roster.merge', (write) => void write(learnerEntity, otherId, 'alias', { of: learnerId }));
  expect(samePeople(db).personOf(otherId)).toBe(learnerId);
  await laptop.call('attendance.close', { sessionId });
  expect(findSession(db, sessionId)?.closedAt).not.toBeNull();
  await laptop.call('changes.undo', {});
  expect(findSession(db, sessionId)?.closedAt).toBeNull();
});
