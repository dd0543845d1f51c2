import type { Outcome } from '../../shared/contract/session-values.ts';
import type { SessionKind } from '../../shared/rules/statuses.ts';
import { addDays } from '../../shared/rules/time.ts';
import { cohortEntity } from '../roster/entities.ts';
import { seriesEntity, sessionEntity } from '../sessions/entities.ts';
import { hour, minute } from './agenda.ts';
import { classId, makeId } from './ids.ts';
import { isExpected, type Pupil } from './learners.ts';
import { closeRoll, type Roll, takeRoll } from './roll.ts';
import type { Head, Writer } from './scribe.ts';
import type { World } from './world.ts';

/** A class on one weekday of every week of a course. */
export interface Slot {
  /** Weekday, 0 is Monday. */
  weekday: number;
  startsAt: string;
  endsAt: string;
  kind: SessionKind;
  /** What it is called in a week of the course, the first is 0. */
  title: (week: number) => string;
  room: string | null;
  teacher: Writer;
}

export interface Lesson {
  id: string;
  seriesId: string;
  slot: Slot;
  title: string;
  /** The date that the series has for it, wherever it is moved. */
  origin: string;
  date: string;
  startsAt: string;
  endsAt: string;
  /** The change that plans it now. */
  plan: Head | null;
}

export interface Course {
  cohortId: string;
  startsOn: string;
  endsOn: string;
  lessons: readonly Lesson[];
  pupils: Pupil[];
}

interface Spec {
  cohortId: string;
  name: string;
  programId: string | null;
  /** Its first Monday. */
  startsOn: string;
  weeks: number;
  slots: readonly Slot[];
}

/** A cohort, its series around the holidays, and their classes: all planned a week before it begins. */
export function planCourse(world: World, spec: Spec): Course {
  const { agenda, clock, scribe, staff } = world;
  const endsOn = addDays(spec.startsOn, spec.weeks * 7 - 3);
  const lessons: Lesson[] = [];
  const at = clock(addDays(spec.startsOn, -7), '09:20');
  agenda.at(at, () => {
    const profile = { name: spec.name, programId: spec.programId, startsOn: spec.startsOn, endsOn };
    const put = scribe.act(staff.coordinator, 'roster.addCohort', at);
    put(cohortEntity, spec.cohortId, 'profile', profile);
  });
  for (const slot of spec.slots)
    for (const [title, weeks] of runsOf(slot, spec.weeks)) {
      const series = { id: makeId(at, world.random), title, slot, weeks };
      const own = weeks
        .map((week) => addDays(spec.startsOn, week * 7 + slot.weekday))
        .filter((date) => !world.holidays.has(date))
        .map((date): Lesson => {
          const { startsAt, endsAt } = slot;
          const id = classId(series.id, date);
          return { id, seriesId: series.id, slot, title, origin: date, date, startsAt, endsAt, plan: null };
        });
      lessons.push(...own);
      agenda.at(at + 5 * minute, () => writeSeries(world, spec, series, own, at + 5 * minute));
    }
  lessons.sort((a, b) => (a.date + a.startsAt < b.date + b.startsAt ? -1 : 1));
  return { cohortId: spec.cohortId, startsOn: spec.startsOn, endsOn, lessons, pupils: [] };
}

/** Weeks in a row that a slot is called the same in. */
function runsOf(slot: Slot, weeks: number): [string, number[]][] {
  const runs: [string, number[]][] = [];
  for (let week = 0; week < weeks; week++) {
    const title = slot.title(week);
    const last = runs.at(-1);
    if (last?.[0] === title) last[1].push(week);
    else runs.push([title, [week]]);
  }
  return runs;
}

