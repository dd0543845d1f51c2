import type { Mark } from '../../shared/contract/attendance.ts';
import type { Outcome } from '../../shared/contract/session-values.ts';
import { addDays, mondayOf } from '../../shared/rules/time.ts';
import { lastSeq } from '../database/changes.ts';
import { type Database, inTransaction, one } from '../database/sqlite.ts';
import { getState } from '../database/state.ts';
import { createAgenda, createClock } from './agenda.ts';
import { computeTables } from './compute.ts';
import { type Course, holdLesson, type Lesson, planCourse, type Slot } from './course.ts';
import { enrollKnown, enrollNew } from './enrolling.ts';
import { makeId, shuffled } from './ids.ts';
import { createRandom } from './random.ts';
import { correctMark } from './roll.ts';
import { createScribe, type Head, type Writer } from './scribe.ts';
import { words } from './words.ts';
import type { World } from './world.ts';

export interface CenterPlan {
  seed: number;
  /** The day after the newest class that was held, `YYYY-MM-DD`. */
  today: string;
  /** How many marks there are, or how many changes the log gets in all. A million marks are ten years. */
  size: { marks: number } | { changes: number };
}

const perCohort = 30;
const weeks = 12;
const perWeek = 5;
/** Cohorts that are in mid-course today, however long the past is. */
const running = 6;
const weeksRun = 8;
/** One cohort of the past begins so many days after the one before. */
const spacing = 6.4;
const marksPerLearner = 500;
/** Corrections of each roll. */
const corrections = 2;
/** Changes of one class: planned, in a series, its marks, corrections, how it went, closed. */
const perLesson = 2 + perCohort + corrections + 2;
/** Changes of one learner, about: her facts and consents. */
const perLearner = 9.2;

/**
 * Fills a database that has just been set up with years of work, as large as it is asked for. The present is the same
 * at every size to the last mark, six cohorts of thirty in mid-course: only the past grows, cohorts of 30 people and 60
 * classes.
 */
export function fillCenter(db: Database, plan: CenterPlan): void {
  inTransaction(db, () => writeCenter(db, plan));
  computeTables(db);
}

function writeCenter(db: Database, { seed, today, size }: CenterPlan): void {
  const device = getState(db, 'device') ?? '';
  const begun = lastSeq(db, device);
  const world = worldOf(db, device, seed, today);
  const { agenda, clock, scribe } = world;
  const worlds = worldsOf(world, seed);
  const most = 'changes' in size ? size.changes - begun : Number.POSITIVE_INFINITY;
  const held = 'marks' in size ? Math.ceil(size.marks / perCohort) : lessonsFor(most, today);
  const courses = planCourses(worlds, world, held);
  enrollAll(worlds, world, courses, held);
  const lessons = courses
    .flatMap((course, index) =>
      course.lessons.map((lesson) => ({ course, lesson, own: worlds[index] ?? world })),
    )
    .filter(({ lesson }) => lesson.date < today)
    .sort((a, b) => (keyOf(a.lesson) < keyOf(b.lesson) ? -1 : 1))
    .slice(-held);
  const newest = lessons.at(-1);
  const blanks = 'marks' in size ? held * perCohort - size.marks : 0;
  let last: { lesson: Lesson; heads: Map<string, Head> } | null = null;
  for (const { course, lesson, own } of lessons) {
    const isNewest = lesson === newest?.lesson;
    const chance = own.random.below(40);
    holdLesson(own, course, lesson, {
      ...(chance < 3 ? { outcome: interrupted(lesson) } : chance === 3 ? { outcome: stopped(lesson) } : {}),
      ...(isNewest && blanks > 0
        ? { known: new Map(course.pupils.slice(0, blanks).map((pupil) => [pupil.id, null] as const)) }
        : {}),
      open: lesson.date === newest?.lesson.date,
      after: (heads, at) => {
        correct(world, lesson, heads, at);
        if (isNewest) last = { lesson, heads };
      },
    });
  }
  agenda.run(clock(today, '00:00'));
  const left = most - scribe.written();
  if (Number.isFinite(left) && last !== null) topUp(world, last, left, clock(today, '00:01'));
}

const keyOf = (lesson: Lesson): string => `${lesson.date} ${lesson.startsAt} ${lesson.id}`;

function worldOf(db: Database, device: string, seed: number, today: string): World {
  const random = createRandom(seed);
  const person = one<{ id: string }>(
    db,
    "SELECT entity_id AS id FROM change WHERE entity = 'person' LIMIT 1",
  );
  const writer: Writer = { device, actor: person?.id ?? null };
  return {
    scribe: createScribe(db, new Map([[device, lastSeq(db, device)]])),
    ...{ agenda: createAgenda(), random, clock: createClock('Europe/Kyiv'), today, now: '00:00' },
    ...{ language: 'en', words: words.en, holidays: new Set(), taken: new Set(), street: null },
    staff: { coordinator: writer, petro: writer, salma: writer, other: writer },
  };
}

/** The world of each cohort of today, with chance of its own: how much past there is changes nothing in it. */
function worldsOf(world: World, seed: number): World[] {
  return Array.from({ length: running }, (_, index) => ({
    ...world,
    random: createRandom(seed * 1000 + index + 1),
  }));
}

