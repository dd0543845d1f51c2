import type { Mark } from '../../shared/contract/attendance.ts';
import type { Outcome } from '../../shared/contract/session-values.ts';
import type { Sex } from '../../shared/rules/learner.ts';
import { addDays, mondayOf } from '../../shared/rules/time.ts';
import { personEntity } from '../center/entities.ts';
import { holidayEntity, sessionEntity } from '../sessions/entities.ts';
import { day, minute } from './agenda.ts';
import { type Course, type Going, holdLesson, type Lesson, moveLesson, planCourse } from './course.ts';
import { enrollNew, type Life } from './enrolling.ts';
import type { Grading } from './grades.ts';
import { bringToNow, changeOver, checkIn, excuseAhead, makeUp, walkIn } from './happenings.ts';
import { makeId } from './ids.ts';
import { correctMark } from './roll.ts';
import type { World } from './world.ts';

export interface Programs {
  annotation: string | null;
  freelancing: string | null;
  course: string | null;
}

const women = (count: number): Sex[] => Array.from({ length: count }, () => 'female');
const men = (count: number): Sex[] => Array.from({ length: count }, () => 'male');

const gap = (from: string, to: string): Outcome['gaps'][number] => ({ from, to, reason: 'alarm' });
const interrupted = (...gaps: Outcome['gaps']): Outcome => ({
  ...{ kind: 'interrupted', gaps, stoppedAt: null, reason: null },
});
const stopped = (stoppedAt: string, reason: 'power' | 'alarm'): Outcome => ({
  ...{ kind: 'stopped_early', gaps: [], stoppedAt, reason },
});
const cancelled = (reason: 'instructor' | 'power'): Outcome => ({
  ...{ kind: 'cancelled', gaps: [], stoppedAt: null, reason },
});

/** Holidays of the sample: two in the past of its courses, one ahead. */
export function holidaysAround(today: string): string[] {
  const monday = mondayOf(today);
  return [addDays(monday, -38), addDays(monday, -15), addDays(monday, 17)].filter((date) => date !== today);
}

/**
 * Three courses in mid-course, one of each program, with everything in their past that a course meets with: holidays,
 * alarms, power cuts, classes cancelled and moved, make-ups held and owed, people who come late, pause, return, change
 * over and leave, excuses ahead, walk-ins, a substitute, two laptops that disagree. One class runs now. Returns what
 * is graded in them, and by whom.
 */
export function tellStory(world: World, programs: Programs, substituteId: string): Grading[] {
  const { agenda, clock, scribe, staff, words } = world;
  const begin = clock(addDays(mondayOf(world.today), -7 * 11), '09:00');
  agenda.at(begin, () => {
    const put = scribe.act(staff.coordinator, 'sessions.addHoliday', begin);
    for (const date of world.holidays) put(holidayEntity, date, 'day', { name: words.holiday });
  });
  const annotation = planAnnotation(world, programs.annotation);
  const freelancing = planFreelancing(world, programs.freelancing);
  const course = planItCourse(world, programs.course);
  tellAnnotation(world, annotation);
  tellFreelancing(world, freelancing, annotation);
  tellItCourse(world, course);
  letInSubstitute(world, freelancing, substituteId);
  return [
    { course: annotation, template: 'image-annotation', by: staff.petro },
    { course: freelancing, template: 'freelancing', by: staff.petro },
    { course, template: 'it-course', by: staff.salma },
  ];
}

/** For today and one cohort: what she sees shows how little a substitute does. */
function letInSubstitute(world: World, { cohortId }: Course, id: string): void {
  const { agenda, clock, scribe, staff, today } = world;
  const at = clock(today, '00:00');
  agenda.at(at, () => {
    const put = scribe.act(staff.coordinator, 'center.letInSubstitute', at);
    put(personEntity, id, 'profile', { name: 'Nour Khatib', role: 'substitute', language: null });
    put(personEntity, id, 'scope', { day: today, cohortId });
  });
}

/** Weekday of today and of some days later: 0 is Monday. */
const weekdayOf = (world: World, later: number): number =>
  (((new Date(`${world.today}T00:00:00Z`).getUTCDay() + 6) % 7) + later) % 7;

const newCohort = (world: World, weeks: number): { cohortId: string; startsOn: string } => {
  const startsOn = addDays(mondayOf(world.today), -7 * weeks);
  return { cohortId: makeId(clockAt(world, startsOn), world.random), startsOn };
};
const clockAt = (world: World, date: string): number => world.clock(addDays(date, -7), '09:00');

