import { refuse } from '../../shared/result.ts';
import type { Gate } from '../center/gate.ts';
import { newId, requireHere } from '../database/changes.ts';
import type { Handlers } from '../dispatch.ts';
import type { Files } from '../files.ts';
import type { Platform } from '../platform.ts';
import { getLearner } from '../roster/people-queries.ts';
import { centerDate } from '../roster/today.ts';
import { reviewRequestEntity } from './entities.ts';
import { writeGradebook } from './export-gradebook.ts';
import { feedbackFor } from './feedback.ts';
import { gradebookOf } from './gradebook.ts';
import { takeUp } from './grading.ts';
import { heldGrades } from './held.ts';
import { gradeHistory } from './history.ts';
import { getAssessment } from './queries.ts';
import { findReview } from './review-queries.ts';
import { reviewList } from './reviews.ts';

interface Dependencies {
  gate: Gate;
  platform: Platform;
  files: Files;
}

type Named =
  | 'gradebook'
  | 'exportGradebook'
  | 'feedback'
  | 'gradeHistory'
  | 'heldAbout'
  | 'reviews'
  | 'askReview'
  | 'answerReview'
  | 'removeReview';

export function gradebookHandlers({
  gate,
  platform,
  files,
}: Dependencies): Pick<Handlers<'assessments'>, Named> {
  return {
    gradebook: ({ cohortId }, { db, now }) => gradebookOf(db, cohortId, centerDate(db, now)),
    exportGradebook: async ({ cohortId, ...wish }) => {
      const db = gate.db();
      const file = await writeGradebook(gradebookOf(db, cohortId, centerDate(db, platform.now())), wish);
      return { token: files.hold(file), fileName: file.name, rows: file.rows };
    },
    feedback: (of, { db, now }) => feedbackFor(db, of, centerDate(db, now)),
    gradeHistory: ({ assessmentId, learnerId }, { db }) => ({
      entries: gradeHistory(db, getAssessment(db, assessmentId), learnerId),
    }),
    heldAbout: ({ learnerId }, { db }) => ({ grades: heldGrades(db, getLearner(db, learnerId).id) }),
    reviews: ({ cohortId, answered }, { db, now }) => ({
      reviews: reviewList(db, cohortId, answered, centerDate(db, now)),
    }),
    askReview: ({ assessmentId, learnerId, on, words }, { db, write, now }) => {
      const { work, learner } = takeUp(db, { assessmentId, learnerId }, now);
      if (on > centerDate(db, now)) throw refuse('validation', 'review_ahead');
      if (work.review) throw refuse('conflict', 'review_open');
      const id = newId(now);
      write(reviewRequestEntity, id, 'request', { assessmentId, learnerId: learner.learnerId, on, words });
      return { id };
    },
    answerReview: ({ id, answer }, { db, write, now }) => {
      const review = requireHere(findReview(db, id), 'review');
      takeUp(db, review, now);
      if (answer && answer.on < review.on) throw refuse('validation', 'dates_reversed');
      write(reviewRequestEntity, id, 'answer', answer);
      return {};
    },
    removeReview: ({ id }, { db, write, now }) => {
      const review = requireHere(findReview(db, id), 'review');
      takeUp(db, review, now);
      if (review.outcome !== null) throw refuse('conflict', 'review_answered');
      write(reviewRequestEntity, id, 'request', null);
      return {};
    },
  };
}
