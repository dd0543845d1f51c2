import { beginAct, newId, type Write } from '../../src/main/database/changes.ts';
import { inTransaction } from '../../src/main/database/sqlite.ts';
import { enrollmentEntity, learnerEntity } from '../../src/main/roster/entities.ts';
import type { Input } from '../../src/shared/contract/index.ts';
import type { TestBackend } from './backend.ts';

/** Writes in one act as the person at the keyboard, through the log. */
export function act<T>(test: TestBackend, command: string, work: (write: Write) => T): T {
  const { gate } = test.backend();
  const { db, device } = gate.vault();
  const actor = gate.seat()?.personId ?? null;
  return inTransaction(db, () => work(beginAct(db, { device, actor, command, now: test.clock.now }).write));
}

export async function addCohort(test: TestBackend, name = 'Cohort 2'): Promise<string> {
  return (await test.call('roster.addCohort', { name, programId: null, startsOn: null, endsOn: null })).id;
}

interface Enrollment {
  startsOn?: string;
  endsOn?: string | null;
  status?: 'enrolled' | 'paused' | 'left' | 'transferred' | 'returned' | 'completed';
}

export function enroll(
  test: TestBackend,
  learnerId: string,
  cohortId: string,
  { startsOn = '2026-01-01', endsOn = null, status }: Enrollment = {},
): void {
  act(test, 'roster.enroll', (write) => {
    const id = `${learnerId}:${cohortId}`;
    write(enrollmentEntity, id, 'period', { startsOn, endsOn });
    if (status) {
      write(enrollmentEntity, id, 'status', { status, reason: null, lastSeen: null, creditMinutes: null });
    }
  });
}

/** Learners "Learner 01", "Learner 02" and on, enrolled in a cohort, all in one act. Returns their ids. */
export function addLearners(test: TestBackend, count: number, cohortId: string, names?: string[]): string[] {
  return act(test, 'roster.import', (write) =>
    Array.from({ length: count }, (_, index) => {
      const id = newId(test.clock.now);
      const name = names?.[index] ?? `Learner ${String(index + 1).padStart(2, '0')}`;
      write(learnerEntity, id, 'name', { written: name, short: name });
      write(enrollmentEntity, `${id}:${cohortId}`, 'period', { startsOn: '2026-01-01', endsOn: null });
      return id;
    }),
  );
}

/** A class of the cohort: 10:00 to 12:00 on 12 March 2026, unless said otherwise. Returns its id. */
export async function planSession(
  test: TestBackend,
  cohortId: string,
  plan: Partial<Input<'sessions.plan'>> = {},
): Promise<string> {
  const { sessionId } = await test.call('sessions.plan', {
    cohortId,
    title: 'Polygons',
    kind: 'live_class',
    date: '2026-03-12',
    startsAt: '10:00',
    endsAt: '12:00',
    room: null,
    instructorId: null,
    ...plan,
  });
  return sessionId;
}

/** A cohort with learners and one class of today, the least that a roll needs. */
export async function prepareRoll(test: TestBackend, count = 3) {
  const cohortId = await addCohort(test);
  const learners = addLearners(test, count, cohortId);
  const sessionId = await planSession(test, cohortId);
  return { cohortId, learners, sessionId };
}