function planAnnotation(world: World, programId: string | null): Course {
  const { words, staff } = world;
  const live = (later: number) => ({
    ...{ weekday: weekdayOf(world, later), startsAt: '10:00', endsAt: '12:00', kind: 'live_class' as const },
    ...{ room: words.rooms[0], teacher: staff.coordinator },
    title: (week: number) => words.modules[Math.min(4, Math.floor((week * 5) / 12))] ?? '',
  });
  const advice = {
    ...{ weekday: weekdayOf(world, 1), startsAt: '14:00', endsAt: '15:00', room: words.rooms[0] },
    ...{ kind: 'professional_advice' as const, teacher: staff.petro, title: () => words.advice },
  };
  return planCourse(world, {
    ...newCohort(world, 7),
    ...{ name: words.cohorts[0], programId, weeks: 12, slots: [live(0), live(2), live(4), advice] },
  });
}

function planFreelancing(world: World, programId: string | null): Course {
  const { words, staff } = world;
  const questions = {
    ...{ weekday: weekdayOf(world, 0), startsAt: '16:00', endsAt: '17:30', room: words.rooms[1] },
    ...{ kind: 'coaching' as const, teacher: staff.petro, title: () => words.questions },
  };
  const profile = {
    ...{ weekday: weekdayOf(world, 3), startsAt: '11:00', endsAt: '13:00', room: words.rooms[1] },
    ...{ kind: 'live_class' as const, teacher: staff.petro, title: () => words.profile },
  };
  return planCourse(world, {
    ...newCohort(world, 9),
    ...{ name: words.cohorts[1], programId, weeks: 16, slots: [questions, profile] },
  });
}

function planItCourse(world: World, programId: string | null): Course {
  const { words, staff } = world;
  const flipped = {
    ...{ weekday: weekdayOf(world, 1), startsAt: '10:00', endsAt: '12:30', room: words.rooms[1] },
    ...{ kind: 'flipped_class' as const, teacher: staff.salma, title: () => words.webPages },
  };
  const live = {
    ...{ weekday: weekdayOf(world, 3), startsAt: '14:00', endsAt: '16:30', room: words.rooms[0] },
    ...{ kind: 'live_class' as const, teacher: staff.salma, title: () => words.workshop },
  };
  const soft = {
    ...{ weekday: weekdayOf(world, 5), startsAt: '10:00', endsAt: '11:30', room: words.rooms[1] },
    ...{ kind: 'soft_skills' as const, teacher: staff.petro, title: () => words.softSkills },
  };
  return planCourse(world, {
    ...newCohort(world, 8),
    ...{ name: words.cohorts[2], programId, weeks: 17, slots: [flipped, live, soft] },
  });
}

/** Lessons that are over by now, of one kind of class where that is said; the newest last. */
function over({ today, now }: World, course: Course, slot?: string): Lesson[] {
  return course.lessons.filter(
    (lesson) =>
      (slot === undefined || lesson.slot.kind === slot) &&
      (lesson.date < today || (lesson.date === today && lesson.endsAt <= now)),
  );
}

/** Marks with a note that somebody typed. */
function notedMarks({ words: { notes } }: World): Mark[] {
  return [
    { status: 'late', minutesMissed: 20, note: notes.bus },
    { status: 'absent', reason: 'alarm', note: notes.shelter },
    { status: 'remote', note: notes.noPower },
    { status: 'excused', reason: 'work', note: notes.interview },
    { status: 'excused', reason: 'family', note: notes.childIll },
  ];
}

