import { wallClock } from '../../shared/rules/time.ts';
import { findCenter } from '../center/queries.ts';
import { newId } from '../database/changes.ts';
import type { Handlers } from '../dispatch.ts';
import { cohortEntity } from './entities.ts';
import { listCohorts } from './queries.ts';

export function rosterHandlers(): Handlers<'roster'> {
  return {
    cohorts: (_input, { db, now }) => ({
      cohorts: listCohorts(db, wallClock(now, findCenter(db)?.timeZone ?? 'UTC').date).map((cohort) => ({
        ...cohort,
        programName:
          cohort.programName === null ? null : (JSON.parse(cohort.programName) as Record<string, string>),
      })),
    }),
    addCohort: (profile, { write, now }) => {
      const id = newId(now);
      write(cohortEntity, id, 'profile', profile);
      return { id };
    },
  };
}
