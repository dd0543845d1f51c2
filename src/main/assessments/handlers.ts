import type { Gate } from '../center/gate.ts';
import type { Handlers } from '../dispatch.ts';
import type { Files } from '../files.ts';
import type { Platform } from '../platform.ts';
import { assessmentHandlers } from './assessment-handlers.ts';
import { deskHandlers } from './desk-handlers.ts';
import { gradebookHandlers } from './gradebook-handlers.ts';
import { rubricHandlers } from './rubric-handlers.ts';

interface Dependencies {
  gate: Gate;
  platform: Platform;
  files: Files;
}

export function assessmentsHandlers(dependencies: Dependencies): Handlers<'assessments'> {
  return {
    ...assessmentHandlers(),
    ...rubricHandlers(),
    ...deskHandlers(dependencies),
    ...gradebookHandlers(dependencies),
  };
}
