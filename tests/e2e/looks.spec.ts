import { rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FirstRun, RecoveryCode, SignIn, Unseal } from './pages/door.ts';
import { type App, launchApp } from './support/app.ts';
import { findings, findingsOf } from './support/looks.ts';
import { findScreens, openSample } from './support/sample.ts';
import { dress, holdStill } from './support/still.ts';

/** What accessibility.spec.ts does not look at in its one round: the screens from right to left in dark, and the door. */
let app: App;
let screens: ReadonlyMap<string, string>;

beforeAll(async () => {
  app = await launchApp();
  await holdStill(app.page);
  await openSample(app);
  screens = await findScreens(app);
});
afterAll(() => app?.close());

it('axe finds nothing on any screen, in ar and dark', { timeout: 180_000 }, async () => {
  expect(await findingsOf(app, screens, 'ar', 'dark')).toEqual([]);
});

describe('axe finds nothing at the door', () => {
  const [pin, passphrase] = ['4826', 'the heron waits at noon'];

  beforeAll(async () => {
    await dress(app.page, 'en', 'light');
    await app.page.getByRole('button', { name: 'Leave the sample' }).click();
    await app.page.getByRole('button', { name: /^Look at a sample/ }).waitFor();
  });

  it('on the way from an empty laptop to a center, and back in', async () => {
    const here: string[] = [];
    const first = new FirstRun(app.page);
    await first.startWithoutFile();
    here.push(...(await findings(app.page, 'center')));
    await first.nameCenter('Lviv Center');
    await first.heading('You').waitFor();
    here.push(...(await findings(app.page, 'you')));
    await first.introduce('Iryna Petrenko', pin);
    await first.heading('The center passphrase').waitFor();
    here.push(...(await findings(app.page, 'passphrase')));
    await first.choosePassphrase(passphrase);
    const code = new RecoveryCode(app.page);
    const groups = await code.read();
    here.push(...(await findings(app.page, 'recovery code')));
    await code.haveItOnPaper();
    here.push(...(await findings(app.page, 'recovery code typed back')));
    await code.typeBack(groups);
    await first.heading('Your center is ready').waitFor();
    here.push(...(await findings(app.page, 'ready')));
    await app.restart();
    await holdStill(app.page);
    const passphraseField = app.page.getByRole('textbox', { name: 'Center passphrase' });
    await passphraseField.waitFor();
    here.push(...(await findings(app.page, 'sealed')));
    await new Unseal(app.page).withPassphrase(passphrase);
    await new SignIn(app.page).ready();
    here.push(...(await findings(app.page, 'sign-in')));
    expect(here).toEqual([]);
  });

  it('where what was on the disk is damaged, or gone', async () => {
    const here: string[] = [];
    const [title, center] = [
      (name: string) => app.page.getByRole('heading', { level: 1, name }),
      join(app.folder, 'data/center'),
    ];
    const lookAgain = async (name: string): Promise<void> => {
      await app.call('center.retry', {});
      await title(name).waitFor();
      here.push(...(await findings(app.page, name)));
    };
    const { people } = await app.call('center.state', {});
    await app.call('center.unlock', { personId: people[0]?.id ?? '', pin });
    await app.call('center.backUp', { folder: null });
    await app.kill();
    rmSync(join(center, 'rollbook.db-wal'), { force: true });
    truncateSync(join(center, 'rollbook.db'), 20_000);
    await app.restart();
    await holdStill(app.page);
    await new Unseal(app.page).withPassphrase(passphrase);
    await title('The data on the disk is damaged').waitFor();
    here.push(...(await findings(app.page, 'damaged')));
    await app.page.getByRole('button', { name: /^Restore a backup/ }).click();
    await app.page.getByRole('radio', { name: /kB|MB/ }).first().waitFor();
    here.push(...(await findings(app.page, 'restore')));
    await app.page.getByRole('button', { name: 'Back' }).click();
    rmSync(join(center, 'rollbook.db'));
    await app.call('center.retry', {});
    await new Unseal(app.page).withPassphrase(passphrase);
    await title('The data is not where it was').waitFor();
    here.push(...(await findings(app.page, 'missing')));
    for (const folder of ['center', 'backups']) rmSync(join(app.folder, 'data', folder, 'keys.json'));
    await lookAgain('The key file is missing');
    await app.page.getByRole('button', { name: 'Take the keys from a backup' }).click();
    await app.page.getByRole('button', { name: 'Take its keys' }).waitFor();
    here.push(...(await findings(app.page, 'keys')));
    await app.page.getByRole('button', { name: 'Back' }).click();
    rmSync(join(app.folder, 'data'), { recursive: true });
    await lookAgain('The data is not where it was');
    await app.page.getByText('To begin anew sets up a new, empty center').waitFor();
    await app.page.getByRole('button', { name: 'Nothing is left: begin anew' }).click();
    await app.page.getByRole('button', { name: /^Look at a sample/ }).waitFor();
    expect(here).toEqual([]);
  });
});
