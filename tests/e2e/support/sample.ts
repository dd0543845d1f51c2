import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../../src/shared/rules/time.ts';
import type { App } from './app.ts';
import { settled } from './still.ts';

const routes = [
  ...readFileSync(join(import.meta.dirname, '../../../src/renderer/app/routes.tsx'), 'utf8').matchAll(
    /path: '([^']+)'/g,
  ),
].map(([, path]) => path ?? '');

/** Opens the sample as its coordinator. */
export async function openSample(app: App): Promise<void> {
  await app.page.getByRole('button', { name: /^Look at a sample/ }).click();
  await app.page.locator('[data-sample-person="coordinator"]').click();
  await app.page.locator('[data-find]').waitFor();
}

/** Goes to a screen without loading the window anew, and waits until all of it is here. */
export async function show(app: App, path: string | undefined): Promise<void> {
  if (path === undefined) throw new Error('no such screen');
  await app.page.evaluate((to) => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await settled(app.page);
}

/** A path for every route, with real ids in it, and for what the story of the sample has somewhere. */
export async function findScreens(app: App): Promise<ReadonlyMap<string, string>> {
  const screens = new Map<string, string>();
  const { current, today } = await app.call('sessions.today', {});
  const { cohorts } = await app.call('roster.cohorts', {});
  const { learners } = await app.call('roster.learners', {});
  // Nobody in the story is there twice, or pauses and is excused.
  const twin = { name: 'Rahimi Twice', phone: null, email: null, enroll: null };
  for (let time = 0; time < 2; time++) await app.call('roster.addLearner', twin);
  const graded = (await app.call('assessments.list', { cohortId: null })).cohorts.flatMap(
    (cohort) => cohort.assessments,
  );
  const halfGraded = graded.find((one) => one.rubric && one.progress.graded > 0 && one.progress.waiting > 0);
  const { learners: onDesk } = await app.call('assessments.desk', { assessmentId: halfGraded?.id ?? '' });
  const ids: Record<string, string> = {
    assessmentId: halfGraded?.id ?? '',
    rubricId: halfGraded?.rubric?.rubricId ?? '',
    attemptId: onDesk[0]?.attempts[0]?.id ?? '',
    sessionId: current?.id ?? '',
    cohortId: cohorts[0]?.id ?? '',
    learnerId: learners[0]?.id ?? '',
    otherId: learners[1]?.id ?? '',
    who: 'check_in',
    part: 'you',
  };
  for (const route of routes)
    screens.set(
      route,
      route.replace(/:(\w+)\??/g, (_all, name: string) => ids[name] || `unknown-${name}`),
    );
  // Whose sheet it is must be on this desk.
  const gradedOne = onDesk.find((one) => one.grade.state === 'graded')?.learnerId ?? 'unknown';
  screens.set(
    '/grading/:assessmentId/feedback/:learnerId',
    `/grading/${ids.assessmentId}/feedback/${gradedOne}`,
  );
  const cameFrom = onDesk.find((one) => one.attempts.some(({ handedIn }) => handedIn !== null));
  const came = cameFrom?.attempts.find(({ handedIn }) => handedIn !== null);
  screens.set(
    '/grading/:assessmentId/receipt/:learnerId/:attemptId',
    `/grading/${ids.assessmentId}/receipt/${cameFrom?.learnerId ?? 'unknown'}/${came?.id ?? 'unknown'}`,
  );
  screens.set('new rubric', '/grading/rubrics/new');
  for (const part of ['people', 'center', 'programs', 'safety', 'about'])
    screens.set(part, `/settings/${part}`);

  const { conflicts } = await app.call('attendance.conflicts', {});
  screens.set('closed roll', `/roll/${conflicts[0]?.sessionId ?? 'unknown'}`);
  const { people } = await app.call('roster.cohort', { cohortId: cohorts[0]?.id ?? '' });
  const pausing = people.find((person) => person.status === 'paused')?.id ?? 'unknown';
  const days = { from: today, to: today, reason: null, note: null };
  await app.call('attendance.addExcuse', { learnerIds: [pausing], ...days });
  screens.set('learner with a past', `/learners/${pausing}`);
  for (let week = 0; week < 5; week++) {
    const calendar = await app.call('sessions.calendar', { date: addDays(today, -7 * week) });
    for (const { id, owedMinutes, waived, closedAt } of calendar.days.flatMap((day) => day.sessions)) {
      if (owedMinutes > 0 && waived === null) screens.set('session that owes', `/sessions/${id}`);
      if (closedAt === null) continue;
      const { rows } = await app.call('attendance.roll', { sessionId: id });
      if (rows.some((row) => row.walkIn)) screens.set('roll with a walk-in', `/roll/${id}`);
    }
  }
  const missing = [...screens].filter(([, path]) => path.includes('unknown'));
  if (missing.length > 0) throw new Error(`no path for ${missing.map(([name]) => name).join(', ')}`);
  return screens;
}
