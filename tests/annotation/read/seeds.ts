import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeShape, makeTag } from '../../../src/main/annotation/read/make-shape.ts';
import { runsOfBitmap } from '../../../src/main/annotation/run-lengths.ts';
import { writeCoco } from '../../../src/main/annotation/write/coco.ts';
import { writeCvat } from '../../../src/main/annotation/write/cvat.ts';
import { encodeGrayPng } from '../../../src/main/annotation/write/encode-png.ts';
import { writeLabelMe } from '../../../src/main/annotation/write/labelme.ts';
import { writeVoc } from '../../../src/main/annotation/write/voc.ts';
import { writeYolo, writeYoloOutlines } from '../../../src/main/annotation/write/yolo.ts';
import type { AnnotationSet, Geometry } from '../../../src/shared/rules/annotations.ts';
import { fixture, hasFixtures } from './support.ts';

/** A hand-in to be damaged: contents by path. */
export type Contents = Readonly<Record<string, Buffer>>;

const size = { width: 12, height: 9 };
const geometries: readonly Geometry[] = [
  { kind: 'box', x: 1, y: 2, width: 4, height: 3, rotation: 0 },
  { kind: 'box', x: 1, y: 2, width: 4, height: 3, rotation: 30 },
  { kind: 'polygon', parts: [{ outline: Float64Array.of(0, 0, 5, 0, 5, 5), holes: [] }] },
  {
    kind: 'polygon',
    parts: [
      { outline: Float64Array.of(0, 0, 5, 0, 5, 5), holes: [] },
      { outline: Float64Array.of(6, 6, 8, 6, 8, 8), holes: [] },
    ],
  },
  { kind: 'ellipse', x: 5, y: 5, radiusX: 2, radiusY: 1, rotation: 15 },
  {
    kind: 'mask',
    runs: runsOfBitmap(
      { left: 2, top: 3, width: 3, height: 2, pixels: Uint8Array.of(1, 0, 1, 1, 1, 0) },
      size,
    ),
  },
  { kind: 'points', points: Float64Array.of(1, 1, 2, 3), visible: Uint8Array.of(2, 1) },
  { kind: 'line', points: Float64Array.of(0, 0, 3, 3, 6, 0) },
];

/** One of everything. */
const everything: AnnotationSet = {
  labels: ['cat', 'dog'],
  images: ['a', 'b'].map((name) => ({
    name: `${name}.png`,
    size,
    shapes: geometries.map((geometry, index) =>
      makeShape({
        id: String(index),
        label: index % 2 === 0 ? 'cat' : 'dog',
        geometry,
        attributes: { color: 'red' },
      }),
    ),
    tags: [makeTag({ id: 't', label: 'night' })],
    semantic: null,
  })),
  ids: null,
  notes: [],
};

const buffers = (contents: Readonly<Record<string, unknown>>): Contents =>
  Object.fromEntries(
    Object.entries(contents).map(([path, content]) => [
      path,
      Buffer.isBuffer(content)
        ? content
        : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
    ]),
  );

const picture = encodeGrayPng(
  Uint8Array.from({ length: 108 }, (_, at) => at % 3),
  12,
  9,
);
const region = (type: string, value: object) => ({
  id: type,
  type,
  value,
  from_name: 'label',
  to_name: 'image',
  original_width: 12,
  original_height: 9,
});
const via = {
  'a.png9': {
    filename: 'a.png',
    size: 9,
    regions: [
      {
        shape_attributes: { name: 'rect', x: 1, y: 2, width: 3, height: 4 },
        region_attributes: { label: 'cat' },
      },
      {
        shape_attributes: { name: 'polygon', all_points_x: [0, 1, 1], all_points_y: [0, 0, 1] },
        region_attributes: { label: 'dog' },
      },
    ],
  },
};

