import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type ChangeRow, lastSeq } from '../../src/main/database/changes.ts';
import { all, type Database } from '../../src/main/database/sqlite.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { receiveAll } from '../support/device.ts';
import { addAssessment, onDesk } from '../support/grades.ts';
import { acts, perform, prepareWorld, type World } from '../support/history.ts';
import { prepareProject, scoreAll } from '../support/projects.ts';

/** Tables that hold a handful of rows in the largest center: reading all of one is no scan to speak of. */
const small: ReadonlySet<string> = new Set([
  'center',
  'person',
  'device',
  'cohort',
  'program',
  'rubric',
  'local_device',
  'local_state',
  'local_projection',
]);

let laptop: TestBackend;
const seen = new Set<string>();
/** What only the lists of people ask. */
const ofLists = new Set<string>();

/** Takes the newest change in once more, as another laptop would send it. */
function receiveAgain(db: Database): void {
  const { device } = laptop.backend().gate.vault();
  const newest = lastSeq(db, device);
  const [change] = all<ChangeRow>(db, 'SELECT * FROM change WHERE device = ? AND seq = ?', device, newest);
  if (!change) throw new Error('nothing was changed');
  expect(receiveAll(db, [{ ...change, device: 'another laptop', seq: 1, act: 1 }])).toBe(1);
}

/** Everything that the rooms ask the database while an instructor works. */
beforeAll(async () => {
  laptop = await openTestBackend();
  const project = await prepareProject(laptop);
  // Whoever was added is no matter of this: statements are kept, so those that follow are asked anew.
  await laptop.restartOpen();
  const prepare = vi.spyOn(Sqlite.prototype, 'prepare');
  const world = await prepareWorld(laptop);
  for (const act of fc.sample(acts, { numRuns: 300, seed: 7 })) await perform(laptop, world, act);
  const [sessionId = ''] = world.sessions;
  const [learnerId = ''] = world.learners;
  await laptop.call('attendance.roll', { sessionId });
  await laptop.call('attendance.history', { sessionId, learnerId });
  await laptop.call('attendance.excuses', { learnerId });
  await laptop.call('changes.state', {});
  await laptop.call('center.state', {});
  await laptop.call('roster.cohorts', {});
  await laptop.call('sessions.today', {});
  laptop.sit(laptop.instructorId, 'instructor');
  await laptop.call('sessions.today', {});
  laptop.sit(laptop.coordinatorId);
  await laptop.call('sessions.interruption', {});
  await planAhead(world.cohorts[0] ?? '');
  await laptop.call('attendance.shares', { cohortId: world.cohorts[0] ?? '' });
  await laptop.call('attendance.register', { cohortId: world.cohorts[0] ?? '' });
  await laptop.call('attendance.checkIns', { cohortId: null });
  await askForGrades(world);
  await askForScores(project);
  receiveAgain(laptop.db());
  for (const [sql] of prepare.mock.calls) seen.add(sql);
  prepare.mockClear();
  await laptop.call('roster.cohort', { cohortId: world.cohorts[0] ?? '' });
  await laptop.call('roster.learner', { learnerId });
  await laptop.call('roster.learners', { search: 'Learner 1' });
  await laptop.call('roster.learners', { cohort: 'none' });
  await laptop.call('roster.similar', { name: 'Learner 01', phone: '+380441234567', email: 'a@b.c' });
  await laptop.call('roster.timeline', { learnerId });
  for (const [sql] of prepare.mock.calls) if (!seen.has(sql)) ofLists.add(sql);
  prepare.mockRestore();
});

afterAll(() => vi.restoreAllMocks());

/** Everything about plans: a series and its changes, holidays, make-ups, the calendar. */
async function planAhead(cohortId: string): Promise<void> {
  const plan = {
    title: 'Polygons',
    kind: 'live_class' as const,
    room: null,
    instructorId: null,
    to: '2026-04-30',
    slots: [{ weekday: 2, startsAt: '10:00', endsAt: '12:00' }],
  };
  const pattern = { ...plan, cohortId, from: '2026-04-01' };
  await laptop.call('sessions.previewSeries', pattern);
  await laptop.call('sessions.planSeries', pattern);
  await laptop.call('sessions.addHoliday', { from: '2026-04-14', to: '2026-04-14', name: 'Closed' });
  await laptop.call('sessions.holidays', {});
  const { classes } = await laptop.call('sessions.classesOn', { from: '2026-04-14', to: '2026-04-14' });
  const sessionId = classes[0]?.session.id ?? '';
  const change = { how: 'edit' as const, plan: { ...plan, room: 'Room 3' } };
  await laptop.call('sessions.series', { sessionId });
  await laptop.call('sessions.previewLater', { sessionId, change });
  await laptop.call('sessions.changeLater', { sessionId, change });
  const outcome = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: 'power' as const };
  await laptop.call('sessions.setOutcome', { sessionId, outcome });
  await laptop.call('sessions.makeUp', { sessionId });
  await laptop.call('sessions.planMakeUp', {
    sessionId,
    date: '2026-04-15',
    startsAt: '10:00',
    endsAt: '11:00',
  });
  await laptop.call('sessions.makeUp', { sessionId });
  await laptop.call('sessions.calendar', { date: '2026-04-14' });
  await laptop.call('sessions.planning', {});
}

