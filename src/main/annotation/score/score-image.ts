import {
  type Counts,
  type Finding,
  type ImageScore,
  type Outcome,
  type ScoreSettings,
  sweepThresholds,
} from '../../../shared/rules/annotation-score.ts';
import type {
  AnnotatedImage,
  Family,
  LabelMap,
  Shape,
  Size,
  Tag,
} from '../../../shared/rules/annotations.ts';
import { boundsOf } from '../geometry/bounds.ts';
import { clear, type RasterStore } from '../geometry/raster.ts';
import { candidatesOf } from './candidates.ts';
import { asMemberOf, families } from './families.ts';
import { findingsOf, NEAR } from './findings.ts';
import { ignoreTest } from './ignored.ts';
import { comparisonOf, countsOf, matchAt, outcomesOf } from './outcomes.ts';
import { hasAreas, paint } from './paint.ts';
import { panopticOutcomes } from './panoptic-rule.ts';
import { semanticCounts } from './semantic.ts';
import { semanticOutcomes } from './semantic-outcomes.ts';
import { type Member, toMember } from './side.ts';

/** An image of the reference and what the learner's file has of it. */
export interface ImagePair {
  reference: AnnotatedImage;
  learner: AnnotatedImage | null;
}

/**
 * Everything about one image. The store is cleared: rasters of the image before are gone.
 * @param rename a label of the learner as the reference calls it
 */
export function scoreImage(
  { reference, learner }: ImagePair,
  settings: ScoreSettings,
  rename: (label: string) => string,
  store: RasterStore,
): ImageScore {
  clear(store);
  const frame = frameOf(reference, learner);
  const score = {
    outcomes: [] as Outcome[],
    atHalf: [] as Outcome[],
    sweep: sweepThresholds.map((): Counts => ({ valid: 0, wrongLabel: 0, missing: 0, extra: 0, ignored: 0 })),
    findings: ofImage(reference, learner),
  };
  const add = (part: typeof score): void => {
    // Not by spreading into push: an image may have more shapes than a call may have arguments.
    for (const outcome of part.outcomes) score.outcomes.push(outcome);
    for (const outcome of part.atHalf) score.atHalf.push(outcome);
    for (const finding of part.findings) score.findings.push(finding);
    part.sweep.forEach((counts, at) => {
      const sum = score.sweep[at];
      if (sum) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key];
    });
  };
  const maps = labelMapsOf(reference, learner, settings);
  let panoptic: Outcome[] | null = null;
  for (const family of families) {
    if (maps?.replaces && family === 'region') continue;
    const members = (image: AnnotatedImage | null, name: (label: string) => string): Member[] =>
      image ? membersOf(image, family, settings, name, frame, store) : [];
    const wanted = members(reference, (label) => label);
    const given = members(learner, rename);
    if (wanted.length + given.length === 0) continue;
    add(
      scoreFamily(family, wanted, given, settings, frame, (learner?.size ?? reference.size) !== null, store),
    );
    // After it: what asks for too much was refused there.
    if (family === 'region' && reference.isPartition) panoptic = panopticOutcomes(wanted, given);
  }
  const semantic = maps ? semanticCounts(maps.reference, maps.learner, rename) : null;
  if (semantic) add(semanticOutcomes(semantic, settings.iou, settings.lowOverlap));
  return {
    name: reference.name,
    learnerName: learner?.name ?? null,
    size: reference.size ?? learner?.size ?? null,
    outcomes: score.outcomes,
    atHalf: panoptic ?? (settings.iou === 0.5 ? null : score.atHalf),
    sweep: score.sweep,
    semantic,
    findings: score.findings,
  };
}

