import { newId } from '../../src/main/database/changes.ts';
import { enrollmentEntity, programEntity } from '../../src/main/roster/entities.ts';
import { sessionEntity } from '../../src/main/sessions/entities.ts';
import { addDays } from '../../src/shared/rules/time.ts';
import type { TestBackend } from './backend.ts';
import { act, addLearners, planSession } from './people.ts';

interface Wish {
  learners?: number;
  /** Percent that the program asks for; null for a program without a rule. */
  name?: string;
  threshold?: number | null;
  instructorId?: string;
  /** Classes of two hours, one a day, the first on `from`. */
  sessions?: number;
  from?: string;
}

/** A cohort of a program with a rule, in the midst of its course. The clock of the tests says 12 March 2026, 10:00. */
export async function prepareCourse(
  test: TestBackend,
  {
    name = 'Cohort 7',
    learners = 3,
    threshold = 75,
    sessions = 8,
    from = '2026-03-06',
    instructorId,
  }: Wish = {},
) {
  const programId = newId(test.clock.now);
  act(test, 'test.program', (write) => {
    write(programEntity, programId, 'profile', { name: { en: 'Annotation' }, template: null, kinds: [] });
    if (threshold !== null) write(programEntity, programId, 'rule', { threshold });
  });
  const cohort = { name, programId, startsOn: null, endsOn: null };
  const { id: cohortId } = await test.call('roster.addCohort', cohort);
  const people = addLearners(test, learners, cohortId);
  const ids: string[] = [];
  for (let day = 0; day < sessions; day++)
    ids.push(
      await planSession(test, cohortId, {
        date: addDays(from, day),
        ...(instructorId ? { instructorId } : {}),
      }),
    );
  return { cohortId, learners: people, sessions: ids };
}

/** Marks a learner as it is typed, one letter a session: P, A, E or - for none. */
export async function markAll(
  test: TestBackend,
  learnerId: string,
  sessions: readonly string[],
  typed: string,
): Promise<void> {
  const codes: Record<string, string> = { P: 'present', A: 'absent', E: 'excused' };
  for (const [index, letter] of [...typed].entries()) {
    const status = codes[letter];
    const sessionId = sessions[index] ?? '';
    if (status) await test.call('attendance.mark', { sessionId, learnerId, mark: { status } });
  }
}

/** Says that a session makes up for another. */
export function makeUpFor(test: TestBackend, sessionId: string, forSessionId: string): void {
  act(test, 'test.makeUp', (write) => write(sessionEntity, sessionId, 'make_up', { forSessionId }));
}

/** Gives an enrollment its pauses. */
export function pauseDays(
  test: TestBackend,
  learnerId: string,
  cohortId: string,
  pauses: { from: string; to: string | null }[],
): void {
  act(test, 'test.pause', (write) =>
    write(
      enrollmentEntity,
      `${learnerId}:${cohortId}`,
      'pauses',
      pauses.map((pause) => ({ ...pause, reason: null })),
    ),
  );
}
