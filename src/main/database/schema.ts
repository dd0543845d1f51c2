import { excuseEntity, markEntity, walkInEntity } from '../attendance/entities.ts';
import { centerEntity, deviceEntity, personEntity } from '../center/entities.ts';
import {
  cohortEntity,
  consentEntity,
  enrollmentEntity,
  learnerEntity,
  learnerFieldEntity,
  programEntity,
} from '../roster/entities.ts';
import { sessionEntity } from '../sessions/entities.ts';
import type { Entity } from './entities.ts';

/** Every kind of thing in the log. A room that adds one names it here. */
export const entities: readonly Entity[] = [
  centerEntity,
  personEntity,
  deviceEntity,
  programEntity,
  cohortEntity,
  learnerEntity,
  consentEntity,
  learnerFieldEntity,
  enrollmentEntity,
  sessionEntity,
  markEntity,
  walkInEntity,
  excuseEntity,
] as readonly Entity[];

export const entityByName: ReadonlyMap<string, Entity> = new Map(
  entities.map((entity) => [entity.name, entity]),
);
