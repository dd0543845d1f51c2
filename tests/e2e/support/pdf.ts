import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** What came out of the printer, page by page. */
export interface Printed {
  pages: number;
  /** The text of each page in its reading order; null where poppler is not installed. */
  texts: string[] | null;
  /** Width and height of the first page in millimeters. */
  size: { width: number; height: number };
}

/** Where pages go as pictures to be looked at: the folder of ROLLBOOK_PRINTS, else nowhere. */
const gallery = process.env.ROLLBOOK_PRINTS;

/**
 * Prints what the window shows, as its print styles have it. Backgrounds are left out, as printers do.
 * With ROLLBOOK_PRINTS the PDF and a picture of each page are kept there under `name`.
 */
export async function printPage(page: Page, name: string): Promise<Printed> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  if (gallery) {
    mkdirSync(gallery, { recursive: true });
    const file = join(gallery, `${name}.pdf`);
    writeFileSync(file, pdf);
    spawnSync('pdftoppm', ['-r', '80', '-png', file, join(gallery, name)]);
  }
  const raw = pdf.toString('latin1');
  const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(raw) ?? [];
  return {
    pages: [...raw.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length,
    texts: textsOf(pdf),
    size: { width: millimeters(width), height: millimeters(height) },
  };
}

/** A point is a 72nd of an inch. */
const millimeters = (points = '0'): number => Math.round((Number(points) / 72) * 25.4);

function textsOf(pdf: Buffer): string[] | null {
  const { error, stdout } = spawnSync('pdftotext', ['-enc', 'UTF-8', '-', '-'], { input: pdf });
  if (error) return null;
  // A form feed ends each page. Marks of direction are poppler's own.
  const texts = stdout
    .toString('utf8')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .split('\f');
  return texts.slice(0, -1);
}

/** Takes the place of the system's print dialog, and counts how often it was asked for. */
export async function watchPrinting(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const target = window as { printed?: number };
    target.printed = 0;
    window.print = () => {
      target.printed = (target.printed ?? 0) + 1;
    };
  });
  return () => page.evaluate(() => (window as { printed?: number }).printed ?? 0);
}
