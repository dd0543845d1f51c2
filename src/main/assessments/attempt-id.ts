import { generatedId } from '../sessions/generated-id.ts';

/**
 * The id of an attempt, the same on every laptop: of an assessment, a row of the roster, and the number of the attempt
 * under that row, from 1 on.
 */
export const attemptId = (assessmentId: string, learnerId: string, number: number): string =>
  generatedId('attempt', assessmentId, learnerId, String(number));
