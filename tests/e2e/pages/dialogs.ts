import type { Locator, Page } from 'playwright-core';

/** What leads to a dialog: a key of its screen, or a button there by its name and then items of the menu it opens. */
export type Way = { key: string } | readonly [button: string | RegExp, ...items: string[]];

/** Every dialog of the app by the screen it opens on; a screen is named by its route or by what is special about it. */
export const dialogs: Readonly<Record<string, readonly Way[]>> = {
  '/': [{ key: 'Control+k' }, { key: 'Shift+?' }, ['Start a session now'], ['Plan a session']],
  '/roll/:sessionId': [
    ['Add walk-in'],
    ['Class interrupted…'],
    ['Close roll'],
    ['Paper roll', 'Photos of the sheet'],
    { key: 'Slash' },
    { key: 'KeyH' },
    { key: 'KeyX' },
  ],
  'closed roll': [['two records'], ['Change a closed roll']],
  'roll with a walk-in': [['Enroll…']],
  '/cohorts': [['Add cohort']],
  '/cohorts/:cohortId': [
    ['Enroll learners'],
    ['Plan a session'],
    ['More', 'Edit cohort'],
    ['More', 'Export the list'],
    ['More', 'Excuse several ahead'],
    ['More', 'Complete for everybody here'],
    [/^What changed for/, 'Pauses'],
    [/^What changed for/, 'Leaves the program'],
    [/^What changed for/, 'Moves to another cohort'],
    [/^What changed for/, 'Completes the program'],
    [/^What changed for/, 'Change the first day'],
  ],
  '/learners': [['Add learner'], ['Export']],
  '/learners/:learnerId': [
    ['Enroll in a cohort'],
    ['Add an excuse'],
    [/^Change Photos/],
    [/^Withdraw/],
    [/^Record/],
  ],
  'learner with a past': [[/^Change: /], [/^Change the excuse: /], [/^What changed for/, 'Comes back']],
  '/calendar': [['Holidays'], ['Plan a session']],
  '/sessions/:sessionId': [
    ['Change'],
    ['Move'],
    ['How class went'],
    ['This and all later…'],
    ['Substitute'],
    ['Take off the plan'],
  ],
  'session that owes': [['Another time…'], ['Do without']],
  '/register/:cohortId': [['Register as a file'], ['History of the mark']],
  people: [
    ['Add a person'],
    ['Let in a substitute for today'],
    [/^More about Salma/, 'Edit'],
    [/^More about Salma/, 'Set a new PIN'],
  ],
  programs: [['Add a program'], ['Change the program'], ['Add a status'], ['Change a status: Present']],
  safety: [
    ['Make a new recovery code'],
    ['Copy to a stick or folder…'],
    ['Restore…'],
    ['Change the passphrase'],
  ],
};

export const named = (way: Way): string => ('key' in way ? way.key : way.map(String).join(' › '));

const focused = (page: Page): Locator => page.locator(':focus');

/** Dialogs as hands that stay on the keys have them. */
export class Dialogs {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  opened(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Opens one, and answers what should have the focus once it is closed again. */
  async open(way: Way): Promise<Locator> {
    const main = this.page.getByRole('main');
    if ('key' in way) {
      const opener = main.locator('button:enabled').first();
      await opener.focus();
      await this.page.keyboard.press(way.key);
      return opener;
    }
    const [button, ...items] = way;
    const opener = main.getByRole('button', { name: button, exact: true }).first();
    await opener.press('Enter', { timeout: 5000 });
    if (items.length > 0) await this.page.getByRole('menu').waitFor({ timeout: 5000 });
    for (const item of items) await this.choose(item);
    return opener;
  }

  /** Goes down an open menu to an item, and takes it. */
  private async choose(item: string): Promise<void> {
    const wanted = this.page.getByRole('menuitem', { name: item, exact: true });
    const count = await this.page.getByRole('menuitem').count();
    for (let step = 0; step <= count; step++) {
      if ((await focused(this.page).textContent()) === (await wanted.textContent({ timeout: 5000 }))) break;
      await this.page.keyboard.press('ArrowDown');
    }
    await this.page.keyboard.press('Enter');
  }

  /** Leaves by Escape; a list that is open in a dialog takes the first one. */
  async leave(): Promise<void> {
    const listed = (await this.page.getByRole('listbox').count()) > 0;
    await this.page.keyboard.press('Escape');
    if (listed && (await this.opened().count()) > 0) await this.page.keyboard.press('Escape');
    await this.opened().first().waitFor({ state: 'detached', timeout: 5000 });
  }
}
