import type { Handlers } from '../dispatch.ts';
import { assessmentHandlers } from './assessment-handlers.ts';
import { deskHandlers } from './desk-handlers.ts';
import { gradebookHandlers } from './gradebook-handlers.ts';
import { rubricHandlers } from './rubric-handlers.ts';
import { type SubmissionDependencies, submissionHandlers } from './submission-handlers.ts';

export function assessmentsHandlers(
  dependencies: SubmissionDependencies,
): Omit<Handlers<'assessments'>, 'example' | 'exampleHandIns'> {
  return {
    ...assessmentHandlers(),
    ...rubricHandlers(),
    ...deskHandlers(dependencies),
    ...gradebookHandlers(dependencies),
    ...submissionHandlers(dependencies),
  };
}
