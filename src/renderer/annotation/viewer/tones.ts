/** What a color on the stage means. The stage is dark under every theme, so these are the same in both. */
export type Tone = 'right' | 'missing' | 'extra' | 'wrong' | 'edges' | 'other';

type Rgb = readonly [red: number, green: number, blue: number];

const colors: Record<Tone, Rgb> = {
  right: [77, 125, 230],
  missing: [201, 42, 42],
  extra: [194, 37, 92],
  wrong: [156, 54, 181],
  edges: [179, 89, 0],
  other: [74, 81, 96],
};

export const differenceColor: Rgb = [255, 69, 58];

export const rgb = ([red, green, blue]: Rgb, alpha = 1): string => `rgb(${red} ${green} ${blue} / ${alpha})`;
export const toneColor = (tone: Tone, alpha = 1): string => rgb(colors[tone], alpha);
export const toneRgb = (tone: Tone): Rgb => colors[tone];

const byCode: Partial<Record<string, Tone>> = {
  missing: 'missing',
  image_missing: 'missing',
  extra: 'extra',
  duplicate: 'extra',
  wrong_label: 'wrong',
  loose: 'edges',
  tight: 'edges',
  low_overlap: 'edges',
};

export const toneOf = (code: string): Tone => byCode[code] ?? 'other';

/** Colors of a label map, told apart by their order: the same label has the same one on both sides. */
const mapColors: readonly Rgb[] = [
  [77, 125, 230],
  [64, 192, 87],
  [252, 196, 25],
  [230, 73, 128],
  [21, 170, 191],
  [253, 126, 20],
  [151, 117, 250],
  [130, 201, 30],
  [240, 101, 149],
  [34, 139, 230],
];
export const mapColor = (index: number): Rgb => mapColors[index % mapColors.length] ?? [128, 128, 128];