const ofOtherTools: readonly Contents[] = [
  buffers({
    'tasks.json': [
      {
        id: 1,
        data: { image: '/data/upload/1/0a1b2c3d-a.png' },
        annotations: [
          {
            result: [
              region('rectanglelabels', {
                x: 10,
                y: 20,
                width: 30,
                height: 40,
                rotation: 45,
                rectanglelabels: ['cat'],
              }),
              region('polygonlabels', {
                points: [
                  [0, 0],
                  [50, 0],
                  [50, 50],
                ],
                polygonlabels: ['cat'],
              }),
              region('brushlabels', {
                format: 'rle',
                rle: [0, 0, 1, 176, 57, 27, 252, 96, 32, 1, 0, 6, 0, 40, 0, 192],
                brushlabels: ['cat'],
              }),
              { id: 'c', type: 'choices', value: { choices: ['night'] } },
            ],
          },
        ],
      },
    ],
  }),
  buffers({
    'via.json': { _via_img_metadata: via, _via_attributes: { region: { label: { options: { cat: '' } } } } },
  }),
  buffers({
    'via.csv': `filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes
a.png,9,"{}",1,0,"{""name"":""rect"",""x"":1,""y"":2,""width"":3,""height"":4}","{""label"":""cat""}"\n`,
  }),
  buffers({
    'datumaro.json': {
      categories: { label: { labels: [{ name: 'cat' }] } },
      items: [
        {
          id: 'a',
          image: { path: 'a.png', size: [9, 12] },
          annotations: [
            { type: 'label', label_id: 0 },
            { type: 'bbox', label_id: 0, bbox: [1, 1, 3, 2] },
            { type: 'polygon', label_id: 0, points: [0, 0, 1, 0, 1, 1], group: 1 },
            { type: 'mask', label_id: 0, rle: { size: [9, 12], counts: [50, 8, 50] } },
          ],
        },
      ],
    },
  }),
  buffers({
    'boxes.csv':
      'ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside\na.png,x,cat,1,"0,1","0,4","0,2","0,6",0,-1,1,0,0\n',
    'a.png': picture,
  }),
  buffers({
    'labelTxt/a.txt': '10 10 30 10 30 20 10 20 small car 1\n0 0 1 0 1 2 0 2 dog 0\n',
    'data.yaml': 'names: [dog]\n',
  }),
  buffers({
    'labelmap.txt': '# label:color_rgb:parts:actions\nbackground:0,0,0::\ncat:1,1,1::\n',
    'SegmentationClass/a.png': picture,
    'SegmentationObject/a.png': picture,
  }),
  buffers({
    'panoptic.json': {
      images: [{ id: 1, file_name: 'a.jpg', width: 12, height: 9 }],
      categories: [{ id: 1, name: 'cat' }],
      annotations: [
        {
          image_id: 1,
          file_name: 'a.png',
          segments_info: [
            { id: 1, category_id: 1 },
            { id: 2, category_id: 1 },
          ],
        },
      ],
    },
    'panoptic/a.png': picture,
  }),
  buffers({ 'results.json': [{ image_id: 1, category_id: 2, bbox: [1, 2, 3, 4], score: 0.5 }] }),
];

const written = [writeCoco, writeYolo, writeYoloOutlines, writeVoc, writeCvat, writeLabelMe].map((write) =>
  buffers({
    ...Object.fromEntries(write(everything).files.map(({ path, text }) => [path, text])),
    'images/a.png': picture,
    'images/b.png': picture,
  }),
);

/** Hand-ins of our own making, in every format. */
export const ownSeeds: readonly Contents[] = [...written, ...ofOtherTools];

const FOLDERS = [
  ...[
    'coco_format_v1',
    'cvat_format',
    'imagenet_format',
    'labelme_format',
    'openimages_format',
    'pascalvoc_format',
    'yolo_format',
  ].map((name) => `boxes-in-every-format/${name}`),
  ...[
    'camvid_dataset',
    'cityscapes_dataset',
    'coco_dataset/coco',
    'coco_dataset/coco_panoptic',
    'common_semantic_segmentation_dataset',
    'cvat_dataset',
    'datumaro_dataset',
    'labelme_dataset',
    'voc_dataset',
    'vott_json_dataset',
    'yolo_dataset',
  ].map((name) => `datumaro-samples/${name}`),
  ...['createml', 'multiclass', 'tfrecord', 'voc', 'yolo', 'yolo_obb'].map(
    (name) => `datumaro-samples/roboflow_dataset/${name}`,
  ),
  ...['test_export_csv', 'test_export_json_min', 'test_export_yolo', 'test_import_yolo_data'].map(
    (name) => `label-studio/${name}`,
  ),
  'coco100',
  'panoptic/sample_data',
];

/** So many files of a folder are enough, and none of more than so many bytes. */
const MOST_FILES = 12;
const MOST_BYTES = 600_000;

function load(folder: string): Contents {
  const root = fixture(folder);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((path) => statSync(join(root, path)).isFile() && statSync(join(root, path)).size <= MOST_BYTES);
  return Object.fromEntries(files.slice(0, MOST_FILES).map((path) => [path, readFileSync(join(root, path))]));
}

/** Those of other projects, where they are. */
export const fixtureSeeds = (): Contents[] => (hasFixtures ? FOLDERS.map(load) : []);
