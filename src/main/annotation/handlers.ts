import { refuse } from '../../shared/result.ts';
import { findingKey } from '../../shared/rules/annotation-accepted.ts';
import { takeUp } from '../assessments/grading.ts';
import { writeFigures } from '../assessments/hand-in.ts';
import { getAssessment } from '../assessments/queries.ts';
import { filedAttempts } from '../assessments/scored-work.ts';
import type { SubmissionDependencies } from '../assessments/submission-handlers.ts';
import type { Handlers } from '../dispatch.ts';
import type { LookingRuns } from './collection/look-through.ts';
import { briefOf } from './collection/queries.ts';
import { collectionHandlers } from './collection-handlers.ts';
import { acceptedFindingEntity } from './entities.ts';
import { requireFiled } from './filed.ts';
import { referenceHandlers } from './reference-handlers.ts';
import { pictureOf } from './scoring/picture-of.ts';
import { acceptedKeys, referenceOf, resultOf, storeTelling } from './scoring/queries.ts';
import type { ScoringRuns } from './scoring/runs.ts';
import { acceptedId } from './scoring/score-input.ts';
import { tellScore } from './scoring/tell-score.ts';
import { imageView, requireImage, scoresView, scoreView } from './scoring/views.ts';

export function annotationHandlers(
  dependencies: SubmissionDependencies,
  runs: ScoringRuns,
  looking: LookingRuns,
): Handlers<'annotation'> {
  const { gate, platform, files } = dependencies;
  return {
    ...collectionHandlers(dependencies, looking),
    ...referenceHandlers(dependencies),
    score: ({ assessmentId }) => runs.start(assessmentId),
    scores: ({ assessmentId }, { db, now }) => {
      const { title, kind } = getAssessment(db, assessmentId);
      const reference = referenceOf(db, assessmentId);
      return {
        ...{ title, isPractice: kind === 'practice_project', hasReference: reference.content !== null },
        hasBrief: briefOf(db, assessmentId) !== null,
        running: runs.running(assessmentId),
        attempts: scoresView(db, reference, filedAttempts(db, assessmentId, now)),
      };
    },
    scoreOf: (of, { db, now }) => scoreView(db, referenceOf(db, of.assessmentId), requireFiled(db, of, now)),
    scoredImage: ({ image, ...of }, { db, now }) =>
      imageView(db, referenceOf(db, of.assessmentId), requireFiled(db, of, now), image),
    picture: ({ image, ...of }) => {
      const db = gate.db();
      const attempt = requireFiled(db, of, platform.now());
      const wanted = requireImage(db, attempt, image);
      const all = [...(referenceOf(db, of.assessmentId).content?.files ?? []), ...attempt.files];
      const found = pictureOf(all, wanted);
      if (!found) return { blob: null };
      const { name, type, sha256 } = found;
      return { blob: files.lend({ name, type, read: () => gate.vault().files.read(sha256) }) };
    },
    acceptFinding: ({ key, reason, ...of }, { db, write, now }) => {
      const attempt = requireFiled(db, of, now);
      takeUp(db, { assessmentId: of.assessmentId, learnerId: attempt.learnerId }, now);
      const scored = resultOf(db, of.attemptId);
      if (!scored) throw refuse('not_found', 'score_not_found');
      const known = scored.result.images.some((one) =>
        one.findings.some((finding) => findingKey(one.name, finding) === key),
      );
      if (!known) throw refuse('not_found', 'finding_not_found');
      const value = reason === null ? null : { key, reason };
      write(acceptedFindingEntity, acceptedId(of.attemptId, key), 'accepted', value);
      const telling = tellScore(scored, acceptedKeys(db, of.attemptId));
      storeTelling(db, of.attemptId, telling);
      writeFigures(write, of.attemptId, telling.measured);
      return {};
    },
  };
}
