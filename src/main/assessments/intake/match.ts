import { editDistance } from '../../../shared/rules/label-aliases.ts';
import type { Certainty, MatchedBy } from '../../../shared/rules/submissions.ts';
import { skeletonOf, soundOf, wordsOf } from './name-forms.ts';

/** Somebody whose work may have come in. */
export interface Candidate {
  learnerId: string;
  name: string;
  shortName: string;
  email: string | null;
}

export interface Match {
  learnerId: string;
  certainty: Exclude<Certainty, 'nobody'>;
  by: MatchedBy;
}

/** Of two words of a name, at least so long, one letter may be another. */
const LONG_WORD = 5;

interface Known {
  learnerId: string;
  email: string | null;
  emailName: string | null;
  /** Words of each of her names as they sound, and their consonants. */
  names: { sounds: string[]; skeletons: string[] }[];
}

function know({ learnerId, name, shortName, email }: Candidate): Known {
  const address = email?.trim().toLowerCase() ?? null;
  const named = [...new Set([name, shortName])].map(wordsOf).filter((words) => words.length > 0);
  return {
    learnerId,
    email: address,
    emailName: address?.split('@')[0] ?? null,
    names: named.map((words) => ({
      sounds: words.map(soundOf).filter(Boolean),
      skeletons: words.map(skeletonOf).filter((word) => word.length > 1),
    })),
  };
}

/** What a name of a file or folder says, read once for all learners. */
interface Said {
  lower: string;
  ids: string[];
  words: string[];
  joined: string;
  skeletons: string[];
}

const ID = /[0-9a-f]{8}-?[0-9a-f]{4}-?7[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}/g;

/** Words without a gap: where two meet in one letter it is written once, as `soundOf` does within a word. */
const glued = (...words: string[]): string => words.join('').replace(/(.)\1+/gu, '$1');

function hear(text: string): Said {
  const lower = text.normalize('NFC').toLowerCase();
  const words = wordsOf(text);
  const sounds = words.map(soundOf).filter(Boolean);
  return {
    lower,
    ids: [...lower.matchAll(ID)].map(([found]) => found.replaceAll('-', '')),
    words: sounds,
    joined: glued(...sounds),
    skeletons: words.map(skeletonOf).filter((word) => word.length > 1),
  };
}

/** Whether each word of a name is one of those said, none of them for two. */
function hasAll(said: readonly string[], name: readonly string[], near: boolean): boolean {
  const left = [...said];
  return name.every((word) => {
    let at = left.indexOf(word);
    if (at < 0 && near && word.length >= LONG_WORD)
      at = left.findIndex((other) => other.length >= LONG_WORD - 1 && editDistance(word, other) <= 1);
    if (at < 0) return false;
    left.splice(at, 1);
    return true;
  });
}

/** Given and family name are enough where there is a third: a patronymic is seldom in a file name. */
const pairsOf = (words: readonly string[]): [string, string][] =>
  words.flatMap((one, at) => words.slice(at + 1).map((other): [string, string] => [one, other]));

/** Whether an address stands there by itself, not as a part of a longer one. */
function isSaid(address: string, lower: string): boolean {
  for (let at = lower.indexOf(address); at >= 0; at = lower.indexOf(address, at + 1)) {
    const [before, after] = [lower.slice(0, at), lower.slice(at + address.length)];
    if (!/[\p{L}\p{N}%+.-]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}

/** How a name speaks of somebody: the better the less; null if it does not. */
function rankOf(said: Said, { learnerId, email, emailName, names }: Known): [number, MatchedBy] | null {
  if (said.ids.includes(learnerId.replaceAll('-', ''))) return [0, 'id'];
  if (email && isSaid(email, said.lower)) return [0, 'email'];
  const pairs = names.flatMap(({ sounds }) => pairsOf(sounds));
  const isWhole = (one: string, other: string): boolean =>
    hasAll(said.words, [one, other], false) ||
    // Written as one word; short names would be found in any.
    (one.length + other.length >= 8 && [glued(one, other), glued(other, one)].includes(said.joined));
  if (pairs.some(([one, other]) => isWhole(one, other))) return [1, 'name'];
  if (emailName && emailName.length >= 5 && isSaid(emailName, said.lower)) return [2, 'email'];
  if (pairs.some((pair) => hasAll(said.words, pair, true))) return [3, 'name'];
  if (names.some(({ skeletons }) => pairsOf(skeletons).some((pair) => hasAll(said.skeletons, pair, false))))
    return [3, 'name'];
  const initials = names.some(({ sounds }) =>
    sounds.some(
      (word, at) =>
        word.length > 2 &&
        said.words.includes(word) &&
        sounds.some((other, place) => place !== at && said.words.includes(other.slice(0, 1))),
    ),
  );
  if (initials) return [4, 'name'];
  const oneWord = names.some(
    ({ sounds, skeletons }) =>
      sounds.some((word) => word.length > 2 && said.words.includes(word)) ||
      skeletons.some((word) => word.length > 2 && said.skeletons.includes(word)),
  );
  return oneWord ? [5, 'name'] : null;
}

const SURE = 1;
const MOST_MATCHES = 5;

export type Matcher = (name: string) => Match[];

/**
 * Says whom the name of a file or folder speaks of, the likeliest first. Sure is who is named by id, by her whole email
 * address, or by given and family name in either order and any of our scripts, if nobody else is named as well; whoever
 * else it may speak of is a perhaps. The same names give the same, whatever their order.
 */
export function createMatcher(people: readonly Candidate[]): Matcher {
  const known = people.map(know);
  const remembered = new Map<string, Match[]>();
  const match: Matcher = (name) => {
    const said = hear(name);
    const ranked = known
      .flatMap((one) => {
        const found = rankOf(said, one);
        return found ? [{ learnerId: one.learnerId, rank: found[0], by: found[1] }] : [];
      })
      .sort((a, b) => a.rank - b.rank || (a.learnerId < b.learnerId ? -1 : 1));
    const [best, next] = ranked;
    const isSure = best !== undefined && best.rank <= SURE && next?.rank !== best.rank;
    return ranked.slice(0, MOST_MATCHES).map(({ learnerId, by }, place) => ({
      ...{ learnerId, by },
      certainty: isSure && place === 0 ? 'sure' : 'perhaps',
    }));
  };
  return (name) => {
    const there = remembered.get(name) ?? match(name);
    remembered.set(name, there);
    return there;
  };
}
