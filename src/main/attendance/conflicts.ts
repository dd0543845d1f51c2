import type { MarkConflictView } from '../../shared/contract/attendance.ts';
import { nameOfDevice, nameOfPerson } from '../center/queries.ts';
import type { Database } from '../database/sqlite.ts';
import { getState } from '../database/state.ts';
import { originOf } from '../database/undo.ts';
import { nameOfCohort, namesOf } from '../roster/queries.ts';
import { findSession } from '../sessions/queries.ts';
import { openConflicts, standingMarks } from './conflict-queries.ts';
import { markIn } from './mark-history.ts';
import { statusesFor } from './roll.ts';

/** Open conflicts of marks as the screens show them, in the order of their classes: of one session, or of all. */
export function conflictViews(db: Database, sessionId: string | null = null): MarkConflictView[] {
  const here = getState(db, 'device');
  return openConflicts(db, sessionId)
    .flatMap((conflict): MarkConflictView[] => {
      const session = findSession(db, conflict.sessionId);
      const [learner] = namesOf(db, [conflict.learnerId]);
      if (!session || !learner) return [];
      const records = standingMarks(db, conflict).flatMap((change) => {
        const mark = markIn(change);
        if (mark === undefined) return [];
        const { device, seq } = change;
        // Who took a decision back said neither of the two values.
        const said = originOf(db, change);
        return [
          {
            device,
            seq,
            at: said.recorded_at,
            by: said.actor === null ? null : nameOfPerson(db, said.actor),
            deviceName: nameOfDevice(db, said.device),
            here: said.device === here,
            mark,
          },
        ];
      });
      if (records.length < 2) return [];
      const { id, title, kind, date, startsAt, cohortId, closedAt } = session;
      return [
        {
          sessionId: id,
          title,
          kind,
          date,
          startsAt,
          cohortId,
          cohortName: nameOfCohort(db, cohortId) ?? '',
          closed: closedAt !== null,
          statuses: [...statusesFor(db, cohortId)],
          learnerId: learner.id,
          name: learner.name,
          records,
        },
      ];
    })
    .sort((a, b) => {
      const [first, second] = [a, b].map((one) => `${one.date} ${one.startsAt} ${one.name}`) as [
        string,
        string,
      ];
      return first < second ? -1 : first > second ? 1 : 0;
    });
}
