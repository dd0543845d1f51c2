import { beforeEach, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/shared/contract/index.ts';
import { access } from '../support/access.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { cutOff } from '../support/cut-off.ts';
import { addCohort, addLearners, planSession } from '../support/people.ts';

let laptop: TestBackend;
let own: { cohortId: string; today: string; yesterday: string; tomorrow: string; learner: string };
let other: { cohortId: string; today: string };
let substitute: string;

const pin = '2468';
const outside = { code: 'forbidden', reason: 'outside_scope' };

beforeEach(async () => {
  laptop = await openTestBackend();
  const cohortId = await addCohort(laptop, 'Hers');
  const [learner = ''] = addLearners(laptop, 2, cohortId);
  own = {
    cohortId,
    learner,
    today: await planSession(laptop, cohortId),
    yesterday: await planSession(laptop, cohortId, { date: '2026-03-11' }),
    tomorrow: await planSession(laptop, cohortId, { date: '2026-03-13' }),
  };
  const otherCohort = await addCohort(laptop, 'Not hers');
  addLearners(laptop, 2, otherCohort);
  other = { cohortId: otherCohort, today: await planSession(laptop, otherCohort) };
  substitute = (await laptop.call('center.letInSubstitute', { name: 'Maria', cohortId, pin })).id;
});

const signIn = () => laptop.call('center.unlock', { personId: substitute, pin });

/** What a substitute sends about a session, by channel. */
function about(sessionId: string): Partial<Record<Channel, object>> {
  const learnerId = own.learner;
  return {
    'attendance.roll': { sessionId },
    'attendance.mark': { sessionId, learnerId, mark: { status: 'present' } },
    'attendance.history': { sessionId, learnerId },
    'attendance.resolve': { sessionId, learnerId, device: 'nobody', seq: 1 },
    'attendance.addWalkIn': { sessionId, learner: { name: 'Came along' } },
    'attendance.removeWalkIn': { sessionId, learnerId: '018f0000-0000-7000-8000-0000000000aa' },
    'attendance.fillBlanks': { sessionId },
    'attendance.readPicture': { sessionId, file: 'x' },
    'attendance.addEvidence': { sessionId, picture: 'x' },
    'attendance.evidence': { sessionId },
    'attendance.openEvidence': { sessionId, id: '018f0000-0000-7000-8000-0000000000aa' },
    'attendance.removeEvidence': { sessionId, id: '018f0000-0000-7000-8000-0000000000aa' },
    'attendance.printPaper': { sessionId, language: 'en', extraRows: 4 },
    'attendance.paper': { sessionId, printId: null },
    'attendance.enterPaper': { sessionId, printId: null, marks: [], restPresent: true, written: [] },
    'sessions.get': { sessionId },
    'sessions.setOutcome': {
      sessionId,
      outcome: { kind: 'held', gaps: [], stoppedAt: null, reason: null },
    },
    'attendance.close': { sessionId },
    'attendance.reopen': { sessionId, why: 'one more' },
    'sessions.answerInterruption': { sessionId, answer: 'went_on', resumedAt: null },
  };
}

test('every call that a substitute may make is either about one session or tried below', () => {
  const withoutSession = [
    'attendance.conflicts',
    'attendance.findPaper',
    'desk.find',
    'desk.recall',
    'center.stillHere',
    'center.rememberScreen',
    'center.setPin',
    'center.setMyLanguage',
    'center.acknowledgeNewDevice',
    'center.about',
    'changes.state',
    'changes.undo',
    'changes.redo',
    'jobs.get',
    'jobs.cancel',
    'programs.list',
    'roster.cohorts',
    'sessions.today',
    'sessions.interruption',
  ];
  const may = Object.keys(access).filter((channel) => access[channel]?.[1].includes('s'));
  expect([...Object.keys(about('')), ...withoutSession].sort()).toEqual(may.sort());
});

describe('a substitute', () => {
  test("takes today's roll of the cohort, all of it", async () => {
    await signIn();
    for (const [channel, input] of Object.entries(about(own.today))) {
      const result = await laptop.send(channel, input);
      if (!result.ok) expect([channel, result.error.code]).not.toEqual([channel, 'forbidden']);
    }
    const { rows } = await laptop.call('attendance.roll', { sessionId: own.today });
    expect(rows).toHaveLength(3);
  });

  test.each([
    ['yesterday’s class', () => own.yesterday],
    ['tomorrow’s class', () => own.tomorrow],
    ['today’s class of another cohort', () => other.today],
    ['a class that does not exist', () => '018f0000-0000-7000-8000-0000000000aa'],
  ])('reaches nothing of %s', async (_name, sessionId) => {
    await signIn();
    for (const [channel, input] of Object.entries(about(sessionId()))) {
      expect([channel, await laptop.send(channel, input)]).toEqual([channel, { ok: false, error: outside }]);
    }
  });

  test('sees one class and one cohort on Today, and no past roll among the things to do', async () => {
    await signIn();
    laptop.clock.set('2026-03-12T15:00:00Z');
    const today = await laptop.call('sessions.today', {});
    const sessions = today.week.flatMap((day) => day.sessions.map((session) => session.id));
    expect(sessions).toEqual([own.today]);
    expect(today.cohorts.map((cohort) => cohort.id)).toEqual([own.cohortId]);
    const about = today.todos.flatMap((todo) => ('sessionId' in todo ? [todo.sessionId] : [todo.kind]));
    expect(about).toEqual([own.today]);
  });

  test('is asked neither to plan make-ups nor to check in with anybody, and sees no calendar', async () => {
    const outcome = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: 'power' as const };
    await laptop.call('sessions.setOutcome', { sessionId: own.yesterday, outcome });
    await laptop.call('sessions.setOutcome', { sessionId: own.today, outcome });
    expect((await laptop.call('sessions.today', {})).todos.map((todo) => todo.kind)).toContain('make_up');
    await signIn();
    const today = await laptop.call('sessions.today', {});
    expect(today.todos).toEqual([]);
    expect(today.week.flatMap((day) => day.proposals)).toEqual([]);
    const refused = Object.keys(access).filter(
      (channel) => /^sessions\./.test(channel) && !access[channel]?.[1].includes('s'),
    );
    expect(refused.length).toBeGreaterThan(15);
    expect((await laptop.fail('sessions.calendar', { date: '2026-03-12' })).reason).toBe('not_allowed');
    expect((await laptop.fail('sessions.makeUp', { sessionId: own.today })).reason).toBe('not_allowed');
  });

  test('finds and recalls her own class, and neither people nor other classes', async () => {
    const things = [own.today, own.yesterday, other.today].map((id) => ({ kind: 'session' as const, id }));
    const people = [{ kind: 'learner' as const, id: own.learner }];
    const cohorts = [{ kind: 'cohort' as const, id: own.cohortId }];
    expect((await laptop.call('desk.find', { text: 'Polygons', most: 20 })).found).toHaveLength(4);
    await signIn();
    const idsOf = ({ found }: { found: { id: string }[] }): string[] => found.map(({ id }) => id);
    expect(idsOf(await laptop.call('desk.find', { text: 'Polygons', most: 20 }))).toEqual([own.today]);
    expect(idsOf(await laptop.call('desk.find', { text: 'Learner 01' }))).toEqual([]);
    const asked = { things: [...things, ...people, ...cohorts] };
    expect(idsOf(await laptop.call('desk.recall', asked))).toEqual([own.today]);
    expect(await laptop.call('attendance.conflicts', {})).toEqual({ conflicts: [] });
  });

  test('sees one cohort in every list of cohorts', async () => {
    await signIn();
    const { cohorts } = await laptop.call('roster.cohorts', {});
    expect(cohorts.map((cohort) => cohort.id)).toEqual([own.cohortId]);
  });

  test('cannot undo what others did', async () => {
    await signIn();
    expect(await laptop.call('changes.state', {})).toEqual({ undo: null, redo: null });
    expect((await laptop.fail('changes.undo', {})).reason).toBe('nothing_to_undo');
  });

  test('changes no PIN but her own', async () => {
    await signIn();
    const set = (personId: string) => laptop.send('center.setPin', { personId, oldPin: pin, pin: '1111' });
    expect(await set(laptop.coordinatorId)).toMatchObject({ error: { reason: 'not_allowed' } });
    expect((await set(substitute)).ok).toBe(true);
  });

  test('is asked after a cut about her class only', async () => {
    const mark = { status: 'present' };
    for (const sessionId of [own.today, other.today]) {
      const { rows } = await laptop.call('attendance.roll', { sessionId });
      await laptop.call('attendance.mark', { sessionId, learnerId: rows[0]?.learnerId ?? '', mark });
    }
    laptop = await cutOff(laptop);
    await laptop.unseal();
    await signIn();
    const { stop } = await laptop.call('sessions.interruption', {});
    expect(stop?.sessions.map((session) => session.sessionId)).toEqual([own.today]);
    const { todos } = await laptop.call('sessions.today', {});
    const resume = todos.filter((todo) => todo.kind === 'resume').map((todo) => todo.sessionId);
    expect(resume).toEqual([own.today]);
  });
});

