import type { Input, Output } from '../../shared/contract/index.ts';
import type { CohortChoice } from '../../shared/contract/roster-import.ts';
import { newId, type Write } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import type { Writing } from '../dispatch.ts';
import { enroll } from './enrollments.ts';
import { cohortEntity } from './entities.ts';
import type { DryRun } from './import/dry-run.ts';
import { foldName } from './import/fold-text.ts';
import type { PersonToImport } from './import/people-to-import.ts';
import { fillsOf, newAnswers, planImport } from './import-plan.ts';
import { writeConsent, writeFacts, writeNew } from './import-write.ts';
import { answeredBy, consentsOf, findEnrollment, getLearner } from './people-queries.ts';
import { listCohorts, requireCohort, requireProgram } from './queries.ts';
import { centerDate, centerLanguage } from './today.ts';

type Commit = Omit<Input<'roster.commitImport'>, 'jobId'>;

/** The longest name that a cohort may have. */
const mostLetters = 80;

interface Target {
  id: string;
  name: string;
  startsOn: string | null;
}

/** Cohorts by their folded name; of two of one name the newer. */
export function cohortsByName(db: Database, on: string): Map<string, Target> {
  const cohorts = listCohorts(db, on).sort((a, b) => (a.id < b.id ? -1 : 1));
  return new Map(cohorts.map(({ id, name, startsOn }) => [foldName(name), { id, name, startsOn }]));
}

export const cohortKey = (name: string): string => foldName(name.slice(0, mostLetters));

/** Finds, and makes where they are missing, the cohorts that the people of a list go into. */
function createTargets(db: Database, write: Write, now: number, today: string, choice: CohortChoice) {
  const known = cohortsByName(db, today);
  const make = (
    name: string,
    profile: { programId: string | null; startsOn: string | null; endsOn: string | null },
  ) => {
    requireProgram(db, profile.programId);
    const id = newId(now);
    write(cohortEntity, id, 'profile', { name, ...profile });
    const target = { id, name, startsOn: profile.startsOn };
    known.set(foldName(name), target);
    return target;
  };
  const one = ((): Target | null => {
    if (choice.kind === 'new') return make(choice.name, choice);
    if (choice.kind !== 'existing') return null;
    requireCohort(db, choice.cohortId);
    return (
      [...known.values()].find((cohort) => cohort.id === choice.cohortId) ??
      findById(db, choice.cohortId, today)
    );
  })();
  return (person: PersonToImport): Target[] => {
    if (one) return [one];
    if (choice.kind !== 'column') return [];
    const { programId } = choice;
    return person.cohorts.map((name) => {
      const short = name.slice(0, mostLetters);
      return known.get(cohortKey(name)) ?? make(short, { programId, startsOn: null, endsOn: null });
    });
  };
}

/** A cohort whose name another, newer one has too. */
function findById(db: Database, id: string, on: string): Target | null {
  const cohort = listCohorts(db, on).find((row) => row.id === id);
  return cohort ? { id, name: cohort.name, startsOn: cohort.startsOn } : null;
}

function consentHeader(run: DryRun): string {
  const column = run.mapping.columns.find(({ field }) => field === 'consent')?.column ?? -1;
  return (run.header.names[column] ?? '').slice(0, 200) || run.table.fileName.slice(0, 200);
}

/** The language that a text is in, as far as its letters tell. */
function languageOf(text: string, otherwise: string): string {
  if (/[\u0600-\u06FF]/.test(text)) return 'ar';
  if (/[іїєґ]/i.test(text)) return 'uk';
  if (/[а-я]/i.test(text)) return /[ъщ]/i.test(text) && otherwise !== 'uk' ? 'bg' : otherwise;
  return /[a-z]/i.test(text) ? 'en' : otherwise;
}

/** Writes the people of a dry run as one act: new ones, blanks of those who are here, enrollments, consents. */
export function commitImport(
  run: DryRun,
  { decisions, cohort, startsOn, purpose }: Commit,
  { db, write, now }: Writing,
): Output<'roster.commitImport'> {
  const today = centerDate(db, now);
  const about = {
    purpose,
    textVersion: consentHeader(run),
    language: languageOf(consentHeader(run), centerLanguage(db)),
  };
  const targetsOf = createTargets(db, write, now, today, cohort);
  const people = planImport(run, new Map(decisions.map(({ row, decision }) => [row, decision])));
  const counts = { added: 0, filled: 0, enrolled: 0 };
  const enrolledIn = new Map<string, { id: string; name: string; learners: number }>();
  for (const person of people) {
    const id = person.person ?? newId(now);
    if (person.person === null) {
      writeNew(write, id, person.learner);
      writeConsent(write, id, person.learner, about);
      counts.added += 1;
    } else if (fillBlanks(db, write, id, person, about)) counts.filled += 1;
    for (const target of targetsOf(person)) {
      const first = person.enrollmentStart ?? startsOn ?? target.startsOn ?? today;
      if (findEnrollment(db, id, target.id) || !enroll(db, write, id, target.id, first)) continue;
      counts.enrolled += 1;
      const entry = enrolledIn.get(target.id) ?? { id: target.id, name: target.name, learners: 0 };
      enrolledIn.set(target.id, { ...entry, learners: entry.learners + 1 });
    }
  }
  const taken = people.reduce((sum, person) => sum + person.rows.length, 0);
  return { ...counts, skipped: run.rows.length - taken, cohorts: [...enrolledIn.values()] };
}

function fillBlanks(
  db: Database,
  write: Write,
  id: string,
  { learner }: PersonToImport,
  about: Parameters<typeof writeConsent>[3],
): boolean {
  const answered = answeredBy(db, [id]).get(id) ?? new Set();
  const fills = fillsOf(getLearner(db, id), learner, answered);
  writeFacts(write, id, { ...learner, answers: newAnswers(learner, answered) }, fills);
  const asked = consentsOf(db, id).some((row) => row.purpose === about.purpose);
  if (!asked) writeConsent(write, id, learner, about);
  return fills.length > 0 || (!asked && learner.consent !== null);
}
