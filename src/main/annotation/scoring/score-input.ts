import { createHash } from 'node:crypto';
import { ENGINE } from '../score/score.ts';
import type { Reference } from './queries.ts';
import type { NamedFile } from './stored-set.ts';

const listed = (files: readonly NamedFile[]): string[] =>
  files.map(({ name, sha256 }) => `${sha256} ${name}`).sort();

/** Names everything that a score follows from: engine, settings, and every file of both sides by its hash. */
export function scoreInput({ content, settings }: Reference, files: readonly NamedFile[]): string {
  const { iou, mode, family, lowOverlap, aliases, reading } = settings;
  const manners = [reading.reference, reading.learner].map((one) => [one.vocFromOne, one.yoloQuads]);
  const said = [iou, mode, family, lowOverlap, Object.entries(aliases).sort(), manners];
  return createHash('sha256')
    .update(JSON.stringify([ENGINE, said, listed(content?.files ?? []), listed(files)]))
    .digest('hex');
}

/** The id of an accepted finding. */
export const acceptedId = (attemptId: string, key: string): string =>
  `${attemptId}:${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