describe('who stands in', () => {
  const standsIn = async (sessionId: string) => {
    const { substituteId, substituteName } = await laptop.call('sessions.get', { sessionId });
    return [substituteId, substituteName];
  };

  test('is noted on every class of the cohort today, and on no other', async () => {
    expect(await standsIn(own.today)).toEqual([substitute, 'Maria']);
    for (const sessionId of [own.yesterday, own.tomorrow, other.today])
      expect(await standsIn(sessionId)).toEqual([null, null]);
    await signIn();
    expect((await laptop.call('sessions.today', {})).current).toMatchObject({
      id: own.today,
      substituteName: 'Maria',
    });
    const { session } = await laptop.call('attendance.roll', { sessionId: own.today });
    expect(session.substituteName).toBe('Maria');
  });

  test('may be somebody of the team, on any day, or nobody', async () => {
    const personId = laptop.instructorId;
    await laptop.call('sessions.setSubstitute', { sessionId: own.tomorrow, personId });
    expect(await standsIn(own.tomorrow)).toEqual([personId, 'Petro']);
    await laptop.call('sessions.setSubstitute', { sessionId: own.tomorrow, personId: null });
    expect(await standsIn(own.tomorrow)).toEqual([null, null]);
  });

  test('is nobody whom no one let in for that class, nor anybody who left', async () => {
    const fail = async (sessionId: string, personId: string) =>
      (await laptop.fail('sessions.setSubstitute', { sessionId, personId })).reason;
    expect(await fail(own.tomorrow, substitute)).toBe('cannot_stand_in');
    expect(await fail(other.today, substitute)).toBe('cannot_stand_in');
    await laptop.call('center.editPerson', { id: laptop.instructorId, retired: true });
    expect(await fail(own.today, laptop.instructorId)).toBe('cannot_stand_in');
    expect(await fail(own.today, '018f0000-0000-7000-8000-0000000000aa')).toBe('person_not_found');
  });

  test('has that class on the large card first, and the instructor does not', async () => {
    const others = await planSession(laptop, own.cohortId, {
      startsAt: '09:30',
      instructorId: laptop.instructorId,
    });
    await laptop.call('sessions.setSubstitute', { sessionId: own.today, personId: laptop.instructorId });
    await laptop.call('sessions.setSubstitute', { sessionId: others, personId: laptop.coordinatorId });
    const card = async () => (await laptop.call('sessions.today', {})).current?.id;
    expect(await card()).toBe(others);
    laptop.sit(laptop.instructorId, 'instructor');
    expect(await card()).toBe(own.today);
  });
});