function writeSeries(
  { scribe, staff }: World,
  spec: Spec,
  { id, title, slot, weeks }: { id: string; title: string; slot: Slot; weeks: readonly number[] },
  lessons: readonly Lesson[],
  at: number,
): void {
  const put = scribe.act(staff.coordinator, 'sessions.planSeries', at);
  const shared = {
    ...{ cohortId: spec.cohortId, title, kind: slot.kind, room: slot.room },
    instructorId: slot.teacher.actor,
  };
  const [first = 0, last = first] = [weeks[0], weeks.at(-1)];
  put(seriesEntity, id, 'plan', {
    ...shared,
    from: addDays(spec.startsOn, first * 7),
    to: addDays(spec.startsOn, last * 7 + 6),
    slots: [{ weekday: slot.weekday + 1, startsAt: slot.startsAt, endsAt: slot.endsAt }],
  });
  for (const lesson of lessons) {
    const { origin: date } = lesson;
    const { startsAt, endsAt } = slot;
    lesson.plan = put(sessionEntity, lesson.id, 'plan', { ...shared, date, startsAt, endsAt });
    put(sessionEntity, lesson.id, 'series', { seriesId: id, date });
  }
}

/** Puts one lesson at another time, some days before it. */
export function moveLesson(
  world: World,
  course: Course,
  lesson: Lesson,
  to: Partial<Pick<Lesson, 'date' | 'startsAt' | 'endsAt'>>,
  ahead: number,
): void {
  const at = world.clock(lesson.date, lesson.startsAt) - ahead;
  Object.assign(lesson, to);
  const { date, startsAt, endsAt } = lesson;
  world.agenda.at(at, () => {
    const put = world.scribe.act(lesson.slot.teacher, 'sessions.edit', at);
    const { title, slot } = lesson;
    const plan = { cohortId: course.cohortId, title, kind: slot.kind, date, startsAt, endsAt };
    const more = { room: slot.room, instructorId: slot.teacher.actor };
    const over = lesson.plan ? { over: [lesson.plan] } : {};
    lesson.plan = put(sessionEntity, lesson.id, 'plan', { ...plan, ...more }, over);
  });
}

/** How a lesson went, where not simply as planned. */
export interface Going {
  outcome?: Outcome;
  /** Who took the roll, if not the teacher. */
  by?: Writer;
  known?: Roll['known'];
  mood?: Roll['mood'];
  /** Learners beside those of the cohort. */
  guests?: readonly Pupil[];
  /** Why nobody makes up for what was not held. */
  waived?: string;
  /** The roll stays open. */
  open?: boolean;
  /** Done with the heads of the marks, an hour after the class. */
  after?: (heads: Map<string, Head>, at: number) => void;
}

/** Everything about a lesson that is over: its roll, how it went, that its roll was closed. */
export function holdLesson(world: World, course: Course, lesson: Lesson, going: Going = {}): void {
  const { agenda, clock, scribe, random } = world;
  const by = going.by ?? lesson.slot.teacher;
  const start = clock(lesson.date, lesson.startsAt);
  const end = clock(lesson.date, lesson.endsAt);
  const { outcome } = going;
  const tell = (at: number): void => {
    if (outcome)
      agenda.at(at, () => {
        scribe.act(by, 'sessions.setOutcome', at)(sessionEntity, lesson.id, 'outcome', outcome);
      });
  };
  if (outcome?.kind === 'cancelled') {
    tell(start - 2 * hour);
    return;
  }
  let heads = new Map<string, Head>();
  agenda.at(start + 4 * minute, () => {
    const pupils = [
      ...course.pupils.filter((pupil) => isExpected(pupil, lesson.date)),
      ...(going.guests ?? []),
    ];
    const { known, mood } = going;
    const roll: Roll = {
      ...{ sessionId: lesson.id, date: lesson.date, pupils },
      ...(known ? { known } : {}),
      ...(mood ? { mood } : {}),
    };
    heads = takeRoll(scribe, by, start + 4 * minute, roll, random);
  });
  tell(end - 5 * minute);
  if (!going.open)
    agenda.at(end + 3 * minute, () =>
      closeRoll(scribe, by, end + 3 * minute, lesson.id, outcome !== undefined),
    );
  const { after, waived } = going;
  if (waived !== undefined)
    agenda.at(end + 2 * hour, () => {
      const put = scribe.act(by, 'sessions.waive', end + 2 * hour);
      put(sessionEntity, lesson.id, 'waived', { why: waived });
    });
  if (after) agenda.at(end + hour, () => after(heads, end + hour));
}
