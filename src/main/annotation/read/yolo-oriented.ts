import type { AnnotatedImage, Shape } from '../../../shared/rules/annotations.ts';
import { type Context, type DocumentOf, type FormatReader, ofKind } from './format-reader.ts';
import { createLabels, type LabelsSeen } from './labels-seen.ts';
import { boxOfCorners, coordinate, makeShape } from './make-shape.ts';
import { Unusable } from './reading-error.ts';
import { eachLine, MAX_LINE } from './text-lines.ts';
import { findClassNames } from './yolo-labels.ts';

/** Four corners in pixels, the label, and 1 where it is difficult: DOTA's text, in which oriented YOLO is exchanged. */
const LINE = /^(?:-?[\d.]+(?:e[+-]?\d+)?[\s,]+){8}(\S(?:.*?\S)?)(?:\s+([0-2]))?$/i;
/** Where a picture is from, and how large its pixels are on the ground. */
const HEADER = /^(?:imagesource|gsd):/;

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim());

function isOriented({ text }: DocumentOf<'text'>): boolean {
  const lines = linesOf(text.slice(0, 20_000))
    .filter((line) => line !== '' && !HEADER.test(line))
    .slice(0, 100);
  // A ninth number would make it a line of YOLO.
  return (
    lines.length > 0 &&
    lines.filter((line) => Number.isNaN(Number(LINE.exec(line)?.[1] ?? Number.NaN)) && LINE.test(line))
      .length *
      2 >
      lines.length
  );
}

function readLine(text: string, number: number, labels: LabelsSeen): Shape {
  const [, label, difficult] = text.length > MAX_LINE ? [] : (LINE.exec(text) ?? []);
  if (label === undefined) throw new Unusable('line_unreadable');
  const corners = Float64Array.from(text.split(/[\s,]+/).slice(0, 8), (token) => coordinate(token));
  const geometry = boxOfCorners(corners);
  if (!geometry) throw new Unusable('no_geometry');
  const attributes = difficult === undefined ? {} : { difficult: String(difficult !== '0') };
  return makeShape({ id: `line ${number}`, label: labels.see(label), geometry, attributes });
}

async function readFile(
  { path, text }: DocumentOf<'text'>,
  labels: LabelsSeen,
  context: Context,
): Promise<AnnotatedImage> {
  const name = context.images.findStem(path)?.path ?? path.replace(/\.txt$/i, '');
  const shapes: Shape[] = [];
  eachLine(text, (raw, number) => {
    const line = raw.trim();
    if (line === '' || HEADER.test(line)) return;
    const shape = context.shape(
      () => `${path}:${number}`,
      () => readLine(line, number, labels),
    );
    if (shape) shapes.push(shape);
  });
  return { name, size: await context.sizeOf(name), shapes, tags: [], semantic: null };
}

export const yoloOriented: FormatReader = {
  format: 'yolo_oriented',
  choose: (documents) => ofKind(documents, 'text').filter(isOriented),
  read: async (own, context) => {
    const isOwn = new Set(own);
    const names = findClassNames(ofKind(context.documents, 'text').filter((one) => !isOwn.has(one)));
    const labels = createLabels(names?.names.values());
    const images: AnnotatedImage[] = [];
    for (const document of ofKind(own, 'text')) {
      context.goOn();
      images.push(await readFile(document, labels, context));
    }
    return { labels: labels.list(), images };
  },
};
