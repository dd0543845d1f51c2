import type { Output } from '../../shared/contract/index.ts';
import type { Language } from '../../shared/contract/values.ts';
import { refuse } from '../../shared/result.ts';
import { fillComment } from '../../shared/rules/comment-text.ts';
import { type Criterion, mostOf, pointsOf, rubricScore } from '../../shared/rules/rubric.ts';
import { toTenths } from '../../shared/rules/tenths.ts';
import { wordsIn } from '../../shared/rules/wording.ts';
import { findCenter } from '../center/queries.ts';
import type { Database } from '../database/sqlite.ts';
import { getLearner } from '../roster/people-queries.ts';
import { nameOfCohort } from '../roster/queries.ts';
import { gradeIn, isAskedAgain } from './grades.ts';
import { findGradedLearner } from './learners.ts';
import { getAssessment } from './queries.ts';
import { choicesOf, readVersions, versionOf } from './versions.ts';
import { type AttemptWork, readOneWork } from './work.ts';

type Feedback = Output<'assessments.feedback'>;
const spoken: readonly Language[] = ['en', 'uk', 'bg', 'ar'];

/** The first of her languages that Rollbook speaks, else the center's. */
export function languageFor(db: Database, learnerId: string): Language {
  const { languages } = getLearner(db, learnerId);
  const hers = languages === null ? [] : (JSON.parse(languages) as string[]);
  const first = hers.flatMap((code) => spoken.find((one) => one === code) ?? [])[0];
  return first ?? findCenter(db)?.language ?? 'en';
}

function criterionView(
  criterion: Criterion,
  attempt: AttemptWork,
  language: Language,
  name: string,
): Feedback['criteria'][number] {
  const row = attempt.criteria.get(criterion.id);
  const choice = row?.choice ?? null;
  const raw = choice && pointsOf(criterion, choice);
  const place =
    choice && 'level' in choice ? criterion.levels.findIndex((one) => one.id === choice.level) : -1;
  const told = (index: number) => {
    const level = criterion.levels[index];
    return level
      ? { title: wordsIn(level.title, language), description: wordsIn(level.description, language) }
      : null;
  };
  const title = wordsIn(criterion.title, language);
  const points = raw === null ? null : toTenths(raw * criterion.weight);
  const values = { name, criterion: title, points: points === null ? '' : String(points) };
  return {
    criterionId: criterion.id,
    title,
    description: wordsIn(criterion.description, language),
    level: place < 0 ? null : told(place),
    next: place < 0 ? null : told(place + 1),
    points,
    most: toTenths(mostOf(criterion) * criterion.weight),
    comment: row?.comment ? fillComment(row.comment, values) : null,
  };
}

/**
 * What a learner is told about her work. Throws `not_found` (assessment_not_found, learner_not_in_cohort).
 */
export function feedbackFor(
  db: Database,
  of: { assessmentId: string; learnerId: string },
  today: string,
): Feedback {
  const assessment = getAssessment(db, of.assessmentId);
  const learner = findGradedLearner(db, assessment.cohortId, of.learnerId, today);
  if (!learner) throw refuse('not_found', 'learner_not_in_cohort');
  const language = languageFor(db, learner.learnerId);
  const versions = readVersions(db, [assessment]);
  const work = readOneWork(db, assessment, learner.learnerId);
  const grade = gradeIn(work, assessment, versions);
  const counted = work.attempts.find((one) => one.number === grade.counted.at(-1));
  const attempt = counted ?? work.attempts.at(-1);
  if (!attempt) throw refuse('not_found', 'attempt_not_found');
  const version = versionOf(attempt, assessment, versions);
  const score = version && rubricScore(version.content, choicesOf(attempt));
  const late = assessment.due?.late;
  return {
    language,
    centerName: findCenter(db)?.name ?? '',
    cohortName: nameOfCohort(db, assessment.cohortId) ?? '',
    learnerName: learner.name,
    title: wordsIn(assessment.title, language),
    module: assessment.module && wordsIn(assessment.module, language),
    grade,
    attempt: {
      id: attempt.id,
      number: attempt.number,
      handedInOn: attempt.handedIn?.on ?? null,
      daysLate: grade.attempts.find((one) => one.number === attempt.number)?.daysLate ?? 0,
    },
    late: late ? { perDay: late.perDay, floor: late.floor } : null,
    points: score && { given: score.points, most: score.most },
    criteria: (version?.content.criteria ?? []).map((criterion) =>
      criterionView(criterion, attempt, language, learner.shortName),
    ),
    comment: attempt.comment
      ? fillComment(attempt.comment, {
          ...{ name: learner.shortName, criterion: wordsIn(assessment.title, language) },
          points: score ? String(score.points) : '',
        })
      : null,
    override: work.override?.why ?? null,
    excused: work.excused !== null,
    askedAgain:
      work.askedAgain && isAskedAgain(work)
        ? { until: work.askedAgain.until, note: work.askedAgain.note }
        : null,
    released: work.releasedAt !== null,
  };
}
