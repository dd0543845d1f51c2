import type { Page } from 'playwright-core';

/** Nothing fades or moves: what is half faded in has half its contrast. And counts what the page waits for. */
function holdStillInPage(): void {
  const still = new CSSStyleSheet();
  still.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important }');
  document.adoptedStyleSheets.push(still);
  const here = window as { underWay?: number };
  if (here.underWay !== undefined) return;
  here.underWay = 0;
  const { fetch } = window;
  window.fetch = (...call) => {
    here.underWay = (here.underWay ?? 0) + 1;
    return fetch(...call).finally(() => {
      here.underWay = (here.underWay ?? 0) - 1;
    });
  };
}

/** Holds this page and all that it shows later still, so that it can be looked at. */
export async function holdStill(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(holdStillInPage);
  await page.evaluate(holdStillInPage);
}

/** Waits until a screen is all here: drawn three times in a row with nothing asked for and no part on its way. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const here = window as { underWay?: number };
    for (let quiet = 0; quiet < 3; ) {
      await new Promise(requestAnimationFrame);
      const whole = document.querySelector('main') !== null && !document.querySelector('[data-waiting]');
      quiet = whole && here.underWay === 0 ? quiet + 1 : 0;
    }
  });
}

/** Draws the screen as it stands in another language and theme. */
export async function dress(page: Page, language: 'en' | 'ar', theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate(
    async ([lang, colors]) => {
      const { documentElement: root } = document;
      if (root.lang !== lang) {
        const body = JSON.stringify({ channel: 'center.setAppearance', input: { language: lang } });
        await fetch('/rpc', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
        while (root.lang !== lang) await new Promise(requestAnimationFrame);
      }
      root.setAttribute('data-mantine-color-scheme', colors);
    },
    [language, theme] as const,
  );
  await settled(page);
}
