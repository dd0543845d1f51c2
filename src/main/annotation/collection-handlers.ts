import { refuse } from '../../shared/result.ts';
import { briefFindingKey, defaultBrief, faultOfBrief } from '../../shared/rules/image-brief.ts';
import { CLASS } from '../../shared/rules/name-pattern.ts';
import { proposedBrief } from '../assessments/brief-of-template.ts';
import { takeUp } from '../assessments/grading.ts';
import { writeFigures } from '../assessments/hand-in.ts';
import { getAssessment } from '../assessments/queries.ts';
import { filedAttempts } from '../assessments/scored-work.ts';
import type { SubmissionDependencies } from '../assessments/submission-handlers.ts';
import type { Handlers } from '../dispatch.ts';
import { judge, measuredIn } from './collection/judge.ts';
import type { LookingRuns } from './collection/look-through.ts';
import { briefOf, collectionsOf, thumbnailOf, withThumbnail, writeBrief } from './collection/queries.ts';
import { collectionsView, collectionView, requireJudged } from './collection/views.ts';
import { acceptedFindingEntity } from './entities.ts';
import { requireFiled } from './filed.ts';
import { acceptedIn, referenceOf } from './scoring/queries.ts';
import { acceptedId } from './scoring/score-input.ts';

type Named =
  | 'brief'
  | 'setBrief'
  | 'looks'
  | 'lookThrough'
  | 'collections'
  | 'collection'
  | 'thumbnails'
  | 'acceptImageFindings';

const MOST_LOOKS = 600;

export function collectionHandlers(
  { gate, platform, files }: SubmissionDependencies,
  runs: LookingRuns,
): Pick<Handlers<'annotation'>, Named> {
  return {
    brief: ({ assessmentId }, { db }) => ({
      brief: briefOf(db, assessmentId),
      proposed: proposedBrief(db, getAssessment(db, assessmentId)) ?? defaultBrief,
      hasReference: referenceOf(db, assessmentId).content !== null,
    }),
    setBrief: ({ assessmentId, brief }, { db, write }) => {
      getAssessment(db, assessmentId);
      if (brief && referenceOf(db, assessmentId).content) throw refuse('conflict', 'reference_here');
      const fault = brief && faultOfBrief(brief);
      if (fault === 'class_twice') throw refuse('validation', 'class_twice');
      if (fault) throw refuse('validation', 'class_not_in_names', { part: CLASS });
      writeBrief(write, assessmentId, brief);
      return {};
    },
    looks: ({ assessmentId }, { db, now }) => {
      const attempts = filedAttempts(db, assessmentId, now);
      const stored = collectionsOf(
        db,
        attempts.map(({ attemptId }) => attemptId),
      );
      const pictures = [...stored.values()].flatMap(({ attemptId, judged }) =>
        (judged?.images ?? []).flatMap(({ file, path, picture }) =>
          picture?.look
            ? [
                {
                  ...{ attemptId, file, path, sharpness: picture.look.sharpness },
                  shorter: Math.min(picture.width, picture.height),
                },
              ]
            : [],
        ),
      );
      return { pictures: pictures.sort((a, b) => a.sharpness - b.sharpness).slice(0, MOST_LOOKS) };
    },
    lookThrough: ({ assessmentId }) => {
      getAssessment(gate.db(), assessmentId);
      return runs.start(assessmentId);
    },
    collections: ({ assessmentId }, { db, now }) => {
      const brief = briefOf(db, assessmentId);
      return {
        hasBrief: brief !== null,
        running: runs.running(assessmentId),
        attempts: collectionsView(db, brief, filedAttempts(db, assessmentId, now)),
      };
    },
    collection: (of, { db, now }) => {
      const brief = briefOf(db, of.assessmentId);
      const attempt = requireFiled(db, of, now);
      return {
        hasBrief: brief !== null,
        running: runs.running(of.assessmentId),
        collection: collectionView(db, brief, attempt, filedAttempts(db, of.assessmentId, now)),
      };
    },
    thumbnails: ({ files: wanted, ...of }) => {
      const db = gate.db();
      const attempt = requireFiled(db, of, platform.now());
      const hashes = wanted.map((place) => attempt.files[place]?.sha256 ?? '');
      const here = withThumbnail(db, hashes);
      const lend = (sha256: string): string =>
        files.lend({
          ...{ name: 'small.jpg', type: 'image/jpeg' },
          read: () => [thumbnailOf(gate.db(), sha256) ?? new Uint8Array()],
        });
      return { blobs: hashes.map((sha256) => (here.has(sha256) ? lend(sha256) : null)) };
    },
    acceptImageFindings: ({ keys, reason, ...of }, { db, write, now }) => {
      const attempt = requireFiled(db, of, now);
      takeUp(db, { assessmentId: of.assessmentId, learnerId: attempt.learnerId }, now);
      const { judged } = requireJudged(db, of.attemptId);
      const known = new Set(judge(judged, new Set()).findings.map(briefFindingKey));
      for (const key of keys) {
        if (!known.has(key)) throw refuse('not_found', 'finding_not_found');
        const value = reason === null ? null : { key, reason };
        write(acceptedFindingEntity, acceptedId(of.attemptId, key), 'accepted', value);
      }
      const accepted = new Set(acceptedIn(db, [of.attemptId]).get(of.attemptId)?.keys());
      writeFigures(write, of.attemptId, measuredIn(judged, accepted));
      return {};
    },
  };
}
