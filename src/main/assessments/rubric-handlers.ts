import { refuse } from '../../shared/result.ts';
import { newId, requireHere } from '../database/changes.ts';
import type { Handlers } from '../dispatch.ts';
import { nameOfCohort } from '../roster/queries.ts';
import { bankId, bankOf } from './bank.ts';
import { assessmentEntity, attemptEntity, bankCommentEntity, rubricEntity } from './entities.ts';
import { takeUp } from './grading.ts';
import { begunAssessments } from './people-graded.ts';
import {
  assessmentsWith,
  getAssessment,
  gradedVersions,
  isRubric,
  listRubrics,
  newestVersion,
  rubricUses,
  versionsOf,
} from './queries.ts';
import { requireRubric, takeTemplate, writeRubric, writeVersion } from './rubric-writing.ts';
import { rubricTemplates } from './templates.ts';
import { readVersions, versionOf } from './versions.ts';

type Named =
  | 'rubrics'
  | 'rubric'
  | 'addRubric'
  | 'takeRubric'
  | 'copyRubric'
  | 'editRubric'
  | 'removeRubric'
  | 'useVersion'
  | 'moveToVersion'
  | 'bank'
  | 'keepComment'
  | 'dropComment';

export function rubricHandlers(): Pick<Handlers<'assessments'>, Named> {
  return {
    rubrics: (_input, { db }) => {
      const listed = listRubrics(db);
      const ids = listed.map((one) => one.id);
      const uses = rubricUses(db, ids);
      const newest = new Map(versionsOf(db, ids).map((one) => [one.rubricId, one]));
      const taken = new Set(listed.map((one) => one.template));
      return {
        rubrics: listed.flatMap(({ id }) => {
          const version = newest.get(id);
          if (!version) return [];
          const { title, kind, criteria } = version.content;
          return [
            {
              ...{ id, title, kind, criteria: criteria.length },
              ...{ versions: version.number, uses: uses.get(id) ?? 0 },
            },
          ];
        }),
        templates: rubricTemplates()
          .filter((one) => !taken.has(one.template))
          .map(({ template, content }) => ({
            ...{ template, title: content.title, criteria: content.criteria.length },
          })),
      };
    },
    rubric: ({ rubricId }, { db }) => {
      newestVersion(db, rubricId);
      const versions = versionsOf(db, [rubricId]);
      const graded = gradedVersions(
        db,
        versions.map((one) => one.id),
      );
      return {
        id: rubricId,
        versions: versions.map(({ id, number, madeAt, content }) => ({
          ...{ id, number, content, madeAt: madeAt === 0 ? null : madeAt, graded: graded.has(id) },
        })),
        uses: assessmentsWith(db, rubricId).map((one) => ({
          ...{ assessmentId: one.id, title: one.title, versionId: one.rubric?.versionId ?? rubricId },
          cohortName: nameOfCohort(db, one.cohortId) ?? '',
        })),
      };
    },
    addRubric: ({ content }, { write, now }) => writeRubric(write, now, requireRubric(content)),
    takeRubric: ({ template }, { db, write }) => takeTemplate(db, write, template),
    copyRubric: ({ rubricId, title }, { db, write, now }) => {
      const { content } = newestVersion(db, rubricId);
      return writeRubric(write, now, requireRubric({ ...content, title }));
    },
    editRubric: ({ rubricId, content }, { db, write, now }) => {
      const newest = newestVersion(db, rubricId);
      requireRubric(content);
      if (!gradedVersions(db, [newest.id]).has(newest.id)) {
        writeVersion(write, { rubricId, versionId: newest.id }, content, newest.madeAt);
        return { versionId: newest.id, isNew: false };
      }
      // A clock that was set back must not put it before the version that it follows.
      const versionId = newId(now);
      writeVersion(write, { rubricId, versionId }, content, Math.max(now, newest.madeAt + 1));
      const users = assessmentsWith(db, rubricId);
      const begun = begunAssessments(db, users);
      for (const { id } of users)
        if (!begun.has(id)) write(assessmentEntity, id, 'rubric', { rubricId, versionId });
      return { versionId, isNew: true };
    },
    removeRubric: ({ rubricId }, { db, write }) => {
      newestVersion(db, rubricId);
      if (assessmentsWith(db, rubricId).length > 0) throw refuse('conflict', 'rubric_in_use');
      write(rubricEntity, rubricId, 'profile', null);
      return {};
    },
    useVersion: ({ assessmentId, versionId }, { db, write }) => {
      const { rubric } = getAssessment(db, assessmentId);
      const versions = rubric ? versionsOf(db, [rubric.rubricId]) : [];
      const { rubricId } = requireHere(
        versions.find((one) => one.id === versionId),
        'version',
      );
      write(assessmentEntity, assessmentId, 'rubric', { rubricId, versionId });
      return {};
    },
    moveToVersion: ({ assessmentId, versionId, learnerIds }, { db, write, now }) => {
      const versions = readVersions(db, [getAssessment(db, assessmentId)]);
      requireHere(versions.get(versionId), 'version');
      let moved = 0;
      for (const learnerId of new Set(learnerIds)) {
        const { work, assessment } = takeUp(db, { assessmentId, learnerId }, now);
        const others = work.attempts.filter(
          (attempt) => versionOf(attempt, assessment, versions)?.id !== versionId,
        );
        for (const attempt of others) write(attemptEntity, attempt.id, 'rubric', { versionId });
        if (others.length > 0) moved += 1;
      }
      return { moved };
    },
    bank: ({ rubricId, criterionId }, { db }) => ({ comments: bankOf(db, rubricId, criterionId) }),
    keepComment: ({ rubricId, criterionId, text }, { db, write }) => {
      requireHere(isRubric(db, rubricId) || undefined, 'rubric');
      const id = bankId(rubricId, criterionId, text);
      write(bankCommentEntity, id, 'entry', { rubricId, criterionId, text, kept: true });
      return {};
    },
    dropComment: ({ rubricId, criterionId, text }, { db, write }) => {
      requireHere(isRubric(db, rubricId) || undefined, 'rubric');
      const isTyped = bankOf(db, rubricId, criterionId).some((one) => one.text === text && one.used > 0);
      const id = bankId(rubricId, criterionId, text);
      // What nobody typed is simply gone; what stands in comments has to be kept out.
      write(bankCommentEntity, id, 'entry', isTyped ? { rubricId, criterionId, text, kept: false } : null);
      return {};
    },
  };
}
