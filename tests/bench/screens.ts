import type { BrowserContext, Page } from 'playwright-core';
import { passphrase, pin } from '../faults/program.ts';

/** The one place that knows how the screens look from outside. */
const passphraseField = 'form input[type="password"]:not([inputmode="numeric"])';
const pinField = 'form input[type="password"][inputmode="numeric"]';
const rollRow = '[data-roll-row]';
const emptyPage = '[data-empty-page]';

/** What a script types in the window, a field at a time as they come, and what it then waits for. */
export interface Visit {
  fields: readonly (readonly [selector: string, text: string])[];
  until: string;
}

/** From the locked door to a roll that takes keys; the last screen was a roll. */
export const openRoll: Visit = {
  fields: [
    [passphraseField, passphrase],
    [pinField, pin],
  ],
  until: rollRow,
};

export const seeEmptyPage: Visit = { fields: [], until: emptyPage };

/**
 * Lets every page of a window do a visit by itself, as quickly as its screens come: nobody asks from outside, which
 * would cost time of its own.
 */
export async function visitByItself(context: BrowserContext, visit: Visit): Promise<void> {
  await context.addInitScript(({ fields, until }: Visit) => {
    const left = [...fields];
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const look = (): void => {
      const [next] = left;
      const field = next ? document.querySelector<HTMLInputElement>(next[0]) : null;
      if (next && field?.form) {
        left.shift();
        setValue?.call(field, next[1]);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        // Once React has taken it in.
        setTimeout(() => field.form?.requestSubmit());
      }
      if (left.length === 0 && document.querySelector(until)) {
        watcher.disconnect();
        Object.assign(window, { rollbookArrived: performance.timeOrigin + performance.now() });
      }
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document, { childList: true, subtree: true, attributes: true });
  }, visit);
}

/** The instant, milliseconds since 1970, at which the visit came to its end. */
export async function arrival(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => (window as { rollbookArrived?: number }).rollbookArrived);
  return Number(await handle.jsonValue());
}

/** Waits until so many rows have their tick. */
export async function seeTicks(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelectorAll('[data-roll-row] [data-tick]').length === wanted,
    count,
  );
}

/**
 * From now on notes, for each key press of a letter, how long it took until a tick came, in milliseconds of the
 * page's own clock; the event's time stamp is when the browser took the key.
 */
export async function watchTicks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = [];
    let pressed = 0;
    document.addEventListener(
      'keydown',
      (event) => {
        pressed = event.timeStamp;
      },
      { capture: true },
    );
    const isTick = (node: Node): boolean =>
      node instanceof Element && (node.matches('[data-tick]') || node.querySelector('[data-tick]') !== null);
    new MutationObserver((records) => {
      const now = performance.now();
      if (records.some((record) => [...record.addedNodes].some(isTick))) times.push(now - pressed);
    }).observe(document.body, { childList: true, subtree: true });
    Object.assign(window, { rollbookTicks: times });
  });
}

export async function readTicks(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as unknown as { rollbookTicks: number[] }).rollbookTicks);
}

/** Milliseconds that two frames take just now, once what a key set off is over: 33 on a machine that is at rest. */
export async function timeTwoFrames(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise((seen) => requestAnimationFrame(seen));
    await new Promise((over) => setTimeout(over, 60));
    // The first after a rest comes when it is asked for, the next when the screen's turn is.
    await frame();
    await frame();
    const start = performance.now();
    await frame();
    await frame();
    return performance.now() - start;
  });
}
