import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Channel, Input, Output } from '../../src/shared/contract/index.ts';
import type { Result } from '../../src/shared/result.ts';
import { type Asked, markStreets } from '../e2e/support/streets.ts';
import { dataOf, passphrase, pin, setUpInput, startProgram, stateOf } from '../faults/program.ts';
import { boxes, usualFields } from '../support/grades.ts';
import { type Bench, figureOf, type Round } from './figure.ts';
import { traceWork } from './trace.ts';
import {
  openPage,
  rendererPages,
  requireBrowser,
  requireBuild,
  root,
  startHost,
  stopHost,
} from './window.ts';

/** What a task may cost while a picture is moved, magnified and left for the next one, milliseconds. */
const budget = 50;
const rounds = 5;
const size = { width: 6000, height: 4000 };
const learner = 'Olena Kovalenko';

export const pictureTasks: Bench = {
  name: 'picture-tasks',
  about: 'longest task while pictures of 24 megapixels are moved, magnified and stepped through / 50 ms',
  bar: 1,
  measure: async () => {
    await requireBuild();
    const browser = await requireBrowser();
    const work = mkdtempSync(join(tmpdir(), 'rollbook-bench-'));
    const assessmentId = await makeCenter(work);
    const host = await startHost(join(root, 'out/main/browser.js'), [
      ...['--no-open', '--data', dataOf(work), '--state', stateOf(work), '--pages', rendererPages],
    ]);
    try {
      const { context, page } = await openPage(browser, join(work, 'profile'));
      try {
        await page.goto(host.url);
        const attemptId = await handIn(page, assessmentId);
        const all: Round[] = [];
        for (let round = -1; round < rounds; round++) {
          await page.goto(new URL(`/grading/${assessmentId}`, page.url()).href);
          await page.locator('[data-stage]').waitFor();
          // From the first sight of a picture on: its decoding belongs to what may not be felt.
          const { tasks } = await traceWork(page, async () => {
            await page.keyboard.press('KeyF');
            await page.locator(`[data-work="${attemptId}"] [data-picture]`).waitFor();
            await lookAround(page);
          });
          // The first warms up what runs.
          if (round >= 0) all.push({ subject: Math.max(...tasks), baseline: budget });
        }
        return figureOf(all);
      } finally {
        await context.close();
      }
    } finally {
      await stopHost(host);
      rmSync(work, { recursive: true, force: true });
    }
  },
};

async function makeCenter(folder: string): Promise<string> {
  const program = startProgram(folder);
  await program.call('center.setUp', setUpInput);
  const profile = { name: 'Cohort 2', programId: null, startsOn: null, endsOn: null };
  const { id: cohortId } = await program.call('roster.addCohort', profile);
  const { today } = await program.call('sessions.today', {});
  const enroll = { cohortId, startsOn: today };
  await program.call('roster.addLearner', { name: learner, phone: null, email: null, enroll });
  const { rubricId } = await program.call('assessments.addRubric', { content: boxes });
  const fields = { ...usualFields, title: { en: 'Streets' }, cohortId, rubricId };
  const { assessmentId } = await program.call('assessments.add', fields);
  program.close();
  return assessmentId;
}

/** Past the door; then three pictures come in, and her work. */
async function handIn(page: Page, assessmentId: string): Promise<string> {
  const call = async <C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> => {
    const answer = await page.evaluate(
      async (body) => {
        const headers = { 'Content-Type': 'application/json' };
        const response = await fetch('/rpc', { method: 'POST', headers, body: JSON.stringify(body) });
        return (await response.json()) as Result<never>;
      },
      { channel, input },
    );
    if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
    return answer.data;
  };
  await call('center.unseal', { passphrase });
  const { people } = await call('center.state', {});
  await call('center.unlock', { personId: people[0]?.id ?? '', pin });
  const app: Asked = { page, call };
  await markStreets(app, { assessmentId, learners: [learner], pictures: 3, size });
  return (await call('annotation.scores', { assessmentId })).attempts[0]?.attemptId ?? '';
}

const twoFrames = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));

/** Nearer and away again, across, from finding to finding, and to the next picture. */
async function lookAround(page: Page): Promise<void> {
  const box = await page.locator('[data-stage] canvas').boundingBox();
  if (!box) throw new Error('there is no stage');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  for (let notch = 0; notch < 18; notch++) {
    await page.mouse.wheel(0, -120);
    await twoFrames(page);
  }
  await page.mouse.down();
  for (let step = 1; step <= 24; step++) {
    await page.mouse.move(x - 9 * step, y + 5 * step);
    await twoFrames(page);
  }
  await page.mouse.up();
  for (let notch = 0; notch < 12; notch++) {
    await page.mouse.wheel(0, 120);
    await twoFrames(page);
  }
  for (const key of ['KeyN', 'KeyN', 'KeyD', 'PageDown', 'KeyN', 'KeyZ', 'PageDown', 'KeyN', 'KeyN']) {
    await page.keyboard.press(key);
    for (let pair = 0; pair < 6; pair++) await twoFrames(page);
  }
}
