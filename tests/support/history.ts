import fc from 'fast-check';
import { attemptId as attemptOf } from '../../src/main/assessments/attempt-id.ts';
import { one } from '../../src/main/database/sqlite.ts';
import type { TestBackend } from './backend.ts';
import { addAssessment, boxes, criterion } from './grades.ts';
import { addCohort, addLearners, planSession } from './people.ts';

/** A small world in which random acts often meet: two cohorts, three classes, four learners, two assessments. */
export interface World {
  cohorts: string[];
  sessions: string[];
  learners: string[];
  rubricId: string;
  /** A practice project with a rubric, a quiz without, both of the first cohort. */
  assessments: string[];
}

export async function prepareWorld(test: TestBackend): Promise<World> {
  const cohorts = [await addCohort(test, 'Cohort 1'), await addCohort(test, 'Cohort 2')];
  const [first = '', second = ''] = cohorts;
  const learners = [...addLearners(test, 3, first), ...addLearners(test, 1, second)];
  const sessions = [
    await planSession(test, first),
    await planSession(test, first, { date: '2026-03-11' }),
    await planSession(test, second),
  ];
  const { rubricId } = await test.call('assessments.addRubric', { content: boxes });
  const assessments = [
    await addAssessment(test, first, rubricId),
    await addAssessment(test, first, null, { kind: 'quiz', attempts: { most: null, counts: 'best' } }),
  ];
  return { cohorts, sessions, learners, rubricId, assessments };
}

/** One act, with places in the world instead of ids, so that a failing history can be read. */
export type Act = readonly [name: string, ...numbers: number[]];

const marks = [
  null,
  { status: 'present' },
  { status: 'late', minutesMissed: 7 },
  { status: 'absent', reason: 'illness' as const },
  { status: 'excused', note: 'Лист від лікаря' },
  { status: 'left_early', minutesMissed: 500 },
];
const outcomes = [
  { kind: 'held' as const, gaps: [], stoppedAt: null, reason: null },
  { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: 'alarm' as const },
  { kind: 'stopped_early' as const, gaps: [], stoppedAt: '11:00', reason: 'power' as const },
];

const channelOf = {
  mark: 'attendance.mark',
  fill: 'attendance.fillBlanks',
  close: 'attendance.close',
  reopen: 'attendance.reopen',
  walkIn: 'attendance.addWalkIn',
  newcomer: 'attendance.addWalkIn',
  goAway: 'attendance.removeWalkIn',
  excuse: 'attendance.addExcuse',
  plan: 'sessions.plan',
  move: 'sessions.edit',
  remove: 'sessions.remove',
  outcome: 'sessions.setOutcome',
  again: 'sessions.move',
  series: 'sessions.planSeries',
  later: 'sessions.changeLater',
  noLater: 'sessions.removeLater',
  holiday: 'sessions.addHoliday',
  workday: 'sessions.removeHoliday',
  makeUp: 'sessions.planMakeUp',
  waive: 'sessions.waiveMakeUp',
  standIn: 'sessions.setSubstitute',
  grade: 'assessments.grade',
  remark: 'assessments.comment',
  score: 'assessments.score',
  override: 'assessments.override',
  excuseWork: 'assessments.excuse',
  handIn: 'assessments.handIn',
  takeBack: 'assessments.removeHandIn',
  askAgain: 'assessments.askAgain',
  release: 'assessments.release',
  rubric: 'assessments.editRubric',
  version: 'assessments.moveToVersion',
  keep: 'assessments.keepComment',
  askReview: 'assessments.askReview',
  editWork: 'assessments.edit',
  dropWork: 'assessments.remove',
  undo: 'changes.undo',
  redo: 'changes.redo',
} as const;

export const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constant('mark'), fc.nat(2), fc.nat(3), fc.nat(marks.length - 1)) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom('undo', 'redo')) },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom('fill', 'close', 'reopen', 'newcomer', 'remove', 'plan'), fc.nat(2)),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.constantFrom('walkIn', 'goAway', 'excuse', 'move', 'outcome'),
      fc.nat(2),
      fc.nat(3),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc.constantFrom(
        'again',
        'series',
        'later',
        'noLater',
        'holiday',
        'workday',
        'makeUp',
        'waive',
        'standIn',
      ),
      fc.nat(2),
      fc.nat(3),
    ),
  },
  { weight: 5, arbitrary: fc.tuple(fc.constant('grade'), fc.nat(2), fc.nat(3), fc.nat(4)) },
  {
    weight: 5,
    arbitrary: fc.tuple(
      fc.constantFrom(
        'remark',
        'score',
        'override',
        'excuseWork',
        'handIn',
        'takeBack',
        'askAgain',
        'release',
      ),
      fc.nat(2),
      fc.nat(3),
      fc.nat(4),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constantFrom('rubric', 'version', 'keep', 'askReview', 'editWork', 'dropWork'),
      fc.nat(2),
      fc.nat(3),
      fc.nat(4),
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('restart', 'turn')) },
);

/** A session of a series, by its place among all of them, or an id of nothing. */
function anyOfSeries(test: TestBackend, place: number): string {
  const row = one<{ id: string }>(
    test.db(),
    "SELECT id FROM session WHERE series_id > '' AND date IS NOT NULL ORDER BY series_id, series_date LIMIT 1 OFFSET ?",
    place,
  );
  return row?.id ?? '018f0000-0000-7000-8000-0000000000aa';
}

