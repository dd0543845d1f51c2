import { ZipFile } from 'yazl';
import type { savedFormats } from '../../../shared/contract/annotation.ts';
import type { AnnotationSet } from '../../../shared/rules/annotations.ts';
import { renaming } from '../score/labels.ts';
import { writeCoco } from '../write/coco.ts';
import { writeCvat } from '../write/cvat.ts';
import { writeLabelMe } from '../write/labelme.ts';
import { writeVoc } from '../write/voc.ts';
import type { AnnotationWriter, Loss, WrittenFile } from '../write/writer.ts';
import { writeYolo, writeYoloOutlines } from '../write/yolo.ts';

export type SavedFormat = (typeof savedFormats)[number];

const writers: Record<SavedFormat, AnnotationWriter> = {
  coco: writeCoco,
  yolo: writeYolo,
  yolo_outlines: writeYoloOutlines,
  voc: writeVoc,
  cvat: writeCvat,
  labelme: writeLabelMe,
};

/** A set as one file: what the format writes as several comes as an archive. */
export interface SavedFile {
  bytes: Uint8Array;
  extension: 'json' | 'xml' | 'zip';
  losses: Loss[];
}

async function zipped(files: readonly WrittenFile[]): Promise<Uint8Array> {
  const zip = new ZipFile();
  // No time of writing: the same annotations give the same bytes.
  for (const { path, text } of files) zip.addBuffer(Buffer.from(text), path, { mtime: new Date(0) });
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

export async function saveAs(set: AnnotationSet, format: SavedFormat): Promise<SavedFile> {
  const { files, losses } = writers[format](set);
  const [only, more] = files;
  if (only && !more) {
    const extension = only.path.endsWith('.xml') ? 'xml' : only.path.endsWith('.json') ? 'json' : null;
    if (extension) return { bytes: Buffer.from(only.text), extension, losses };
  }
  return { bytes: await zipped(files), extension: 'zip', losses };
}

/** A learner's file as it is compared: by the labels that the alias table, or the reference's ids, give its own. */
export function withReferenceLabels(
  learner: AnnotationSet,
  reference: AnnotationSet,
  aliases: Readonly<Record<string, string>>,
): AnnotationSet {
  const rename = renaming(reference, learner, aliases);
  const labels = [...new Set(learner.labels.map(rename))];
  return {
    ...learner,
    labels,
    // Two labels may have become one: ids that were one for each do not fit any more.
    ids: learner.ids && labels.length === learner.labels.length ? learner.ids : null,
    images: learner.images.map((image) => ({
      ...image,
      shapes: image.shapes.map((shape) => ({ ...shape, label: rename(shape.label) })),
      tags: image.tags.map((tag) => ({ ...tag, label: rename(tag.label) })),
      semantic: image.semantic && {
        ...image.semantic,
        labels: image.semantic.labels.map(rename),
      },
    })),
  };
}
