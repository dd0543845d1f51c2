import type { AnnotationSet } from '../../../shared/rules/annotations.ts';

/** What a learner's label is called in the reference. */
export type Rename = (label: string) => string;

/**
 * By the table of aliases; where the learner's file has only ids, as bare results do, by the ids of the reference
 * first. A label that neither knows stays as it is.
 */
export function renaming(
  reference: AnnotationSet,
  learner: AnnotationSet,
  aliases: Readonly<Record<string, string>>,
): Rename {
  const byId = new Map<string, string>();
  if (learner.ids?.only)
    reference.ids?.labels.forEach((id, index) => {
      const label = reference.labels[index];
      if (label !== undefined) byId.set(id, label);
    });
  const table = new Map(Object.entries(aliases));
  return (label) => {
    const named = byId.get(label) ?? label;
    return table.get(named) ?? named;
  };
}

/** Labels of the reference in its order, then those that only the learner has, each once. */
export function allLabels(reference: AnnotationSet, learner: AnnotationSet, rename: Rename): string[] {
  return [...new Set([...labelsIn(reference), ...labelsIn(learner).map(rename)])];
}

/** Declared ones first; a file may use more than it declares. */
export function labelsIn({ labels, images }: AnnotationSet): string[] {
  const found = new Set(labels);
  for (const { shapes, tags, semantic } of images) {
    for (const { label } of shapes) found.add(label);
    for (const { label } of tags) found.add(label);
    for (const label of semantic?.labels ?? []) found.add(label);
  }
  return [...found];
}
