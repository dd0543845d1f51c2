import type { Document, DocumentOf } from './format-reader.ts';
import { type LabelColor, readLabelMap } from './label-map.ts';
import { isRecord } from './make-shape.ts';
import { firstLines } from './text-lines.ts';

/** Labels in the order of their indices, with colors. */
export type MaskLabels = readonly LabelColor[];

/** CamVid: red, green, blue, and the name. */
const COLOR_LINE = /^(\d{1,3})\s+(\d{1,3})\s+(\d{1,3})\s+(\S.*)$/;
const MOST_LABELS = 30_000;

function readColorLines(text: string): LabelColor[] | null {
  const lines = firstLines(text, MOST_LABELS).filter((line) => line.trim() !== '');
  const found = lines.flatMap((line) => {
    const [, red, green, blue, label] = COLOR_LINE.exec(line.trim()) ?? [];
    return label === undefined
      ? []
      : [{ label, color: Number(red) * 65_536 + Number(green) * 256 + Number(blue) }];
  });
  return found.length > 0 && found.length === lines.length ? found : null;
}

/** Datumaro's dataset_meta.json: names by index, colors in the same order. */
function readMeta(value: unknown): LabelColor[] | null {
  if (!isRecord(value) || !isRecord(value.label_map) || !Array.isArray(value.segmentation_colors))
    return null;
  const colors: unknown[] = value.segmentation_colors;
  return Object.values(value.label_map)
    .slice(0, MOST_LABELS)
    .map((label, index) => {
      const color = colors[index];
      const [red = 0, green = 0, blue = 0] = Array.isArray(color) ? color.map(Number) : [];
      return { label: String(label), color: red * 65_536 + green * 256 + blue };
    });
}

function labelsIn(document: Document): LabelColor[] | null {
  if (document.kind === 'json') return readMeta(document.value);
  if (document.kind !== 'text') return null;
  return readLabelMap(document.text) ?? readColorLines(document.text);
}

export const saysMaskLabels = (document: Document): boolean => labelsIn(document) !== null;

/** The first list of labels with colors among the files. */
export function findMaskLabels(documents: readonly Document[]): MaskLabels | null {
  for (const document of documents) {
    const found = labelsIn(document);
    if (found) return found.slice(0, MOST_LABELS);
  }
  return null;
}

const MASK_FOLDER = /mask|segm|label|annot|^gt/i;

/** Folders that masks lie in, by the names that tools give them; the path below such a folder, null where there is none. */
export function belowMaskFolder({ path }: DocumentOf<'image'>): string | null {
  const steps = path.split('/');
  const at = steps.findLastIndex((step, index) => index < steps.length - 1 && MASK_FOLDER.test(step));
  return at === -1 ? null : steps.slice(at + 1).join('/');
}

/** Whether the colors are those of instances, not of labels. */
export const isObjects = ({ path }: DocumentOf<'image'>): boolean =>
  /SegmentationObject|instance/i.test(path);

/** Labels that mean: not looked at. */
export const isVoid = (label: string): boolean => /^(?:void|ignored?|unlabell?ed)$/i.test(label);
export const isBackground = (label: string): boolean => /^_*background_*$/i.test(label);
