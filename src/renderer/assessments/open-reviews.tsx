import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Output } from '../../shared/contract/index.ts';
import { useCall } from '../app/client.ts';
import { useMay } from '../app/use-may.ts';
import { dateText, useWords } from '../app/words.ts';
import room from '../roster/room.module.css';
import styles from './grading.module.css';
import { AnswerReview } from './review-forms.tsx';
import { said } from './wording.ts';

type Review = Output<'assessments.reviews'>['reviews'][number];

/** Learners who asked to look at a grade again and have no answer yet. */
export function OpenReviews({ today }: { today: string }) {
  const t = useWords();
  const mayGrade = useMay('grade.give');
  const [answering, setAnswering] = useState<Review | null>(null);
  const open = useCall('assessments.reviews', { cohortId: null, answered: false }).data?.reviews ?? [];
  if (open.length === 0) return null;
  return (
    <section className={room.card} aria-label={t('assessments:review.title')} data-reviews>
      <header className={styles.cohortHead}>
        <h2>{t('assessments:review.title')}</h2>
      </header>
      <ul className={styles.list}>
        {open.map((review) => (
          <li key={review.id} className={styles.review}>
            <p>
              <b dir="auto">{review.name}</b> ·{' '}
              <Link href={`/grading/${review.assessmentId}`}>
                <bdi>{said(review.title)}</bdi>
              </Link>{' '}
              · <bdi>{review.cohortName}</bdi> · {dateText(review.on)}
            </p>
            <p className={styles.words} dir="auto">
              {review.words}
            </p>
            {mayGrade && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('assessments:review.answer_of', { name: review.name })}
                onClick={() => setAnswering(review)}
              >
                {t('assessments:review.answer')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {answering && (
        <AnswerReview
          review={answering}
          name={answering.name}
          today={today}
          onClose={() => setAnswering(null)}
        />
      )}
    </section>
  );
}
