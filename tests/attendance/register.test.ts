import { readXlsx } from 'hucre/xlsx';
import { beforeEach, describe, expect, it } from 'vitest';
import { learnerEntity } from '../../src/main/roster/entities.ts';
import type { Output } from '../../src/shared/contract/index.ts';
import { unpackMarks } from '../../src/shared/rules/packed-marks.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { makeUpFor, markAll, pauseDays, prepareCourse } from '../support/courses.ts';
import { act, addLearners, enroll } from '../support/people.ts';

let test: TestBackend;
beforeEach(async () => {
  test = await openTestBackend();
  return () => test.close();
});

type Row = Output<'attendance.register'>['learners'][number];
const rowOf = async (cohortId: string, learnerId = ''): Promise<Row> => {
  const { learners } = await test.call('attendance.register', { cohortId });
  const row = learners.find((one) => one.learnerId === learnerId);
  if (!row) throw new Error('not on the register');
  return row;
};

describe('the register of a cohort', () => {
  it('has its people by name, its sessions in order, and a mark or a blank for each', async () => {
    const { cohortId, learners, sessions } = await prepareCourse(test);
    await markAll(test, learners[1] ?? '', sessions, 'PA');
    const register = await test.call('attendance.register', { cohortId });
    expect(register).toMatchObject({ today: '2026-03-12', now: '10:00', cohort: { threshold: 75 } });
    expect(register.sessions.map((one) => one.id)).toEqual(sessions);
    expect(register.sessions.map((one) => one.ended)).toEqual(sessions.map((_id, index) => index < 6));
    expect(register.learners.map((one) => one.name)).toEqual(['Learner 01', 'Learner 02', 'Learner 03']);
    expect(unpackMarks(register.values, register.learners[1]?.marks ?? '')).toEqual([
      { status: 'present' },
      { status: 'absent' },
      ...[null, null, null, null, null, null],
    ]);
  });

  it('gives the figures that were worked by hand: 8 classes of 120, two marked, four blank, two to come', async () => {
    const { cohortId, learners, sessions } = await prepareCourse(test);
    await markAll(test, learners[0] ?? '', sessions, 'PA');
    expect((await rowOf(cohortId, learners[0])).figures).toEqual({
      creditedMinutes: 120,
      countableMinutes: 240,
      percentage: 50,
      highestReachable: 87,
      consecutiveAbsences: 1,
      owedMinutes: 0,
      notRecorded: 4,
    });
  });

  it('shows a range of it, with figures of the whole', async () => {
    const { cohortId, learners, sessions } = await prepareCourse(test);
    await markAll(test, learners[0] ?? '', sessions, 'PAP');
    const part = await test.call('attendance.register', { cohortId, from: '2026-03-07', to: '2026-03-08' });
    expect(part.sessions.map((one) => one.id)).toEqual(sessions.slice(1, 3));
    expect(unpackMarks(part.values, part.learners[0]?.marks ?? '')).toEqual([
      { status: 'absent' },
      { status: 'present' },
    ]);
    expect(part.learners[0]?.figures.percentage).toBe(66);
  });

  it('follows enrollment: late joiner, pause, leaver, walk-in', async () => {
    const { cohortId, learners, sessions } = await prepareCourse(test, { learners: 2 });
    const [first = '', second = ''] = learners;
    const [late = ''] = addLearners(test, 1, cohortId, ['Zora']);
    await markAll(test, late, sessions, 'APP');
    enroll(test, late, cohortId, { startsOn: '2026-03-07' });
    expect((await rowOf(cohortId, late)).figures).toMatchObject({ percentage: 100, countableMinutes: 240 });

    await markAll(test, first, sessions, 'PAP');
    pauseDays(test, first, cohortId, [{ from: '2026-03-07', to: '2026-03-07' }]);
    expect((await rowOf(cohortId, first)).figures.percentage).toBe(100);

    await markAll(test, second, sessions, 'PP');
    const left = { learnerId: second, cohortId, reason: null, lastSeen: '2026-03-07' };
    await test.call('roster.leave', left);
    const gone = await rowOf(cohortId, second);
    expect(gone).toMatchObject({ status: 'left', endsOn: '2026-03-07' });
    expect(gone.figures).toMatchObject({ percentage: 100, highestReachable: 100, notRecorded: 0 });

    const guest = { sessionId: sessions[2] ?? '', learner: { name: 'Guest' } };
    const { learnerId } = await test.call('attendance.addWalkIn', guest);
    const walkIn = await rowOf(cohortId, learnerId);
    expect(walkIn).toMatchObject({ status: null, walkedInto: [2], figures: { percentage: null } });
  });

  it('counts lost minutes as owed until they are made up', async () => {
    const { cohortId, learners, sessions } = await prepareCourse(test);
    const [learnerId = ''] = learners;
    const [lost = '', extra = ''] = sessions;
    await markAll(test, learnerId, sessions, 'P');
    const outcome = {
      kind: 'stopped_early' as const,
      gaps: [],
      stoppedAt: '10:30',
      reason: 'power' as const,
    };
    await test.call('sessions.setOutcome', { sessionId: lost, outcome });
    expect((await rowOf(cohortId, learnerId)).figures).toMatchObject({
      owedMinutes: 90,
      countableMinutes: 30,
    });
    makeUpFor(test, extra, lost);
    const { figures } = await rowOf(cohortId, learnerId);
    expect(figures.owedMinutes).toBe(0);
    await markAll(test, learnerId, [extra], 'A');
    expect((await rowOf(cohortId, learnerId)).figures.percentage).toBe(100);
  });

  it('gives the same figures whatever the order of marking', async () => {
    const { cohortId, learners, sessions } = await prepareCourse(test, { learners: 2 });
    const [first = '', second = ''] = learners;
    await markAll(test, first, sessions, 'PAEPA');
    await markAll(test, second, [...sessions.slice(0, 5)].reverse(), 'APEAP');
    const [one, other] = [await rowOf(cohortId, first), await rowOf(cohortId, second)];
    expect(other.figures).toEqual(one.figures);
    expect(one.figures.countableMinutes).toBe(480);
  });

  it('is not there for a cohort that is not there', async () => {
    const { learners } = await prepareCourse(test);
    const failure = await test.fail('attendance.register', { cohortId: learners[0] ?? '' });
    expect(failure).toEqual({ code: 'not_found', reason: 'cohort_not_found' });
  });
});

