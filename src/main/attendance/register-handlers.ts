import { refuse } from '../../shared/result.ts';
import type { Gate } from '../center/gate.ts';
import { findCenter } from '../center/queries.ts';
import { newId } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import type { Handlers } from '../dispatch.ts';
import type { Files } from '../files.ts';
import type { Platform } from '../platform.ts';
import { namesOf, requireCohort } from '../roster/queries.ts';
import { checkInList } from './check-in-list.ts';
import { clockOf } from './course.ts';
import { checkInEntity } from './entities.ts';
import { writeRegister } from './export-register.ts';
import { registerOf } from './register.ts';
import { hasCheckIn } from './register-queries.ts';

export interface RegisterDependencies {
  gate: Gate;
  platform: Platform;
  files: Files;
}

type Named = 'register' | 'checkIns' | 'noteCheckIn' | 'removeCheckIn' | 'exportRegister';

const languageOf = (db: Database): string => findCenter(db)?.language ?? 'en';

export function registerHandlers({
  gate,
  platform,
  files,
}: RegisterDependencies): Pick<Handlers<'attendance'>, Named> {
  return {
    register: ({ cohortId, ...range }, { db, now }) =>
      registerOf(db, cohortId, range, clockOf(db, now), languageOf(db)),
    checkIns: ({ cohortId }, { db, now }) => {
      if (cohortId !== null) requireCohort(db, cohortId);
      const clock = clockOf(db, now);
      return { today: clock.date, list: checkInList(db, clock, cohortId, languageOf(db)) };
    },
    noteCheckIn: ({ cohortId, learnerId, on, text }, { db, write, now }) => {
      requireCohort(db, cohortId);
      if (namesOf(db, [learnerId]).length === 0) throw refuse('not_found', 'learner_not_found');
      if (on > clockOf(db, now).date) throw refuse('validation', 'check_in_ahead');
      const id = newId(now);
      write(checkInEntity, id, 'note', { learnerId, cohortId, on, text });
      return { id };
    },
    removeCheckIn: ({ id }, { db, write }) => {
      if (!hasCheckIn(db, id)) throw refuse('not_found', 'check_in_not_found');
      write(checkInEntity, id, 'note', null);
      return {};
    },
    exportRegister: async ({ cohortId, from, to, ...wish }) => {
      const db = gate.db();
      const register = registerOf(db, cohortId, { from, to }, clockOf(db, platform.now()), languageOf(db));
      const file = await writeRegister(register, wish);
      return { token: files.hold(file), fileName: file.name, rows: file.rows };
    },
  };
}
