import type { AnnotationSet, Shape } from '../../../shared/rules/annotations.ts';
import { writeCoco } from '../../annotation/write/coco.ts';
import { writeCvat } from '../../annotation/write/cvat.ts';
import { writeLabelMe } from '../../annotation/write/labelme.ts';
import { writeVoc } from '../../annotation/write/voc.ts';
import type { WrittenFile } from '../../annotation/write/writer.ts';
import { writeYolo } from '../../annotation/write/yolo.ts';
import { type Box, frame } from './scene.ts';

const boxOf = ({ geometry }: Shape): Box =>
  geometry.kind === 'box' ? geometry : { x: 0, y: 0, width: 0, height: 0 };

const json = (path: string, value: unknown): WrittenFile[] => [{ path, text: JSON.stringify(value) }];
const percent = (pixels: number, side: number): number => (pixels / side) * 100;
const share = (pixels: number, side: number): string => (pixels / side).toFixed(6);

/** Label Studio: tasks whose images have been uploaded, so that their names begin with eight digits of its own. */
function labelStudio({ images }: AnnotationSet): WrittenFile[] {
  const { width, height } = frame;
  return json(
    'project-7-export.json',
    images.map(({ name, shapes }, task) => ({
      id: task + 1,
      data: { image: `/data/upload/7/${(0x5ac3e100 + task * 7).toString(16)}-${name}` },
      annotations: [
        {
          id: task + 101,
          was_cancelled: false,
          result: shapes.map((shape) => {
            const box = boxOf(shape);
            return {
              id: `r${task}_${shape.id}`,
              ...{ type: 'rectanglelabels', from_name: 'label', to_name: 'image' },
              ...{ original_width: width, original_height: height, image_rotation: 0 },
              value: {
                ...{ x: percent(box.x, width), y: percent(box.y, height) },
                ...{ width: percent(box.width, width), height: percent(box.height, height), rotation: 0 },
                rectanglelabels: [shape.label],
              },
            };
          }),
        },
      ],
    })),
  );
}

const viaShape = (shape: Shape) => {
  const { x, y, width, height } = boxOf(shape);
  return {
    name: 'rect',
    x: Math.round(x),
    y: Math.round(y),
    width: Math.round(width),
    height: Math.round(height),
  };
};

function viaJson({ images, labels }: AnnotationSet): WrittenFile[] {
  const metadata = images.map(({ name, shapes }, index) => [
    `${name}${40_000 + index}`,
    {
      ...{ filename: name, size: 40_000 + index, file_attributes: {} },
      regions: shapes.map((shape) => ({
        shape_attributes: viaShape(shape),
        region_attributes: { class: shape.label },
      })),
    },
  ]);
  return json('via_project.json', {
    _via_settings: { project: { name: 'street' } },
    _via_img_metadata: Object.fromEntries(metadata),
    _via_attributes: {
      region: { class: { type: 'dropdown', options: Object.fromEntries(labels.map((one) => [one, one])) } },
      file: {},
    },
  });
}

const quoted = (value: unknown): string => `"${JSON.stringify(value).replaceAll('"', '""')}"`;

function viaCsv({ images }: AnnotationSet): WrittenFile[] {
  const lines = images.flatMap(({ name, shapes }, index) =>
    shapes.map((shape, region) =>
      [
        ...[name, 40_000 + index, '"{}"', shapes.length, region],
        ...[quoted(viaShape(shape)), quoted({ class: shape.label })],
      ].join(','),
    ),
  );
  const header =
    'filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes';
  return [{ path: 'via_export.csv', text: `${[header, ...lines].join('\n')}\n` }];
}

function datumaro({ images, labels }: AnnotationSet): WrittenFile[] {
  return json('annotations/default.json', {
    info: {},
    categories: {
      label: { labels: labels.map((name) => ({ name, parent: '', attributes: [] })), attributes: [] },
    },
    items: images.map(({ name, shapes }) => ({
      id: name.replace(/\.\w+$/, ''),
      image: { path: name, size: [frame.height, frame.width] },
      annotations: shapes.map((shape, index) => {
        const { x, y, width, height } = boxOf(shape);
        return {
          ...{ id: index + 1, type: 'bbox', attributes: {}, group: 0, z_order: 0 },
          ...{ label_id: labels.indexOf(shape.label), bbox: [x, y, width, height] },
        };
      }),
    })),
  });
}

function openImages({ images, labels }: AnnotationSet): WrittenFile[] {
  const { width: across, height: down } = frame;
  const codeOf = (label: string): string => `/m/0street${labels.indexOf(label)}`;
  const lines = images.flatMap(({ name, shapes }) =>
    shapes.map((shape) => {
      const { x, y, width, height } = boxOf(shape);
      return [
        ...[name.replace(/\.\w+$/, ''), 'xclick', codeOf(shape.label), 1],
        ...[share(x, across), share(x + width, across), share(y, down), share(y + height, down)],
      ].join(',');
    }),
  );
  return [
    {
      path: 'boxes.csv',
      text: `${['ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax', ...lines].join('\n')}\n`,
    },
    { path: 'class-descriptions.csv', text: labels.map((label) => `${codeOf(label)},${label}\n`).join('') },
  ];
}

const writers = {
  coco: (set: AnnotationSet) => writeCoco(set).files,
  yolo: (set: AnnotationSet) => writeYolo(set).files,
  voc: (set: AnnotationSet) => writeVoc(set).files,
  cvat: (set: AnnotationSet) => writeCvat(set).files,
  labelme: (set: AnnotationSet) => writeLabelMe(set).files,
  label_studio: labelStudio,
  via_json: viaJson,
  via_csv: viaCsv,
  datumaro,
  open_images: openImages,
};

/** Tools that learners draw with. */
export type Format = keyof typeof writers;

/** The files that such a tool would have saved of a set of boxes. */
export const writeAs = (format: Format, set: AnnotationSet): WrittenFile[] => writers[format](set);
