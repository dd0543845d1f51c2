import { z } from 'zod';
import {
  ageBands,
  consentPurposes,
  displacementStatuses,
  enrollmentStatuses,
  sexes,
} from '../rules/learner.ts';
import { command, query } from './define.ts';
import { enrollmentCalls } from './roster-enrollments.ts';
import { importCalls } from './roster-import.ts';
import { learnerView, pause } from './roster-learner.ts';
import { mergeCalls } from './roster-merge.ts';
import { timelineEntry, timelinePlace } from './roster-timeline.ts';
import { date, id, line, nothing, text } from './values.ts';

const words = z.record(z.string(), z.string());
const status = z.enum(enrollmentStatuses);
const purpose = z.enum(consentPurposes);

const cohortProfile = z.object({
  name: line(80),
  programId: id.nullable(),
  startsOn: date.nullable(),
  endsOn: date.nullable(),
});

const cohortView = z.object({
  id,
  name: z.string(),
  programId: id.nullable(),
  programName: words.nullable(),
  startsOn: date.nullable(),
  endsOn: date.nullable(),
  /** Enrolled today. */
  learners: z.int(),
});
export type CohortView = z.infer<typeof cohortView>;

const cohortLearner = z.object({
  id,
  name: z.string(),
  shortName: z.string(),
  phone: z.string().nullable(),
  status,
  startsOn: date.nullable(),
  endsOn: date.nullable(),
  reason: z.string().nullable(),
  lastSeen: date.nullable(),
  creditMinutes: z.int().nullable(),
  pauses: z.array(pause),
});

const learnerRow = z.object({
  id,
  name: z.string(),
  shortName: z.string(),
  phone: z.string().nullable(),
  cohorts: z.array(z.object({ id, name: z.string(), status })),
});

/** The cells of a learner that are edited one by one; null clears. Nobody is without a name. */
const cells = z.object({
  name: z.object({ written: line(200), short: line(200) }),
  birth: z.object({ date: date.nullable(), ageBand: z.enum(ageBands).nullable() }).nullable(),
  sex: z.enum(sexes).nullable(),
  /** As typed; stored in E.164 with the center's country for numbers without one. */
  phone: line(60).nullable(),
  email: line(254).nullable(),
  displacement: z.enum(displacementStatuses).nullable(),
  /** ISO 639-1 codes where there is one, otherwise as typed. */
  languages: z.array(line(60)).max(30).nullable(),
  needs: text(50_000).nullable(),
  note: text(100_000).nullable(),
  certificate: z.object({ name: line(200), latin: line(200).nullable() }).nullable(),
});

export const roster = {
  ...importCalls,
  ...enrollmentCalls,
  ...mergeCalls,
  cohorts: query({
    may: 'desk.use',
    input: nothing,
    output: z.object({ today: date, cohorts: z.array(cohortView) }),
  }),
  cohort: query({
    may: 'roster.see',
    input: z.object({ cohortId: id }),
    output: cohortView.extend({
      today: date,
      /** Everyone who ever was in it, in the order of the center's language. */
      people: z.array(cohortLearner),
      /** It can go: nobody was in it, nothing was planned for it. */
      empty: z.boolean(),
    }),
  }),
  addCohort: command({
    may: 'roster.edit',
    input: cohortProfile,
    output: z.object({ id }),
    touches: ['roster', 'sessions', 'assessments'],
  }),
  editCohort: command({
    may: 'roster.edit',
    input: cohortProfile.extend({ cohortId: id }),
    output: nothing,
    touches: ['roster', 'sessions', 'attendance', 'assessments'],
  }),
  removeCohort: command({
    may: 'roster.edit',
    input: z.object({ cohortId: id }),
    output: nothing,
    touches: ['roster', 'sessions', 'assessments'],
  }),

  /** People of the center, a page of them; search is by words of the name, by phone or by email. */
  learners: query({
    may: 'roster.see',
    input: z.object({
      search: z.string().max(200).default(''),
      /** A cohort, or `none` for people in no cohort. */
      cohort: z
        .union([id, z.literal('none')])
        .nullable()
        .default(null),
      status: status.nullable().default(null),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.object({
      /** Who fits, and everyone. */
      total: z.int(),
      everyone: z.int(),
      learners: z.array(learnerRow),
    }),
  }),
  learner: query({ may: 'roster.see', input: z.object({ learnerId: id }), output: learnerView }),
  /** People here who may be the one about to be added. */
  similar: query({
    may: 'roster.see',
    input: z.object({
      name: z.string().max(200),
      phone: z.string().max(60).nullable(),
      email: z.string().max(254).nullable(),
    }),
    output: z.object({
      people: z.array(
        z.object({
          id,
          name: z.string(),
          same: z.array(z.enum(['name', 'phone', 'email'])),
          cohorts: z.array(z.string()),
        }),
      ),
    }),
  }),
  addLearner: command({
    may: 'roster.edit',
    input: z.object({
      name: line(200),
      phone: line(60).nullable(),
      email: line(254).nullable(),
      enroll: z.object({ cohortId: id, startsOn: date }).nullable(),
    }),
    output: z.object({ id }),
    touches: ['roster', 'sessions', 'attendance', 'assessments'],
  }),
  editLearner: command({
    may: 'roster.edit',
    input: z.object({ learnerId: id, cells: cells.partial() }),
    output: nothing,
    touches: ['roster', 'attendance', 'assessments'],
  }),
  setField: command({
    may: 'roster.edit',
    input: z.object({ learnerId: id, field: line(60), value: text(2000).nullable() }),
    output: nothing,
    touches: ['roster'],
  }),
  setConsent: command({
    may: 'roster.edit',
    input: z.object({
      learnerId: id,
      purpose,
      given: z.boolean(),
      textVersion: line(200),
      language: line(60),
      on: date.nullable(),
    }),
    output: nothing,
    touches: ['roster'],
  }),
  /**
   * Stops the purpose from the next bundle on; what she had agreed to, and when, stays said. Throws `conflict`
   * (consent_not_given) where nothing is agreed to, and `validation` (withdrawn_before_consent).
   */
  withdrawConsent: command({
    may: 'roster.edit',
    input: z.object({ learnerId: id, purpose, withdrawnOn: date }),
    output: nothing,
    touches: ['roster'],
  }),
  timeline: query({
    may: 'history.see',
    input: z.object({ learnerId: id, before: timelinePlace.nullable().default(null) }),
    output: z.object({ entries: z.array(timelineEntry), next: timelinePlace.nullable() }),
  }),
};
