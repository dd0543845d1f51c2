import type { Learner } from '../../shared/contract/roster.ts';
import { type ConsentPurpose, consentPurposes } from '../../shared/rules/learner.ts';
import { markCounts } from '../attendance/of-learner.ts';
import { nameOfPerson } from '../center/queries.ts';
import { newId, type Write } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import type { Handlers } from '../dispatch.ts';
import { findPhone, requireEmail, requirePhone } from './contact.ts';
import { directoryOf, searchFor } from './directory.ts';
import { enroll } from './enrollments.ts';
import { consentEntity, learnerEntity, learnerFieldEntity } from './entities.ts';
import { foldName } from './import/fold-text.ts';
import { addLearner } from './learners.ts';
import {
  consentsOf,
  type EnrollmentRow,
  enrollmentsOf,
  fieldsOf,
  getLearner,
  type LearnerRow,
  listMemberships,
  usualConsentTexts,
} from './people-queries.ts';
import { cohortNames, requireCohort } from './queries.ts';
import { statusHistory } from './status-history.ts';
import { timelineOf } from './timeline.ts';
import { centerLanguage } from './today.ts';

type Cells = Parameters<LearnerHandlers['editLearner']>[0]['cells'];
type Named =
  | 'learners'
  | 'learner'
  | 'similar'
  | 'addLearner'
  | 'editLearner'
  | 'setField'
  | 'setConsent'
  | 'withdrawConsent'
  | 'timeline';
type LearnerHandlers = Pick<Handlers<'roster'>, Named>;

/** Who is in which cohort, for everybody: two statuses of one membership are one entry. */
function whoFits(db: Database, cohort: string | null, status: string | null): (id: string) => boolean {
  if (cohort === null && status === null) return () => true;
  const memberships = listMemberships(db);
  if (cohort === 'none') {
    const placed = new Set(memberships.map((one) => one.learnerId));
    return (id) => !placed.has(id);
  }
  const alike = (one: string): boolean =>
    status === null || one === status || (status === 'enrolled' && one === 'returned');
  const fitting = new Set(
    memberships
      .filter((one) => (cohort === null || one.cohortId === cohort) && alike(one.status))
      .map((one) => one.learnerId),
  );
  return (id) => fitting.has(id);
}

function consentsFor(db: Database, learnerId: string): Learner['consents'] {
  const usual = usualConsentTexts(db);
  const asked = new Map(consentsOf(db, learnerId).map((row) => [row.purpose, row]));
  return consentPurposes.map((purpose) => {
    const row = asked.get(purpose);
    return {
      purpose,
      given: row ? row.given === 1 : null,
      textVersion: row?.textVersion ?? null,
      language: row?.language ?? null,
      on: row?.on ?? null,
      lastVersion: usual.get(purpose) ?? null,
    };
  });
}

function enrollmentsFor(db: Database, rows: readonly EnrollmentRow[]): Learner['enrollments'] {
  const cohorts = cohortNames(db);
  return rows.map(({ learnerId, ...row }) => {
    const cohort = cohorts.get(row.cohortId);
    return {
      ...row,
      cohortName: cohort?.name ?? '',
      programName: cohort?.programName ?? null,
      history: statusHistory(db, learnerId, row.cohortId).map((entry) => ({
        at: entry.at,
        by: entry.actor === null ? null : nameOfPerson(db, entry.actor),
        status: entry.status,
        reason: entry.reason,
      })),
    };
  });
}

function cellsOf(row: LearnerRow): Omit<Learner, 'fields' | 'consents' | 'enrollments' | 'counts'> {
  const { birthDate, ageBand } = row;
  return {
    id: row.id,
    name: { written: row.name, short: row.shortName },
    birth: birthDate === null && ageBand === null ? null : { date: birthDate, ageBand },
    sex: row.sex,
    phone: row.phone,
    email: row.email,
    displacement: row.displacement,
    languages: row.languages === null ? [] : (JSON.parse(row.languages) as string[]),
    needs: row.needs,
    note: row.note,
    certificate:
      row.certificateName === null ? null : { name: row.certificateName, latin: row.certificateLatin },
  };
}

/** Writes each given cell by itself: its history, its undo and its conflicts are its own. */
function editCells(db: Database, write: Write, id: string, cells: Cells): void {
  const none = <T>(value: T | null, empty: (value: T) => boolean): T | null =>
    value === null || empty(value) ? null : value;
  if (cells.name) write(learnerEntity, id, 'name', cells.name);
  if (cells.birth !== undefined) {
    write(
      learnerEntity,
      id,
      'birth',
      none(cells.birth, (birth) => birth.date === null && birth.ageBand === null),
    );
  }
  if (cells.sex !== undefined) write(learnerEntity, id, 'sex', cells.sex);
  if (cells.phone !== undefined)
    write(learnerEntity, id, 'phone', requirePhone(db, cells.phone, 'cells.phone'));
  if (cells.email !== undefined) write(learnerEntity, id, 'email', requireEmail(cells.email, 'cells.email'));
  if (cells.displacement !== undefined) write(learnerEntity, id, 'displacement', cells.displacement);
  if (cells.languages !== undefined) {
    const languages = cells.languages && [...new Set(cells.languages)];
    write(
      learnerEntity,
      id,
      'languages',
      none(languages, (list) => list.length === 0),
    );
  }
  if (cells.needs !== undefined)
    write(
      learnerEntity,
      id,
      'needs',
      none(cells.needs, (text) => text === ''),
    );
  if (cells.note !== undefined)
    write(
      learnerEntity,
      id,
      'note',
      none(cells.note, (text) => text === ''),
    );
  if (cells.certificate !== undefined) write(learnerEntity, id, 'certificate', cells.certificate);
}

