import type { Handlers } from '../dispatch.ts';
import { cohortHandlers } from './cohort-handlers.ts';
import { enrollmentHandlers } from './enrollment-handlers.ts';
import { importHandlers, type RosterDependencies } from './import-handlers.ts';
import { learnerHandlers } from './learner-handlers.ts';
import { mergeHandlers } from './merge-handlers.ts';

export function rosterHandlers(dependencies: RosterDependencies): Handlers<'roster'> {
  return {
    ...cohortHandlers(),
    ...learnerHandlers(),
    ...enrollmentHandlers(),
    ...mergeHandlers(),
    ...importHandlers(dependencies),
  };
}
