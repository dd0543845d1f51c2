import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { readAnnotations } from '../../src/main/annotation/read/read-annotations.ts';
import { filesInZipBytes } from '../../src/main/annotation/read/zip-files.ts';
import { writeCoco } from '../../src/main/annotation/write/coco.ts';
import { writeCvat } from '../../src/main/annotation/write/cvat.ts';
import { writeLabelMe } from '../../src/main/annotation/write/labelme.ts';
import { writeVoc } from '../../src/main/annotation/write/voc.ts';
import { writeYolo } from '../../src/main/annotation/write/yolo.ts';
import { learners } from '../e2e/support/people.ts';
import { zip } from '../support/zip.ts';
import { drawnSet, droppedDrawing } from './drawn-set.ts';
import { type Bench, type Figure, figureOf, type Round, timed } from './figure.ts';
import { ask } from './key-to-tick.ts';
import { type Host, openPage, rendererPages, requireBrowser, requireBuild, startHost } from './window.ts';

const rounds = 5;
const writers = [writeCoco, writeYolo, writeVoc, writeCvat, writeLabelMe];

interface Dropped extends Round {
  /** The longest task of the page, milliseconds. */
  task: number;
}

let done: Promise<Dropped[]> | null = null;

const measured = (pick: (round: Dropped) => Round) => async (): Promise<Figure> => {
  done ??= measureRounds();
  return figureOf((await done).map(pick));
};

export const droppedScores: Bench = {
  name: 'dropped-scores',
  about:
    '25 learners x 20 images x 50 boxes in five formats, dropped, taken in and scored on the screen / unzip and parse',
  bar: 2,
  measure: measured(({ subject, baseline }) => ({ subject, baseline })),
};

export const droppedTasks: Bench = {
  name: 'dropped-tasks',
  about: 'longest task of the page meanwhile / 50 ms',
  bar: 1,
  // The browser tells only of tasks that are longer.
  measure: measured(({ task }) => ({ subject: task, baseline: 50 })),
};

/** One archive for all, a folder for each learner. */
async function archive(): Promise<{ all: Buffer; own: Buffer[] }> {
  const entries: Record<string, string> = {};
  const own: Buffer[] = [];
  for (const [place, name] of learners.entries()) {
    const files = writers[place % writers.length]?.(drawnSet(droppedDrawing(place + 1))).files ?? [];
    for (const { path, text } of files) entries[`${name}/${path}`] = text;
    own.push(await zip(Object.fromEntries(files.map(({ path, text }) => [path, text]))));
  }
  return { all: await zip(entries), own };
}

async function parse(archives: readonly Buffer[]): Promise<void> {
  for (const one of archives) {
    const files = await filesInZipBytes(one, 'work.zip');
    await readAnnotations(files, { sizes: () => ({ width: 1920, height: 1080 }) });
    await files.close();
  }
}

async function measureRounds(): Promise<Dropped[]> {
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
      const { all, own } = await archive();
      const found: Dropped[] = [];
      for (let round = -1; round < rounds; round++) {
        const baseline = await timed(() => parse(own));
        const dropped = await drop(host, page, all);
        // The first warms up what runs.
        if (round >= 0) found.push({ ...dropped, baseline });
      }
      return found;
    } finally {
      await context.close();
    }
  } finally {
    host.child.kill();
    rmSync(work, { recursive: true, force: true });
  }
}

/** Lets the page take in at once what it found and go to the scores, as quickly as its buttons come. */
async function drop(host: Host, page: Page, all: Buffer): Promise<{ subject: number; task: number }> {
  const assessmentId = await ask<string>(host, 'project');
  await page.goto(new URL(`/grading/${assessmentId}/submissions`, host.url).href);
  await page.locator('[data-submission-files]').waitFor({ state: 'attached' });
  return page.evaluate(
    (text) =>
      new Promise<{ subject: number; task: number }>((end) => {
        let task = 0;
        const longest = (entries: readonly PerformanceEntry[]): void => {
          for (const { duration } of entries) task = Math.max(task, duration);
        };
        const dropped = new DataTransfer();
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        dropped.items.add(new File([bytes], 'cohort.zip'));
        // What was done to make the file is over once the page has rested.
        setTimeout(() => {
          const tasks = new PerformanceObserver((list) => longest(list.getEntries()));
          tasks.observe({ type: 'longtask' });
          const start = performance.now();
          const taken = new Set<string>();
          const once = (selector: string): void => {
            const button = document.querySelector<HTMLElement>(selector);
            if (!button || taken.has(selector)) return;
            taken.add(selector);
            button.click();
          };
          const watcher = new MutationObserver(() => {
            once('[data-take-in]:not(:disabled)');
            if (taken.size > 0) once('[data-intake="taken"] a[href$="/scores"]');
            if (!document.querySelector('[data-all-scored]')) return;
            watcher.disconnect();
            longest(tasks.takeRecords());
            tasks.disconnect();
            end({ subject: performance.now() - start, task });
          });
          watcher.observe(document.body, { childList: true, subtree: true, attributes: true });
          for (const kind of ['dragenter', 'dragover', 'drop'])
            document.body.dispatchEvent(
              new DragEvent(kind, { dataTransfer: dropped, bubbles: true, cancelable: true }),
            );
        }, 500);
      }),
    all.toString('base64'),
  );
}
