import axe from 'axe-core';
import type { Page } from 'playwright-core';

interface Look {
  /** Only what lies in elements that fit this selector, as a dialog over a screen that was looked at before. */
  within?: string;
  /** Only the rules that a change of colors can break. */
  colors?: boolean;
}

/** One thing that axe found: its rule, where, and the element. */
const lineOf = (where: string, rule: string, target: string, html: string): string =>
  `${where}: ${rule} at ${target} ${html.slice(0, 160)}`;

/** What axe finds on a page as it stands, one line each. Rules are those of WCAG 2.2 A and AA and of good practice. */
export async function axeFindings(page: Page, where: string, look: Look = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async ({ within, colors }) => {
      const { axe: inPage } = window as unknown as { axe: typeof axe };
      const found = await inPage.run(within ?? document, {
        resultTypes: ['violations'],
        // It would fetch every style sheet anew, for a rule about screens that are turned.
        preload: false,
        ...(colors ? { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } } : {}),
      });
      return found.violations.flatMap((violation) =>
        violation.nodes.map((node) => ({
          rule: violation.id,
          target: node.target.join(' '),
          html: node.html,
          why: node.any[0]?.message ?? '',
        })),
      );
    },
    { ...look },
  );
  return violations.map(({ rule, target, html, why }) => lineOf(where, `${rule} (${why})`, target, html));
}
