import type { AnnotatedImage, Shape, Size, Tag } from '../../../shared/rules/annotations.ts';
import { type Context, type Document, type FormatReader, ofKind } from './format-reader.ts';
import { createTaskNames } from './label-studio-names.ts';
import {
  answersOf,
  geometryOf,
  hasGeometry,
  isAnswer,
  isResult,
  labelsOf,
  type Result,
} from './label-studio-regions.ts';
import { createLabels, type LabelsSeen } from './labels-seen.ts';
import { declaredSize, isRecord, makeShape, makeTag, textOrNumber } from './make-shape.ts';
import type { XmlElement } from './parse-xml.ts';
import { Unusable } from './reading-error.ts';

type Json = Record<string, unknown>;

/** Label Studio's JSON: tasks with `data` and `annotations` (before version 1 `completions`). */
const isTask = (value: unknown): value is Json =>
  isRecord(value) &&
  isRecord(value.data) &&
  (Array.isArray(value.annotations) || Array.isArray(value.completions));

/** Its short form has the answers of one person beside the data. */
const isShortTask = (value: unknown): boolean =>
  isRecord(value) && 'annotation_id' in value && 'annotator' in value;

function tasksOf(value: unknown): Json[] | null {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  const tasks = all.filter(isRecord).filter((one) => isTask(one) || isShortTask(one));
  return tasks.length > 0 && tasks.length * 2 > all.length ? tasks : null;
}

interface Place {
  path: string;
  task: Json;
  index: number;
}

/** What a task was answered with last; one that was skipped is no answer. */
function resultsOf({ task, path, index }: Place, { notes }: Context): Result[] {
  if (isShortTask(task)) return shortResults(task);
  const all: unknown[] = (task.annotations ?? task.completions) as unknown[];
  const place = `${path} [${index}].annotations`;
  const given = all.filter(isRecord);
  const whole = given.filter(({ was_cancelled: skipped }) => skipped !== true);
  if (whole.length < given.length)
    notes.add('canceled_annotation', place, { count: given.length - whole.length });
  if (whole.length > 1) notes.add('several_annotations', place, { count: whole.length });
  const updated = ({ updated_at: at }: Json): string => (typeof at === 'string' ? at : '');
  const last = whole.reduce<Json | null>(
    (best, one) => (best && updated(best) >= updated(one) ? best : one),
    null,
  );
  return Array.isArray(last?.result) ? last.result.filter(isResult) : [];
}

/** In the short form the values alone are there; which kind each is tells the list of labels in it. */
function shortResults(task: Json): Result[] {
  return Object.entries(task).flatMap(([name, values]): Result[] => {
    if (!Array.isArray(values)) return [];
    return values.filter(isRecord).map((value, index) => ({
      id: `${name}[${index}]`,
      from_name: name,
      type: Object.keys(value).find((key) => key.endsWith('labels')) ?? '',
      original_width: value.original_width,
      original_height: value.original_height,
      value,
    }));
  });
}

interface Gathered {
  shapes: Shape[];
  tags: Tag[];
}

/** What is said of one region is several results with its id: where it is, its label, answers about it. */
function readRegion(
  id: string,
  results: readonly Result[],
  size: Size | null,
  labels: LabelsSeen,
  context: Context,
  place: string,
): Shape {
  const outline = results.find(hasGeometry);
  if (!outline) throw new Unusable('no_geometry');
  if (!size) throw new Unusable('image_without_size');
  const named = [...new Set(results.filter((one) => !isAnswer(one)).flatMap(labelsOf))];
  const [label, ...more] = named;
  if (label === undefined) throw new Unusable('label_missing');
  if (more.length > 0) context.notes.add('several_labels', place, { count: named.length });
  if (outline.image_rotation) context.notes.add('image_turned', place);
  const said = results
    .filter(isAnswer)
    .map((one) => [textOrNumber(one.from_name) ?? '', answersOf(one).join(', ')]);
  return makeShape({
    id,
    label: labels.see(label),
    geometry: geometryOf(outline, size, context.budget),
    attributes: Object.fromEntries(said),
  });
}

function readResults(
  results: readonly Result[],
  size: Size | null,
  place: string,
  labels: LabelsSeen,
  context: Context,
): Gathered {
  const gathered: Gathered = { shapes: [], tags: [] };
  const byId = new Map<string, Result[]>();
  for (const [index, result] of results.entries()) {
    const id = textOrNumber(result.id) ?? `result[${index}]`;
    byId.set(id, [...(byId.get(id) ?? []), result]);
  }
  for (const [id, own] of byId) {
    const where = `${place}.${id}`;
    const isWhole = own.every(isAnswer);
    context.shape(
      () => where,
      () => {
        if (!isWhole) return gathered.shapes.push(readRegion(id, own, size, labels, context, where));
        const said = own.filter(({ type }) => type === 'choices' || type === 'taxonomy').flatMap(answersOf);
        for (const [index, label] of said.entries())
          gathered.tags.push(makeTag({ id: index === 0 ? id : `${id}/${index}`, label: labels.see(label) }));
        return gathered.tags.length;
      },
    );
  }
  return gathered;
}

async function sizeOf(
  name: string,
  results: readonly Result[],
  place: string,
  context: Context,
): Promise<Size | null> {
  const told = results.find((one) => one.original_width !== undefined);
  const declared = context.notes.attempt(
    () => place,
    () => declaredSize(told?.original_width, told?.original_height),
  );
  return declared ?? (await context.sizeOf(name));
}

/** Labels and choices that a labeling setup names, where it was saved beside the tasks. */
function configured(root: XmlElement): string[] {
  const own = root.name === 'Label' || root.name === 'Choice' ? (root.attributes.value ?? []) : [];
  return [own, root.children.map(configured)].flat(3);
}

const setups = (documents: readonly Document[]): string[] =>
  ofKind(documents, 'xml').flatMap(({ root }) => (root.name === 'View' ? configured(root) : []));

export const labelStudio: FormatReader = {
  format: 'label_studio',
  choose: (documents) => ofKind(documents, 'json').filter(({ value }) => tasksOf(value) !== null),
  read: async (own, context) => {
    const labels = createLabels(setups(context.documents));
    const images: AnnotatedImage[] = [];
    const namesOf = createTaskNames(context);
    for (const { path, value } of ofKind(own, 'json'))
      for (const [index, task] of (tasksOf(value) ?? []).entries()) {
        context.goOn();
        const place = `${path} [${index}]`;
        const results = resultsOf({ task, path, index }, context);
        for (const [name, of] of namesOf(task, results, place)) {
          const size = await sizeOf(name, of, place, context);
          images.push({ name, size, ...readResults(of, size, place, labels, context), semantic: null });
        }
      }
    return { labels: labels.list(), images };
  },
};
