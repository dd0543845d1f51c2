/** Whom a bundle is for. `funder` gets aggregates only: they come with the reports. */
export const audiences = ['head-office', 'center', 'practice', 'funder'] as const;
export type Audience = (typeof audiences)[number];

/** The tables of a bundle: its changes, by what they are about. */
export const domains = ['roster', 'sessions', 'attendance', 'assessments', 'programs'] as const;
export type Domain = (typeof domains)[number];

/** What stays at the center until a coordinator opens it for a destination. */
export const openables = ['contacts', 'needs', 'notes', 'reasons', 'answers', 'files'] as const;
export type Openable = (typeof openables)[number];

/** `always` leaves the center with every bundle, `center` never does but to the center's own laptops. */
type Reach = 'always' | 'center' | Openable;
/** For a whole cell, or for each key of its value (of each of its parts, where it is a list). */
export type FieldRule = Reach | Readonly<Record<string, Reach>>;

interface EntityFields {
  domain: Domain;
  cells: Readonly<Record<string, FieldRule>>;
}

/**
 * What each destination may see, field by field: the one place that says so. A cell or key that is in no row of it
 * stays at the center. The reason that stands with a change (`why`) is one of the `reasons`.
 */
export const bundleFields: Readonly<Record<string, EntityFields>> = {
  learner: {
    domain: 'roster',
    cells: {
      name: 'always',
      birth: 'always',
      sex: 'always',
      phone: 'contacts',
      email: 'contacts',
      displacement: 'always',
      languages: 'always',
      needs: 'needs',
      note: 'notes',
      certificate: 'always',
      alias: 'always',
    },
  },
  apart: { domain: 'roster', cells: { different: 'always' } },
  consent: { domain: 'roster', cells: { decision: 'always' } },
  learner_field: { domain: 'roster', cells: { value: 'answers' } },
  cohort: { domain: 'roster', cells: { profile: 'always' } },
  enrollment: {
    domain: 'roster',
    cells: {
      period: 'always',
      status: { status: 'always', reason: 'reasons', lastSeen: 'always', creditMinutes: 'always' },
      pauses: { from: 'always', to: 'always', reason: 'reasons' },
    },
  },

  session: {
    domain: 'sessions',
    cells: {
      plan: 'always',
      /** Its reasons are alarms and power cuts: of the place, not of a person. */
      outcome: 'always',
      closed: 'always',
      series: 'always',
      substitute: 'always',
      make_up: 'always',
      waived: 'reasons',
    },
  },
  series: { domain: 'sessions', cells: { plan: 'always' } },
  holiday: { domain: 'sessions', cells: { day: 'always' } },

  mark: {
    domain: 'attendance',
    cells: { mark: { status: 'always', minutesMissed: 'always', reason: 'reasons', note: 'notes' } },
  },
  walk_in: { domain: 'attendance', cells: { here: 'always' } },
  excuse: {
    domain: 'attendance',
    cells: {
      excuse: { learnerId: 'always', from: 'always', to: 'always', reason: 'reasons', note: 'notes' },
    },
  },
  check_in: { domain: 'attendance', cells: { note: 'notes' } },
  evidence: { domain: 'attendance', cells: { sheet: 'files' } },
  paper_roll: { domain: 'attendance', cells: { print: 'always' } },

  assessment: {
    domain: 'assessments',
    cells: {
      profile: { cohortId: 'always', title: 'always', kind: 'always', module: 'always', note: 'notes' },
      share: 'always',
      scale: 'always',
      rubric: 'always',
      due: 'always',
      attempts: 'always',
      place: 'always',
      removed: 'always',
    },
  },
  grading_scheme: { domain: 'assessments', cells: { scheme: 'always' } },
  rubric: { domain: 'assessments', cells: { profile: 'always' } },
  rubric_version: { domain: 'assessments', cells: { content: 'always' } },
  attempt: {
    domain: 'assessments',
    cells: {
      handed_in: {
        assessmentId: 'always',
        learnerId: 'always',
        number: 'always',
        on: 'always',
        at: 'always',
        source: 'always',
        note: 'notes',
      },
      files: 'files',
      figures: 'always',
      score: 'always',
      rubric: 'always',
      comment: 'notes',
    },
  },
  criterion_grade: { domain: 'assessments', cells: { choice: 'always', comment: 'notes' } },
  grade: {
    domain: 'assessments',
    cells: {
      override: { score: 'always', why: 'reasons' },
      excused: { why: 'reasons' },
      asked_again: { until: 'always', note: 'notes', after: 'always' },
      released: 'always',
    },
  },
  review_request: {
    domain: 'assessments',
    cells: {
      request: { assessmentId: 'always', learnerId: 'always', on: 'always', words: 'notes' },
      answer: { outcome: 'always', text: 'notes', on: 'always' },
    },
  },
  bank_comment: { domain: 'assessments', cells: { entry: 'notes' } },
  reference: {
    domain: 'assessments',
    cells: {
      content: {
        files: 'files',
        format: 'always',
        labels: 'always',
        images: 'always',
        shapes: 'always',
        notes: 'always',
        /** Both name files. */
        noted: 'files',
        refused: 'files',
        refusedInAll: 'always',
      },
      settings: 'always',
    },
  },
  image_brief: { domain: 'assessments', cells: { brief: 'always' } },
  accepted_finding: { domain: 'assessments', cells: { accepted: { key: 'always', reason: 'reasons' } } },

  program: {
    domain: 'programs',
    cells: { profile: 'always', statuses: 'always', rule: 'always', fields: 'always' },
  },
  center: {
    domain: 'programs',
    cells: { profile: 'always', head_office: 'center', bundle_fields: 'always' },
  },
  person: { domain: 'programs', cells: { profile: 'always', scope: 'always', retired: 'always' } },
  device: { domain: 'programs', cells: { profile: 'always' } },
};

/** Where changes of an entity lie; those of one that only a newer Rollbook knows, with the programs. */
export const domainOf = (entity: string): Domain => bundleFields[entity]?.domain ?? 'programs';

/** What may leave with a bundle: everything to the center's own laptops, else what is always open and what was opened. */
export function mayLeave(reach: Reach, audience: Audience, opened: ReadonlySet<Openable>): boolean {
  if (audience === 'center') return true;
  if (reach === 'always') return true;
  return reach !== 'center' && opened.has(reach);
}

/** The rule of a cell; null for one that is in no row of the table. */
export const ruleOf = (entity: string, cell: string): FieldRule | null =>
  bundleFields[entity]?.cells[cell] ?? null;
