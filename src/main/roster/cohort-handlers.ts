import { refuse } from '../../shared/result.ts';
import { statusOn } from '../../shared/rules/pauses.ts';
import { newId } from '../database/changes.ts';
import type { Handlers } from '../dispatch.ts';
import { cohortEntity } from './entities.ts';
import { enrollmentsIn, listLearners } from './people-queries.ts';
import { listCohorts, requireCohort, requireProgram } from './queries.ts';
import { sessionsOfCohort } from './sessions-of-cohort.ts';
import { centerDate, centerLanguage } from './today.ts';

type Named = 'cohorts' | 'cohort' | 'addCohort' | 'editCohort' | 'removeCohort';

function requireDates({ startsOn, endsOn }: { startsOn: string | null; endsOn: string | null }): void {
  if (startsOn !== null && endsOn !== null && startsOn > endsOn) throw refuse('validation', 'dates_reversed');
}

export function cohortHandlers(): Pick<Handlers<'roster'>, Named> {
  return {
    cohorts: (_input, { db, now, seat }) => {
      const today = centerDate(db, now);
      const { scope } = seat;
      const cohorts = listCohorts(db, today);
      return { today, cohorts: scope ? cohorts.filter((one) => one.id === scope.cohortId) : cohorts };
    },
    cohort: ({ cohortId }, { db, now }) => {
      const today = centerDate(db, now);
      const cohort = listCohorts(db, today).find((one) => one.id === cohortId);
      if (!cohort) throw refuse('not_found', 'cohort_not_found');
      const enrollments = enrollmentsIn(db, cohortId);
      const learners = listLearners(
        db,
        enrollments.map((row) => row.learnerId),
      );
      const collator = new Intl.Collator(centerLanguage(db), { sensitivity: 'base', numeric: true });
      const people = enrollments
        .flatMap((row) => {
          const learner = learners.get(row.learnerId);
          if (!learner) return [];
          const { id, name, shortName, phone } = learner;
          const { startsOn, endsOn, reason, lastSeen, creditMinutes, pauses } = row;
          const status = statusOn(row, today);
          const about = { status, startsOn, endsOn, reason, lastSeen, creditMinutes, pauses };
          return [{ id, name, shortName, phone, ...about }];
        })
        .sort((a, b) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
      const empty = enrollments.length === 0 && sessionsOfCohort(db, cohortId).length === 0;
      return { ...cohort, today, people, empty };
    },
    addCohort: (profile, { db, write, now }) => {
      requireDates(profile);
      requireProgram(db, profile.programId);
      const id = newId(now);
      write(cohortEntity, id, 'profile', profile);
      return { id };
    },
    editCohort: ({ cohortId, ...profile }, { db, write }) => {
      requireCohort(db, cohortId);
      requireDates(profile);
      requireProgram(db, profile.programId);
      write(cohortEntity, cohortId, 'profile', profile);
      return {};
    },
    removeCohort: ({ cohortId }, { db, write }) => {
      requireCohort(db, cohortId);
      if (enrollmentsIn(db, cohortId).length > 0 || sessionsOfCohort(db, cohortId).length > 0)
        throw refuse('conflict', 'cohort_not_empty');
      write(cohortEntity, cohortId, 'profile', null);
      return {};
    },
  };
}
