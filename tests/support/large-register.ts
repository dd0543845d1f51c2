import { markEntity } from '../../src/main/attendance/entities.ts';
import { beginAct, newId } from '../../src/main/database/changes.ts';
import type { Database } from '../../src/main/database/sqlite.ts';
import {
  cohortEntity,
  enrollmentEntity,
  learnerEntity,
  programEntity,
} from '../../src/main/roster/entities.ts';
import { createRandom } from '../../src/main/sample/random.ts';
import { sessionEntity } from '../../src/main/sessions/entities.ts';
import { addDays } from '../../src/shared/rules/time.ts';

/** The largest register that must still scroll like a small one. */
export const largest = { learners: 200, sessions: 200 };

/**
 * Writes a cohort with a class on each of the days up to `today` and a mark in nearly every cell, one in five of them
 * an exception. Returns its id.
 */
export function fillRegister(
  db: Database,
  { device, now, today }: { device: string; now: number; today: string },
  { learners, sessions } = largest,
): string {
  const random = createRandom(200);
  const cohortId = newId(now);
  db.transaction(() => {
    const { write } = beginAct(db, { device, actor: null, command: 'test.register', now });
    const programId = newId(now);
    write(programEntity, programId, 'profile', { name: { en: 'Annotation' }, template: null, kinds: [] });
    write(programEntity, programId, 'rule', { threshold: 80 });
    const from = addDays(today, 1 - sessions);
    write(cohortEntity, cohortId, 'profile', { name: 'Large', programId, startsOn: from, endsOn: null });
    const people = Array.from({ length: learners }, (_, index) => {
      const id = newId(now);
      const name = `Learner ${String(index + 1).padStart(3, '0')}`;
      write(learnerEntity, id, 'name', { written: name, short: name });
      write(enrollmentEntity, `${id}:${cohortId}`, 'period', { startsOn: from, endsOn: null });
      return id;
    });
    for (let day = 0; day < sessions; day++) {
      const sessionId = newId(now);
      write(sessionEntity, sessionId, 'plan', {
        cohortId,
        title: 'Polygons',
        kind: 'live_class',
        date: addDays(from, day),
        startsAt: '10:00',
        endsAt: '12:00',
        room: null,
        instructorId: null,
      });
      for (const learnerId of people) {
        const chance = random.below(100);
        if (chance === 0) continue;
        const mark =
          chance < 8
            ? { status: 'absent', reason: 'work' as const }
            : chance < 14
              ? { status: 'late', minutesMissed: 15 }
              : chance < 20
                ? { status: 'excused', reason: 'family' as const }
                : { status: 'present' };
        write(markEntity, `${sessionId}:${learnerId}`, 'mark', mark);
      }
    }
  })();
  return cohortId;
}
