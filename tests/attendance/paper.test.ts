import { beforeEach, describe, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addLearners, enroll, planSession, prepareRoll } from '../support/people.ts';

let laptop: TestBackend;
let cohortId: string;
let sessionId: string;
let learners: string[];
beforeEach(async () => {
  laptop = await openTestBackend();
  ({ cohortId, sessionId, learners } = await prepareRoll(laptop, 5));
});

const print = (more: object = {}) =>
  laptop.call('attendance.printPaper', { sessionId, language: 'en', extraRows: 4, ...more });
const paper = (printId: string | null = null) => laptop.call('attendance.paper', { sessionId, printId });
const roll = async () =>
  Object.fromEntries(
    (await laptop.call('attendance.roll', { sessionId })).rows.map(({ name, mark }) => [name, mark]),
  );
const enter = (more: object = {}) =>
  laptop.call('attendance.enterPaper', {
    sessionId,
    printId: null,
    marks: [],
    restPresent: false,
    written: [],
    ...more,
  });
const absent = { status: 'absent' };

describe('a printed roll', () => {
  test('has the rows of the roll in its order, and a code that finds the session', async () => {
    const { print: sheet, learners: rows } = await print();
    expect(rows.map((row) => row.learnerId)).toEqual(learners);
    expect(sheet).toMatchObject({ language: 'en', rows: 5, extraRows: 4, at: laptop.clock.now });
    const { found } = await laptop.call('attendance.findPaper', { code: `${sheet.code.toLowerCase()}-2` });
    expect(found.map(({ session, print: one }) => [session.id, one])).toEqual([[sessionId, sheet]]);
  });

  test('keeps its code when it is printed again as it is, and gets another when something differs', async () => {
    const first = await print();
    laptop.clock.advance(60_000);
    expect(await print()).toEqual(first);
    const arabic = await print({ language: 'ar' });
    addLearners(laptop, 1, cohortId, ['Aaa First']);
    const more = await print();
    expect(more.learners[0]?.name).toBe('Aaa First');
    const codes = [first, arabic, more].map((one) => one.print.code);
    expect(new Set(codes).size).toBe(3);
    expect((await paper()).prints.map((one) => one.code).sort()).toEqual([...codes].sort());
  });

  test('is not taken back by an undo: the act before it is', async () => {
    await laptop.call('attendance.mark', { sessionId, learnerId: learners[0] ?? '', mark: absent });
    const { print: sheet } = await print();
    const { act } = await laptop.call('changes.undo', {});
    expect(act.command).toBe('attendance.mark');
    expect((await paper()).print).toEqual(sheet);
  });

  test('an unknown code and no code are told apart', async () => {
    await print();
    expect((await laptop.fail('attendance.findPaper', { code: '0000' })).reason).toBe('print_not_found');
    expect((await laptop.fail('attendance.findPaper', { code: 'ж7' })).reason).toBe('no_paper_code');
  });

  test('is found by a substitute only on her day', async () => {
    const { print: sheet } = await print();
    const tomorrow = await planSession(laptop, cohortId, { date: '2026-03-13' });
    const other = await print({ sessionId: tomorrow });
    laptop.sit(laptop.instructorId, 'substitute', { day: '2026-03-12', cohortId });
    await laptop.call('attendance.findPaper', { code: sheet.code });
    expect((await laptop.fail('attendance.findPaper', { code: other.print.code })).reason).toBe(
      'print_not_found',
    );
  });
});

describe('the numbers on the paper', () => {
  test('stay, whoever was enrolled, left or was merged since', async () => {
    const { print: sheet } = await print();
    addLearners(laptop, 1, cohortId, ['Aaa First']);
    enroll(laptop, learners[1] ?? '', cohortId, { endsOn: '2026-03-01' });
    const { rows, print: used } = await paper();
    expect(used?.id).toBe(sheet.id);
    expect(rows.map(({ number, name, onRoll }) => [number, name, onRoll])).toEqual([
      [1, 'Learner 01', true],
      [2, 'Learner 02', false],
      [3, 'Learner 03', true],
      [4, 'Learner 04', true],
      [5, 'Learner 05', true],
      [null, 'Aaa First', true],
    ]);
  });

  test('are those of the roll where none was printed, and nobody chooses between several prints', async () => {
    const plain = await paper();
    expect([plain.print, plain.prints, plain.rows.map((row) => row.number)]).toEqual([
      null,
      [],
      [1, 2, 3, 4, 5],
    ]);
    const first = await print();
    const second = await print({ extraRows: 8 });
    expect((await paper()).print).toBeNull();
    expect((await paper(first.print.id)).print).toEqual(first.print);
    expect((await paper(second.print.id)).print).toEqual(second.print);
    expect((await laptop.fail('attendance.paper', { sessionId, printId: cohortId })).reason).toBe(
      'print_not_found',
    );
  });
});

