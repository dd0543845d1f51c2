import type { Output } from '../../shared/contract/index.ts';
import { addDays } from '../../shared/rules/time.ts';
import type { Database } from '../database/sqlite.ts';
import { cohortFrames, listCohorts, namesOf } from '../roster/queries.ts';
import { samePeople } from '../roster/same-person.ts';
import { assessmentsIn } from './queries.ts';
import { reviewsIn } from './review-queries.ts';

type Review = Output<'assessments.reviews'>['reviews'][number];

/** Requests about courses that ended longer ago are only listed with their cohort. */
const stillListed = 365;

/** Requests to look at a grade again: those without an answer first, of these the oldest, of the others the newest. */
export function reviewList(
  db: Database,
  cohortId: string | null,
  answered: boolean,
  today: string,
): Review[] {
  const ids =
    cohortId === null
      ? listCohorts(db, today, addDays(today, -stillListed)).map((one) => one.id)
      : [cohortId];
  const cohorts = cohortFrames(db, ids);
  const assessments = new Map(assessmentsIn(db, [...cohorts.keys()]).map((one) => [one.id, one]));
  const rows = reviewsIn(db, [...assessments.keys()]).filter((row) => answered || row.outcome === null);
  const { personOf } = samePeople(db);
  const names = new Map(
    namesOf(
      db,
      rows.map((row) => row.learnerId),
    ).map((one) => [one.id, one.name]),
  );
  const views = rows.flatMap((row): Review[] => {
    const assessment = assessments.get(row.assessmentId);
    const learnerId = personOf(row.learnerId);
    const name = names.get(learnerId);
    if (!assessment || name === undefined) return [];
    const { outcome, answer, answeredOn } = row;
    return [
      {
        ...{
          id: row.id,
          assessmentId: assessment.id,
          title: assessment.title,
          cohortId: assessment.cohortId,
        },
        cohortName: cohorts.get(assessment.cohortId)?.name ?? '',
        ...{ learnerId, name, on: row.on, words: row.words },
        answer:
          outcome === null || answeredOn === null ? null : { outcome, text: answer ?? '', on: answeredOn },
      },
    ];
  });
  const open = views.filter((one) => one.answer === null);
  return [...open, ...views.filter((one) => one.answer !== null).reverse()];
}
