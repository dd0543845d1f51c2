import { refuse } from '../../shared/result.ts';
import type { ConsentPurpose } from '../../shared/rules/learner.ts';
import { statusOn } from '../../shared/rules/pauses.ts';
import { newId, type Write } from '../database/changes.ts';
import type { CellValue } from '../database/entities.ts';
import type { Database } from '../database/sqlite.ts';
import type { Handlers } from '../dispatch.ts';
import { findPhone, requireEmail, requirePhone } from './contact.ts';
import { directoryOf, searchFor } from './directory.ts';
import { enroll } from './enrollments.ts';
import { consentEntity, learnerEntity, learnerFieldEntity } from './entities.ts';
import { foldName } from './import/fold-text.ts';
import { learnerView } from './learner-view.ts';
import { addLearner } from './learners.ts';
import { consentsOf, enrollmentsOf, getLearner, listMemberships, rowsHolding } from './people-queries.ts';
import { cohortNames, requireCohort } from './queries.ts';
import { timelineOf } from './timeline.ts';
import { centerDate, centerLanguage } from './today.ts';

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
function whoFits(
  db: Database,
  cohort: string | null,
  status: string | null,
  today: string,
): (id: string) => boolean {
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
      .filter((one) => (cohort === null || one.cohortId === cohort) && alike(statusOn(one, today)))
      .map((one) => one.learnerId),
  );
  return (id) => fitting.has(id);
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

/** Each row of hers that answers for this purpose gets the new answer: an older one must not come back. */
function writeConsents(
  db: Database,
  write: Write,
  learnerId: string,
  purpose: ConsentPurpose,
  decision: CellValue<typeof consentEntity, 'decision'>,
): void {
  for (const id of rowsHolding(db, 'consent', learnerId, purpose))
    write(consentEntity, `${id}:${purpose}`, 'decision', decision);
}

export function learnerHandlers(): LearnerHandlers {
  return {
    learners: ({ search, cohort, status, offset, limit }, { db, now }) => {
      const today = centerDate(db, now);
      const everyone = directoryOf(db, centerLanguage(db));
      const meant = searchFor(search);
      const fits = whoFits(db, cohort, status, today);
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
            status: statusOn(row, today),
          })),
        })),
      };
    },
    learner: ({ learnerId }, { db, now }) => learnerView(db, learnerId, centerDate(db, now)),
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
      editCells(db, write, getLearner(db, learnerId).id, cells);
      return {};
    },
    setField: ({ learnerId, field, value }, { db, write }) => {
      getLearner(db, learnerId);
      for (const id of rowsHolding(db, 'learner_field', learnerId, field))
        write(learnerFieldEntity, `${id}:${field}`, 'value', value || null);
      return {};
    },
    setConsent: ({ learnerId, purpose, ...decision }, { db, write }) => {
      getLearner(db, learnerId);
      writeConsents(db, write, learnerId, purpose, { ...decision, withdrawnOn: null });
      return {};
    },
    withdrawConsent: ({ learnerId, purpose, withdrawnOn }, { db, write }) => {
      getLearner(db, learnerId);
      const row = consentsOf(db, learnerId).find((one) => one.purpose === purpose);
      if (row?.answer !== 'given') throw refuse('conflict', 'consent_not_given');
      if (row.on !== null && withdrawnOn < row.on) throw refuse('validation', 'withdrawn_before_consent');
      const { textVersion, language, on } = row;
      writeConsents(db, write, learnerId, purpose, { given: true, textVersion, language, on, withdrawnOn });
      return {};
    },
    timeline: ({ learnerId, before }, { db }) => {
      getLearner(db, learnerId);
      return timelineOf(db, learnerId, before);
    },
  };
}
