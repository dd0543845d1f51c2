import type { Locator, Page } from 'playwright-core';

/** From an empty laptop to a center, as a person goes through it with the keyboard. */
export class FirstRun {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { level: 1, name, exact: true });
  }

  async startWithoutFile(): Promise<void> {
    await this.page.getByRole('button', { name: /^Start without one/ }).click();
    await this.heading('Your center').waitFor();
  }

  async openCenterFile(name: string, content: unknown): Promise<void> {
    await this.page.locator('input[type="file"]').setInputFiles({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(content)),
    });
  }

  async openRestore(): Promise<void> {
    await this.page.getByRole('button', { name: /^Restore from a backup/ }).click();
  }

  /** Types into the field that has the cursor, and goes on with Enter. */
  async nameCenter(name: string): Promise<void> {
    await this.page.keyboard.type(name);
    await this.page.keyboard.press('Enter');
  }

  async introduce(name: string, pin: string, again = pin): Promise<void> {
    await this.heading('You').waitFor();
    await this.page.getByLabel('Your name').fill(name);
    await this.page.getByLabel('PIN', { exact: true }).fill(pin);
    await this.page.getByLabel('The same PIN again').fill(again);
    await this.page.keyboard.press('Enter');
  }

  async choosePassphrase(passphrase: string, again = passphrase): Promise<void> {
    await this.heading('The center passphrase').waitFor();
    await this.page.getByLabel('New passphrase').fill(passphrase);
    await this.page.getByLabel('The same passphrase again').fill(again);
    await this.page.keyboard.press('Enter');
  }

  async back(): Promise<void> {
    await this.page.getByRole('button', { name: 'Back' }).click();
  }

  async importList(): Promise<void> {
    await this.heading('Your center is ready').waitFor();
    await this.page.getByRole('button', { name: 'Import your list' }).click();
  }

  async later(): Promise<void> {
    await this.heading('Your center is ready').waitFor();
    await this.page.getByRole('button', { name: 'Later, show me Today' }).click();
  }
}

/** The code that is shown once, and two of its groups typed back. */
export class RecoveryCode {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** The seven groups on the screen. */
  async read(): Promise<string[]> {
    await this.page.getByRole('heading', { name: 'Your recovery code' }).waitFor();
    const shown = this.page.getByTestId('recovery-code').first();
    return shown.locator('li > :last-child').allTextContents();
  }

  async haveItOnPaper(): Promise<void> {
    await this.page.getByRole('button', { name: 'I have it on paper' }).click();
  }

  async notNow(): Promise<void> {
    await this.page.getByRole('button', { name: 'Not now, remind me on Today' }).click();
  }

  /** Types what `written` has for each group that is asked for. */
  async typeBack(written: readonly string[]): Promise<void> {
    for (const field of await this.page.getByLabel(/^Group \d$/).all()) {
      const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
      await field.fill(written[Number(label.replace(/\D/g, '')) - 1] ?? '');
    }
    await this.page.keyboard.press('Enter');
  }

  wrongGroups(): Locator {
    return this.page.getByText('This is not what the code says');
  }
}

/** The passphrase, or the recovery code in its place. */
export class Unseal {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async withPassphrase(passphrase: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Center passphrase' }).fill(passphrase);
    await this.page.keyboard.press('Enter');
  }

  async withRecoveryCode(typed: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Forgotten? Use the recovery code' }).click();
    await this.page.getByRole('textbox', { name: 'Recovery code' }).pressSequentially(typed);
    await this.page.keyboard.press('Enter');
  }

  refusal(): Locator {
    return this.page.getByText('That is not the passphrase');
  }
}

/** Who is at the laptop: a tile and a PIN. */
export class SignIn {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async ready(): Promise<void> {
    await this.page.getByText('Choose your name and type your PIN.').waitFor();
  }

  async chosen(): Promise<string> {
    return (await this.page.locator('[data-chosen] bdi').textContent()) ?? '';
  }

  /** With the keys: letters look for the person, digits are the PIN, Enter signs in. */
  async type(...keys: string[]): Promise<void> {
    for (const key of keys) {
      if (/^[\p{L}\d]+$/u.test(key) && key !== 'Enter' && !key.startsWith('Arrow'))
        await this.page.keyboard.type(key);
      else await this.page.keyboard.press(key);
    }
  }

  /** With a finger on the pad. */
  async tap(pin: string): Promise<void> {
    for (const digit of pin) await this.page.getByRole('button', { name: digit, exact: true }).click();
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  async choose(name: string): Promise<void> {
    await this.page.getByRole('radio', { name }).click();
  }
}

/** The list of found backups with what opens them, wherever it is shown. */
export class Restore {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async lookIn(folder: string): Promise<void> {
    await this.page.getByLabel('Another folder').fill(folder);
    await this.page.keyboard.press('Enter');
  }

  async newest(passphrase: string): Promise<void> {
    await this.page.getByRole('radio', { name: /kB|MB/ }).first().click();
    await this.page.getByRole('textbox', { name: 'Passphrase at the time of this backup' }).fill(passphrase);
    await this.page.keyboard.press('Enter');
  }
}
