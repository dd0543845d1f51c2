import { refuse } from '../../shared/result.ts';
import { readPaperCode } from '../../shared/rules/paper-code.ts';
import { addDays } from '../../shared/rules/time.ts';
import { newId, requireHere } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import type { Handlers, Writing } from '../dispatch.ts';
import type { Platform } from '../platform.ts';
import { addLearner } from '../roster/learners.ts';
import { nameOfCohort, namesOf, requireCohort } from '../roster/queries.ts';
import { samePeople } from '../roster/same-person.ts';
import { sessionEntity } from '../sessions/entities.ts';
import { planned } from '../sessions/outcomes.ts';
import { coversSession, findSession, getSession, listSessions } from '../sessions/queries.ts';
import { sessionView } from '../sessions/view.ts';
import type { Transact } from '../transact.ts';
import { clockOf } from './course.ts';
import { paperRollEntity, walkInEntity } from './entities.ts';
import { fillBlanks, requireMark, requireOpenRoll, writeMark } from './marking.ts';
import { freeCode, paperRows, printView, rowsNow, sameAs } from './paper.ts';
import { type PrintRow, printsOf, printsWith } from './paper-queries.ts';
import { isOnRoll, statusesFor } from './roll.ts';

interface Dependencies {
  platform: Platform;
  transact: Transact;
}
type Names = 'paperSessions' | 'printPaper' | 'findPaper' | 'paper' | 'enterPaper';
type Written = Parameters<Handlers<'attendance'>['enterPaper']>[0]['written'][number];

/** How far ahead rolls are printed: power cuts are planned by the week. */
const daysAhead = 14;

export function paperHandlers({ platform, transact }: Dependencies): Pick<Handlers<'attendance'>, Names> {
  return {
    paperSessions: ({ cohortId }, { db, now }) => {
      requireCohort(db, cohortId);
      const today = clockOf(db, now).date;
      return {
        cohortName: nameOfCohort(db, cohortId) ?? '',
        sessions: listSessions(db, today, addDays(today, daysAhead), cohortId)
          .filter(({ outcome, closedAt }) => closedAt === null && !notHeld(outcome.kind))
          .map((session) => sessionView(db, session)),
      };
    },
    printPaper: ({ sessionId, language, extraRows }) =>
      transact('attendance.printPaper', (write, db) => {
        const session = getSession(db, sessionId);
        const rows = rowsNow(db, session).map(({ learnerId, name }) => ({ learnerId, name }));
        const sheet = { language, extraRows, learners: rows.map((row) => row.learnerId) };
        const printed = (): PrintRow | undefined => sameAs(printsOf(db, sessionId), sheet);
        if (!printed()) {
          const now = platform.now();
          write(paperRollEntity, `${sessionId}:${newId(now)}`, 'print', {
            code: freeCode(db, sessionId),
            language,
            rows: sheet.learners,
            extraRows,
            at: now,
          });
        }
        return { print: printView(requireHere(printed(), 'print')), learners: rows };
      }),
    findPaper: ({ code }, { db, seat: { scope } }) => {
      const wanted = readPaperCode(code);
      if (wanted === null) throw refuse('validation', 'no_paper_code');
      const found = printsWith(db, wanted).flatMap((print) => {
        const session = findSession(db, print.sessionId);
        if (!session || (scope && !coversSession(db, scope, session.id))) return [];
        return [{ print: printView(print), session: sessionView(db, session) }];
      });
      if (found.length === 0) throw refuse('not_found', 'print_not_found');
      return { found };
    },
    paper: ({ sessionId, printId }, { db }) => {
      const session = getSession(db, sessionId);
      const prints = printsOf(db, sessionId);
      const print = choosePrint(prints, printId);
      return {
        session: sessionView(db, session),
        statuses: [...statusesFor(db, session.cohortId)],
        print: print && printView(print),
        prints: prints.map(printView),
        rows: paperRows(db, session, print),
      };
    },
    enterPaper: ({ sessionId, printId, marks, restPresent, written, why }, context) => {
      const { db, write } = context;
      const session = getSession(db, sessionId);
      requireOpenRoll(session, why);
      if (notHeld(session.outcome.kind)) throw refuse('conflict', 'session_not_held');
      if (marks.length === 0 && written.length === 0 && !restPresent)
        throw refuse('validation', 'paper_empty');
      const print = choosePrint(printsOf(db, sessionId), printId);
      let count = 0;
      for (const { learnerId, mark } of marks) {
        if (!isOnRoll(db, session, learnerId)) throw refuse('not_found', 'not_on_roll');
        writeMark(db, write, session, learnerId, requireMark(db, session, learnerId, mark), why ?? null);
        count += 1;
      }
      for (const { learner, mark } of written) {
        const learnerId = comeAlong(context, learner);
        if (!isOnRoll(db, session, learnerId)) write(walkInEntity, `${sessionId}:${learnerId}`, 'here', true);
        writeMark(db, write, session, learnerId, requireMark(db, session, learnerId, mark), why ?? null);
        count += 1;
      }
      if (restPresent)
        count += fillBlanks(db, session, write, why ?? null, print && peopleOn(db, print)).length;
      if (session.outcome.kind === 'planned')
        write(sessionEntity, sessionId, 'outcome', { ...planned, kind: 'held' }, why ?? null);
      return { marks: count };
    },
  };

  /** Somebody whose name was written in by hand: of the roster, or new. */
  function comeAlong({ db, write, now }: Writing, learner: Written['learner']): string {
    if (!('id' in learner)) return addLearner(write, newId(now), learner.name);
    if (namesOf(db, [learner.id]).length === 0) throw refuse('not_found', 'learner_not_found');
    return learner.id;
  }
}

const notHeld = (kind: string): boolean => kind === 'cancelled' || kind === 'moved';

/** The print that is meant: the one asked for, or the only one. Throws `not_found` (print_not_found). */
function choosePrint(prints: readonly PrintRow[], printId: string | null): PrintRow | null {
  if (printId !== null)
    return requireHere(
      prints.find(({ id }) => id === printId),
      'print',
    );
  return prints.length === 1 ? (prints[0] ?? null) : null;
}

const peopleOn = (db: Database, print: PrintRow): Set<string> =>
  new Set(print.learners.map(samePeople(db).personOf));