export function learnerHandlers(): LearnerHandlers {
  return {
    learners: ({ search, cohort, status, offset, limit }, { db }) => {
      const everyone = directoryOf(db, centerLanguage(db));
      const meant = searchFor(search);
      const fits = whoFits(db, cohort, status);
      const found = everyone.filter((entry) => fits(entry.id) && meant(entry));
      const page = found.slice(offset, offset + limit);
      const cohorts = cohortNames(db);
      const byLearner = Map.groupBy(
        enrollmentsOf(
          db,
          page.map((entry) => entry.id),
        ),
        (row) => row.learnerId,
      );
      return {
        total: found.length,
        everyone: everyone.length,
        learners: page.map(({ id, name, shortName, phone }) => ({
          id,
          name,
          shortName,
          phone,
          cohorts: (byLearner.get(id) ?? []).map((row) => ({
            id: row.cohortId,
            name: cohorts.get(row.cohortId)?.name ?? '',
            status: row.status,
          })),
        })),
      };
    },
    learner: ({ learnerId }, { db }) => ({
      ...cellsOf(getLearner(db, learnerId)),
      fields: fieldsOf(db, learnerId),
      consents: consentsFor(db, learnerId),
      enrollments: enrollmentsFor(db, enrollmentsOf(db, [learnerId])),
      counts: markCounts(db, learnerId),
    }),
    similar: ({ name, phone, email }, { db }) => {
      const folded = foldName(name);
      const dialed = phone?.trim() ? findPhone(db, phone) : null;
      const address = email?.trim().toLowerCase() || null;
      const found = directoryOf(db, centerLanguage(db)).flatMap((entry) => {
        const same: ('name' | 'phone' | 'email')[] = [];
        if (folded !== '' && (foldName(entry.name) === folded || foldName(entry.shortName) === folded))
          same.push('name');
        if (dialed !== null && entry.phone === dialed) same.push('phone');
        if (address !== null && entry.email?.toLowerCase() === address) same.push('email');
        return same.length > 0 ? [{ id: entry.id, name: entry.name, same }] : [];
      });
      const likeliest = found.sort((a, b) => b.same.length - a.same.length).slice(0, 5);
      const cohorts = cohortNames(db);
      return {
        people: likeliest.map((person) => ({
          ...person,
          cohorts: enrollmentsOf(db, [person.id]).map((row) => cohorts.get(row.cohortId)?.name ?? ''),
        })),
      };
    },
    addLearner: ({ name, phone, email, enroll: into }, { db, write, now }) => {
      const id = addLearner(write, newId(now), name);
      write(learnerEntity, id, 'phone', requirePhone(db, phone, 'phone'));
      write(learnerEntity, id, 'email', requireEmail(email, 'email'));
      if (into) {
        requireCohort(db, into.cohortId);
        enroll(db, write, id, into.cohortId, into.startsOn);
      }
      return { id };
    },
    editLearner: ({ learnerId, cells }, { db, write }) => {
      getLearner(db, learnerId);
      editCells(db, write, learnerId, cells);
      return {};
    },
    setField: ({ learnerId, field, value }, { db, write }) => {
      getLearner(db, learnerId);
      write(learnerFieldEntity, `${learnerId}:${field}`, 'value', value || null);
      return {};
    },
    setConsent: ({ learnerId, purpose, given, textVersion, language, on }, { db, write }) => {
      getLearner(db, learnerId);
      write(consentEntity, `${learnerId}:${purpose}`, 'decision', { given, textVersion, language, on });
      return {};
    },
    withdrawConsent: ({ learnerId, purpose, on }, { db, write }) => {
      getLearner(db, learnerId);
      const row = consentsOf(db, learnerId).find((one) => one.purpose === (purpose satisfies ConsentPurpose));
      write(consentEntity, `${learnerId}:${purpose}`, 'decision', {
        given: false,
        textVersion: row?.textVersion ?? '',
        language: row?.language ?? '',
        on,
      });
      return {};
    },
    timeline: ({ learnerId, before }, { db }) => {
      getLearner(db, learnerId);
      return timelineOf(db, learnerId, before);
    },
  };
}
