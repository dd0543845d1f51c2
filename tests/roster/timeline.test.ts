import { beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '../../src/shared/contract/index.ts';
import type { TimelineEntry } from '../../src/shared/contract/roster-timeline.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addCohort, planSession } from '../support/people.ts';

let test: TestBackend;
beforeEach(async () => {
  test = await openTestBackend();
  return () => test.close();
});

async function add(name = 'Olena', cohortId: string | null = null): Promise<string> {
  const enroll = cohortId === null ? null : { cohortId, startsOn: '2026-03-01' };
  return (await test.call('roster.addLearner', { name, phone: null, email: null, enroll })).id;
}

const timeline = async (learnerId: string): Promise<TimelineEntry[]> =>
  (await test.call('roster.timeline', { learnerId })).entries;

const said = (entries: readonly TimelineEntry[]) =>
  entries.map((entry) => [entry.command, ...entry.changes.map((change) => change.what)]);

describe('a timeline', () => {
  it('tells every act about her, newest first, with who, when, from what to what', async () => {
    const learnerId = await add();
    test.clock.advance(60_000);
    await test.call('roster.editLearner', { learnerId, cells: { phone: '0671234567' } });
    test.sit(test.instructorId, 'instructor');
    test.clock.advance(60_000);
    await test.call('roster.editLearner', { learnerId, cells: { phone: '0671234568', sex: 'female' } });
    const [newest, ...older] = await timeline(learnerId);
    expect(newest).toMatchObject({
      by: 'Petro',
      here: true,
      deviceName: 'Laptop 1',
      at: test.clock.now,
      command: 'roster.editLearner',
      undo: false,
      changes: [
        { what: 'learner.sex', from: null, to: [{ kind: 'word', list: 'sex', code: 'female' }] },
        {
          what: 'learner.phone',
          from: [{ kind: 'text', text: '+380671234567' }],
          to: [{ kind: 'text', text: '+380671234568' }],
        },
      ],
    });
    expect(older.map((entry) => entry.by)).toEqual(['Iryna', 'Iryna']);
  });

  it('holds her enrollments, consents, fields, excuses and marks, cleared ones too', async () => {
    const cohortId = await addCohort(test);
    const learnerId = await add('Olena', cohortId);
    const sessionId = await planSession(test, cohortId);
    const next = (): void => test.clock.advance(1000);
    next();
    await test.call('attendance.mark', { sessionId, learnerId, mark: { status: 'late', minutesMissed: 10 } });
    next();
    await test.call('attendance.mark', { sessionId, learnerId, mark: null });
    next();
    const excuse = {
      learnerIds: [learnerId],
      from: '2026-03-20',
      to: '2026-03-21',
      reason: 'illness' as const,
      note: null,
    };
    const [id = ''] = (await test.call('attendance.addExcuse', excuse)).ids;
    next();
    await test.call('attendance.removeExcuse', { id });
    next();
    await test.call('roster.setField', { learnerId, field: 'Laptop', value: 'own' });
    next();
    const consent = {
      learnerId,
      purpose: 'photos',
      given: false,
      textVersion: '1',
      language: 'uk',
      on: null,
    } as const;
    await test.call('roster.setConsent', consent);
    next();
    await test.call('roster.leave', { learnerId, cohortId, reason: 'work', lastSeen: '2026-03-10' });
    const entries = await timeline(learnerId);
    expect(said(entries)).toEqual([
      ['roster.leave', 'enrollment.period', 'enrollment.status'],
      ['roster.setConsent', 'consent.decision'],
      ['roster.setField', 'learner_field.value'],
      ['attendance.removeExcuse', 'excuse.excuse'],
      ['attendance.addExcuse', 'excuse.excuse'],
      ['attendance.mark', 'mark.mark'],
      ['attendance.mark', 'mark.mark'],
      ['roster.addLearner', 'learner.name', 'enrollment.period', 'enrollment.status'],
    ]);
    expect(entries[6]?.changes[0]).toEqual({
      what: 'mark.mark',
      about: [
        { kind: 'text', text: 'Polygons' },
        { kind: 'date', date: '2026-03-12' },
      ],
      from: null,
      to: [
        { kind: 'word', list: 'mark', code: 'late' },
        { kind: 'minutes', minutes: 10 },
      ],
    });
    expect(entries[5]?.changes[0]?.to).toBeNull();
  });

  it('shows what was taken back, and tells nothing about others', async () => {
    const learnerId = await add();
    const other = await add('Maria');
    await test.call('roster.editLearner', { learnerId, cells: { sex: 'female' } });
    await test.call('changes.undo', {});
    const entries = await timeline(learnerId);
    expect(entries.map((entry) => [entry.undo, entry.changes[0]?.to === null])).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ]);
    expect(said(await timeline(other))).toEqual([['roster.addLearner', 'learner.name']]);
  });

  it('comes in pages without gaps or repeats, also within one instant', async () => {
    const learnerId = await add();
    for (let index = 0; index < 100; index++)
      await test.call('roster.setField', { learnerId, field: 'Count', value: String(index) });
    const seen: string[] = [];
    type Page = Output<'roster.timeline'>;
    let before: Page['next'] = null;
    const page = (from: Page['next']): Promise<Page> =>
      test.call('roster.timeline', { learnerId, before: from });
    do {
      const { entries, next } = await page(before);
      seen.push(...entries.map((entry) => String(entry.act)));
      before = next;
    } while (before);
    expect(seen).toHaveLength(101);
    expect(new Set(seen).size).toBe(101);
  });

  it('passes over values of a later version', async () => {
    const learnerId = await add();
    test
      .db()
      .prepare("UPDATE change SET format = 99 WHERE entity = 'learner' AND entity_id = ?")
      .run(learnerId);
    expect((await timeline(learnerId))[0]?.changes).toEqual([]);
  });
});
