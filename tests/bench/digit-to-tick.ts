import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { type Bench, figureOf, quantile, type Round } from './figure.ts';
import { ask, press } from './key-to-tick.ts';
import { readTicks, timeTwoFrames, watchTicks } from './screens.ts';
import { type Host, openPage, rendererPages, requireBrowser, requireBuild, startHost } from './window.ts';

const rounds = 5;
const learnersARound = 12;
const criteria = 5;

export const digitToTick: Bench = {
  name: 'digit-to-tick',
  about: '95th percentile from digit to tick, desk of 200 learners / that of the commits and two frames',
  bar: 1,
  measure: async () => {
    await requireBuild();
    const browser = await requireBrowser();
    const work = mkdtempSync(join(tmpdir(), 'rollbook-bench-'));
    const host = await startHost(resolve(import.meta.dirname, 'timed-host.ts'), [
      ...['--folder', join(work, 'machine'), '--pages', rendererPages],
    ]);
    try {
      const assessmentId = await ask<string>(host, 'desk');
      const { context, page } = await openPage(browser, join(work, 'profile'));
      try {
        await page.goto(host.url);
        await page.goto(new URL(`/grading/${assessmentId}`, host.url).href);
        await page.locator('[data-on-desk]').waitFor();
        await watchTicks(page);
        return figureOf(await measureRounds(host, page));
      } finally {
        await context.close();
      }
    } finally {
      host.child.kill();
      rmSync(work, { recursive: true, force: true });
    }
  },
};

async function measureRounds(host: Host, page: Page): Promise<Round[]> {
  const done: Round[] = [];
  let seen = 0;
  for (let round = -1; round < rounds; round++) {
    await ask<number[]>(host, 'times');
    const frames = await grade(page);
    const commits = await ask<number[]>(host, 'times');
    const ticks = (await readTicks(page)).slice(seen);
    seen += ticks.length;
    if (ticks.length !== commits.length || ticks.length !== learnersARound * criteria)
      throw new Error(`${ticks.length} ticks for ${commits.length} commits`);
    const allowed = commits.map((commit, index) => commit + (frames[index] ?? 0));
    // The first warms up what runs, in the browser as in the host.
    if (round >= 0) done.push({ subject: quantile(ticks, 0.95), baseline: quantile(allowed, 0.95) });
  }
  return done;
}

/** Grades some learners, a digit a criterion, each once the last one has its tick. Returns the frames between. */
async function grade(page: Page): Promise<number[]> {
  const frames: number[] = [];
  const keyboard = await page.context().newCDPSession(page);
  for (let learner = 0; learner < learnersARound; learner++) {
    for (let part = 1; part <= criteria; part++) {
      await press(keyboard, digits[(learner + part) % digits.length] ?? digits[0]);
      await page.waitForFunction(
        (wanted) => document.querySelectorAll('[data-desk] [data-tick]').length === wanted,
        part,
      );
      await press(keyboard, part < criteria ? down : right);
      frames.push(await timeTwoFrames(page));
    }
  }
  await keyboard.detach();
  return frames;
}

const digit = (number: number) => ({
  ...{ code: `Digit${number}`, key: String(number), windowsVirtualKeyCode: 48 + number },
});
const digits = [digit(1), digit(2), digit(3), digit(4)] as const;
const down = { code: 'ArrowDown', key: 'ArrowDown', windowsVirtualKeyCode: 40 };
const right = { code: 'ArrowRight', key: 'ArrowRight', windowsVirtualKeyCode: 39 };
