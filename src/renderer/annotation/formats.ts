import type { AnnotationFormat } from '../../shared/rules/annotation-reading.ts';
import type { Words } from '../app/words.ts';

/** What the tools call their formats, in every language the same. */
const names: Partial<Record<AnnotationFormat, string>> = {
  coco: 'COCO JSON',
  coco_results: 'COCO results',
  yolo: 'YOLO',
  yolo_oriented: 'YOLO OBB',
  voc: 'Pascal VOC',
  cvat: 'CVAT XML',
  labelme: 'LabelMe',
  label_studio: 'Label Studio',
  via: 'VGG VIA',
  datumaro: 'Datumaro',
  panoptic: 'COCO panoptic',
  open_images: 'OpenImages CSV',
};

/** A format as people know it; one that this version does not know keeps its code. */
export function formatName(t: Words, format: string): string {
  return format === 'masks' ? t('scores:format_masks') : (names[format as AnnotationFormat] ?? format);
}

/** Formats that annotations are written in, by what the tools call them. */
export const savedNames = {
  coco: 'COCO JSON',
  cvat: 'CVAT XML 1.1',
  voc: 'Pascal VOC',
  yolo: 'YOLO',
  yolo_outlines: 'YOLO segmentation',
  labelme: 'LabelMe',
} as const;