/** Everything about grades, once there are some. */
async function askForGrades({ cohorts, learners, rubricId }: World): Promise<void> {
  const [cohortId = ''] = cohorts;
  const [learnerId = ''] = learners;
  const assessmentId = await addAssessment(laptop, cohortId, rubricId);
  const { attempts } = await onDesk(laptop, assessmentId, learnerId);
  const of = { assessmentId, learnerId };
  const attemptId = attempts[0]?.id ?? '';
  const criterionId = attempts[0]?.criteria[0]?.criterionId ?? '';
  await laptop.call('assessments.grade', { ...of, attemptId, criterionId, choice: { level: 'l1' } });
  await laptop.call('assessments.comment', { ...of, attemptId, criterionId, text: 'Zoom in' });
  await laptop.call('assessments.excuse', { ...of, why: 'no power' });
  await laptop.call('assessments.askReview', { ...of, on: '2026-03-12', words: 'Look again' });
  await laptop.call('assessments.list', { cohortId: null });
  await laptop.call('assessments.gradebook', { cohortId });
  await laptop.call('assessments.feedback', of);
  await laptop.call('assessments.gradeHistory', of);
  await laptop.call('assessments.reviews', { cohortId: null });
  await laptop.call('assessments.rubrics', {});
  await laptop.call('assessments.rubric', { rubricId });
  for (const id of [criterionId, null]) await laptop.call('assessments.bank', { rubricId, criterionId: id });
}

/** Everything about work that is scored: the reference, the scores, a finding that is accepted. */
async function askForScores({
  assessmentId,
  yuliia,
}: Awaited<ReturnType<typeof prepareProject>>): Promise<void> {
  await scoreAll(laptop, assessmentId);
  const { attempts } = await laptop.call('annotation.scores', { assessmentId });
  const attemptId = attempts.find(({ learnerId }) => learnerId === yuliia)?.attemptId ?? '';
  const of = { assessmentId, attemptId };
  const { images } = await laptop.call('annotation.scoreOf', of);
  const image = images[0]?.image ?? 0;
  const { findings } = await laptop.call('annotation.scoredImage', { ...of, image });
  await laptop.call('annotation.acceptFinding', { ...of, key: findings[0]?.key ?? '', reason: 'It is fine' });
  await laptop.call('annotation.picture', { ...of, image });
  await laptop.call('annotation.reference', { assessmentId });
  await laptop.call('annotation.removeReference', { assessmentId });
}

/** Which table each name in a statement stands for. */
function tablesOf(sql: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [, table = '', alias] of sql.matchAll(
    /\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?/gi,
  )) {
    names.set(table, table);
    if (alias) names.set(alias, table);
  }
  return names;
}

function scansOf(db: Database, sql: string, spared = small): string[] {
  const names = tablesOf(sql);
  const isTable = (name: string) =>
    all(db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", name).length > 0;
  return db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...placeholders(sql))
    .map((row) => (row as { detail: string }).detail)
    .flatMap((detail) => {
      const name = /^SCAN (\w+)/.exec(detail)?.[1];
      const table = name === undefined ? undefined : (names.get(name) ?? name);
      return table !== undefined && isTable(table) && !spared.has(table) ? [`${detail} <- ${sql}`] : [];
    });
}

/** Something for every parameter: a plan does not depend on the values. */
function placeholders(sql: string): unknown[] {
  const named = [...sql.matchAll(/@(\w+)/g)].map(([, name = '']) => name);
  if (named.length > 0) return [Object.fromEntries(named.map((name) => [name, null]))];
  return [...sql.replaceAll(/'[^']*'/g, '').matchAll(/\?/g)].map(() => null);
}

/** What a merge asks goes through what it laid beside the log, which is gone by now. */
const isQuery = (sql: string): boolean =>
  /^\s*(SELECT|WITH|UPDATE|DELETE|INSERT)/i.test(sql) && !sql.includes('temp.');

test('the rooms asked enough for this to mean something', () => {
  const text = [...seen].join('\n');
  for (const table of [
    'mark',
    'session',
    'enrollment',
    'head',
    'change',
    'excuse',
    'walk_in',
    'learner',
    'check_in',
    'attempt',
    'criterion_grade',
    'grade',
    'review_request',
    'bank_comment',
    'rubric_version',
    'reference',
    'accepted_finding',
    'local_score',
    'local_score_result',
    'local_score_image',
  ]) {
    expect(text).toMatch(new RegExp(`(?:FROM|JOIN) ${table}\\b`));
  }
  expect(seen.size).toBeGreaterThan(40);
});

test('no query reads a whole table that grows: marks, changes, heads, sessions, enrollments', () => {
  const scans = [...seen].filter(isQuery).flatMap((sql) => scansOf(laptop.db(), sql));
  expect(scans).toEqual([]);
});

test('no list of people reads more than the people: not their marks, classes or changes', () => {
  const people = new Set([...small, 'learner', 'enrollment', 'consent', 'walk_in']);
  expect(ofLists.size).toBeGreaterThan(5);
  const scans = [...ofLists].filter(isQuery).flatMap((sql) => scansOf(laptop.db(), sql, people));
  expect(scans).toEqual([]);
});

test('a query that reads a whole table is noticed', () => {
  const db = laptop.db();
  expect(scansOf(db, "SELECT count(*) FROM mark m WHERE m.status = 'late'")).toHaveLength(1);
  expect(scansOf(db, 'SELECT * FROM change WHERE recorded_at > ?')).toHaveLength(1);
  expect(scansOf(db, 'SELECT * FROM criterion_grade g WHERE g.choice IS NULL')).toHaveLength(1);
  expect(scansOf(db, 'SELECT * FROM mark WHERE session_id = ?')).toEqual([]);
});
