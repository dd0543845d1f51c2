import type { Locator, Page } from 'playwright-core';

/** Importing a list, as a person goes through it. */
export class ImportPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Hands over a file and waits until its rows are shown. */
  async choose(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const name = typeof file === 'string' ? (file.split('/').at(-1) ?? '') : file.name;
    await this.page.locator('input[data-import-file]').setInputFiles(file);
    await this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await this.importButton().waitFor();
    await this.rows().first().waitFor();
  }

  importButton(): Locator {
    return this.page.locator('[data-import]');
  }

  /** A chip that narrows the rows, by its kind: `all`, `new`, `fault`, … */
  chip(kind: string): Locator {
    return this.page.locator(`button[data-kind="${kind}"]`);
  }

  rows(): Locator {
    return this.page.locator('[data-verdict]');
  }

  async columnOf(name: string): Promise<string> {
    return this.page.getByRole('combobox', { name, exact: true }).inputValue();
  }

  /** Chooses in a list of choices by its label. */
  async pick(label: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label }).click();
    // Its own list: the one before may still be on its way out.
    const list = this.page.getByRole('listbox', { name: label });
    await list.getByRole('option', { name: option, exact: true }).click();
  }

  done(): Locator {
    return this.page.locator('[data-done]');
  }
}

/** One learner's page. */
export class LearnerPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  fact(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** Types over a fact, leaves it by Enter, and waits for its tick. */
  async say(label: string, value: string): Promise<void> {
    const field = this.fact(label);
    await field.fill(value);
    await field.press('Enter');
  }

  ticks(): Locator {
    return this.page.getByLabel('Saved on this laptop');
  }

  history(): Locator {
    return this.page.getByRole('region', { name: 'History' });
  }
}
