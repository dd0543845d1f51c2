/** How a status enters the figures: in full, by minutes, not at all, or outside the count. */
export type CountsAs = 'present' | 'part' | 'absent' | 'excused';

export interface Status {
  code: string;
  /** KeyboardEvent.code of its key: a place on the keyboard, so it works under every layout. */
  key: string;
  countsAs: CountsAs;
  color: 'present' | 'late' | 'absent' | 'excused' | 'remote';
  /** Which end of the session the missed minutes are taken from; only for `part`. */
  missing?: 'start' | 'end' | undefined;
  /** A program's own names by language; without them the catalogs name it by its code. */
  label?: Record<string, string> | undefined;
  /** Marks keep it, nobody is marked with it any more. */
  hidden?: boolean | undefined;
}

/** The status set of a program that has not chosen its own. Labels are in the catalogs under `status.<code>`. */
export const defaultStatuses: readonly Status[] = [
  { code: 'present', key: 'KeyP', countsAs: 'present', color: 'present' },
  { code: 'late', key: 'KeyL', countsAs: 'part', color: 'late', missing: 'start' },
  { code: 'absent', key: 'KeyA', countsAs: 'absent', color: 'absent' },
  { code: 'excused', key: 'KeyE', countsAs: 'excused', color: 'excused' },
  { code: 'remote', key: 'KeyR', countsAs: 'present', color: 'remote' },
  { code: 'left_early', key: 'KeyO', countsAs: 'part', color: 'late', missing: 'end' },
];

export const reasonCodes = ['illness', 'power', 'alarm', 'displacement', 'work', 'family', 'other'] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export const sessionKinds = [
  'live_class',
  'flipped_class',
  'professional_advice',
  'soft_skills',
  'career_support',
  'coaching',
  'community_event',
] as const;
export type SessionKind = (typeof sessionKinds)[number];