describe('the next day', () => {
  beforeEach(async () => {
    await laptop.call('center.lock', {});
    laptop.clock.advance(86_400_000);
    await laptop.unseal();
  });

  test('a substitute does not come in with the same PIN', async () => {
    expect(await laptop.fail('center.unlock', { personId: substitute, pin })).toEqual({
      code: 'forbidden',
      reason: 'substitute_day_over',
    });
    expect((await laptop.call('center.state', {})).stage).toBe('locked');
  });

  test('is not offered at the door any more, but the coordinator still sees who came', async () => {
    const names = async () => (await laptop.call('center.state', {})).people.map((person) => person.name);
    expect(await names()).not.toContain('Maria');
    laptop.sit(laptop.coordinatorId);
    expect(await names()).toContain('Maria');
  });
});

test('a substitute who is still at the keyboard at midnight is out', async () => {
  await signIn();
  laptop.clock.set('2026-03-12T22:00:30Z');
  expect(await laptop.fail('attendance.roll', { sessionId: own.today })).toEqual({
    code: 'forbidden',
    reason: 'substitute_day_over',
  });
  await laptop.call('center.lock', {});
});

test('nobody lets a substitute into a cohort that does not exist', async () => {
  const input = { name: 'Nobody', cohortId: '018f0000-0000-7000-8000-0000000000aa', pin };
  expect(await laptop.fail('center.letInSubstitute', input)).toEqual({
    code: 'not_found',
    reason: 'cohort_not_found',
  });
});
