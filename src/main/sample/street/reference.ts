import type { AnnotatedImage, AnnotationSet, Shape } from '../../../shared/rules/annotations.ts';
import { type Box, frame, makeScene, type Scene, streetLabels, visibleBox } from './scene.ts';

export const boxShape = (id: string, label: string, box: Box): Shape => ({
  ...{ id, label, score: null, attributes: {}, box: null, area: null, crowd: false, zOrder: 0 },
  geometry: { kind: 'box', ...box, rotation: 0 },
});

export const setOf = (images: readonly AnnotatedImage[], labels: readonly string[]): AnnotationSet => ({
  ...{ labels, images, ids: null, notes: [] },
});

export const imageOf = (name: string, shapes: readonly Shape[]): AnnotatedImage => ({
  ...{ name, size: frame, shapes, tags: [], semantic: null },
});

const annotate = ({ name, things }: Scene): AnnotatedImage =>
  imageOf(
    name,
    things.map(({ label, box }, index) => boxShape(String(index + 1), label, visibleBox(box))),
  );

/** What is right: every thing of the scenes in the box that was drawn full. */
export const referenceSet = (numbers: readonly number[]): AnnotationSet =>
  setOf(
    numbers.map((number) => annotate(makeScene(number))),
    streetLabels,
  );