/** Weeks of every cohort that so many classes fill, from the newest to the oldest. */
function spansOf(held: number, today: string): { startsOn: string; weeks: number; running: boolean }[] {
  const monday = mondayOf(today);
  const spans: { startsOn: string; weeks: number; running: boolean }[] = [];
  let left = held;
  while (left > 0) {
    const isRunning = spans.length < running;
    const length = Math.min(isRunning ? weeksRun : weeks, Math.ceil(left / perWeek));
    left -= length * perWeek;
    const back = Math.round((spans.length - running) * spacing);
    const startsOn = addDays(
      monday,
      isRunning ? -7 * length : -7 * (weeksRun + weeks + Math.floor(back / 7)),
    );
    spans.push({ startsOn, weeks: isRunning ? length + weeks - weeksRun : length, running: isRunning });
  }
  return spans;
}

/** How many classes so many changes are enough for, with some to spare. */
function lessonsFor(changes: number, today: string): number {
  const cost = (held: number): number => {
    const spans = spansOf(held, today);
    const planned = spans.reduce((sum, span) => sum + span.weeks * perWeek, 0);
    const people = poolOf(held, spans.length);
    // Whoever comes again is enrolled by one change more.
    const enrolled = spans.length * (perCohort + 1 + perWeek) + (spans.length * perCohort - people);
    return (planned - held) * 2 + held * perLesson + enrolled + people * perLearner;
  };
  let held = Math.floor(changes / perLesson);
  while (held > 1 && cost(held) > changes * 0.9995 - 120) held--;
  return held;
}

/** How many people there are in all: the first cohort of the past, too, can only be new ones. */
const poolOf = (held: number, cohorts: number): number =>
  Math.max(Math.min(cohorts, running + 1) * perCohort, Math.round((held * perCohort) / marksPerLearner));

function planCourses(worlds: readonly World[], past: World, held: number): Course[] {
  return spansOf(held, past.today).map(({ startsOn, weeks: length }, index) => {
    const world = worlds[index] ?? past;
    const hour = String(8 + (index % 12)).padStart(2, '0');
    const slots = Array.from(
      { length: perWeek },
      (_, weekday): Slot => ({
        ...{ weekday, startsAt: `${hour}:00`, endsAt: `${hour}:50`, kind: 'live_class', room: null },
        ...{ title: () => world.words.modules[3] ?? '', teacher: world.staff.coordinator },
      }),
    );
    const cohortId = makeId(world.clock(startsOn, '08:00'), world.random);
    const name = `Cohort ${index + 1}`;
    return planCourse(world, { cohortId, name, programId: null, startsOn, weeks: length, slots });
  });
}

/**
 * The cohorts of today are new people, and the first to get names; the oldest brought the others, and those between are
 * drawn from them.
 */
function enrollAll(worlds: readonly World[], world: World, courses: readonly Course[], held: number): void {
  const women = (count: number) => Array.from({ length: count }, () => 'female' as const);
  const newest = courses.slice(0, running);
  for (const [index, course] of newest.entries())
    enrollNew(worlds[index] ?? world, course, women(perCohort), []);
  const past = courses.slice(running).reverse();
  const known: string[] = [];
  let left = poolOf(held, courses.length) - newest.length * perCohort;
  for (const course of past) {
    const fresh = Math.max(0, Math.min(perCohort, left));
    left -= fresh;
    const old = shuffled(known, world.random).slice(0, perCohort - fresh);
    known.push(...enrollNew(world, course, women(perCohort - old.length), []).map((pupil) => pupil.id));
    if (old.length > 0) enrollKnown(world, course, old);
  }
}

function interrupted({ startsAt }: Lesson): Outcome {
  const hour = startsAt.slice(0, 2);
  const gap = { from: `${hour}:20`, to: `${hour}:35`, reason: 'alarm' as const };
  return { kind: 'interrupted', gaps: [gap], stoppedAt: null, reason: null };
}

const stopped = ({ startsAt }: Lesson): Outcome => ({
  ...{ kind: 'stopped_early', gaps: [], stoppedAt: `${startsAt.slice(0, 2)}:30`, reason: 'power' },
});

const tenLate: Mark = { status: 'late', minutesMissed: 10 };
const fiveLate: Mark = { status: 'late', minutesMissed: 5 };

function correct(
  { scribe, staff }: World,
  lesson: Lesson,
  heads: Map<string, Head>,
  at: number,
  count = corrections,
): void {
  for (const [learner, head] of [...heads].slice(-count))
    heads.set(
      learner,
      correctMark(scribe, staff.coordinator, at, [lesson.id, learner], tenLate, { over: [head] }),
    );
}

/** What is left over of a number of changes: the newest marks, corrected again and again. */
function topUp(
  { scribe, staff }: World,
  { lesson, heads }: { lesson: Lesson; heads: Map<string, Head> },
  count: number,
  at: number,
): void {
  const learners = [...heads.keys()];
  for (let index = 0; index < count; index++) {
    const learner = learners[index % learners.length] ?? '';
    const head = heads.get(learner);
    const mark = Math.floor(index / learners.length) % 2 === 0 ? fiveLate : tenLate;
    const more = { over: head ? [head] : [] };
    heads.set(learner, correctMark(scribe, staff.coordinator, at, [lesson.id, learner], mark, more));
  }
}
