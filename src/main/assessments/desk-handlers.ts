import { refuse } from '../../shared/result.ts';
import { isSettled } from '../../shared/rules/grade.ts';
import type { Gate } from '../center/gate.ts';
import { beginAct, openActOn } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import type { Handlers } from '../dispatch.ts';
import type { Files } from '../files.ts';
import { centerDate } from '../roster/today.ts';
import { deskLearnerOf, deskOf } from './desk.ts';
import { attemptEntity, gradeEntity } from './entities.ts';
import { gradeIn } from './grades.ts';
import {
  commentCell,
  decidedIds,
  type Hand,
  requireAttempt,
  requireScore,
  requireVersion,
  takeUp,
  writeChoice,
  writeComment,
  writeProposals,
} from './grading.ts';
import { writeHandIn } from './hand-in.ts';
import { getAssessment } from './queries.ts';
import { readVersions } from './versions.ts';
import { isAttemptGraded, readOneWork } from './work.ts';

interface Dependencies {
  gate: Gate;
  files: Files;
}

type Named =
  | 'desk'
  | 'grade'
  | 'acceptProposals'
  | 'comment'
  | 'score'
  | 'override'
  | 'excuse'
  | 'askAgain'
  | 'release'
  | 'handIn'
  | 'editHandIn'
  | 'removeHandIn'
  | 'openFile';

const after = (db: Database, { assessment, learner }: Hand) => ({
  learner: deskLearnerOf(db, assessment, learner),
});

export function deskHandlers({ gate, files }: Dependencies): Pick<Handlers<'assessments'>, Named> {
  return {
    desk: ({ assessmentId }, { db, now }) => deskOf(db, assessmentId, centerDate(db, now)),
    grade: ({ attemptId: id, criterionId, choice, ...of }, { db, write, now }) => {
      const hand = takeUp(db, of, now);
      const attempt = requireAttempt(hand, id);
      writeChoice(write, attempt, requireVersion(db, hand, attempt), criterionId, choice);
      return after(db, hand);
    },
    acceptProposals: ({ attemptId: id, ...of }, { db, write, now }) => {
      const hand = takeUp(db, of, now);
      const attempt = requireAttempt(hand, id);
      if (writeProposals(write, attempt, requireVersion(db, hand, attempt)) === 0)
        throw refuse('conflict', 'nothing_proposed');
      return after(db, hand);
    },
    comment: ({ attemptId: id, criterionId, text, goesOn, ...of }, { db, author, write, now }) => {
      const hand = takeUp(db, of, now);
      const attempt = requireAttempt(hand, id);
      if (criterionId !== null) {
        const { content } = requireVersion(db, hand, attempt);
        if (!content.criteria.some((one) => one.id === criterionId))
          throw refuse('not_found', 'criterion_not_found');
      }
      const rubricId = hand.assessment.rubric?.rubricId ?? null;
      const continues = goesOn ? openActOn(db, author, commentCell(attempt.id, criterionId)) : undefined;
      const writeOn = continues === undefined ? write : beginAct(db, { ...author, continues }).write;
      writeComment(writeOn, hand, attempt, { rubricId, criterionId }, text);
      return after(db, hand);
    },
    score: ({ attemptId: id, score, ...of }, { db, write, now }) => {
      const hand = takeUp(db, of, now);
      const attempt = requireAttempt(hand, id);
      if (hand.assessment.rubric) throw refuse('conflict', 'graded_by_rubric');
      write(attemptEntity, attempt.id, 'score', score && requireScore(hand.assessment, score));
      return after(db, hand);
    },
    override: ({ override, ...of }, { db, write, now }) => {
      const hand = takeUp(db, of, now);
      if (override) requireScore(hand.assessment, override.score);
      for (const id of decidedIds(db, hand, 'override')) write(gradeEntity, id, 'override', override);
      return after(db, hand);
    },
    excuse: ({ why, ...of }, { db, write, now }) => {
      const hand = takeUp(db, of, now);
      for (const id of decidedIds(db, hand, 'excused'))
        write(gradeEntity, id, 'excused', why === null ? null : { why });
      return after(db, hand);
    },
    askAgain: ({ ask, ...of }, { db, write, now }) => {
      const hand = takeUp(db, of, now);
      const count = hand.work.attempts.filter((one) => one.handedIn !== null).length;
      for (const id of decidedIds(db, hand, 'asked_again'))
        write(gradeEntity, id, 'asked_again', ask && { ...ask, after: count });
      return after(db, hand);
    },
    release: ({ assessmentId, learnerIds, released }, { db, write, now }) => {
      const hands = [...new Set(learnerIds)].map((learnerId) => takeUp(db, { assessmentId, learnerId }, now));
      const versions = readVersions(db, [getAssessment(db, assessmentId)]);
      let changed = 0;
      for (const hand of hands) {
        if ((hand.work.releasedAt !== null) === released) continue;
        if (released && !isSettled(gradeIn(hand.work, hand.assessment, versions).state))
          throw refuse('conflict', 'not_graded_yet', { name: hand.learner.shortName });
        for (const id of decidedIds(db, hand, 'released'))
          write(gradeEntity, id, 'released', released ? { at: now } : null);
        changed += 1;
      }
      return { changed };
    },
    handIn: ({ assessmentId, learnerId, ...about }, { db, write, now }) => {
      const hand = takeUp(db, { assessmentId, learnerId }, now);
      const id = writeHandIn(write, hand, about);
      return { ...after(db, hand), attemptId: id };
    },
    editHandIn: ({ assessmentId, learnerId, attemptId: id, ...about }, { db, write, now }) => {
      const hand = takeUp(db, { assessmentId, learnerId }, now);
      const attempt = requireAttempt(hand, id);
      if (!attempt.handedIn) throw refuse('conflict', 'not_handed_in');
      const of = { assessmentId, learnerId: attempt.row, number: attempt.storedNumber };
      write(attemptEntity, id, 'handed_in', { ...of, ...about });
      return after(db, hand);
    },
    removeHandIn: ({ assessmentId, learnerId, attemptId: id }, { db, write, now }) => {
      const hand = takeUp(db, { assessmentId, learnerId }, now);
      const attempt = requireAttempt(hand, id);
      if (!attempt.handedIn) throw refuse('conflict', 'not_handed_in');
      if (isAttemptGraded(attempt)) throw refuse('conflict', 'attempt_graded');
      for (const cell of ['handed_in', 'files', 'figures'] as const) write(attemptEntity, id, cell, null);
      return after(db, hand);
    },
    openFile: async ({ assessmentId, learnerId, attemptId: id, file }) => {
      const db = gate.db();
      const work = readOneWork(db, getAssessment(db, assessmentId), learnerId);
      const stored = work.attempts.find((one) => one.id === id)?.files[file];
      if (!stored) throw refuse('not_found', 'file_not_found');
      const { name, type, sha256 } = stored;
      const bytes = await gate.vault().files.readWhole(sha256);
      return { blob: files.hold({ name, type, bytes }), name, type };
    },
  };
}
