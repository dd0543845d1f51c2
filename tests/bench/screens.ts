import type { Page } from 'playwright-core';
import { passphrase, pin } from '../faults/program.ts';

/** The one place that knows how the screens look from outside. */
const passphraseField = 'form input[type="password"]:not([inputmode="numeric"])';
const pinField = 'form input[type="password"][inputmode="numeric"]';
const rollRow = '[data-roll-row]';
const emptyPage = '[data-empty-page]';

async function typeInto(page: Page, field: string, text: string): Promise<void> {
  await page.locator(field).fill(text);
  await page.keyboard.press('Enter');
}

/** From the locked door to a roll that takes keys; the last screen was a roll. */
export async function openRoll(page: Page): Promise<void> {
  await typeInto(page, passphraseField, passphrase);
  await typeInto(page, pinField, pin);
  await page.locator(rollRow).first().waitFor();
}

export async function seeEmptyPage(page: Page): Promise<void> {
  await page.locator(emptyPage).waitFor();
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
