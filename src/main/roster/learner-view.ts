import type { Learner } from '../../shared/contract/roster-learner.ts';
import { consentPurposes } from '../../shared/rules/learner.ts';
import { statusOn } from '../../shared/rules/pauses.ts';
import { markCounts } from '../attendance/of-learner.ts';
import { nameOfPerson } from '../center/queries.ts';
import type { Database } from '../database/sqlite.ts';
import {
  consentsOf,
  type EnrollmentRow,
  enrollmentsOf,
  fieldsOf,
  getLearner,
  type LearnerRow,
  mergedInto,
  usualConsentTexts,
} from './people-queries.ts';
import { fieldsAskedIn } from './program-queries.ts';
import { cohortNames } from './queries.ts';
import { statusHistory } from './status-history.ts';

function consentsFor(db: Database, learnerId: string): Learner['consents'] {
  const usual = usualConsentTexts(db);
  const asked = new Map(consentsOf(db, learnerId).map((row) => [row.purpose, row]));
  return consentPurposes.map((purpose) => {
    const row = asked.get(purpose);
    return {
      purpose,
      answer: row?.answer ?? null,
      textVersion: row?.textVersion ?? null,
      language: row?.language ?? null,
      on: row?.on ?? null,
      withdrawnOn: row?.withdrawnOn ?? null,
      lastVersion: usual.get(purpose) ?? null,
    };
  });
}

/** What the programs ask that she is in, answered or not, then what else was written about her. */
function fieldsFor(
  db: Database,
  learnerId: string,
  enrollments: readonly EnrollmentRow[],
): Learner['fields'] {
  const within = enrollments.filter(({ status }) => status !== 'left' && status !== 'transferred');
  const asked = fieldsAskedIn(
    db,
    within.map((row) => row.cohortId),
  );
  const answers = new Map(fieldsOf(db, learnerId).map(({ field, value }) => [field, value]));
  const names = new Set([...asked, ...answers.keys()]);
  return [...names].map((field) => ({ field, value: answers.get(field) ?? null }));
}

function enrollmentsFor(db: Database, rows: readonly EnrollmentRow[], today: string): Learner['enrollments'] {
  const cohorts = cohortNames(db);
  return rows.map(({ learnerId, ...row }) => {
    const cohort = cohorts.get(row.cohortId);
    return {
      ...row,
      status: statusOn(row, today),
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

/** What a row of the roster says about somebody. */
export function cellsOf(
  row: LearnerRow,
): Omit<Learner, 'fields' | 'consents' | 'enrollments' | 'merged' | 'counts'> {
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

/** All that is known of the person behind a row. Throws `not_found` (learner_not_found). */
export function learnerView(db: Database, learnerId: string, today: string): Learner {
  const row = getLearner(db, learnerId);
  const enrollments = enrollmentsOf(db, [row.id]);
  return {
    ...cellsOf(row),
    fields: fieldsFor(db, row.id, enrollments),
    consents: consentsFor(db, row.id),
    enrollments: enrollmentsFor(db, enrollments, today),
    merged: mergedInto(db, row.id).map(({ id, name }) => ({ id, name })),
    counts: markCounts(db, row.id),
  };
}
