import type { Mark } from '../../shared/contract/attendance.ts';
import { addDays, minutesOf, timeOf } from '../../shared/rules/time.ts';
import { checkInEntity, excuseEntity, walkInEntity } from '../attendance/entities.ts';
import { sessionEntity } from '../sessions/entities.ts';
import { minute } from './agenda.ts';
import { type Course, type Going, holdLesson, type Lesson, moveLesson } from './course.ts';
import { writeEnrollment } from './enrolling.ts';
import { makeId } from './ids.ts';
import { drawPerson, newPupil, type Pupil, writePerson } from './learners.ts';
import type { World } from './world.ts';

/** The class of today runs now: where its time is another one, it was moved this morning. */
export function bringToNow(world: World, course: Course): void {
  const { today, now } = world;
  const lesson = course.lessons.find((one) => one.date === today && one.slot.kind === 'live_class');
  if (!lesson || (lesson.startsAt <= now && now < lesson.endsAt)) return;
  const start = Math.max(0, Math.min(Math.floor((minutesOf(now) - 20) / 5) * 5, 21 * 60 + 55));
  const to = { startsAt: timeOf(start), endsAt: timeOf(start + 120) };
  moveLesson(
    world,
    course,
    lesson,
    to,
    Math.max(0, world.clock(today, lesson.startsAt) - world.clock(today, '00:00')),
  );
}

/** A make-up in the first free afternoon after a class that was not held to its end; two in three come. */
export function makeUp(world: World, course: Course, lost: Lesson | undefined): void {
  if (!lost) return;
  const { clock, scribe, agenda, random, words } = world;
  const date = addDays(lost.date, 3);
  const { slot } = lost;
  const made: Lesson = {
    ...{ id: makeId(clock(lost.date, '12:30'), random), seriesId: lost.seriesId, slot, origin: date, date },
    ...{ title: `${lost.title} (${words.madeUp})`, startsAt: '14:00', endsAt: '15:20', plan: null },
  };
  const at = clock(lost.date, '12:30');
  agenda.at(at, () => {
    const put = scribe.act(slot.teacher, 'sessions.planMakeUp', at);
    const { title, startsAt, endsAt } = made;
    const plan = { cohortId: course.cohortId, title, kind: slot.kind, date, startsAt, endsAt };
    put(sessionEntity, made.id, 'plan', { ...plan, room: slot.room, instructorId: slot.teacher.actor });
    put(sessionEntity, made.id, 'make_up', { forSessionId: lost.id });
  });
  const known = new Map(
    course.pupils
      .filter((_pupil, index) => index % 3 === 0)
      .map((pupil) => [pupil.id, { status: 'absent' } as Mark]),
  );
  holdLesson(world, course, made, { known });
}

/** Somebody who came without being enrolled, and who was enrolled two days later or not. */
export function walkIn(world: World, lesson: Lesson | undefined, stays: boolean, course: Course): Pupil {
  const { clock, scribe, agenda, random, taken, staff, today } = world;
  const date = lesson?.date ?? today;
  const at = clock(date, lesson?.startsAt ?? '10:00') + 2 * minute;
  const person = drawPerson(at, 'female', random, taken);
  const startsOn = addDays(date, 2);
  const pupil = newPupil(person.id, startsOn, 0.9);
  if (!lesson) return pupil;
  agenda.at(at, () => {
    const put = scribe.act(lesson.slot.teacher, 'attendance.addWalkIn', at);
    writePerson(put, person, random);
    put(walkInEntity, `${lesson.id}:${person.id}`, 'here', true);
  });
  if (stays) {
    course.pupils.push(pupil);
    const later = clock(startsOn, '08:30');
    agenda.at(later, () => {
      const put = scribe.act(staff.coordinator, 'roster.enroll', later);
      writeEnrollment(put, course.cohortId, pupil, { status: 'enrolled' });
    });
  }
  return pupil;
}

/** Told beforehand: the rolls of those days have her as excused. */
export function excuseAhead(
  world: World,
  pupil: Pupil | undefined,
  from: string,
  to: string,
  goings: Map<Lesson | undefined, Going>,
  lessons: readonly Lesson[],
): void {
  if (!pupil) return;
  const { clock, scribe, agenda, random, words, staff } = world;
  const at = Math.min(clock(addDays(from, -3), '12:20'), clock(world.today, '00:10'));
  const note = words.notes.interview;
  agenda.at(at, () => {
    const put = scribe.act(staff.coordinator, 'attendance.addExcuse', at);
    const excuse = { learnerId: pupil.id, from, to, reason: 'work' as const, note };
    put(excuseEntity, makeId(at, random), 'excuse', excuse);
  });
  for (const lesson of lessons.filter(({ date }) => from <= date && date <= to)) {
    const going = goings.get(lesson) ?? {};
    const known = new Map([...(going.known ?? [])]);
    if (!known.has(pupil.id)) known.set(pupil.id, { status: 'excused', reason: 'work', note });
    goings.set(lesson, { ...going, known });
  }
}

/** What was done about somebody, and when. */
export function checkIn(world: World, course: Course, pupil: Pupil, on: string, text: string): void {
  const { clock, scribe, agenda, random, staff } = world;
  const at = clock(on, '17:10');
  agenda.at(at, () => {
    const put = scribe.act(staff.coordinator, 'attendance.noteCheckIn', at);
    const note = { learnerId: pupil.id, cohortId: course.cohortId, on, text };
    put(checkInEntity, makeId(at, random), 'note', note);
  });
}

/** From one cohort into another from a date on, with ten hours of credit. */
export function changeOver(world: World, from: Course, to: Course, pupil: Pupil, on: string): void {
  const { clock, scribe, agenda, staff } = world;
  pupil.endsOn = addDays(on, -1);
  const there = newPupil(pupil.id, on, 0.92);
  to.pupils.push(there);
  const at = clock(on, '08:20');
  agenda.at(at, () => {
    const put = scribe.act(staff.coordinator, 'roster.transfer', at);
    writeEnrollment(put, from.cohortId, pupil, { status: 'transferred' });
    writeEnrollment(put, to.cohortId, there, { status: 'enrolled', creditMinutes: 600 });
  });
}
