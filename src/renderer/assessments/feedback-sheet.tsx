import type { ReactNode } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import type { PrintWords } from '../app/print-words.ts';
import styles from './feedback.module.css';
import type { ShownGrade } from './shown.ts';

type FeedbackData = Output<'assessments.feedback'>;

interface Props {
  words: PrintWords;
  feedback: FeedbackData;
  /** Pictures of what was found in her work. */
  pictures?: ReactNode;
}

const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };

/** One learner's sheet: what she did well, what comes next, and how the grade comes about. */
export function FeedbackSheet({ words, feedback, pictures }: Props) {
  const { t } = words;
  const { grade, attempt, late } = feedback;
  const counted = grade.attempts.find((one) => one.number === attempt.number);
  return (
    <article className={styles.sheet} lang={words.language} dir={words.direction} data-feedback-sheet>
      <header>
        <p className={styles.center}>
          <bdi>{feedback.centerName}</bdi> · <bdi>{feedback.cohortName}</bdi>
        </p>
        <h1 dir="auto">{feedback.learnerName}</h1>
        <p className={styles.title}>
          <bdi>{feedback.title}</bdi>
          {feedback.module && (
            <>
              {' '}
              · <bdi>{feedback.module}</bdi>
            </>
          )}
          {attempt.handedInOn !== null && (
            <> · {t('assessments:desk.came', { when: words.date(attempt.handedInOn, day) })}</>
          )}
          {attempt.number > 1 && (
            <> · {t('assessments:desk.attempt', { number: words.number(attempt.number) })}</>
          )}
        </p>
      </header>
      <div className={styles.result}>
        <b>{resultText(words, feedback)}</b>
        {feedback.points && (
          <span>
            {t('assessments:desk.points_of', {
              given: words.number(feedback.points.given),
              most: words.number(feedback.points.most),
            })}
          </span>
        )}
        {counted && counted.daysLate > 0 && late && (
          <span>
            {t('assessments:desk.days_late', { count: counted.daysLate })}:{' '}
            {t('assessments:desk.late_policy', {
              perDay: words.percent(late.perDay),
              floor: words.percent(late.floor),
            })}
          </span>
        )}
        {feedback.override && (
          <span>
            {t('assessments:feedback.override')} <bdi>{feedback.override}</bdi>
          </span>
        )}
      </div>
      {feedback.comment && (
        <p className={styles.comment} dir="auto">
          {feedback.comment}
        </p>
      )}
      {feedback.criteria.map((one) => (
        <section key={one.criterionId} className={styles.criterion}>
          <h2>
            <bdi>{one.title}</bdi>
            <span>
              {one.points === null
                ? '–'
                : t('assessments:desk.points_of', {
                    given: words.number(one.points),
                    most: words.number(one.most),
                  })}
            </span>
          </h2>
          {one.level && (
            <p dir="auto">
              <b>{one.level.title}</b>
              {one.level.description && <> {one.level.description}</>}
            </p>
          )}
          {one.comment && (
            <p className={styles.comment} dir="auto">
              {one.comment}
            </p>
          )}
          {one.next && (
            <p className={styles.next}>
              {t('assessments:feedback.next')} <bdi>{one.next.title}</bdi>
              {one.next.description && (
                <>
                  : <bdi>{one.next.description}</bdi>
                </>
              )}
            </p>
          )}
        </section>
      ))}
      {pictures && (
        <div className={styles.pictures} data-overlay-pictures>
          {pictures}
        </div>
      )}
      {feedback.askedAgain && (
        <p className={styles.again}>
          {feedback.askedAgain.until === null
            ? t('assessments:feedback.again')
            : t('assessments:feedback.again_until', {
                date: words.date(feedback.askedAgain.until, day),
              })}{' '}
          <bdi>{feedback.askedAgain.note}</bdi>
        </p>
      )}
      <p className={styles.rights}>{t('assessments:feedback.rights')}</p>
    </article>
  );
}

function shownIn(words: PrintWords, grade: ShownGrade): string {
  const { t } = words;
  if (grade.kind === 'points') return `${words.number(grade.points)} / ${words.number(grade.outOf)}`;
  if (grade.kind === 'percent') return words.percent(grade.percent);
  if (grade.kind === 'pass')
    return t(grade.passed ? 'assessments:scale.passed' : 'assessments:scale.not_yet');
  return grade.title[words.language] ?? grade.title.en ?? grade.id;
}

function resultText(words: PrintWords, { grade, excused }: FeedbackData): string {
  const { t } = words;
  if (excused) return t('assessments:feedback.excused');
  if (!grade.shown) return t('assessments:feedback.not_yet');
  return t('assessments:feedback.grade', { grade: shownIn(words, grade.shown) });
}
