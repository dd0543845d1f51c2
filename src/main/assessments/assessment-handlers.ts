import { refuse } from '../../shared/result.ts';
import { addDays, daysBetween } from '../../shared/rules/time.ts';
import { briefOf, writeBrief } from '../annotation/collection/queries.ts';
import { newId } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import type { Handlers } from '../dispatch.ts';
import { type CohortFrame, cohortFrames, listCohorts } from '../roster/queries.ts';
import { centerDate } from '../roster/today.ts';
import { nextPlace, requireFields, writeFields, writeRubricUse } from './assessment-writing.ts';
import { assessmentEntity, gradingSchemeEntity } from './entities.ts';
import { assessmentsWithProgress, readBooks } from './gradebook.ts';
import { begunAssessments, hasWork, isLostOn } from './people-graded.ts';
import { type Assessment, assessmentsIn, getAssessment, schemesOf } from './queries.ts';
import { requireScheme, usualScheme } from './scheme.ts';
import { gradingTemplate } from './templates.ts';
import { useTemplate } from './use-template.ts';

type Named = 'list' | 'add' | 'edit' | 'reorder' | 'remove' | 'copy' | 'useTemplate' | 'setScheme';

/** Days after the end of a course in which its grading is still on the first list. */
const stillListed = 60;

/** Throws `not_found` (cohort_not_found). */
function getCohort(db: Database, id: string): CohortFrame {
  const cohort = cohortFrames(db, [id]).get(id);
  if (!cohort) throw refuse('not_found', 'cohort_not_found');
  return cohort;
}

/** A due date that is as far into another course; none where one of the two has no beginning. */
function movedDue(due: Assessment['due'], from: CohortFrame, to: CohortFrame): Assessment['due'] {
  if (!due || from.startsOn === null || to.startsOn === null) return null;
  return { ...due, on: addDays(to.startsOn, daysBetween(from.startsOn, due.on)) };
}

export function assessmentHandlers(): Pick<Handlers<'assessments'>, Named> {
  return {
    list: ({ cohortId }, { db, now }) => {
      const today = centerDate(db, now);
      const ids =
        cohortId === null
          ? listCohorts(db, today, addDays(today, -stillListed)).map((one) => one.id)
          : [getCohort(db, cohortId).id];
      const books = readBooks(db, ids, today);
      return {
        today,
        cohorts: books.cohorts.map(({ id, name, programName, template }) => {
          const assessments = assessmentsWithProgress(books, id);
          return {
            ...{ id, name, programName, assessments },
            scheme: books.schemes.get(id) ?? usualScheme,
            ownScheme: books.schemes.has(id),
            template: assessments.length === 0 && gradingTemplate(template) !== undefined,
          };
        }),
      };
    },
    add: ({ cohortId, rubricId, ...fields }, { db, write, now }) => {
      getCohort(db, cohortId);
      requireFields(db, cohortId, fields);
      const assessmentId = newId(now);
      const order = nextPlace(db, cohortId);
      writeFields(write, assessmentId, cohortId, fields);
      write(assessmentEntity, assessmentId, 'place', { order });
      writeRubricUse(db, write, assessmentId, rubricId);
      return { assessmentId };
    },
    edit: ({ assessmentId, rubricId, ...changed }, { db, write }) => {
      const { id, cohortId, order: _order, rubric, ...before } = getAssessment(db, assessmentId);
      if (changed.scale && isLostOn(db, getAssessment(db, id), changed.scale))
        throw refuse('conflict', 'scale_in_use');
      const said = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
      writeFields(write, id, cohortId, requireFields(db, cohortId, { ...before, ...said }));
      if (rubricId === undefined || rubricId === (rubric?.rubricId ?? null)) return {};
      if (begunAssessments(db, [getAssessment(db, id)]).size > 0) throw refuse('conflict', 'grading_began');
      writeRubricUse(db, write, id, rubricId);
      return {};
    },
    reorder: ({ cohortId, assessmentIds }, { db, write }) => {
      const own = assessmentsIn(db, [cohortId]).map((one) => one.id);
      const named = [...new Set(assessmentIds)].filter((id) => own.includes(id));
      const order = [...named, ...own.filter((id) => !named.includes(id))];
      for (const [index, id] of order.entries()) write(assessmentEntity, id, 'place', { order: index + 1 });
      return {};
    },
    remove: ({ assessmentId, evenGraded }, { db, write }) => {
      const assessment = getAssessment(db, assessmentId);
      if (!evenGraded && hasWork(db, assessment)) throw refuse('conflict', 'assessment_graded');
      write(assessmentEntity, assessmentId, 'removed', true);
      return {};
    },
    copy: ({ fromCohortId, cohortId, scheme: withScheme }, { db, write, now }) => {
      const from = getCohort(db, fromCohortId);
      const to = getCohort(db, cohortId);
      if (from.id === to.id) throw refuse('conflict', 'same_cohort');
      const scheme = schemesOf(db, [from.id]).get(from.id);
      if (withScheme && scheme) write(gradingSchemeEntity, to.id, 'scheme', scheme);
      const { categories } = schemesOf(db, [to.id]).get(to.id) ?? usualScheme;
      const place = nextPlace(db, to.id);
      const assessmentIds = assessmentsIn(db, [from.id]).map((one, index) => {
        const { id: _id, cohortId: _cohort, order: _order, rubric, ...fields } = one;
        const id = newId(now);
        const known = categories.some((category) => category.id === fields.categoryId);
        const categoryId = known ? fields.categoryId : null;
        writeFields(write, id, to.id, { ...fields, categoryId, due: movedDue(one.due, from, to) });
        write(assessmentEntity, id, 'place', { order: place + index });
        writeRubricUse(db, write, id, rubric?.rubricId ?? null);
        const brief = briefOf(db, one.id);
        if (brief) writeBrief(write, id, brief);
        return id;
      });
      return { assessmentIds };
    },
    useTemplate: ({ cohortId }, { db, write, now }) => ({
      assessmentIds: useTemplate(db, write, getCohort(db, cohortId), now),
    }),
    setScheme: ({ cohortId, scheme }, { db, write }) => {
      getCohort(db, cohortId);
      requireScheme(scheme);
      const kept = new Set(scheme.categories.map((category) => category.id));
      const inUse = assessmentsIn(db, [cohortId]).some(
        ({ categoryId }) => categoryId !== null && !kept.has(categoryId),
      );
      if (inUse) throw refuse('conflict', 'category_in_use');
      write(gradingSchemeEntity, cohortId, 'scheme', scheme);
      return {};
    },
  };
}
