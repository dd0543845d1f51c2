import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { type Bench, figureOf, quantile, type Round } from './figure.ts';
import { readTicks, seeTicks, timeTwoFrames, watchTicks } from './screens.ts';
import {
  type Host,
  nextLine,
  openPage,
  rendererPages,
  requireBrowser,
  requireBuild,
  startHost,
} from './window.ts';

const rounds = 5;
const classesARound = 3;
const people = 25;
export const keyToTick: Bench = {
  name: 'key-to-tick',
  about: '95th percentile from key press to tick, 25 rows / that of the commits themselves and two frames',
  bar: 1,
  measure: async () => {
    await requireBuild();
    const browser = await requireBrowser();
    const work = mkdtempSync(join(tmpdir(), 'rollbook-bench-'));
    const host = await startHost(resolve(import.meta.dirname, 'timed-host.ts'), [
      ...['--folder', join(work, 'machine'), '--pages', rendererPages],
    ]);
    try {
      const { context, page } = await openPage(browser, join(work, 'profile'));
      try {
        await page.goto(host.url);
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
  for (let round = -1; round < rounds; round++) {
    const measured = await takeRolls(host, page);
    // The first warms up what runs, in the browser as in the host.
    if (round >= 0) done.push(measured);
  }
  return done;
}

/** Says a line to the host, and hears what it answers. */
export async function ask<T>({ child }: Host, line: string): Promise<T> {
  const answer = nextLine(child);
  child.stdin?.write(`${line}\n`);
  return JSON.parse(await answer) as T;
}

/** Marks everybody in some classes, one key for each person, each once the last one has its tick. */
async function takeRolls(host: Host, page: Page): Promise<Round> {
  const ticks: number[] = [];
  const frames: number[] = [];
  await ask<number[]>(host, 'times');
  for (let count = 0; count < classesARound; count++) {
    const sessionId = await ask<string>(host, 'class');
    await page.goto(new URL(`/roll/${sessionId}`, host.url).href);
    await page.locator(`[data-roll-row="${people}"]`).waitFor();
    await watchTicks(page);
    const keyboard = await page.context().newCDPSession(page);
    for (let number = 1; number <= people; number++) {
      await press(keyboard, present);
      await seeTicks(page, number);
      await press(keyboard, nextBlank);
      frames.push(await timeTwoFrames(page));
    }
    ticks.push(...(await readTicks(page)));
  }
  const commits = await ask<number[]>(host, 'times');
  if (ticks.length !== commits.length || ticks.length !== people * classesARound)
    throw new Error(`${ticks.length} ticks for ${commits.length} commits`);
  const allowed = commits.map((commit, index) => commit + (frames[index] ?? 0));
  return { subject: quantile(ticks, 0.95), baseline: quantile(allowed, 0.95) };
}

type Key = { code: string; key: string; windowsVirtualKeyCode: number };

const present: Key = { code: 'KeyP', key: 'p', windowsVirtualKeyCode: 80 };
const nextBlank = { code: 'Enter', key: 'Enter', windowsVirtualKeyCode: 13 };

export async function press(keyboard: CDPSession, key: Key): Promise<void> {
  await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
  await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}
