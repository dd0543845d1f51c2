import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { dataOf, passphrase, pin, setUpInput, startProgram, stateOf } from '../faults/program.ts';
import { fillRegister } from '../support/large-register.ts';
import { type Bench, type Figure, figureOf, quantile, type Round } from './figure.ts';
import { traceWork, type Work } from './trace.ts';
import {
  openPage,
  rendererPages,
  requireBrowser,
  requireBuild,
  root,
  startHost,
  stopHost,
} from './window.ts';

/** What a frame may cost while a register of 200 learners and 200 sessions scrolls, milliseconds. */
const budget = { script: 8, task: 50 };
const rounds = 5;
const steps = 24;

const measured = (pick: (work: Work) => Round) => async (): Promise<Figure> =>
  figureOf((await scroll()).map(pick));

export const registerFrames: Bench = {
  name: 'register-frames',
  about: '95th percentile of scripted work in a frame, register of 200 x 200 scrolling / 8 ms',
  bar: 1,
  measure: measured(({ scripts }) => ({ subject: quantile(scripts, 0.95), baseline: budget.script })),
};

export const registerTasks: Bench = {
  name: 'register-tasks',
  about: 'longest task while a register of 200 x 200 scrolls / 50 ms',
  bar: 1,
  measure: measured(({ tasks }) => ({ subject: Math.max(...tasks), baseline: budget.task })),
};

let done: Promise<Work[]> | null = null;

/** Scrolls once for both figures. */
function scroll(): Promise<Work[]> {
  done ??= measureRounds();
  return done;
}

async function measureRounds(): Promise<Work[]> {
  await requireBuild();
  const browser = await requireBrowser();
  const work = mkdtempSync(join(tmpdir(), 'rollbook-bench-'));
  const cohortId = await makeCenter(work);
  const host = await startHost(join(root, 'out/main/browser.js'), [
    ...['--no-open', '--data', dataOf(work), '--state', stateOf(work), '--pages', rendererPages],
  ]);
  try {
    const { context, page } = await openPage(browser, join(work, 'profile'));
    try {
      await page.goto(host.url);
      await openRegister(page, cohortId);
      const all: Work[] = [];
      for (let round = -1; round < rounds; round++) {
        const one = await traceRound(page);
        // The first warms up what runs.
        if (round >= 0) all.push(one);
      }
      return all;
    } finally {
      await context.close();
    }
  } finally {
    await stopHost(host);
    rmSync(work, { recursive: true, force: true });
  }
}

async function makeCenter(folder: string): Promise<string> {
  const program = startProgram(folder);
  await program.call('center.setUp', setUpInput);
  const { db, device } = program.backend.gate.vault();
  const { today } = await program.call('sessions.today', {});
  const cohortId = fillRegister(db, { device, now: Date.now(), today });
  program.close();
  return cohortId;
}

/** Past the door and to the whole course of the register. */
async function openRegister(page: Page, cohortId: string): Promise<void> {
  const ask = async (channel: string, input: object): Promise<{ data: { people: { id: string }[] } }> =>
    page.evaluate(
      async (body) => {
        const headers = { 'Content-Type': 'application/json' };
        return (await fetch('/rpc', { method: 'POST', headers, body: JSON.stringify(body) })).json();
      },
      { channel, input },
    );
  await ask('center.unseal', { passphrase });
  const { data } = await ask('center.state', {});
  await ask('center.unlock', { personId: data.people[0]?.id, pin });
  await page.goto(new URL(`/register/${cohortId}`, page.url()).href);
  await page.locator('[data-register] [data-row]').first().waitFor();
  // The center of the benches speaks Ukrainian.
  await page.getByLabel('Місяць').first().click();
  await page.getByRole('option').first().click();
  await page.waitForFunction(() => {
    const grid = document.querySelector('[data-register]');
    return grid !== null && grid.scrollWidth > 6000;
  });
}

/** Down, along, and back to where it began, a notch of the wheel or two a frame. */
const ways = [
  [0, 100],
  [120, 0],
  [150, 100],
  [-270, -200],
] as const;

async function traceRound(page: Page): Promise<Work> {
  const box = await page.locator('[data-register]').boundingBox();
  if (!box) throw new Error('there is no register');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  return traceWork(page, async () => {
    for (const [right, down] of ways) {
      for (let step = 0; step < steps; step++) {
        await page.mouse.wheel(right, down);
        await page.evaluate(
          () => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))),
        );
      }
    }
  });
}
