import { cpSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FirstRun, RecoveryCode, Restore, SignIn, Unseal } from './pages/door.ts';
import { type App, launchApp } from './support/app.ts';
import { coordinator, passphrase, pin, setUpCenter } from './support/center.ts';

let app: App;
const typesOf = (fields: (HTMLElement | SVGElement)[]): (string | null)[] =>
  fields.map((field) => field.getAttribute('type'));

/** One laptop for the tests beside this, which go on where the one before has left it. */
function laptop(options: Parameters<typeof launchApp>[0] = {}): void {
  beforeAll(async () => {
    app = await launchApp(options);
  });
  afterAll(() => app?.close());
}

async function signInReady(): Promise<void> {
  await new SignIn(app.page).ready();
}

/** Past the door by the PIN, without the screens of it. */
async function sitDown(): Promise<void> {
  const { people } = await app.call('center.state', {});
  await app.call('center.unlock', {
    personId: people.find(({ name }) => name === coordinator)?.id ?? '',
    pin,
  });
}

describe('from an empty laptop', () => {
  laptop();

  it('goes from an empty laptop to the import, and comes back through passphrase and PIN', async () => {
    const first = new FirstRun(app.page);
    await first.startWithoutFile();
    await first.nameCenter('Lviv Center');
    await first.introduce('Iryna Petrenko', '4826', '4827');
    await app.page.getByText('The two PINs are not the same.').waitFor();
    await first.introduce('Iryna Petrenko', '4826');
    await first.choosePassphrase('too short');
    await app.page.getByText('At least 12 characters.', { exact: true }).waitFor();
    await first.back();
    expect(await app.page.getByLabel('Your name').inputValue()).toBe('Iryna Petrenko');
    await app.page.keyboard.press('Enter');
    await first.choosePassphrase('the heron waits at noon');

    const code = new RecoveryCode(app.page);
    const groups = await code.read();
    expect(groups).toHaveLength(7);
    await code.haveItOnPaper();
    await code.typeBack(groups.map(() => 'AAAA'));
    await expect.poll(() => code.wrongGroups().count()).toBe(2);
    await code.typeBack(groups.map((group) => ` ${group.toLowerCase()} `));
    await first.importList();
    await app.page.waitForURL('**/import');
    expect((await app.call('center.state', {})).recoveryCodeConfirmed).toBe(true);

    expect(app.complaints).toEqual([]);

    await app.restart();
    const unseal = new Unseal(app.page);
    await unseal.withPassphrase('the heron waits at night');
    await unseal.refusal().waitFor();
    await unseal.withPassphrase('the heron waits at noon');
    const signIn = new SignIn(app.page);
    await signIn.ready();
    expect(await signIn.chosen()).toBe('Iryna Petrenko');
    await signIn.type('4826', 'Enter');
    await app.page.getByRole('button', { name: 'Iryna Petrenko' }).waitFor();
  });
});

describe('with the file of head office', () => {
  laptop();

  it('takes name, country and programs from the file of head office', async () => {
    const first = new FirstRun(app.page);
    await first.openCenterFile('wrong.json', { format: 'something else' });
    await app.page.getByText('This is not a center file.').waitFor();
    await first.openCenterFile('center.json', {
      format: 'rollbook-center',
      version: 1,
      center: {
        id: '0195c1a0-0000-7000-8000-000000000001',
        name: 'Varna Center',
        language: 'bg',
        timeZone: 'Europe/Sofia',
        country: 'BG',
      },
      programs: [{ name: { en: 'Annotation', bg: 'Анотиране' }, kinds: ['live_class'] }],
    });
    await app.page.getByText('it brings 1 program').waitFor();
    expect(await app.page.getByLabel('Name of the center').inputValue()).toBe('Varna Center');
    expect(await app.page.getByRole('combobox', { name: 'Country' }).inputValue()).toBe('Bulgaria');
    expect(await app.page.getByRole('combobox', { name: 'Time zone' }).inputValue()).toMatch(/^Sofia/);
    await app.page.getByLabel('Name of the center').press('Enter');
    await first.introduce('Iryna Petrenko', '4826');
    await first.choosePassphrase('the heron waits at noon');
    // The center's language is Bulgarian from here on.
    await app.page.getByTestId('recovery-code').first().waitFor();
    const { programs } = await app.call('programs.list', {});
    expect(programs.map(({ name }) => name.bg)).toEqual(['Анотиране']);
    expect((await app.call('center.state', {})).center).toMatchObject({
      name: 'Varna Center',
      country: 'BG',
    });
  });
});

