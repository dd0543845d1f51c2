import { countsBy, creditOf, percentOf } from '../../shared/rules/figures.ts';
import { heldMinutes } from '../../shared/rules/outcome.ts';
import type { Handlers } from '../dispatch.ts';
import { requireCohort } from '../roster/queries.ts';
import { lastClasses } from '../sessions/of-cohorts.ts';
import { marksIn } from './register-queries.ts';
import { statusesFor } from './roll.ts';

/** As many classes as a line can show without crowding. */
const most = 24;

export function shareHandlers(): Pick<Handlers<'attendance'>, 'shares'> {
  return {
    shares: ({ cohortId }, { db }) => {
      requireCohort(db, cohortId);
      const counts = countsBy(statusesFor(db, cohortId));
      const sessions = lastClasses(db, cohortId, most);
      const people = [
        ...marksIn(
          db,
          sessions.map((session) => session.id),
        ).values(),
      ];
      return {
        classes: sessions.flatMap((session) => {
          const held = heldMinutes(session, session.outcome);
          const credits = people.flatMap((marks) => {
            const mark = marks.get(session.id);
            return mark ? (creditOf(held, mark, counts) ?? []) : [];
          });
          const percent = percentOf(
            credits.reduce((sum, credit) => sum + credit, 0),
            held * credits.length,
          );
          const { id, date, title } = session;
          return percent === null ? [] : [{ sessionId: id, date, title, percent }];
        }),
      };
    },
  };
}
