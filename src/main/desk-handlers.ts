import type { Found } from '../shared/contract/desk.ts';
import { mayDo } from '../shared/rules/permissions.ts';
import { findAssessments, recallAssessments } from './assessments/find.ts';
import type { Handlers } from './dispatch.ts';
import { findCohorts, findLearners, recallCohorts, recallLearners } from './roster/find.ts';
import { centerDate } from './roster/today.ts';
import { recallSessions, sessionsLike } from './sessions/find.ts';

export function deskHandlers(): Handlers<'desk'> {
  return {
    find: ({ text, sessionKinds, most }, { db, seat, now }) => {
      if (text.trim() === '') return { found: [] };
      const sessions = sessionsLike(db, { now, scope: seat.scope }, text, sessionKinds, most);
      if (!mayDo(seat.role, 'roster.see')) return { found: sessions };
      const assessments = mayDo(seat.role, 'grade.see')
        ? findAssessments(db, text, most, centerDate(db, now))
        : [];
      const people = findLearners(db, text, most);
      return { found: [...people, ...findCohorts(db, text, most), ...assessments, ...sessions] };
    },
    recall: ({ things }, { db, seat, now }) => {
      const idsOf = (kind: Found['kind']): string[] =>
        things.filter((thing) => thing.kind === kind).map((thing) => thing.id);
      const sessions = recallSessions(db, { now, scope: seat.scope }, idsOf('session'));
      const found = mayDo(seat.role, 'roster.see')
        ? [
            ...recallLearners(db, idsOf('learner')),
            ...recallCohorts(db, idsOf('cohort')),
            ...(mayDo(seat.role, 'grade.see') ? recallAssessments(db, idsOf('assessment')) : []),
            ...sessions,
          ]
        : sessions;
      const place = new Map(things.map((thing, index) => [thing.id, index]));
      return { found: found.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0)) };
    },
  };
}
