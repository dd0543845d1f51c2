import type { Page } from 'playwright-core';
import type { App } from './app.ts';
import { axeFindings } from './axe.ts';
import { show } from './sample.ts';
import { dress } from './still.ts';

/** What axe finds on a whole screen in light, and what is too pale to read in dark. */
export async function findings(page: Page, where: string): Promise<string[]> {
  const language = (await page.locator('html').getAttribute('lang')) === 'ar' ? 'ar' : 'en';
  await dress(page, language, 'dark');
  const dark = await axeFindings(page, `${where}, dark`, { colors: true });
  await dress(page, language, 'light');
  return [...dark, ...(await axeFindings(page, `${where}, light`))];
}

/** What axe finds on any of these screens in one look; every pair of colors is computed in contrast.test.ts. */
export async function findingsOf(
  app: App,
  screens: ReadonlyMap<string, string>,
  language: 'en' | 'ar',
  theme: 'light' | 'dark',
): Promise<string[]> {
  await dress(app.page, language, theme);
  const here: string[] = [];
  for (const [name, path] of screens) {
    await show(app, path);
    here.push(...(await axeFindings(app.page, `${name} ${language} ${theme}`)));
  }
  return here;
}
