import { type CheckInReason, checkInReasons, isHere } from '../../../shared/rules/check-in.ts';
import { type CountedSession, countSessions } from '../../../shared/rules/counted-session.ts';
import { countsBy, type Figures, figuresFrom, tallyOf } from '../../../shared/rules/figures.ts';
import { unpackMarks } from '../../../shared/rules/packed-marks.ts';
import type { CountsAs } from '../../../shared/rules/statuses.ts';
import type { MeantMark } from '../meant-marks.ts';
import type { Mark } from '../use-roll.ts';
import type { RegisterData, RegisterLearner } from './use-register.ts';

/** A learner as the register shows her: with what was meant and is not stored yet, and figures that follow from it. */
export interface Row {
  learner: RegisterLearner;
  marks: readonly (Mark | null)[];
  /** How far marks of this row that were just made have come, by the place of their session. */
  meant: ReadonlyMap<number, MeantMark>;
  figures: Figures;
  checkIn: readonly CheckInReason[];
}

const nothing: ReadonlyMap<number, MeantMark> = new Map();
const known = new WeakMap<RegisterLearner, Row>();
const counted = new WeakMap<RegisterData['sessions'], readonly CountedSession[]>();

/** Counted once for each version of the sessions: a mark leaves them as they are. */
function countedOf(data: RegisterData): readonly CountedSession[] {
  let own = counted.get(data.sessions);
  if (!own) {
    own = countSessions(data.sessions, { date: data.today, time: data.now });
    counted.set(data.sessions, own);
  }
  return own;
}

/** The figures of one learner, by the rules that the backend counts with. */
function countAgain(
  data: RegisterData,
  learner: RegisterLearner,
  marks: readonly (Mark | null)[],
  counts: ReadonlyMap<string, CountsAs>,
): Pick<Row, 'figures' | 'checkIn'> {
  const bySession = new Map(
    data.sessions.flatMap((session, index) => {
      const mark = marks[index];
      return mark ? [[session.id, mark] as const] : [];
    }),
  );
  const tally = tallyOf(countedOf(data), learner, bySession, counts);
  return {
    figures: figuresFrom(tally),
    checkIn: isHere(learner, data.today) ? checkInReasons(tally, data.cohort.threshold) : [],
  };
}

/** Names a cell among what is meant. */
export const placeOf = (sessionId: string, learnerId: string): string => `${sessionId} ${learnerId}`;

/**
 * Rows in the order of the register. A row that nothing was meant in stays the same object from one call to the next,
 * so that only what changed is drawn again.
 */
export function rowsOf(data: RegisterData, meant: ReadonlyMap<string, MeantMark>): Row[] {
  const counts = countsBy(data.statuses);
  const touched = new Set([...meant.keys()].map((place) => place.slice(place.indexOf(' ') + 1)));
  return data.learners.map((learner): Row => {
    const stored = storedRow(data, learner);
    if (!touched.has(learner.learnerId)) return stored;
    const own = new Map<number, MeantMark>();
    const marks = data.sessions.map((session, index) => {
      const one = meant.get(placeOf(session.id, learner.learnerId));
      if (one) own.set(index, one);
      return one ? one.value : (stored.marks[index] ?? null);
    });
    return { learner, marks, meant: own, ...countAgain(data, learner, marks, counts) };
  });
}

/** A row as it is stored, made once for each answer. */
function storedRow(data: RegisterData, learner: RegisterLearner): Row {
  let row = known.get(learner);
  if (!row) {
    const marks = unpackMarks(data.values, learner.marks);
    // The backend has counted what is stored already.
    row = { learner, marks, meant: nothing, figures: learner.figures, checkIn: learner.checkIn };
    known.set(learner, row);
  }
  return row;
}
