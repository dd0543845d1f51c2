import { refuse } from '../../shared/result.ts';
import type { LearnerFact } from '../../shared/rules/learner.ts';
import { countBothMarked } from '../attendance/conflict-queries.ts';
import type { Write } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import type { Handlers } from '../dispatch.ts';
import { findDuplicates } from './duplicates.ts';
import { apartEntity, learnerEntity } from './entities.ts';
import { cellsOf, learnerView } from './learner-view.ts';
import { enrollmentsOf, getLearner } from './people-queries.ts';
import { cohortNames } from './queries.ts';
import { samePeople } from './same-person.ts';
import { centerDate } from './today.ts';

type Named = 'duplicates' | 'comparePeople' | 'mergePeople' | 'separate' | 'tellApart';

/** The people behind two rows. Throws `conflict` (same_person) if they are one already. */
function requireTwo(db: Database, learnerId: string, otherId: string) {
  const pair = { person: getLearner(db, learnerId), other: getLearner(db, otherId) };
  if (pair.person.id === pair.other.id) throw refuse('conflict', 'same_person');
  return pair;
}

/** Copies one fact of a person to another, whether or not it says anything. */
function takeFact(
  write: Write,
  to: string,
  from: ReturnType<typeof cellsOf>,
  fact: Exclude<LearnerFact, 'name'>,
): void {
  if (fact === 'birth') write(learnerEntity, to, fact, from.birth);
  else if (fact === 'certificate') write(learnerEntity, to, fact, from.certificate);
  else if (fact === 'languages')
    write(learnerEntity, to, fact, from.languages.length === 0 ? null : from.languages);
  else write(learnerEntity, to, fact, from[fact]);
}

function cohortsOf(db: Database, learnerId: string): Set<string> {
  return new Set(enrollmentsOf(db, [learnerId]).map((row) => row.cohortId));
}

export function mergeHandlers(): Pick<Handlers<'roster'>, Named> {
  return {
    duplicates: (_input, { db }) => findDuplicates(db),
    comparePeople: ({ learnerId, otherId }, { db, now }) => {
      const { person, other } = requireTwo(db, learnerId, otherId);
      const today = centerDate(db, now);
      const names = cohortNames(db);
      const others = cohortsOf(db, other.id);
      const both = [...cohortsOf(db, person.id)].filter((id) => others.has(id));
      return {
        people: [learnerView(db, person.id, today), learnerView(db, other.id, today)],
        ...countBothMarked(db, person.id, other.id),
        bothIn: both.map((id) => names.get(id)?.name ?? ''),
      };
    },
    mergePeople: ({ learnerId, otherId, take }, { db, write }) => {
      const { person, other } = requireTwo(db, learnerId, otherId);
      const from = cellsOf(other);
      for (const fact of take) {
        if (fact === 'name') write(learnerEntity, person.id, 'name', from.name);
        else takeFact(write, person.id, from, fact);
      }
      // Who was merged into the other before goes with her, so that no chain has to be followed.
      for (const row of samePeople(db).rowsOf(other.id))
        write(learnerEntity, row, 'alias', { of: person.id });
      return {};
    },
    separate: ({ learnerId }, { db, write }) => {
      if (!samePeople(db).isMerged(learnerId)) throw refuse('conflict', 'not_merged');
      write(learnerEntity, learnerId, 'alias', null);
      return {};
    },
    tellApart: ({ learnerId, otherId }, { db, write }) => {
      const { person, other } = requireTwo(db, learnerId, otherId);
      const [first, second] = [person.id, other.id].sort();
      write(apartEntity, `${first}:${second}`, 'different', true);
      return {};
    },
  };
}
