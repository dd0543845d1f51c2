/** How well a name says whose work it is. Only what is sure is taken in without being asked about. */
export const certainties = ['sure', 'perhaps', 'nobody'] as const;
export type Certainty = (typeof certainties)[number];

/** What said whose work it is; `hand` is the person at the keyboard. */
export const matchedBy = ['id', 'email', 'name', 'hand'] as const;
export type MatchedBy = (typeof matchedBy)[number];

/** Files that a window hands over at once; more than these come as an archive. */
export const mostFilesHandedOver = 10_000;