describe('typing the exceptions in', () => {
  test('is one act: exceptions, the rest present, the class held; one undo takes all of it back', async () => {
    const before = await laptop.call('attendance.roll', { sessionId });
    const { marks } = await enter({
      marks: [
        { learnerId: learners[1], mark: absent },
        { learnerId: learners[3], mark: { status: 'late', minutesMissed: 12 } },
      ],
      restPresent: true,
    });
    expect(marks).toBe(5);
    expect(await roll()).toEqual({
      'Learner 01': { status: 'present' },
      'Learner 02': absent,
      'Learner 03': { status: 'present' },
      'Learner 04': { status: 'late', minutesMissed: 12 },
      'Learner 05': { status: 'present' },
    });
    expect((await laptop.call('sessions.get', { sessionId })).outcome.kind).toBe('held');
    const { act } = await laptop.call('changes.undo', {});
    expect(act).toMatchObject({ command: 'attendance.enterPaper', cells: 6 });
    expect(await laptop.call('attendance.roll', { sessionId })).toEqual(before);
  });

  test('leaves blanks where the rest is not said to have been there, and marks that exist as they are', async () => {
    await laptop.call('attendance.mark', {
      sessionId,
      learnerId: learners[4] ?? '',
      mark: { status: 'remote' },
    });
    await enter({ marks: [{ learnerId: learners[0], mark: absent }] });
    expect(Object.values(await roll())).toEqual([absent, null, null, null, { status: 'remote' }]);
    await enter({ restPresent: true });
    expect(Object.values(await roll()).map((mark) => mark?.status)).toEqual([
      'absent',
      'present',
      'present',
      'present',
      'remote',
    ]);
  });

  test('speaks only of who is on the sheet: somebody enrolled since stays blank', async () => {
    await print();
    addLearners(laptop, 1, cohortId, ['Zoe Later']);
    await enter({ restPresent: true });
    expect((await roll())['Zoe Later']).toBeNull();
    expect((await roll())['Learner 05']).toEqual({ status: 'present' });
  });

  test('takes in who was written by hand: known or new, on the roll from then on', async () => {
    const [known = ''] = addLearners(laptop, 1, await anotherCohort(), ['Known Elsewhere']);
    await enter({
      written: [
        { learner: { id: known }, mark: { status: 'present' } },
        { learner: { name: 'Came Along' }, mark: { status: 'late', minutesMissed: 5 } },
      ],
    });
    expect(await roll()).toMatchObject({
      'Known Elsewhere': { status: 'present' },
      'Came Along': { status: 'late', minutesMissed: 5 },
    });
    await laptop.call('changes.undo', {});
    expect(Object.keys(await roll())).toHaveLength(5);
    expect((await laptop.call('roster.learners', { search: 'Came Along' })).total).toBe(0);
  });

  test('knows who was excused beforehand', async () => {
    await laptop.call('attendance.addExcuse', {
      learnerIds: [learners[2] ?? ''],
      from: '2026-03-12',
      to: '2026-03-12',
      reason: 'family',
      note: null,
    });
    expect((await paper()).rows[2]?.excused).toBe(true);
    await enter({ restPresent: true });
    expect((await roll())['Learner 03']).toEqual({ status: 'excused', reason: 'family' });
  });

  test('keeps what is known of how class went', async () => {
    const outcome = {
      kind: 'stopped_early' as const,
      gaps: [],
      stoppedAt: '11:00',
      reason: 'power' as const,
    };
    await laptop.call('sessions.setOutcome', { sessionId, outcome });
    await enter({ restPresent: true });
    expect((await laptop.call('sessions.get', { sessionId })).outcome).toEqual(outcome);
  });

  test('is refused whole, with nothing written', async () => {
    const stranger = laptop.coordinatorId;
    const input = { sessionId, printId: null, marks: [], restPresent: false, written: [] };
    const mark = { learnerId: learners[0] ?? '', mark: absent };
    const refusals = [
      ['paper_empty', input],
      ['not_on_roll', { ...input, marks: [mark, { learnerId: stranger, mark: absent }] }],
      ['unknown_status', { ...input, marks: [mark, { ...mark, mark: { status: 'asleep' } }] }],
      ['minutes_needed', { ...input, marks: [mark, { ...mark, mark: { status: 'late' } }] }],
      [
        'learner_not_found',
        { ...input, marks: [mark], written: [{ learner: { id: stranger }, mark: absent }] },
      ],
      ['print_not_found', { ...input, marks: [mark], printId: stranger }],
    ] as const;
    for (const [reason, wrong] of refusals)
      expect(
        (
          await laptop.fail('attendance.enterPaper', {
            ...wrong,
            marks: [...wrong.marks],
            written: 'written' in wrong ? [...wrong.written] : [],
          })
        ).reason,
      ).toBe(reason);
    expect(Object.values(await roll())).toEqual([null, null, null, null, null]);
    await laptop.call('attendance.close', { sessionId });
    expect((await laptop.fail('attendance.enterPaper', { ...input, restPresent: true })).reason).toBe(
      'roll_closed',
    );
    await enter({ restPresent: true, why: 'the sheet turned up' });
  });

  test('is refused for a class that did not take place', async () => {
    const outcome = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: 'power' as const };
    await laptop.call('sessions.setOutcome', { sessionId, outcome });
    const input = { sessionId, printId: null, marks: [], restPresent: true, written: [] };
    expect((await laptop.fail('attendance.enterPaper', input)).reason).toBe('session_not_held');
  });
});

test('the rolls of the next two weeks can be printed in one go', async () => {
  const soon = await planSession(laptop, cohortId, { date: '2026-03-19' });
  const dropped = await planSession(laptop, cohortId, { date: '2026-03-20' });
  await planSession(laptop, cohortId, { date: '2026-03-27' });
  const outcome = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: 'power' as const };
  await laptop.call('sessions.setOutcome', { sessionId: dropped, outcome });
  const { sessions, cohortName } = await laptop.call('attendance.paperSessions', { cohortId });
  expect(cohortName).toBe('Cohort 2');
  expect(sessions.map(({ id }) => id)).toEqual([sessionId, soon]);
});

async function anotherCohort(): Promise<string> {
  const profile = { name: 'Cohort 3', programId: null, startsOn: null, endsOn: null };
  return (await laptop.call('roster.addCohort', profile)).id;
}
