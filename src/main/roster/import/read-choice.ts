import type { DisplacementStatus, Sex } from '../../../shared/rules/learner.ts';
import { consentWords, displacementWords, noWords, roleWords, sexWords, yesWords } from './choice-words.ts';
import { wordKey } from './clean-text.ts';
import type { Consent } from './fields.ts';

function lookup<Choice extends string>(
  words: Record<Choice, readonly string[]>,
): ReadonlyMap<string, Choice> {
  const found = new Map<string, Choice>();
  for (const [choice, texts] of Object.entries(words) as [Choice, readonly string[]][]) {
    found.set(wordKey(choice), choice);
    // Signs such as "+" have no letters to make a key of: they are looked up as they are.
    for (const text of texts) found.set(wordKey(text) || text, choice);
  }
  return found;
}

const bySex = lookup(sexWords);
const byConsent = lookup(consentWords);
const byDisplacement = lookup(displacementWords);
const byRole = lookup(roleWords);
const byAnswer = lookup({ yes: yesWords, no: noWords });

function find<Choice>(choices: ReadonlyMap<string, Choice>, text: string): Choice | null {
  return choices.get(wordKey(text) || text.trim()) ?? null;
}

/** Null where the text is none of the words of the four languages. */
export function readSex(text: string): Sex | null {
  return find(bySex, text);
}

/** A longer answer ("Yes, I agree to ...") counts by its first word. Null where it is neither yes nor no. */
export function readConsent(text: string): Consent | null {
  return find(byConsent, text) ?? find(byConsent, wordKey(text.replace(/[,.;:(].*$/s, '')));
}

/**
 * @param yesMeans the status that the header asks about ("Are you internally displaced?"), for columns
 *   answered by yes and no; a no then says nothing
 * @returns 'none' for such a no, null where the text cannot be read
 */
export function readDisplacement(
  text: string,
  yesMeans: DisplacementStatus | null,
): DisplacementStatus | 'none' | null {
  const known = find(byDisplacement, text);
  if (known || yesMeans === null) return known;
  const answer = find(byAnswer, text) ?? find(byAnswer, wordKey(text.replace(/[,.;:(].*$/s, '')));
  if (answer === null) return null;
  return answer === 'yes' ? yesMeans : 'none';
}

export type Role = 'learner' | 'staff';

/**
 * Moodle lists several roles in one cell; who is a student among other things is a learner. Roles we
 * do not know are learners: the person sees them in the dry run.
 */
export function readRole(text: string): Role {
  const roles = text.split(/[,;|\n]/).map((role) => find(byRole, role));
  return roles.includes('staff') && !roles.includes('learner') ? 'staff' : 'learner';
}
