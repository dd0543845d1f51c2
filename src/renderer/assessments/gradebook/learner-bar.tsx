import { Button, Kbd } from '@mantine/core';
import { Link } from 'wouter';
import { useWords } from '../../app/words.ts';
import { withComma } from '../../ui/with-comma.ts';
import { finalFormula } from '../formula.ts';
import { gradePercent } from '../shown.ts';
import { said } from '../wording.ts';
import styles from './gradebook.module.css';
import type { GradebookData, GradebookRow } from './gradebook.tsx';

interface Props {
  data: GradebookData;
  row: GradebookRow | null;
  column: number;
}

/** Of the learner in focus: the grade in focus in words, and how her final grade comes about. */
export function LearnerBar({ data, row, column }: Props) {
  const t = useWords();
  if (!row) return null;
  const grade = row.grades[column];
  const assessment = data.assessments[column];
  const { final } = row;
  const titleOf = (id: string): string => said(data.assessments.find((one) => one.id === id)?.title ?? {});
  const dropped = final.categories.flatMap((one) => one.dropped).map(titleOf);
  return (
    <section className={styles.bar} aria-label={t('assessments:gradebook.how')} data-focus-bar>
      <p>
        <b dir="auto">{row.name}</b>
        {grade && assessment && (
          <>
            {' · '}
            <bdi>{said(assessment.title)}</bdi>:{' '}
            {withComma(
              t(`assessments:state.${grade.state}`),
              grade.percent !== null && gradePercent(grade.percent),
              grade.daysLate > 0 && t('assessments:desk.days_late', { count: grade.daysLate }),
              grade.released && t('assessments:desk.released'),
            )}
          </>
        )}
        {row.readOnly && <> · {t('assessments:desk.left')}</>}
      </p>
      <p className={styles.formula} data-final-formula>
        <span className={styles.muted}>{t('assessments:formula.final')}:</span>{' '}
        {finalFormula(t, data.scheme, final)}
      </p>
      <p className={styles.muted}>
        {withComma(
          final.notGraded > 0 && t('assessments:formula.not_graded', { count: final.notGraded }),
          dropped.length > 0 && t('assessments:formula.dropped', { title: withComma(...dropped) }),
        )}
      </p>
      {assessment && (
        <Button
          component={Link}
          href={`/grading/${assessment.id}?learner=${row.learnerId}`}
          variant="default"
          size="compact-md"
          rightSection={
            <Kbd size="xs" aria-hidden>
              Enter
            </Kbd>
          }
        >
          {t('assessments:gradebook.open')}
        </Button>
      )}
    </section>
  );
}
