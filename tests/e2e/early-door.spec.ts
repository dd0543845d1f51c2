import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignIn, Unseal } from './pages/door.ts';
import { type App, launchApp } from './support/app.ts';
import { passphrase, setUpCenter } from './support/center.ts';

/** The door that stands before the program itself is here, which is held back for as long as a test likes. */
let app: App;

beforeAll(async () => {
  app = await launchApp();
  await setUpCenter(app);
});
afterAll(() => app?.close());

/** Starts again with the program held back; the answer lets it come. */
async function startSlowly(): Promise<() => Promise<void>> {
  if ((await app.call('center.state', {})).stage !== 'sealed') await app.restart();
  let come = (): void => {};
  const coming = new Promise<void>((resolve) => {
    come = resolve;
  });
  const program = /\/assets\/frame-/;
  await app.page.route(program, async (route) => {
    await coming;
    await route.continue();
  });
  await app.page.reload({ waitUntil: 'commit' });
  await app.page.locator('#early-passphrase').waitFor();
  return async () => {
    come();
    await app.page.locator('#early-passphrase').waitFor({ state: 'detached' });
    await app.page.unroute(program);
  };
}

/** Where everything stands that both doors have, and in which letters. */
const measures = (): Promise<string[]> =>
  app.page.evaluate(async () => {
    await document.fonts.ready;
    const main = [...document.querySelectorAll('main')].at(-1);
    const field = main?.querySelector('input[type="password"]');
    const frame = field?.closest('[data-size]:has(> input)') ?? field?.parentElement?.closest('div') ?? null;
    const found = [
      ['name', document.querySelector('header > div')],
      ['card', main?.querySelector('section')],
      ['title', main?.querySelector('h1')],
      ['lead', main?.querySelector('p')],
      ['label', main?.querySelector('label')],
      ['field', field?.id === 'early-passphrase' ? field : frame],
      ['code', main?.querySelector('button[type="button"]:not([aria-label])')],
      ['open', main?.querySelector('button[type="submit"]')],
    ] as const;
    return found.map(([name, element]) => {
      if (!element) return `${name}: not there`;
      const box = element.getBoundingClientRect();
      const { color, fontSize, fontWeight } = getComputedStyle(element);
      // A label may be as wide as it likes: its text begins where the other's does.
      const width = name === 'label' ? '' : Math.round(box.width);
      const across = document.dir === 'rtl' ? box.right : box.left;
      return `${name}: ${[across, box.top].map(Math.round)} ${width} ${color} ${fontSize} ${fontWeight}`;
    });
  });

describe('stands as the door that takes its place', () => {
  it.each([
    ['en', 'light'],
    ['uk', 'dark'],
    ['ar', 'light'],
  ] as const)('in %s, %s', async (language, theme) => {
    await app.call('center.setAppearance', { language, theme });
    const come = await startSlowly();
    const early = await measures();
    expect(early.join()).not.toContain('not there');
    await come();
    await app.page.getByRole('radiogroup').first().waitFor();
    expect(await measures()).toEqual(early);
  });
});

it('loses no letter and keeps the cursor', async () => {
  await app.call('center.setAppearance', { language: 'en', theme: 'light' });
  const come = await startSlowly();
  await app.page.keyboard.type('correct horse ');
  await come();
  await app.page.keyboard.type('battery staple');
  await app.page.keyboard.press('Enter');
  await new SignIn(app.page).ready();
});

it('opens before the program is here', async () => {
  const come = await startSlowly();
  const opened = app.page.waitForResponse((response) => response.url().endsWith('/rpc'));
  await new Unseal(app.page).withPassphrase(passphrase);
  await opened;
  await come();
  await new SignIn(app.page).ready();
});

it('says why a passphrase was refused that came early', async () => {
  const come = await startSlowly();
  const refused = app.page.waitForResponse((response) => response.url().endsWith('/rpc'));
  await new Unseal(app.page).withPassphrase('correct horse');
  await refused;
  await come();
  await new Unseal(app.page).refusal().waitFor();
  await new Unseal(app.page).withPassphrase(passphrase);
  await new SignIn(app.page).ready();
});

it('goes on with the recovery code where that was asked for', async () => {
  const come = await startSlowly();
  await app.page.getByRole('button', { name: 'Forgotten? Use the recovery code' }).click();
  await come();
  await app.page.getByRole('textbox', { name: 'Recovery code' }).waitFor();
});

it('is not drawn where another door is due', async () => {
  await app.call('center.unseal', { passphrase });
  await app.page.reload();
  await new SignIn(app.page).ready();
  expect(await app.page.locator('#early-passphrase').count()).toBe(0);
});
