import type { Todo } from '../../shared/contract/sessions.ts';
import type { Database } from '../database/sqlite.ts';
import { assessmentsWithProgress, readBooks } from './gradebook.ts';
import { reviewList } from './reviews.ts';

/** As many names as one line of Today has room for. */
const named = 3;

/**
 * What waits for a grade in some cohorts: first learners who asked to look at one again, then work that came in, the
 * earliest due first.
 */
export function gradingTodos(db: Database, cohortIds: readonly string[], today: string): Todo[] {
  const here = new Set(cohortIds);
  const asked = reviewList(db, null, false, today).filter(({ cohortId }) => here.has(cohortId));
  const [first] = asked;
  const reviews: Todo[] = first
    ? [
        {
          kind: 'review',
          assessmentId: first.assessmentId,
          title: first.title,
          names: asked.slice(0, named).map(({ name }) => name),
          count: asked.length,
        },
      ]
    : [];
  const books = readBooks(db, cohortIds, today);
  const waiting = books.cohorts.flatMap(({ id, name: cohortName }) =>
    assessmentsWithProgress(books, id)
      .filter(({ progress }) => progress.waiting > 0)
      .map(({ id: assessmentId, title, due, progress }) => ({
        ...{ assessmentId, title, cohortName, due: due?.on ?? '9999-12-31' },
        ...{ waiting: progress.waiting, learners: progress.learners },
      })),
  );
  return [
    ...reviews,
    ...waiting
      .sort((a, b) => (a.due < b.due ? -1 : 1))
      .map(({ due: _due, ...todo }): Todo => ({ kind: 'grade', ...todo })),
  ];
}
