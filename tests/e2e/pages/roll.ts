import type { Page } from 'playwright-core';

/** The roll as a person works it: keys, rows, ticks. */
export class RollPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async ready(): Promise<void> {
    await this.page.locator('[data-roll-row]').first().waitFor();
  }

  /** Types `11A`, `5L`, `Enter`: digits and letters by their physical keys, so the layout does not matter. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      if (/^\d+[A-Z]?$|^[A-Z]$/.test(key)) {
        for (const one of key) await this.page.keyboard.press(/\d/.test(one) ? `Digit${one}` : `Key${one}`);
      } else await this.page.keyboard.press(key);
    }
  }

  row(number: number) {
    return this.page.locator(`[data-roll-row="${number}"]`);
  }

  /** The status of a row, or null; and whether it has its tick. */
  async statusOf(number: number): Promise<{ status: string | null; ticked: boolean }> {
    const row = this.row(number);
    return {
      status: await row.getAttribute('data-status'),
      ticked: (await row.locator('[data-tick]').count()) > 0,
    };
  }

  /** Waits until every row that has a mark has its tick, and nothing is on its way. */
  async settled(marks: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) =>
        document.querySelectorAll('[data-roll-row][data-status] [data-tick]').length === wanted &&
        document.querySelectorAll('[data-roll-row][data-status]').length === wanted,
      marks,
    );
  }

  /** Status by learner's name, of all rows that have a tick. */
  async ticked(): Promise<Record<string, string>> {
    return this.page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll('[data-roll-row][data-status]')]
          .filter((row) => row.querySelector('[data-tick]'))
          .map((row) => [
            row.querySelector('[title]')?.getAttribute('title') ?? '',
            row.getAttribute('data-status') ?? '',
          ]),
      ),
    );
  }

  counts() {
    return this.page.locator('[data-counts]');
  }
}