function scoreFamily(
  family: Family,
  reference: readonly Member[],
  learner: readonly Member[],
  settings: ScoreSettings,
  frame: Size,
  isSizeKnown: boolean,
  store: RasterStore,
) {
  const candidates = candidatesOf(family, reference, learner, frame, Math.min(settings.iou, NEAR));
  const comparison = comparisonOf(family, reference, learner, candidates);
  const isIgnored = ignoreTest(family, reference, learner);
  const matched = matchAt(comparison, settings.iou, isIgnored);
  const outcomesAt = (found: typeof matched): Outcome[] => outcomesOf(comparison, found, frame, store);
  return {
    outcomes: outcomesAt(matched),
    atHalf: settings.iou === 0.5 ? [] : outcomesAt(matchAt(comparison, 0.5, isIgnored)),
    sweep: sweepThresholds.map((threshold) => countsOf(matchAt(comparison, threshold, isIgnored))),
    findings: findingsOf(comparison, matched, settings, frame, isSizeKnown),
  };
}

function membersOf(
  image: AnnotatedImage,
  family: Family,
  settings: ScoreSettings,
  name: (label: string) => string,
  frame: Size,
  store: RasterStore,
): Member[] {
  if (family === 'tag') {
    const isAsked = settings.family === null || settings.family === 'tag';
    return isAsked
      ? image.tags.map((tag) => toMember(asShape(tag), name(tag.label), frame, settings.mode, store))
      : [];
  }
  return image.shapes.flatMap((shape) => {
    const member = asMemberOf(family, shape, settings.family);
    return member ? [toMember(member, name(shape.label), frame, settings.mode, store)] : [];
  });
}

/** A label of the whole image has no place in it. */
const asShape = (tag: Tag): Shape => ({
  ...tag,
  geometry: { kind: 'points', points: new Float64Array(0), visible: null },
  box: null,
  area: null,
  crowd: false,
  zOrder: 0,
});

/**
 * The frame in which pixels are counted. Where no file says the size it is as far as any shape reaches: then nothing
 * lies outside.
 */
function frameOf(reference: AnnotatedImage, learner: AnnotatedImage | null): Size {
  const known = reference.size ?? learner?.size ?? reference.semantic ?? learner?.semantic;
  if (known) return known;
  let width = 1;
  let height = 1;
  for (const image of [reference, learner])
    for (const { geometry } of image?.shapes ?? []) {
      const { x, y, width: across, height: down } = boundsOf(geometry);
      width = Math.max(width, Math.ceil(x + across));
      height = Math.max(height, Math.ceil(y + down));
    }
  return { width: Math.min(width, FARTHEST), height: Math.min(height, FARTHEST) };
}

/** No image is larger. */
const FARTHEST = 100_000;

interface LabelMaps {
  reference: LabelMap;
  learner: LabelMap;
  /** One side has shapes only: they are in its map and not compared as regions again. */
  replaces: boolean;
}

function labelMapsOf(
  reference: AnnotatedImage,
  learner: AnnotatedImage | null,
  { family, mode }: ScoreSettings,
): LabelMaps | null {
  if (family !== null && family !== 'region') return null;
  if (reference.semantic) {
    if (learner?.semantic)
      return { reference: reference.semantic, learner: learner.semantic, replaces: false };
    const nothing = { width: 0, height: 0, labels: [], pixels: new Int16Array(0) };
    if (!learner || !hasAreas(learner) || hasAreas(reference))
      return { reference: reference.semantic, learner: nothing, replaces: false };
    const painted = paint(learner, reference.semantic, reference.semantic, mode);
    return { reference: reference.semantic, learner: painted, replaces: true };
  }
  if (!learner?.semantic || hasAreas(learner)) return null;
  // Painted as large as the map it is compared with, whatever size the files declare: beyond it nothing is said.
  const painted = paint(reference, learner.semantic, learner.semantic, mode);
  return { reference: painted, learner: learner.semantic, replaces: true };
}

function ofImage(reference: AnnotatedImage, learner: AnnotatedImage | null): Finding[] {
  const finding = (code: Finding['code'], params: Finding['params']): Finding => ({
    code,
    family: null,
    reference: null,
    learner: null,
    params,
  });
  if (!learner) return [finding('image_missing', {})];
  const [wanted, given] = [reference.size, learner.size];
  if (!wanted || !given || (wanted.width === given.width && wanted.height === given.height)) return [];
  return [
    finding('size_differs', {
      width: wanted.width,
      height: wanted.height,
      givenWidth: given.width,
      givenHeight: given.height,
    }),
  ];
}
