import type { Names } from '../../shared/contract/programs.ts';
import { AppError, refuse } from '../../shared/result.ts';
import { namedTwice } from '../../shared/rules/program-fields.ts';
import { statusFaults } from '../../shared/rules/status-set.ts';
import { defaultStatuses, type Status } from '../../shared/rules/statuses.ts';
import { statusesUsedIn } from '../attendance/of-learner.ts';
import { newId } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import type { Handlers } from '../dispatch.ts';
import { programEntity } from '../roster/entities.ts';
import { cohortsOfProgram, getProgram } from '../roster/program-queries.ts';
import { listPrograms } from '../roster/queries.ts';
import { sessionsOfCohort } from '../roster/sessions-of-cohort.ts';
import { saidNames } from './said-names.ts';

function usedIn(db: Database, programId: string, codes: readonly string[]): string[] {
  const sessions = cohortsOfProgram(db, programId).flatMap((cohort) => sessionsOfCohort(db, cohort));
  return statusesUsedIn(db, sessions, codes);
}

/** Throws `validation` naming `name` where no language has one. */
function requireName(names: Names): Record<string, string> {
  const said = saidNames(names);
  if (Object.keys(said).length === 0)
    throw new AppError({ code: 'validation', reason: 'name_needed', fields: { name: 'name_needed' } });
  return said;
}

const codesOf = (statuses: readonly Status[]): string[] => statuses.map((status) => status.code);

export function programsHandlers(): Handlers<'programs'> {
  return {
    list: (_input, { db }) => ({ programs: listPrograms(db) }),
    get: ({ programId }, { db }) => {
      const { id, name, kinds, threshold, statuses: own, fields } = getProgram(db, programId);
      const statuses = [...(own ?? defaultStatuses)];
      return {
        id,
        name,
        kinds,
        threshold,
        fields,
        statuses,
        ownStatuses: own !== null,
        used: usedIn(db, programId, codesOf(statuses)),
        cohorts: cohortsOfProgram(db, programId).length,
      };
    },
    add: ({ name, kinds }, { write, now }) => {
      const id = newId(now);
      write(programEntity, id, 'profile', { name: requireName(name), template: null, kinds });
      return { id };
    },
    edit: ({ programId, name, kinds }, { db, write }) => {
      const { template } = getProgram(db, programId);
      write(programEntity, programId, 'profile', { name: requireName(name), template, kinds });
      return {};
    },
    setThreshold: ({ programId, threshold }, { db, write }) => {
      getProgram(db, programId);
      write(programEntity, programId, 'rule', { threshold });
      return {};
    },
    setFields: ({ programId, fields }, { db, write }) => {
      getProgram(db, programId);
      if (namedTwice(fields)) throw refuse('validation', 'field_twice');
      write(programEntity, programId, 'fields', fields.length === 0 ? null : fields);
      return {};
    },
    setStatuses: ({ programId, statuses }, { db, write }) => {
      const before = getProgram(db, programId).statuses ?? defaultStatuses;
      const after = statuses ?? defaultStatuses;
      const fields = statusFaults(after);
      if (Object.keys(fields).length > 0)
        throw new AppError({ code: 'validation', reason: 'status_set_faulty', fields });
      const kept = new Set(codesOf(after));
      const dropped = codesOf(before).filter((code) => !kept.has(code));
      if (usedIn(db, programId, dropped).length > 0) throw refuse('conflict', 'status_in_use');
      write(programEntity, programId, 'statuses', statuses);
      return {};
    },
  };
}
