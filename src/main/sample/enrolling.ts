import type { EnrollmentStatus, LeaveReason, Sex } from '../../shared/rules/learner.ts';
import { addDays } from '../../shared/rules/time.ts';
import { consentEntity, enrollmentEntity } from '../roster/entities.ts';
import type { Course } from './course.ts';
import { drawPerson, drawSteady, newPupil, type Pupil, writeMore, writePerson } from './learners.ts';
import type { Head, Put } from './scribe.ts';
import type { World } from './world.ts';

/** What becomes of somebody in a course; days count from its first Monday. */
export interface Life {
  joins?: number;
  leaves?: { day: number; reason: LeaveReason };
  pauses?: { from: number; to: number | null; reason: LeaveReason };
  /** Comes no more from this day on, and nobody knows why. */
  fades?: number;
  steady?: number;
  /** Agrees to photos, and withdraws that on this day. */
  withdraws?: number;
}

/**
 * Enrolls people who are new to the center: those of the first day in one import, others as they come. Lives are those
 * of the first of them.
 */
export function enrollNew(
  world: World,
  course: Course,
  people: readonly Sex[],
  lives: readonly Life[],
): Pupil[] {
  const { agenda, clock, language, random, scribe, staff, taken } = world;
  const imported = clock(addDays(course.startsOn, -4), '15:10');
  const first: (() => void)[] = [];
  let put: Put;
  agenda.at(imported, () => {
    put = scribe.act(staff.coordinator, 'roster.commitImport', imported);
    for (const write of first) write();
  });
  const pupils = people.map((sex, index): Pupil => {
    const life = lives[index] ?? {};
    const startsOn = addDays(course.startsOn, life.joins ?? 0);
    const at = life.joins ? clock(startsOn, '08:40') : imported;
    const person = drawPerson(at, sex, random, taken);
    const pupil = newPupil(person.id, startsOn, life.steady ?? drawSteady(random));
    let decided: ReturnType<typeof writeMore>;
    const write = (): void => {
      writePerson(put, person, random);
      const photos = life.withdraws !== undefined;
      decided = writeMore(put, person, { on: startsOn, language, photos }, random);
      const id = `${person.id}:${course.cohortId}`;
      pupil.heads.period = put(enrollmentEntity, id, 'period', { startsOn, endsOn: null });
    };
    if (life.joins)
      agenda.at(at, () => {
        put = scribe.act(staff.coordinator, 'roster.addLearner', at);
        write();
      });
    else first.push(write);
    if (life.withdraws !== undefined) {
      const withdrawnOn = addDays(course.startsOn, life.withdraws);
      const withdrawn = clock(withdrawnOn, '12:20');
      agenda.at(withdrawn, () => {
        const { head, photos } = decided;
        const act = scribe.act(staff.coordinator, 'roster.withdrawConsent', withdrawn);
        const id = `${person.id}:photos`;
        act(consentEntity, id, 'decision', { ...photos, withdrawnOn }, { over: [head] });
      });
    }
    live(world, course, pupil, life);
    return pupil;
  });
  course.pupils.push(...pupils);
  return pupils;
}

interface Status {
  status: EnrollmentStatus;
  reason?: LeaveReason;
  lastSeen?: string;
  creditMinutes?: number;
}

/** How an enrollment stands from now on, and with it its end or its pauses where those change. */
export function writeEnrollment(
  put: Put,
  cohortId: string,
  pupil: Pupil,
  { status, reason, lastSeen, creditMinutes }: Status,
): void {
  const { heads, startsOn, endsOn } = pupil;
  const id = `${pupil.id}:${cohortId}`;
  const over = (head: Head | undefined) => (head ? { over: [head] } : {});
  if (status === 'enrolled' || status === 'left' || status === 'transferred')
    heads.period = put(enrollmentEntity, id, 'period', { startsOn, endsOn }, over(heads.period));
  if (status === 'paused' || status === 'returned') {
    const pauses = pupil.pauses.map((pause) => ({ ...pause, to: status === 'paused' ? null : pause.to }));
    heads.pauses = put(enrollmentEntity, id, 'pauses', pauses, over(heads.pauses));
  }
  const told = { reason: reason ?? null, lastSeen: lastSeen ?? null, creditMinutes: creditMinutes ?? null };
  heads.status = put(enrollmentEntity, id, 'status', { status, ...told }, over(heads.status));
}

/** Enrolls people whom the center knows already, in one act. */
export function enrollKnown(
  { agenda, clock, random, scribe, staff }: World,
  course: Course,
  ids: readonly string[],
): void {
  const at = clock(addDays(course.startsOn, -4), '15:40');
  const pupils = ids.map((id) => newPupil(id, course.startsOn, drawSteady(random)));
  course.pupils.push(...pupils);
  agenda.at(at, () => {
    const put = scribe.act(staff.coordinator, 'roster.enroll', at);
    for (const pupil of pupils) writeEnrollment(put, course.cohortId, pupil, { status: 'enrolled' });
  });
}

function live(world: World, course: Course, pupil: Pupil, { leaves, pauses, fades }: Life): void {
  const { agenda, clock, scribe, staff } = world;
  const on = (count: number): string => addDays(course.startsOn, count);
  const change = (at: number, command: string, status: Status): void =>
    agenda.at(at, () =>
      writeEnrollment(scribe.act(staff.coordinator, command, at), course.cohortId, pupil, status),
    );
  if (fades !== undefined) pupil.missingFrom = on(fades);
  if (pauses) {
    const { reason } = pauses;
    const [from, to] = [on(pauses.from), pauses.to === null ? null : on(pauses.to)];
    pupil.pauses = [{ from, to, reason }];
    const lastSeen = addDays(from, -2);
    change(clock(from, '08:50'), 'roster.pause', { status: 'paused', reason, lastSeen });
    if (to !== null) change(clock(addDays(to, 1), '08:55'), 'roster.comeBack', { status: 'returned' });
  }
  if (leaves) {
    const { reason } = leaves;
    const lastSeen = on(leaves.day);
    pupil.endsOn = lastSeen;
    change(clock(addDays(lastSeen, 6), '16:30'), 'roster.leave', { status: 'left', reason, lastSeen });
  }
}
