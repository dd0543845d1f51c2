import { palette } from '../../app/colors.ts';

/** A page and its pictures, as they are written to a stick. */
export interface PageFile {
  name: string;
  content: Blob;
}

/** Letters that every file system takes, so that a page finds its pictures. */
export const plainName = (name: string): string =>
  name
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/[^\p{L}\p{M}\p{N} _-]/gu, '_')
    .trim()
    .slice(0, 80) || '_';

const asText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function concerns(sheet: HTMLElement, rule: CSSStyleRule): boolean {
  try {
    return sheet.matches(rule.selectorText) || sheet.querySelector(rule.selectorText) !== null;
  } catch {
    // A selector that only a newer engine knows.
    return false;
  }
}

/** Rules of the screen that the sheet is drawn with; those of windows of some size are not for a page. */
function rulesOf(sheet: HTMLElement, rules: CSSRuleList): string[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSStyleRule) return concerns(sheet, rule) ? [rule.cssText] : [];
    if (!(rule instanceof CSSMediaRule) || rule.conditionText !== 'print') return [];
    const own = rulesOf(sheet, rule.cssRules);
    return own.length > 0 ? [`@media print{${own.join('\n')}}`] : [];
  });
}

const lightColors = Object.entries(palette)
  .map(([name, [light]]) => `--${name}:${light}`)
  .join(';');

/** Photos with lines drawn over them: lossy, but so little that no line is blurred. */
const photo = ['image/jpeg', 0.92] as const;

/** A picture as it is drawn: where it came from is this program's own. */
async function pictureOf(image: HTMLImageElement): Promise<Blob> {
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, ...photo));
  if (!drawn) throw new Error('a picture of the sheet could not be made');
  return drawn;
}

/** A sheet as it stands on the screen, as a page that any browser opens without this program: it runs nothing. */
export async function pageOf(sheet: HTMLElement, title: string): Promise<PageFile[]> {
  const copy = sheet.cloneNode(true) as HTMLElement;
  const images = [...copy.querySelectorAll('img')];
  const name = plainName(title);
  const files: PageFile[] = [];
  for (const [index, shown] of [...sheet.querySelectorAll('img')].entries()) {
    const picture = `${name} ${index + 1}.jpg`;
    files.push({ name: picture, content: await pictureOf(shown) });
    images[index]?.setAttribute('src', encodeURIComponent(picture));
  }
  const css = [...document.styleSheets].flatMap((styles) => rulesOf(sheet, styles.cssRules)).join('\n');
  const html = [
    `<!doctype html><html lang="${sheet.lang}" dir="${sheet.dir}"><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light">',
    `<title>${asText(title)}</title>`,
    `<style>:root{${lightColors}}body{margin:16px;background:#fff;font-family:system-ui,sans-serif}`,
    `img{max-width:100%}\n${css}</style>`,
    copy.outerHTML,
    '</html>\n',
  ].join('\n');
  return [{ name: `${name}.html`, content: new Blob([html], { type: 'text/html' }) }, ...files];
}