function tellAnnotation(world: World, course: Course): void {
  const { clock, scribe, agenda, staff, words, today } = world;
  const waived = words.whys.caughtUp;
  const lives: Life[] = [
    { joins: 9 },
    { joins: 16, steady: 0.95 },
    { leaves: { day: 18, reason: 'moved' } },
    { leaves: { day: 30, reason: 'work' } },
    { pauses: { from: 20, to: 31, reason: 'family' } },
    { pauses: { from: 40, to: null, reason: 'personal' } },
    { fades: 45 },
    { steady: 0.68, withdraws: 24 },
    { steady: 0.72 },
  ];
  const pupils = enrollNew(world, course, women(25), lives);
  const steady = pupils.slice(lives.length);
  bringToNow(world, course);

  const lessons = over(world, course, 'live_class');
  const ago = (count: number): Lesson | undefined => lessons[lessons.length - count];
  const goings = new Map<Lesson | undefined, Going>();
  const mood = { noted: notedMarks(world) };
  goings.set(ago(16), {
    ...{ outcome: interrupted(gap('10:35', '11:10')), mood: { ...mood, remote: 20 }, waived },
  });
  goings.set(ago(13), { outcome: stopped('10:40', 'power') });
  goings.set(ago(10), { outcome: interrupted(gap('10:20', '10:45'), gap('11:15', '11:40')), waived });
  goings.set(ago(8), { outcome: cancelled('instructor') });
  goings.set(ago(6), { by: staff.salma });
  goings.set(ago(5), { guests: [walkIn(world, ago(5), true, course), walkIn(world, ago(5), false, course)] });
  goings.set(ago(4), { outcome: stopped('10:50', 'power') });
  // Nobody knows about three, and the roll is open.
  const blanks = steady.slice(0, 3).map((pupil) => [pupil.id, null] as const);
  goings.set(ago(2), { known: new Map(blanks), open: true });

  const moved = ago(11);
  if (moved) moveLesson(world, course, moved, { date: addDays(moved.date, 1) }, 3 * day);
  const [substituted] = [ago(6)];
  if (substituted) {
    const at = clock(substituted.date, '08:30');
    agenda.at(at, () => {
      const put = scribe.act(staff.coordinator, 'sessions.setSubstitute', at);
      put(sessionEntity, substituted.id, 'substitute', { personId: staff.salma.actor ?? '' });
    });
  }
  makeUp(world, course, ago(13));
  excuseAhead(world, steady[3], addDays(today, -9), addDays(today, -4), goings, lessons);
  excuseAhead(world, steady[4], addDays(today, -1), addDays(today, 6), goings, lessons);
  excuseAhead(world, steady[5], addDays(today, 5), addDays(today, 12), goings, lessons);

  // Written by two laptops that did not know of each other.
  const disputed = ago(3);
  const her = steady[6];
  if (disputed && her) {
    goings.set(disputed, {
      known: new Map([[her.id, { status: 'present' }]]),
      after: (_heads, at) => {
        const other: Mark = { status: 'excused', reason: 'illness', note: words.notes.childIll };
        correctMark(scribe, staff.other, at + 20 * minute, [disputed.id, her.id], other, { over: [] });
      },
    });
  }
  const corrected = ago(7);
  const she = steady[7];
  if (corrected && she)
    goings.set(corrected, {
      known: new Map([[she.id, { status: 'absent' }]]),
      after: (heads, at) => {
        const head = heads.get(she.id);
        const late: Mark = { status: 'late', minutesMissed: 35 };
        const more = { over: head ? [head] : [], reason: words.whys.came };
        correctMark(scribe, staff.coordinator, at, [corrected.id, she.id], late, more);
      },
    });
  for (const lesson of over(world, course)) holdLesson(world, course, lesson, goings.get(lesson) ?? { mood });

  const [fading, often] = [pupils[6], pupils[7]];
  if (fading) checkIn(world, course, fading, addDays(today, -2), words.checkIns.message);
  if (often) checkIn(world, course, often, addDays(today, -12), words.checkIns.called);
}

function tellFreelancing(world: World, course: Course, annotation: Course): void {
  const { today, words } = world;
  const waived = words.whys.caughtUp;
  const lives: Life[] = [
    { joins: 14 },
    { leaves: { day: 25, reason: 'work' } },
    { leaves: { day: 40, reason: 'schedule' } },
    { steady: 0.7 },
    { fades: 52 },
    { pauses: { from: 28, to: 41, reason: 'work' } },
  ];
  const pupils = enrollNew(world, course, [...women(16), ...men(4)], lives);
  const changer = pupils[lives.length];
  if (changer) changeOver(world, course, annotation, changer, addDays(today, -19));
  const mood = { noted: notedMarks(world), remote: 8 };
  const lessons = over(world, course);
  const goings = new Map<Lesson | undefined, Going>();
  goings.set(lessons.at(-7), { outcome: cancelled('power') });
  goings.set(lessons.at(-4), { outcome: interrupted(gap('16:20', '16:50')), mood, waived });
  for (const lesson of lessons) holdLesson(world, course, lesson, goings.get(lesson) ?? { mood });
}

function tellItCourse(world: World, course: Course): void {
  const { words, today } = world;
  const waived = words.whys.caughtUp;
  const lives: Life[] = [
    { joins: 8 },
    { joins: 22 },
    { leaves: { day: 33, reason: 'lost_contact' } },
    { leaves: { day: 47, reason: 'another_program' } },
    { pauses: { from: 30, to: 44, reason: 'personal' } },
    { steady: 0.66 },
    { fades: 50 },
  ];
  const pupils = enrollNew(world, course, [...women(15), ...men(9)], lives);
  const lessons = over(world, course);
  const mood = { noted: notedMarks(world), remote: 4 };
  const goings = new Map<Lesson | undefined, Going>();
  goings.set(lessons.at(-14), { outcome: stopped('10:55', 'power') });
  goings.set(lessons.at(-9), { outcome: interrupted(gap('10:40', '11:05')), mood, waived });
  goings.set(lessons.at(-6), { outcome: stopped('15:10', 'alarm'), waived });
  goings.set(lessons.at(-1), { open: true, mood });
  makeUp(world, course, lessons.at(-14));
  for (const lesson of lessons) holdLesson(world, course, lesson, goings.get(lesson) ?? { mood });
  const often = pupils[5];
  if (often) checkIn(world, course, often, addDays(today, -5), words.checkIns.laptop);
}