describe('the register as a file', () => {
  const labels = {
    name: 'Learner',
    percentage: 'Credit %',
    highestReachable: 'Can reach %',
    creditedHours: 'Hours credited',
    countableHours: 'Hours counted',
    consecutiveAbsences: 'Missed in a row',
    owedHours: 'Hours owed',
    notRecorded: 'Not recorded',
  };

  it.each(['csv', 'xlsx'] as const)('as %s holds figures, then a column for each session', async (format) => {
    const { cohortId, learners, sessions } = await prepareCourse(test, { learners: 1 });
    const [evil = ''] = addLearners(test, 1, cohortId, ['=HYPERLINK("http://x")']);
    enroll(test, evil, cohortId, { startsOn: '2026-03-07' });
    await markAll(test, learners[0] ?? '', sessions, 'PA');
    const { token, rows } = await test.call('attendance.exportRegister', {
      cohortId,
      to: '2026-03-08',
      format,
      fileName: 'Register: March/1',
      labels,
      marks: { present: 'P', absent: 'A' },
      notExpected: '–',
    });
    expect(rows).toBe(2);
    const file = test.backend().files.get(token);
    expect(file.name).toBe(`Register  March 1.${format}`);
    const head = [...Object.values(labels), '2026-03-06 10:00', '2026-03-07 10:00', '2026-03-08 10:00'];
    if (format === 'csv') {
      const lines = new TextDecoder().decode(file.bytes).trim().split('\r\n');
      expect(lines[0]).toBe(head.join(','));
      expect(lines[1]).toBe(`"'=HYPERLINK(""http://x"")",,100,0,0,0,0,5,–,,`);
      expect(lines[2]).toBe('Learner 01,50,87,2,4,1,0,4,P,A,');
    } else {
      const { sheets } = await readXlsx(file.bytes);
      expect(sheets[0]?.rows[0]).toEqual(head);
      expect(sheets[0]?.rows[2]?.slice(0, 10)).toEqual(['Learner 01', 50, 87, 2, 4, 1, 0, 4, 'P', 'A']);
      expect(sheets[0]?.rows[1]?.[0]).toBe('=HYPERLINK("http://x")');
    }
  });
});

describe('somebody who was merged with another row of hers', () => {
  it('stands once, with the marks of both rows', async () => {
    const { cohortId, learners, sessions } = await prepareCourse(test, { learners: 2 });
    const [stays = '', goes = ''] = learners;
    await markAll(test, stays, sessions, 'PA');
    await markAll(test, goes, sessions, '--PP');
    const before = await test.call('attendance.register', { cohortId });
    expect(before.learners).toHaveLength(2);
    act(test, 'test.merge', (write) => write(learnerEntity, goes, 'alias', { of: stays }));
    const { learners: rows } = await test.call('attendance.register', { cohortId });
    expect(rows.map((row) => row.learnerId)).toEqual([stays]);
    expect(rows[0]?.figures).toMatchObject({ creditedMinutes: 360, countableMinutes: 480, percentage: 75 });
  });
});
