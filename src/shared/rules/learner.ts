/** Short lists that facts about a learner are chosen from. Each ends with a way not to say. */
export const sexes = ['female', 'male', 'other', 'undisclosed'] as const;
export type Sex = (typeof sexes)[number];

/** In the learner's own words, never a legal document. */
export const displacementStatuses = [
  'internally_displaced',
  'refugee',
  'asylum_seeker',
  'returnee',
  'host_community',
  'stateless',
  'other',
  'undisclosed',
] as const;
export type DisplacementStatus = (typeof displacementStatuses)[number];

/** Whole years, both ends included. */
export const ageBands = ['under_18', '18_24', '25_34', '35_44', '45_54', '55_64', '65_and_over'] as const;
export type AgeBand = (typeof ageBands)[number];

/** What a learner may agree to, each by itself; `training` is what the program cannot do without. */
export const consentPurposes = [
  'training',
  'photos',
  'sharing_with_funder',
  'job_placement',
  'contact_after',
] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

export const consentAnswers = ['given', 'refused', 'withdrawn'] as const;
export type ConsentAnswer = (typeof consentAnswers)[number];

/** What a decision comes to today. Only `given` lets anything be done or sent for its purpose. */
export function consentAnswer(decision: { given: boolean; withdrawnOn: string | null }): ConsentAnswer {
  if (!decision.given) return 'refused';
  return decision.withdrawnOn === null ? 'given' : 'withdrawn';
}

/** Why somebody pauses or leaves a program. Health is `personal`: nobody needs to know more. */
export const leaveReasons = [
  'work',
  'moved',
  'family',
  'personal',
  'conditions',
  'schedule',
  'another_program',
  'lost_contact',
  'other',
  'undisclosed',
] as const;
export type LeaveReason = (typeof leaveReasons)[number];

export const enrollmentStatuses = [
  'enrolled',
  'paused',
  'left',
  'transferred',
  'returned',
  'completed',
] as const;
export type EnrollmentStatus = (typeof enrollmentStatuses)[number];

/** What is known of a learner, each by itself. */
export const learnerFacts = [
  'name',
  'birth',
  'sex',
  'phone',
  'email',
  'displacement',
  'languages',
  'needs',
  'note',
  'certificate',
] as const;
export type LearnerFact = (typeof learnerFacts)[number];

/** Whole years on a date, both `YYYY-MM-DD`. */
export function ageOn(birthDate: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
