import { refuse } from '../../shared/result.ts';
import { mayDo } from '../../shared/rules/permissions.ts';
import { newId, requireHere } from '../database/changes.ts';
import type { Handlers } from '../dispatch.ts';
import type { Platform } from '../platform.ts';
import { nameOfCohort } from '../roster/queries.ts';
import { standIn } from '../sessions/substitutes.ts';
import type { Transact } from '../transact.ts';
import { personEntity } from './entities.ts';
import type { Gate } from './gate.ts';
import { checkPin, hashPin, savePin } from './pins.ts';
import { findPerson, listPeople } from './queries.ts';

interface Dependencies {
  gate: Gate;
  platform: Platform;
  transact: Transact;
}

type Names = 'addPerson' | 'editPerson' | 'setPin' | 'setMyLanguage' | 'letInSubstitute';

/** Who works at the laptop, their roles and PINs. */
export function peopleHandlers({ gate, platform, transact }: Dependencies): Pick<Handlers<'center'>, Names> {
  return {
    addPerson: async ({ name, role, pin, language }) => {
      const hash = await hashPin(pin);
      const id = newId(platform.now());
      transact('center.addPerson', (write, db) => {
        write(personEntity, id, 'profile', { name, role, language });
        savePin(db, id, hash);
      });
      return { id };
    },
    editPerson: ({ id, retired, ...edits }, { db, write, seat }) => {
      const row = requireHere(findPerson(db, id), 'person');
      const coordinators = listPeople(db).filter((one) => one.role === 'coordinator' && !one.retiredOn);
      const losesRole = (edits.role !== undefined && edits.role !== 'coordinator') || retired === true;
      if (losesRole && coordinators.length === 1 && coordinators[0]?.id === id)
        throw refuse('conflict', 'last_coordinator');
      if (retired && id === seat.personId) throw refuse('conflict', 'not_yourself');
      write(personEntity, id, 'profile', {
        name: edits.name ?? row.name,
        role: edits.role ?? row.role,
        language: edits.language === undefined ? row.language : edits.language,
      });
      if (retired !== undefined)
        write(personEntity, id, 'retired', retired ? { on: gate.wallClock().date } : null);
      return {};
    },
    setPin: async ({ personId, oldPin, pin }) => {
      const seat = gate.seat();
      const db = gate.db();
      if (personId === seat?.personId) await checkPin(db, personId, oldPin ?? '', platform.now());
      else if (!seat || !mayDo(seat.role, 'people.manage')) throw refuse('forbidden', 'not_allowed');
      requireHere(findPerson(db, personId), 'person');
      savePin(db, personId, await hashPin(pin));
      return {};
    },
    letInSubstitute: async ({ name, cohortId, pin }) => {
      const hash = await hashPin(pin);
      const id = newId(platform.now());
      if (nameOfCohort(gate.db(), cohortId) === null) throw refuse('not_found', 'cohort_not_found');
      transact('center.letInSubstitute', (write, db) => {
        write(personEntity, id, 'profile', { name, role: 'substitute', language: null });
        const { date: day } = gate.wallClock();
        write(personEntity, id, 'scope', { day, cohortId });
        standIn(db, write, { personId: id, cohortId, day });
        savePin(db, id, hash);
      });
      return { id };
    },
    setMyLanguage: ({ language }, { db, write, seat }) => {
      const { name, role } = requireHere(findPerson(db, seat.personId), 'person');
      write(personEntity, seat.personId, 'profile', { name, role, language });
      return {};
    },
  };
}
