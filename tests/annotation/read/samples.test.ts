import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/main/annotation/read/format-reader.ts';
import { ReadingError } from '../../../src/main/annotation/read/reading-error.ts';
import { boxesOf, hasFixtures, readFixture, refusal } from './support.ts';

const count = ({ set }: Reading): [images: number, shapes: number, tags: number] => [
  set.images.length,
  set.images.reduce((sum, { shapes }) => sum + shapes.length, 0),
  set.images.reduce((sum, { tags }) => sum + tags.length, 0),
];

/** Samples of other projects: the format, then images, shapes and tags that are in them. */
const read: Record<string, [format: string, images: number, shapes: number, tags: number]> = {
  'datumaro-samples/coco_dataset/coco_image_info': ['coco', 2, 0, 0],
  'datumaro-samples/coco_dataset/coco_instances': ['coco', 2, 3, 0],
  'datumaro-samples/coco_dataset/coco_labels': ['coco', 2, 0, 3],
  'datumaro-samples/coco_dataset/coco_panoptic': ['panoptic', 2, 3, 0],
  'datumaro-samples/coco_dataset/coco_person_keypoints': ['coco', 2, 6, 0],
  'datumaro-samples/coco_dataset/coco_roboflow': ['coco', 2, 3, 0],
  'datumaro-samples/coco_dataset/coco_stuff': ['coco', 2, 2, 0],
  'datumaro-samples/coco_dataset/mmdet_coco': ['coco', 2, 3, 0],
  'datumaro-samples/common_semantic_segmentation_dataset/dataset': ['masks', 2, 0, 0],
  'datumaro-samples/common_semantic_segmentation_dataset/non_standard_dataset': ['masks', 2, 0, 0],
  'datumaro-samples/cvat_dataset/for_images/export_project': ['cvat', 6, 12, 0],
  'datumaro-samples/cvat_dataset/for_images/export_task': ['cvat', 2, 4, 0],
  'datumaro-samples/datumaro_dataset/legacy': ['datumaro', 4, 0, 7],
  'datumaro-samples/roboflow_dataset/coco': ['coco', 3, 4, 0],
  'datumaro-samples/roboflow_dataset/voc': ['voc', 3, 4, 0],
  'datumaro-samples/roboflow_dataset/yolo': ['yolo', 3, 4, 0],
  'datumaro-samples/roboflow_dataset/yolo_obb': ['yolo_oriented', 3, 4, 0],
  'datumaro-samples/voc_dataset/voc_dataset1': ['voc', 1, 3, 0],
  'datumaro-samples/yolo_dataset/annotations': ['yolo', 1, 2, 0],
  'datumaro-samples/yolo_dataset/labels': ['yolo', 2, 4, 0],
  'datumaro-samples/yolo_dataset/strict': ['yolo', 1, 2, 0],
  'label-studio/test_export_csv/csv_test.json': ['label_studio', 2, 3, 0],
  'label-studio/test_export_csv/csv_test2.json': ['label_studio', 1, 0, 1],
  'label-studio/test_export_csv/csv_test_history.json': ['label_studio', 1, 0, 1],
  'label-studio/test_export_json_min/data.json': ['label_studio', 1, 1, 0],
  'label-studio/test_export_json_min/data_repeater.json': ['label_studio', 3, 1, 0],
  'label-studio/test_export_yolo/data.json': ['label_studio', 2, 4, 0],
  'label-studio/test_export_yolo/data_obb.json': ['label_studio', 3, 25, 0],
  'label-studio/test_export_yolo/data_polygons.json': ['label_studio', 1, 1, 0],
  'panoptic/sample_data/panoptic_coco_detection_format.json': ['coco', 2, 50, 0],
};

/** And those that are of no format that is read: what the one error says. */
const refused: Record<string, string> = {
  'datumaro-samples/camvid_dataset': 'camvid',
  'datumaro-samples/cityscapes_dataset/dataset': 'cityscapes',
  'datumaro-samples/cityscapes_dataset/train_dataset': 'cityscapes',
  'datumaro-samples/coco_dataset/coco_captions': 'coco_captions',
  'datumaro-samples/cvat_dataset/for_video': 'cvat_video',
  'datumaro-samples/labelme_dataset': 'labelme_xml',
  'datumaro-samples/roboflow_dataset/createml': 'createml',
  'datumaro-samples/roboflow_dataset/multiclass': 'multiclass_csv',
  'datumaro-samples/roboflow_dataset/tfrecord': 'tfrecord',
  'datumaro-samples/vott_json_dataset': 'vott',
  'label-studio/test_export_csv/csv_test2_result.csv': 'label_studio_csv',
};

describe.runIf(hasFixtures)('samples of other projects', () => {
  it.each(Object.entries(read))('%s is read', async (path, told) => {
    const reading = await readFixture(path, { sizes: () => ({ width: 10, height: 10 }) });
    expect([reading.format, ...count(reading)]).toEqual(told);
  });

  it.each(Object.entries(refused))('%s is refused as %s', async (path, format) => {
    expect(await refusal(readFixture(path))).toMatch(
      new RegExp(`^foreign_format .* {"format":"${format}"}$`),
    );
  });

  it.each([
    ['label-studio/test_brush', 'only_images test.png'],
    ['label-studio/test_export_json_min/label_config.xml', 'unknown_format label_config.xml'],
    [
      'label-studio/test_export_json_min/label_config_repeater.json',
      'unknown_format label_config_repeater.json',
    ],
    ['label-studio/test_import_yolo_data', 'sizes_needed labels/img_1.txt'],
    ['panoptic/sample_data/panoptic_examples.json', 'missing_masks panoptic_examples.json'],
    ['panoptic/panoptic_coco_categories.json', 'unknown_format panoptic_coco_categories.json'],
    ['nowhere', 'unreadable_file nowhere'],
  ])('%s says %s', async (path, told) => {
    expect(await refusal(readFixture(path))).toBe(told);
  });

  it('are read from the folder that holds all of them, as the first of the formats', async () => {
    const reading = await readFixture('datumaro-samples');
    expect(reading.format).toBe('coco');
    const others = new Set(
      reading.set.notes.flatMap(({ code, params }) =>
        code === 'file_of_other_format' ? [params?.format] : [],
      ),
    );
    for (const format of [
      'coco_captions',
      'cvat',
      'cvat_video',
      'vott',
      'createml',
      'yolo',
      'voc',
      'panoptic',
    ])
      expect(others).toContain(format);
    expect(reading).not.toBeInstanceOf(ReadingError);
  });

  it('have YOLO’s boxes on 15 x 10 pixels where they are', async () => {
    const { set } = await readFixture('datumaro-samples/yolo_dataset/strict');
    expect(set.images[0]?.size).toEqual({ width: 15, height: 10 });
    expect(boxesOf(set)).toEqual([
      'obj_train_data/1.jpg label_2 0 2 4 2 0',
      'obj_train_data/1.jpg label_4 3 3 2 3 0',
    ]);
  });
});
