import type { Mark } from '../../shared/contract/attendance.ts';
import type { Output } from '../../shared/contract/index.ts';
import { refuse } from '../../shared/result.ts';
import { checkInReasons, isHere } from '../../shared/rules/check-in.ts';
import type { Now } from '../../shared/rules/counted-session.ts';
import { figuresFrom } from '../../shared/rules/figures.ts';
import { plannedMinutes } from '../../shared/rules/outcome.ts';
import { createPacker } from '../../shared/rules/packed-marks.ts';
import type { Database } from '../database/sqlite.ts';
import { namesOf } from '../roster/queries.ts';
import { openConflicts } from './conflict-queries.ts';
import { type Course, readCourses, tallies } from './course.ts';
import { excusesOfAll, walkInsIn } from './register-queries.ts';

export type Register = Output<'attendance.register'>;
type Row = Register['learners'][number];
type Person = Omit<Row, 'figures' | 'checkIn' | 'excuses' | 'walkedInto' | 'conflicts' | 'marks'>;

export interface Range {
  from?: string | undefined;
  to?: string | undefined;
}

/** Whoever is or was in the cohort, and whoever has a mark or walked into one of its classes. */
function peopleOf(db: Database, course: Course, walkedIn: readonly string[]): Person[] {
  const known = new Set(course.members.map((member) => member.learnerId));
  const others = [...new Set([...course.marks.keys(), ...walkedIn])].filter((id) => !known.has(id));
  const guests = others.length === 0 ? [] : namesOf(db, others);
  return [
    ...course.members.map(({ cohortId: _cohort, reason: _reason, lastSeen: _seen, ...member }) => member),
    ...guests.map(({ id, name, shortName }) => ({
      learnerId: id,
      name,
      shortName,
      status: null,
      startsOn: null,
      endsOn: null,
      pauses: [],
      creditMinutes: null,
    })),
  ];
}

/**
 * The register of a cohort, its people sorted by name in the center's language. A range limits the sessions that are
 * shown; figures are always of the whole course. Throws `not_found` (cohort_not_found).
 */
export function registerOf(
  db: Database,
  cohortId: string,
  { from, to }: Range,
  now: Now,
  language: string,
): Register {
  const [course] = readCourses(db, [cohortId], now);
  if (!course) throw refuse('not_found', 'cohort_not_found');
  const places = course.sessions
    .map((_session, index) => index)
    .filter((index) => {
      const date = course.sessions[index]?.date ?? '';
      return (from === undefined || date >= from) && (to === undefined || date <= to);
    });
  const shown = places.flatMap((index) => course.sessions[index] ?? []);
  const ids = shown.map((session) => session.id);
  const placeOf = new Map(ids.map((id, index) => [id, index]));
  const byLearner = (found: readonly { learnerId: string; sessionId: string }[]) =>
    Map.groupBy(found, (one) => one.learnerId);
  const walkIns = walkInsIn(
    db,
    course.sessions.map((session) => session.id),
  );
  const walkedInto = byLearner(walkIns);
  const conflicts = byLearner(openConflicts(db));
  const people = peopleOf(db, course, [...walkedInto.keys()]);
  const excuses = Map.groupBy(
    excusesOfAll(
      db,
      people.map((person) => person.learnerId),
    ),
    (excuse) => excuse.learnerId,
  );
  const tallyFor = tallies(course);
  const placesIn = (found: readonly { sessionId: string }[] | undefined): number[] =>
    (found ?? []).flatMap(({ sessionId }) => placeOf.get(sessionId) ?? []);
  const { values, pack } = createPacker<Mark>();
  const collator = new Intl.Collator(language, { sensitivity: 'base', numeric: true });
  return {
    today: now.date,
    now: now.time,
    cohort: {
      id: course.cohort.id,
      name: course.cohort.name,
      programName: course.cohort.programName,
      threshold: course.cohort.threshold,
    },
    statuses: [...course.statuses],
    sessions: places.flatMap((index) => {
      const session = course.sessions[index];
      const counted = course.counted[index];
      if (!session || !counted) return [];
      const { cohortId: _cohort, ...view } = session;
      return [
        {
          ...view,
          plannedMinutes: plannedMinutes(session),
          heldMinutes: counted.held,
          ended: counted.ended,
        },
      ];
    }),
    values,
    learners: people
      .map((person): Row => {
        const tally = tallyFor(person.learnerId, person);
        const marks = course.marks.get(person.learnerId);
        return {
          ...person,
          figures: figuresFrom(tally),
          checkIn: isHere(person, now.date) ? checkInReasons(tally, course.cohort.threshold) : [],
          excuses: (excuses.get(person.learnerId) ?? []).map(({ learnerId: _learner, ...days }) => days),
          walkedInto: placesIn(walkedInto.get(person.learnerId)),
          conflicts: placesIn(conflicts.get(person.learnerId)),
          marks: pack(ids.map((id) => marks?.get(id) ?? null)),
        };
      })
      .sort((a, b) => collator.compare(a.name, b.name) || (a.learnerId < b.learnerId ? -1 : 1)),
  };
}
