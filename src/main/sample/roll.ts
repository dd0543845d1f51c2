import type { Mark } from '../../shared/contract/attendance.ts';
import { markEntity } from '../attendance/entities.ts';
import { sessionEntity } from '../sessions/entities.ts';
import { shuffled } from './ids.ts';
import type { Pupil } from './learners.ts';
import type { Random } from './random.ts';
import type { Head, Scribe, Writer } from './scribe.ts';

/** Every mark is one of these objects, so that each is written out only once. */
const present: Mark = { status: 'present' };
const remote: Mark = { status: 'remote' };
const absent: readonly Mark[] = [
  { status: 'absent' },
  { status: 'absent' },
  { status: 'absent', reason: 'family' },
  { status: 'absent', reason: 'power' },
  { status: 'absent', reason: 'work' },
];
const excused: readonly Mark[] = [
  { status: 'excused', reason: 'illness' },
  { status: 'excused', reason: 'illness' },
  { status: 'excused', reason: 'family' },
  { status: 'excused', reason: 'work' },
];
const part: readonly Mark[] = [
  { status: 'late', minutesMissed: 5 },
  { status: 'late', minutesMissed: 10 },
  { status: 'late', minutesMissed: 10 },
  { status: 'late', minutesMissed: 20 },
  { status: 'left_early', minutesMissed: 30 },
];

export interface Mood {
  /** Marks that a note stands with; drawn for one absence in five. */
  noted?: readonly Mark[];
  /** How many of a hundred who come take part from home. */
  remote?: number;
}

/** How she does in one class. */
export function drawMark(pupil: Pupil, date: string, random: Random, mood: Mood = {}): Mark {
  if (pupil.missingFrom !== null && date >= pupil.missingFrom) return absent[0] as Mark;
  if (random.share() < pupil.steady) {
    const chance = random.below(100);
    if (chance < 6) return random.pick(part);
    return chance < 6 + (mood.remote ?? 1) ? remote : present;
  }
  if (mood.noted && random.below(5) === 0) return random.pick(mood.noted);
  return random.pick(random.below(3) === 0 ? excused : absent);
}

export interface Roll {
  sessionId: string;
  date: string;
  pupils: readonly Pupil[];
  /** Those who are marked in some way that is known beforehand; null leaves a blank. */
  known?: ReadonlyMap<string, Mark | null>;
  mood?: Mood;
}

/**
 * Takes a roll as a person does: the exceptions one by one, then everybody else at once. Returns the head of every
 * mark.
 */
export function takeRoll(
  scribe: Scribe,
  by: Writer,
  at: number,
  { sessionId, date, pupils, known, mood }: Roll,
  random: Random,
): Map<string, Head> {
  const heads = new Map<string, Head>();
  const rest: Pupil[] = [];
  let now = at;
  for (const pupil of shuffled(pupils, random)) {
    const told = known?.get(pupil.id);
    if (told === null) continue;
    const mark = told ?? drawMark(pupil, date, random, mood);
    if (mark === present) {
      rest.push(pupil);
      continue;
    }
    now += 3000;
    const put = scribe.act(by, 'attendance.mark', now);
    heads.set(pupil.id, put(markEntity, `${sessionId}:${pupil.id}`, 'mark', mark));
  }
  const put = scribe.act(by, 'attendance.fillBlanks', now + 4000);
  for (const pupil of rest) heads.set(pupil.id, put(markEntity, `${sessionId}:${pupil.id}`, 'mark', present));
  return heads;
}

/** Another value in the place of one, or beside it where `over` is empty. */
export function correctMark(
  scribe: Scribe,
  by: Writer,
  at: number,
  [sessionId, learnerId]: readonly [string, string],
  mark: Mark,
  more: { over: readonly Head[]; reason?: string },
): Head {
  return scribe.act(by, 'attendance.mark', at)(markEntity, `${sessionId}:${learnerId}`, 'mark', mark, more);
}

/** Closes a roll. A class of which nobody has said how it went was held. */
export function closeRoll(scribe: Scribe, by: Writer, at: number, sessionId: string, told: boolean): void {
  const put = scribe.act(by, 'attendance.close', at);
  if (!told) put(sessionEntity, sessionId, 'outcome', held);
  put(sessionEntity, sessionId, 'closed', { at });
}

const held = { kind: 'held' as const, gaps: [], stoppedAt: null, reason: null };