/** The version of a rubric that was made last. */
function newestVersion(test: TestBackend, rubricId: string): string {
  const sql = 'SELECT id FROM rubric_version WHERE rubric_id = ? ORDER BY made_at DESC, id DESC LIMIT 1';
  return one<{ id: string }>(test.db(), sql, rubricId)?.id ?? nobody;
}

const nobody = '018f0000-0000-7000-8000-0000000000aa';
const criteria = ['finds', 'names', 'tight', 'hard'];

/** What an act about grades sends. */
function gradingInput(test: TestBackend, world: World, [name, a = 0, b = 0, c = 0]: Act): object {
  const graded = ['score', 'handIn', 'editWork', 'dropWork'].includes(name) ? c % 2 : 0;
  const assessmentId = world.assessments[name === 'score' ? 1 : graded] ?? '';
  const learnerId = world.learners[b] ?? '';
  const attemptId = attemptOf(assessmentId, learnerId, 1 + (c % 2 && name !== 'grade' ? 1 : 0));
  const versionId = newestVersion(test, world.rubricId);
  const of = { assessmentId, learnerId };
  const criterionId = criteria[a] ?? '';
  const inputs: Record<string, object> = {
    grade: { ...of, attemptId, criterionId, choice: c === 4 ? null : { level: `l${c}` } },
    remark: { ...of, attemptId, criterionId, text: c === 4 ? '' : `Learner 0${b + 1}, look at ${c % 2}` },
    score: { ...of, attemptId, score: c === 4 ? null : { points: c * 20 } },
    override: { ...of, override: c === 4 ? null : { score: { points: c * 30 }, why: 'seen together' } },
    excuseWork: { ...of, why: c === 4 ? null : 'no power' },
    handIn: { ...of, on: `2026-03-1${a}`, at: null, source: 'stick', note: null },
    takeBack: { ...of, attemptId },
    askAgain: { ...of, ask: c === 4 ? null : { until: null, note: `try ${c}` } },
    release: { assessmentId, learnerIds: [learnerId], released: c < 3 },
    rubric: {
      rubricId: world.rubricId,
      content: { ...boxes, criteria: [...boxes.criteria, criterion('hard', { weight: c + 1 })].slice(a) },
    },
    version: { assessmentId, versionId, learnerIds: [learnerId] },
    keep: { rubricId: world.rubricId, criterionId, text: `Keep ${c}` },
    askReview: { ...of, on: '2026-03-12', words: 'Please look again' },
    editWork: { assessmentId, weight: c + 1 },
    dropWork: { assessmentId, evenGraded: c === 4 },
  };
  return inputs[name] ?? {};
}

/** Does one act; what the program refuses is refused. */
export async function perform(
  test: TestBackend,
  world: World,
  [name, a = 0, b = 0, c = 0]: Act,
): Promise<void> {
  if (name === 'restart') return test.restartOpen();
  if (name === 'turn') {
    const seat = test.backend().gate.seat();
    const other = seat?.personId === test.coordinatorId ? test.instructorId : test.coordinatorId;
    return test.sit(other, other === test.coordinatorId ? 'coordinator' : 'instructor');
  }
  const sessionId = world.sessions[a] ?? '';
  const learnerId = world.learners[b] ?? '';
  const why = 'second thoughts';
  const plan = { title: 'Boxes', kind: 'live_class', date: '2026-03-13', startsAt: '09:00', endsAt: '10:00' };
  const slot = { weekday: 1, startsAt: '10:00', endsAt: '12:00' };
  const pattern = {
    title: 'Polygons',
    kind: 'live_class',
    room: null,
    instructorId: null,
    to: '2026-03-31',
    slots: [slot],
  };
  const inputs: Record<string, object> = {
    mark: { sessionId, learnerId, mark: marks[c] ?? null, why },
    fill: { sessionId, why },
    close: { sessionId },
    reopen: { sessionId, why },
    walkIn: { sessionId, learner: { id: learnerId } },
    newcomer: { sessionId, learner: { name: 'Walked In' } },
    goAway: { sessionId, learnerId },
    excuse: { learnerIds: [learnerId], from: '2026-03-01', to: '2026-03-31', reason: 'work', note: null },
    plan: { ...plan, cohortId: world.cohorts[a % 2], room: null, instructorId: null },
    move: { sessionId, startsAt: `0${b}:15`, room: b === 0 ? null : 'Room 4' },
    remove: { sessionId },
    outcome: { sessionId, outcome: outcomes[b % outcomes.length], why },
    again: { sessionId, date: `2026-03-1${b}`, startsAt: '09:00', endsAt: '10:00' },
    series: { ...pattern, cohortId: world.cohorts[a % 2], from: '2026-03-09' },
    later: {
      sessionId: anyOfSeries(test, a),
      change: { how: 'edit', plan: { ...pattern, slots: [{ ...slot, weekday: b + 1 }] } },
    },
    noLater: { sessionId: anyOfSeries(test, a) },
    holiday: { from: '2026-03-16', to: `2026-03-1${6 + b}`, name: 'Closed' },
    workday: { from: '2026-03-17', to: '2026-03-17' },
    makeUp: { sessionId, date: `2026-03-2${b}`, startsAt: '14:00', endsAt: '15:00' },
    waive: { sessionId, why: b === 0 ? null : 'the module is over' },
    standIn: { sessionId, personId: b === 0 ? null : test.instructorId },
    undo: {},
    redo: {},
  };
  test.clock.advance(1000);
  const input = inputs[name] ?? gradingInput(test, world, [name, a, b, c]);
  const result = await test.send(channelOf[name as keyof typeof channelOf], input);
  if (!result.ok && !['conflict', 'not_found', 'validation'].includes(result.error.code)) {
    throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  }
}
