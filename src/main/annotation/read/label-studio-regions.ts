import type { Geometry, Size } from '../../../shared/rules/annotations.ts';
import { unpackStroke } from './brush-runs.ts';
import type { Budget } from './budget.ts';
import {
  boxTurnedAboutCorner,
  coordinate,
  ellipse,
  isRecord,
  line,
  pairs,
  points,
  polygon,
} from './make-shape.ts';
import { Unusable } from './reading-error.ts';

type Json = Record<string, unknown>;

/** One thing that a person said about a region or a whole image. */
export interface Result extends Json {
  value: Json;
}

export const isResult = (value: unknown): value is Result => isRecord(value) && isRecord(value.value);

/** Answers: about the region with the same id, or the whole image where there is none. */
const answers = new Set([
  'choices',
  'taxonomy',
  'textarea',
  'rating',
  'number',
  'datetime',
  'pairwise',
  'ranker',
]);

export const isAnswer = ({ type }: Result): boolean => typeof type === 'string' && answers.has(type);

/** What an answer says, in one text each; a place in a taxonomy is the path to it. */
export function answersOf({ type, value }: Result): string[] {
  const said = typeof type === 'string' ? value[type === 'textarea' ? 'text' : type] : null;
  const all: unknown[] = Array.isArray(said) ? said : [said];
  return all.flatMap((one) => {
    if (Array.isArray(one)) return [one.filter((step) => typeof step === 'string').join('/')];
    return typeof one === 'string' || typeof one === 'number' ? [String(one)] : [];
  });
}

/** Labels of a region: a list that is called as its kind of label, `rectanglelabels`, or `labels`. */
export function labelsOf({ value }: Result): string[] {
  const lists = Object.entries(value).filter(([key, list]) => key.endsWith('labels') && Array.isArray(list));
  return lists.flatMap(([, list]) => (list as unknown[]).filter((label) => typeof label === 'string'));
}

export const hasGeometry = (result: Result): boolean =>
  !isAnswer(result) &&
  (Array.isArray(result.value.rle) || Array.isArray(result.value.points) || 'x' in result.value);

const isByte = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 255;

function readStroke(rle: unknown, size: Size, budget: Budget): Geometry {
  if (!Array.isArray(rle) || !rle.every(isByte)) throw new Unusable('run_lengths_damaged');
  return { kind: 'mask', runs: unpackStroke(Uint8Array.from(rle as number[]), size, budget) };
}

/** Percent of the image's width and height in pixels; turned clockwise, rectangles about their top left corner. */
export function geometryOf({ value, type }: Result, size: Size, budget: Budget): Geometry {
  const { width, height } = size;
  const across = (percent: unknown): number => (coordinate(percent) * width) / 100;
  const down = (percent: unknown): number => (coordinate(percent) * height) / 100;
  const rotation = value.rotation === undefined || value.rotation === null ? 0 : coordinate(value.rotation);
  if (Array.isArray(value.rle)) return readStroke(value.rle, size, budget);
  if (Array.isArray(value.points)) {
    const flat = pairs(value.points).map(
      (percent, index) => (percent * (index % 2 === 0 ? width : height)) / 100,
    );
    return value.closed === false ? line(flat) : polygon(flat);
  }
  const [x, y] = [across(value.x), down(value.y)];
  if ('radiusX' in value) return ellipse(x, y, across(value.radiusX), down(value.radiusY), rotation);
  if ('height' in value) return boxTurnedAboutCorner(x, y, across(value.width), down(value.height), rotation);
  if (String(type).startsWith('keypoint')) return points(Float64Array.of(x, y));
  throw new Unusable('shape_kind_unknown', { kind: String(type).slice(0, 40) });
}
