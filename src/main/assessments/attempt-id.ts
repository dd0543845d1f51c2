import { generatedId } from '../sessions/generated-id.ts';

/** Ids that were asked for lately: a gradebook asks for those of every learner in every assessment, again and again. */
const known = new Map<string, string>();
const mostKnown = 50_000;

/**
 * The id of an attempt, the same on every laptop: of an assessment, a row of the roster, and the number of the attempt
 * under that row, from 1 on.
 */
export function attemptId(assessmentId: string, learnerId: string, number: number): string {
  const key = `${assessmentId}:${learnerId}:${number}`;
  let id = known.get(key);
  if (id === undefined) {
    id = generatedId('attempt', assessmentId, learnerId, String(number));
    if (known.size >= mostKnown) known.clear();
    known.set(key, id);
  }
  return id;
}
