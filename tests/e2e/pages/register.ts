import type { Locator, Page } from 'playwright-core';

/** The register as a person uses it. */
export class RegisterPage {
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  grid(): Locator {
    return this.page.getByRole('grid');
  }

  async ready(): Promise<void> {
    await this.grid().getByRole('row').nth(1).waitFor();
  }

  row(name: string): Locator {
    return this.grid().getByRole('row').filter({ hasText: name });
  }

  /** The cell of a learner in the n-th session that shows, from 0. */
  cell(name: string, column: number): Locator {
    return this.row(name).locator(`[data-column="${column}"]`);
  }

  /** What stands in a cell, in words. */
  said(name: string, column: number): Promise<string | null> {
    return this.cell(name, column).getAttribute('aria-label');
  }

  /** Percentage so far, and the highest that can be reached. */
  async figures(name: string): Promise<string[]> {
    const cells = this.row(name).getByRole('gridcell');
    return [(await cells.nth(0).textContent()) ?? '', (await cells.nth(1).textContent()) ?? ''];
  }

  async press(...keys: string[]): Promise<void> {
    await this.grid().focus();
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async showWholeCourse(): Promise<void> {
    await this.page.getByLabel('Month').first().click();
    await this.page.getByRole('option', { name: 'Whole course' }).click();
  }

  bar(): Locator {
    return this.page.locator('[data-focus-bar]');
  }

  names(): Promise<string[]> {
    return this.grid().getByRole('rowheader').allTextContents();
  }

  /** The name of the cell in focus, as a screen reader finds it. */
  async active(): Promise<string | null> {
    const id = await this.grid().getAttribute('aria-activedescendant');
    return this.page.locator(`[id="${id}"]`).getAttribute('aria-label');
  }
}
