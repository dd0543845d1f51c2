import { firstLines } from './text-lines.ts';

/** A label and the color that stands for it in a mask, 0xRRGGBB. */
export interface LabelColor {
  label: string;
  color: number;
}

const MOST_LABELS = 30_000;
const HEADER = /^#\s*label\s*:\s*color_rgb/;
const LINE = /^(.+?):\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?::.*)?$/;

/** What CVAT and Datumaro write beside masks: `label:red,green,blue:parts:actions`. Null for any other text. */
export function readLabelMap(text: string): LabelColor[] | null {
  const [first = '', ...rest] = firstLines(text, MOST_LABELS).filter((line) => line.trim() !== '');
  if (!HEADER.test(first) && !LINE.test(first)) return null;
  const body = HEADER.test(first) ? rest : [first, ...rest];
  const found: LabelColor[] = [];
  for (const line of body) {
    if (line.startsWith('#')) continue;
    const [, label, red, green, blue] = LINE.exec(line) ?? [];
    if (label === undefined) return null;
    const [r, g, b] = [Number(red), Number(green), Number(blue)];
    if (r > 255 || g > 255 || b > 255) return null;
    found.push({ label, color: r * 65_536 + g * 256 + b });
  }
  return found.length > 0 ? found : null;
}
