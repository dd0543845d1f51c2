import { refuse } from '../../shared/result.ts';
import { anyWorkOf } from '../assessments/people-graded.ts';
import { isMarkedIn } from '../attendance/of-learner.ts';
import type { Handlers } from '../dispatch.ts';
import {
  comeBack,
  complete,
  editPauses,
  editStart,
  enroll,
  leave,
  pause,
  removeEnrollment,
  requireEnrollment,
  transfer,
} from './enrollments.ts';
import { getLearner } from './people-queries.ts';
import { requireCohort } from './queries.ts';
import { sessionsOfCohort } from './sessions-of-cohort.ts';
import { centerDate } from './today.ts';

type Named =
  | 'enroll'
  | 'editEnrollment'
  | 'unenroll'
  | 'pause'
  | 'editPauses'
  | 'comeBack'
  | 'leave'
  | 'transfer'
  | 'complete';

export function enrollmentHandlers(): Pick<Handlers<'roster'>, Named> {
  return {
    enroll: ({ learnerIds, cohortId, startsOn }, { db, write }) => {
      requireCohort(db, cohortId);
      const enrolled = [...new Set(learnerIds)].filter((id) => {
        getLearner(db, id);
        return enroll(db, write, id, cohortId, startsOn);
      }).length;
      if (enrolled === 0) throw refuse('conflict', 'already_enrolled');
      return { enrolled };
    },
    editEnrollment: ({ learnerId, cohortId, startsOn }, { db, write }) => {
      editStart(db, write, learnerId, cohortId, startsOn);
      return {};
    },
    unenroll: ({ learnerId, cohortId }, { db, write }) => {
      requireEnrollment(db, learnerId, cohortId);
      if (isMarkedIn(db, learnerId, sessionsOfCohort(db, cohortId)))
        throw refuse('conflict', 'enrollment_has_marks');
      if (anyWorkOf(db, new Map([[cohortId, [learnerId]]])))
        throw refuse('conflict', 'enrollment_has_grades');
      removeEnrollment(db, write, learnerId, cohortId);
      return {};
    },
    pause: ({ learnerId, cohortId, ...about }, { db, write, now }) => {
      pause(db, write, learnerId, cohortId, about, centerDate(db, now));
      return {};
    },
    editPauses: ({ learnerId, cohortId, pauses }, { db, write }) => {
      editPauses(db, write, learnerId, cohortId, pauses);
      return {};
    },
    comeBack: ({ learnerId, cohortId, on }, { db, write, now }) => {
      comeBack(db, write, learnerId, cohortId, on ?? centerDate(db, now));
      return {};
    },
    leave: ({ learnerId, cohortId, reason, lastSeen }, { db, write, now }) => {
      leave(db, write, learnerId, cohortId, reason, lastSeen, centerDate(db, now));
      return {};
    },
    transfer: ({ learnerId, cohortId, toCohortId, on, creditMinutes }, { db, write }) => {
      requireCohort(db, toCohortId);
      transfer(db, write, learnerId, cohortId, { cohortId: toCohortId, on, creditMinutes });
      return {};
    },
    complete: ({ learnerIds, cohortId, on }, { db, write }) => {
      for (const learnerId of new Set(learnerIds)) complete(db, write, learnerId, cohortId, on);
      return {};
    },
  };
}
