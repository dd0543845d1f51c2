import type { Output } from '../../../shared/contract/index.ts';
import type { MatchedBy } from '../../../shared/rules/submissions.ts';
import { fold } from '../../app/all-languages.ts';

export type Found = Output<'assessments.submissions'>;
export type Group = Found['groups'][number];
export type Learner = Found['learners'][number];

/**
 * What becomes of a group: it goes to a learner; somebody must say to whom; somebody said to nobody; or it adds nothing,
 * for it was taken in before or she has no attempt left.
 */
export const verdicts = ['ask', 'goes', 'known', 'used_up', 'left'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Placed {
  group: Group;
  verdict: Verdict;
  learner: Learner | null;
  /** What says that it is hers. */
  by: MatchedBy | null;
}

/** Where one group goes, by its name and by what somebody said about it (null: to nobody). */
export function placeGroup(
  group: Group,
  said: string | null | undefined,
  learners: ReadonlyMap<string, Learner>,
): Placed {
  const [best] = group.matches;
  const sure = best?.certainty === 'sure' ? best.learnerId : null;
  const learner = learners.get((said === undefined ? sure : said) ?? '') ?? null;
  if (!learner) return { group, learner: null, by: null, verdict: said === null ? 'left' : 'ask' };
  const match = group.matches.find((one) => one.learnerId === learner.learnerId);
  const state = learner.learnerId === best?.learnerId ? group.state : learner.mayHandIn ? 'new' : 'used_up';
  return {
    ...{ group, learner },
    by: said === undefined || said === sure ? (match?.by ?? null) : 'hand',
    verdict: state === 'known' || state === 'used_up' ? state : 'goes',
  };
}

/** All groups: first those that somebody must say something about, then as they were found. */
export function placeGroups(found: Found, decided: ReadonlyMap<number, string | null>): Placed[] {
  const learners = new Map(found.learners.map((one) => [one.learnerId, one]));
  return found.groups.map((group) => placeGroup(group, decided.get(group.group), learners));
}

/** A group that was asked about stays where it was while others are still asked about. */
export function inOrder(found: Found): number[] {
  const open = (group: Group): number => Number(group.certainty === 'sure');
  return found.groups.toSorted((a, b) => open(a) - open(b) || a.group - b.group).map(({ group }) => group);
}

export interface Totals {
  /** Groups by what becomes of them. */
  groups: Record<Verdict, number>;
  /** Learners who get one more attempt. */
  learners: number;
  files: number;
}

export function totalsOf(placed: readonly Placed[]): Totals {
  const groups: Totals['groups'] = { ask: 0, goes: 0, known: 0, used_up: 0, left: 0 };
  const learners = new Set<string>();
  let files = 0;
  for (const { group, verdict, learner } of placed) {
    groups[verdict] += 1;
    if (verdict !== 'goes' || !learner) continue;
    learners.add(learner.learnerId);
    files += group.files;
  }
  return { groups, learners: learners.size, files };
}

/** Somebody whom a group can be given to. */
export interface Offer {
  learner: Learner;
  /** What speaks for her. */
  match: Group['matches'][number] | null;
}

/**
 * Whom a group can be given to: whom its name speaks of, the likeliest first, then everybody. What is typed leaves those
 * of whose name each typed word begins some word.
 */
export function offersFor(group: Group, learners: readonly Learner[], typed: string): Offer[] {
  const words = fold(typed).split(' ').filter(Boolean);
  const fits = ({ name }: Learner): boolean => {
    const folded = ` ${fold(name)}`;
    return words.every((word) => folded.includes(` ${word}`));
  };
  const rank = new Map(group.matches.map((match, place) => [match.learnerId, { match, place }]));
  const placeOf = (one: Learner): number => rank.get(one.learnerId)?.place ?? rank.size;
  return learners
    .filter(fits)
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((learner) => ({ learner, match: rank.get(learner.learnerId)?.match ?? null }));
}

/** The next group to be asked about after one, around the end; null if none is left. */
export function nextToAsk(placed: readonly Placed[], order: readonly number[], after: number): number | null {
  const at = order.indexOf(after);
  const around = [...order.slice(at + 1), ...order.slice(0, at + 1)];
  const asks = new Set(placed.filter(({ verdict }) => verdict === 'ask').map(({ group }) => group.group));
  return around.find((group) => asks.has(group)) ?? null;
}
