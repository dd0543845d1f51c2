import { acceptedFindingEntity, imageBriefEntity, referenceEntity } from '../annotation/entities.ts';
import {
  assessmentEntity,
  attemptEntity,
  bankCommentEntity,
  criterionGradeEntity,
  gradeEntity,
  gradingSchemeEntity,
  reviewRequestEntity,
  rubricEntity,
  rubricVersionEntity,
} from '../assessments/entities.ts';
import {
  checkInEntity,
  evidenceEntity,
  excuseEntity,
  markEntity,
  paperRollEntity,
  walkInEntity,
} from '../attendance/entities.ts';
import { centerEntity, deviceEntity, personEntity } from '../center/entities.ts';
import {
  apartEntity,
  cohortEntity,
  consentEntity,
  enrollmentEntity,
  learnerEntity,
  learnerFieldEntity,
  programEntity,
} from '../roster/entities.ts';
import { holidayEntity, seriesEntity, sessionEntity } from '../sessions/entities.ts';
import type { Entity } from './entities.ts';

/** Every kind of thing in the log. A room that adds one names it here. */
export const entities: readonly Entity[] = [
  centerEntity,
  personEntity,
  deviceEntity,
  programEntity,
  cohortEntity,
  learnerEntity,
  apartEntity,
  consentEntity,
  learnerFieldEntity,
  enrollmentEntity,
  seriesEntity,
  holidayEntity,
  sessionEntity,
  markEntity,
  walkInEntity,
  excuseEntity,
  checkInEntity,
  evidenceEntity,
  paperRollEntity,
  rubricEntity,
  rubricVersionEntity,
  assessmentEntity,
  gradingSchemeEntity,
  attemptEntity,
  criterionGradeEntity,
  gradeEntity,
  reviewRequestEntity,
  bankCommentEntity,
  referenceEntity,
  imageBriefEntity,
  acceptedFindingEntity,
] as readonly Entity[];

export const entityByName: ReadonlyMap<string, Entity> = new Map(
  entities.map((entity) => [entity.name, entity]),
);
