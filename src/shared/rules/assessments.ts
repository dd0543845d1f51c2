export const assessmentKinds = ['practice_project', 'quiz', 'checklist', 'presentation'] as const;
export type AssessmentKind = (typeof assessmentKinds)[number];

/** How work came in. */
export const handInSources = ['stick', 'folder', 'in_person', 'online', 'paper'] as const;
export type HandInSource = (typeof handInSources)[number];

/** What came of a learner's request to look at a grade again. */
export const reviewOutcomes = ['kept', 'raised', 'lowered', 'asked_again'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];