describe('with a file in the way of a folder, as the tests of faults fill a real disk', () => {
  laptop({ prepare: (folder) => writeFileSync(join(folder, 'state'), '') });

  it('speaks the chosen language at the door, from right to left where it is written so', async () => {
    await app.page.getByRole('radio', { name: 'العربية' }).locator('..').click();
    await app.page.waitForFunction(() => document.documentElement.dir === 'rtl');
    await app.page.getByRole('radio', { name: 'Українська' }).locator('..').click();
    await app.page.waitForFunction(() => document.documentElement.lang === 'uk');
    expect(await app.page.evaluate(() => document.documentElement.dir)).toBe('ltr');
    await app.page.getByRole('radio', { name: 'English' }).locator('..').click();
    await app.page.waitForFunction(() => document.documentElement.lang === 'en');
  });

  it('goes on by Tab from one PIN to the other, and from one passphrase to the other', async () => {
    const first = new FirstRun(app.page);
    await first.startWithoutFile();
    await first.nameCenter('Lviv Center');
    const { keyboard } = app.page;
    await first.heading('You').waitFor();
    await keyboard.type('Iryna Petrenko');
    for (const pin of ['4826', '4826']) {
      await keyboard.press('Tab');
      await keyboard.type(pin);
    }
    // The eye comes last, and shows both.
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await expect
      .poll(() => app.page.locator('input[inputmode="numeric"]').evaluateAll(typesOf))
      .toEqual(['text', 'text']);
    await app.page.getByLabel('The same PIN again').press('Enter');
    await first.heading('The center passphrase').waitFor();
    await keyboard.type('the heron waits at noon');
    await keyboard.press('Tab');
    await keyboard.type('the heron waits at noon');
    await keyboard.press('Enter');
  });

  it('says that the center could not be set up, keeps what was typed, and goes on once it can', async () => {
    await app.page.getByRole('alert').waitFor();
    rmSync(join(app.folder, 'state'));
    await app.page.getByRole('button', { name: 'Set up the center' }).click();
    expect(await new RecoveryCode(app.page).read()).toHaveLength(7);
  });

  it('leaves the recovery code for later with a to-do on Today', async () => {
    await new RecoveryCode(app.page).notNow();
    await new FirstRun(app.page).later();
    await app.page.getByText('Write the recovery code down').waitFor();
  });
});

describe('a center', () => {
  laptop();
  beforeAll(() => setUpCenter(app));

  it('finds a person by letters, takes digits of any keyboard, and makes wrong PINs wait', async () => {
    await app.call('center.addPerson', {
      name: 'Olena Bondar',
      role: 'instructor',
      pin: '5791',
      language: null,
    });
    await app.call('center.lock', {});
    const signIn = new SignIn(app.page);
    await signIn.ready();
    await signIn.type('ol');
    await expect.poll(() => signIn.chosen()).toBe('Olena Bondar');
    for (let count = 0; count < 3; count++) {
      await signIn.type('0000', 'Enter');
      // The field is emptied when the answer is here.
      await app.page.waitForFunction(
        () => document.querySelector<HTMLInputElement>('input[type="password"]')?.value === '',
      );
    }
    await app.page.getByText(/Again in 0:0\d/).waitFor();
    await signIn.choose(coordinator);
    await signIn.tap(pin);
    await app.page.getByRole('button', { name: coordinator }).waitFor();
  });

  it('takes a lost key file from a backup and loses nothing', async () => {
    await app.call('center.backUp', { folder: null });
    await app.call('center.addPerson', {
      name: 'Since Then',
      role: 'instructor',
      pin: '5791',
      language: null,
    });
    await app.kill();
    rmSync(join(app.folder, 'data/center/keys.json'));
    rmSync(join(app.folder, 'data/backups/keys.json'));
    await app.restart();
    await app.page.getByRole('button', { name: 'Take the keys from a backup' }).click();
    await app.page.getByRole('radio', { name: /kB|MB/ }).first().click();
    await app.page.getByRole('button', { name: 'Take its keys' }).click();
    await new Unseal(app.page).withPassphrase(passphrase);
    await signInReady();
    await app.page.getByText('Since Then').waitFor();
  });

  it('says that the data is damaged, and goes on from the latest backup', async () => {
    await sitDown();
    await app.call('center.backUp', { folder: null });
    await app.kill();
    rmSync(join(app.folder, 'data/center/rollbook.db-wal'), { force: true });
    truncateSync(join(app.folder, 'data/center/rollbook.db'), 20_000);
    await app.restart();
    await new Unseal(app.page).withPassphrase(passphrase);
    await app.page.getByRole('heading', { name: 'The data on the disk is damaged' }).waitFor();
    await app.page.getByRole('button', { name: /^Restore a backup/ }).click();
    const restore = new Restore(app.page);
    await restore.newest('not the passphrase');
    await app.page.getByText('That is not the passphrase').waitFor();
    await restore.newest(passphrase);
    await signInReady();
    await app.page.getByText(/What was here before is kept in/).waitFor();
  });

  it('restores a backup on an empty laptop', async () => {
    await sitDown();
    await app.call('center.backUp', { folder: null });
    const stick = join(app.folder, 'stick');
    mkdirSync(stick);
    cpSync(join(app.folder, 'data/backups'), stick, { recursive: true });
    await app.kill();
    rmSync(join(app.folder, 'data'), { recursive: true });
    rmSync(join(app.folder, 'state'), { recursive: true });
    await app.restart();
    await new FirstRun(app.page).openRestore();
    const restore = new Restore(app.page);
    await restore.lookIn(stick);
    await restore.newest(passphrase);
    await signInReady();
  });

  it('opens with the recovery code however it is typed, and asks for a new passphrase', async () => {
    await sitDown();
    const { recoveryCode } = await app.call('center.newRecoveryCode', { passphrase });
    await app.restart();
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    await new Unseal(app.page).withRecoveryCode(typed);
    const signIn = new SignIn(app.page);
    await signIn.ready();
    await signIn.choose(coordinator);
    await signIn.type(pin, 'Enter');
    await app.page.getByRole('link', { name: 'Set a passphrase' }).click();
    await app.page.getByRole('button', { name: 'Change the passphrase' }).click();
    const dialog = app.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Forgotten? Use the recovery code' }).click();
    await dialog.getByRole('textbox', { name: 'Recovery code' }).fill(typed);
    await dialog.getByLabel('New passphrase').fill('a quiet river in may');
    await dialog.getByLabel('The same passphrase again').fill('a quiet river in may');
    await dialog.getByRole('button', { name: 'Change', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await app.restart();
    await new Unseal(app.page).withPassphrase('a quiet river in may');
    await signInReady();
  });
});
