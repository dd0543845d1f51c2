import type { Locator, Page } from 'playwright-core';

/** Where the focus is, and whether somebody who looks at the screen can tell. */
interface Stop {
  name: string;
  seen: boolean;
}

/** Hands that never leave the keyboard. */
export class Hands {
  readonly page: Page;
  /** Stops on the way that showed nothing of the focus. */
  readonly unseen = new Set<string>();
  constructor(page: Page) {
    this.page = page;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Presses Tab until the focus is on something, and says so if that never comes. */
  async tabTo(target: Locator, key = 'Tab'): Promise<void> {
    await target.first().waitFor({ state: 'attached' });
    for (let step = 0; step < 150; step++) {
      if (await target.first().evaluate((node) => node === document.activeElement)) return;
      await this.page.keyboard.press(key);
      const { name, seen } = await this.stop();
      if (!seen) this.unseen.add(name);
    }
    throw new Error(`Tab never comes to ${target}`);
  }

  /** Goes by Tab to something and presses it. */
  async take(target: Locator, key = 'Enter'): Promise<void> {
    await this.tabTo(target);
    await this.page.keyboard.press(key);
  }

  /** Goes to a field with a list of choices, down its list to one of them, and takes it. */
  async choose(field: Locator, option: string): Promise<void> {
    await this.tabTo(field);
    await this.page.keyboard.press('ArrowDown');
    const list = this.page.getByRole('listbox');
    await list.waitFor();
    const count = await list.getByRole('option').count();
    for (let step = 0; step <= count; step++) {
      const at = list.locator('[data-combobox-selected]');
      if ((await at.count()) > 0 && (await at.textContent()) === option) break;
      await this.page.keyboard.press('ArrowDown');
    }
    await this.page.keyboard.press('Enter');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Every stop of one round of Tab, from the first to the last. */
  async round(): Promise<Stop[]> {
    const stops: Stop[] = [];
    // A body that had the focus has Tab begin at the top of the page.
    await this.page.evaluate(() => {
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute('tabindex');
    });
    for (let step = 0; step < 200; step++) {
      await this.page.keyboard.press('Tab');
      if (await this.page.evaluate(() => document.activeElement === document.body)) return stops;
      stops.push(await this.stop());
    }
    throw new Error('Tab goes round and round in there');
  }

  private stop(): Promise<Stop> {
    return this.page.evaluate(() => {
      const node = document.activeElement;
      if (!node) return { name: '', seen: false };
      const marked = (one: Element | null | undefined): boolean => {
        if (!one) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
      };
      // A switch or a choice is drawn by what stands beside its field, one with several answers by what is around it.
      const beside = node.matches('input[type="radio"], input[type="checkbox"]')
        ? [node.nextElementSibling, node.parentElement]
        : [node.closest('.mantine-Input-input')];
      const grid = node.matches('[role="grid"]') ? node.querySelector('[data-active][id]') : null;
      const row = node.matches('[data-roll-row]');
      return {
        name: `${node.tagName} ${node.getAttribute('aria-label') ?? node.textContent?.trim().slice(0, 60)}`,
        seen: marked(node) || beside.some(marked) || grid !== null || row || node === document.body,
      };
    });
  }
}
