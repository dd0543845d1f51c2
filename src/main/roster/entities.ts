import { z } from 'zod';
import { status } from '../../shared/contract/attendance.ts';
import { date, id } from '../../shared/contract/values.ts';
import { enrollmentStatuses } from '../../shared/rules/learner.ts';
import { cell, entity } from '../database/entities.ts';

const words = z.record(z.string(), z.string());
const one = (column: string) => ({ [column]: ['TEXT', '$'] as const });

export const programEntity = entity({
  name: 'program',
  table: 'program',
  key: ['id'],
  cells: {
    /** Names by language; `template` is the file under resources that it came from. */
    profile: cell(1, z.object({ name: words, template: z.string().nullable(), kinds: z.array(z.string()) }), {
      name: ['TEXT', '$.name'],
      template: ['TEXT', '$.template'],
      kinds: ['TEXT', '$.kinds'],
    }),
    statuses: cell(1, z.array(status), { statuses: ['TEXT', '$'] }),
    /** The attendance that the program asks for, percent of countable held minutes. */
    rule: cell(1, z.object({ threshold: z.int().min(0).max(100) }), {
      threshold: ['INTEGER', '$.threshold'],
    }),
    /** What it asks of its learners beyond the common facts, in order; answers are `learner_field` by this name. */
    fields: cell(1, z.array(z.string()), { fields: ['TEXT', '$'] }),
  },
});

export const cohortEntity = entity({
  name: 'cohort',
  table: 'cohort',
  key: ['id'],
  cells: {
    profile: cell(
      1,
      z.object({
        name: z.string(),
        programId: id.nullable(),
        startsOn: date.nullable(),
        endsOn: date.nullable(),
      }),
      {
        name: ['TEXT', '$.name'],
        program_id: ['TEXT', '$.programId'],
        starts_on: ['TEXT', '$.startsOn'],
        ends_on: ['TEXT', '$.endsOn'],
      },
    ),
  },
});

/** Each cell is one thing that a person decides; a row without a name is nobody. */
export const learnerEntity = entity({
  name: 'learner',
  table: 'learner',
  key: ['id'],
  cells: {
    name: cell(1, z.object({ written: z.string(), short: z.string() }), {
      name: ['TEXT', '$.written'],
      short_name: ['TEXT', '$.short'],
    }),
    birth: cell(1, z.object({ date: date.nullable(), ageBand: z.string().nullable() }), {
      birth_date: ['TEXT', '$.date'],
      age_band: ['TEXT', '$.ageBand'],
    }),
    sex: cell(1, z.string(), one('sex')),
    phone: cell(1, z.string(), one('phone')),
    email: cell(1, z.string(), one('email')),
    displacement: cell(1, z.string(), one('displacement')),
    languages: cell(1, z.array(z.string()), one('languages')),
    needs: cell(1, z.string(), one('needs')),
    note: cell(1, z.string(), one('note')),
    certificate: cell(1, z.object({ name: z.string(), latin: z.string().nullable() }), {
      certificate_name: ['TEXT', '$.name'],
      certificate_latin: ['TEXT', '$.latin'],
    }),
    /** She is the same person as another row: what was written about this one counts for that one. */
    alias: cell(1, z.object({ of: id }), { alias_of: ['TEXT', '$.of'] }),
  },
  indexes: ['CREATE INDEX learner_by_alias ON learner (alias_of) WHERE alias_of IS NOT NULL'],
});

/** Two people who look alike and are two (id: the lower row's id, the higher's). */
export const apartEntity = entity({
  name: 'apart',
  table: 'apart',
  key: ['learner_id', 'other_id'],
  cells: { different: cell(1, z.literal(true), { different: ['INTEGER', '$'] }) },
});

/**
 * Consent for one purpose (id: learner, purpose). Who agreed and withdrew did agree until then: `given` stays true,
 * and `withdrawnOn` says since when it counts no more.
 */
export const consentEntity = entity({
  name: 'consent',
  table: 'consent',
  key: ['learner_id', 'purpose'],
  cells: {
    decision: cell(
      1,
      z.object({
        given: z.boolean(),
        textVersion: z.string(),
        language: z.string(),
        on: date.nullable(),
        withdrawnOn: date.nullable(),
      }),
      {
        given: ['INTEGER', '$.given'],
        text_version: ['TEXT', '$.textVersion'],
        language: ['TEXT', '$.language'],
        decided_on: ['TEXT', '$.on'],
        withdrawn_on: ['TEXT', '$.withdrawnOn'],
      },
    ),
  },
});

/** A custom field of a program (id: learner, field). */
export const learnerFieldEntity = entity({
  name: 'learner_field',
  table: 'learner_field',
  key: ['learner_id', 'field'],
  cells: { value: cell(1, z.string(), one('value')) },
});

/** A learner in a cohort (id: learner, cohort): the same row for every laptop that enrolls her. */
export const enrollmentEntity = entity({
  name: 'enrollment',
  table: 'enrollment',
  key: ['learner_id', 'cohort_id'],
  cells: {
    period: cell(1, z.object({ startsOn: date, endsOn: date.nullable() }), {
      starts_on: ['TEXT', '$.startsOn'],
      ends_on: ['TEXT', '$.endsOn'],
    }),
    status: cell(
      1,
      z.object({
        status: z.enum(enrollmentStatuses),
        reason: z.string().nullable(),
        lastSeen: date.nullable(),
        creditMinutes: z.int().min(0).nullable(),
      }),
      {
        status: ['TEXT', '$.status'],
        reason: ['TEXT', '$.reason'],
        last_seen: ['TEXT', '$.lastSeen'],
        credit_minutes: ['INTEGER', '$.creditMinutes'],
      },
    ),
    /** Stretches of dates, ends included, in which she was not expected; `to` is null while one lasts. */
    pauses: cell(1, z.array(z.object({ from: date, to: date.nullable(), reason: z.string().nullable() })), {
      pauses: ['TEXT', '$'],
    }),
  },
  indexes: ['CREATE INDEX enrollment_by_cohort ON enrollment (cohort_id)'],
});
