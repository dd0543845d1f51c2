import type { ForeignFormat } from '../../../shared/rules/annotation-reading.ts';
import type { Document } from './format-reader.ts';
import { isRecord } from './make-shape.ts';
import { childOf, childrenOf, type XmlElement } from './parse-xml.ts';

function ofJson(value: unknown): ForeignFormat | null {
  const first: unknown = Array.isArray(value) ? value[0] : null;
  if (isRecord(first)) return 'image' in first && Array.isArray(first.annotations) ? 'createml' : null;
  if (!isRecord(value)) return null;
  if (Array.isArray(value.annotations) && value.annotations.some((one) => isRecord(one) && 'caption' in one))
    return 'coco_captions';
  if (isRecord(value.assets) && Array.isArray(value.tags)) return 'vott';
  if (isRecord(value.metadata) && isRecord(value.view) && isRecord(value.file)) return 'via3';
  return value.type === 'FeatureCollection' ? 'geojson' : null;
}

function ofXml(root: XmlElement): ForeignFormat | null {
  if (root.name === 'annotations' && childOf(root, 'track')) return 'cvat_video';
  const isOldLabelMe =
    root.name === 'annotation' &&
    (childOf(root, 'imagesize') !== null ||
      childrenOf(root, 'object').some((one) => childOf(one, 'polygon')));
  if (isOldLabelMe) return 'labelme_xml';
  return /^html$/i.test(root.name) ? 'html' : null;
}

/** A truncation, an occlusion, an angle, four of a box, three of a size, three of a place, a turn (KITTI's readme). */
const KITTI = /^[A-Za-z_]+(?: -?[\d.]+){14,15}$/;

function ofText(path: string, text: string): ForeignFormat | null {
  const start = text.trimStart().slice(0, 5_000);
  const [first = ''] = start.split(/\r?\n/, 1);
  if (/^item\s*\{/.test(first) && path.endsWith('.pbtxt')) return 'tfrecord';
  if (/^filename,\s*width,\s*height,\s*class,\s*xmin/i.test(first)) return 'tensorflow_csv';
  if (/^filename(?:,\s*[^,]+)+$/i.test(first) && /\n[^,\n]+(?:,\s*[01]\s*)+(?:\r?\n|$)/.test(start))
    return 'multiclass_csv';
  if (/"?annotation_id"?[,\t].*"?lead_time"?/.test(first)) return 'label_studio_csv';
  if (/^\/?\S+\.(?:png|jpg) \/?\S+annot\/\S+\.png$/.test(first)) return 'camvid';
  return KITTI.test(first.trim()) ? 'kitti' : null;
}

/** Records with their length, its checksum, and the checksum of the data (TensorFlow, TFRecord format). */
function isTfRecord(head: Buffer): boolean {
  return head.length >= 16 && head.readUInt32LE(4) === 0 && head.readUInt32LE(0) > 0 && head[12] === 0x0a;
}

/** The format of a file that is known and not read; null for one that nobody knows. */
export function foreignFormatOf(document: Document): ForeignFormat | null {
  if (document.kind === 'json') return ofJson(document.value);
  if (document.kind === 'xml')
    return document.path === '[Content_Types].xml' ? 'office_document' : ofXml(document.root);
  if (document.kind === 'text') return ofText(document.path, document.text);
  if (document.kind === 'image') return /_gtFine_\w+\.png$/.test(document.path) ? 'cityscapes' : null;
  if (document.head.toString('latin1', 0, 5) === '%PDF-') return 'pdf';
  return isTfRecord(document.head) ? 'tfrecord' : null;
}
