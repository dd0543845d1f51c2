import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { useCall } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useStable } from '../../app/use-stable.ts';
import { numberText, useWords } from '../../app/words.ts';
import { useShownLearners } from '../../assessments/desk/learners.ts';
import { said } from '../../assessments/wording.ts';
import { Empty } from '../../ui/empty.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { Where } from '../../ui/where.tsx';
import { Figures } from '../figures/figures.tsx';
import type { Filter } from '../filter.ts';
import { CodeCounts } from './code-counts.tsx';
import { FindingsPane } from './findings-pane.tsx';
import { Only } from './only.tsx';
import { StagePane } from './stage-pane.tsx';
import { Thumbnails } from './thumbnails.tsx';
import { useAcceptance } from './use-acceptance.ts';
import { useViewer } from './use-viewer.ts';
import { useWork } from './use-work.ts';
import styles from './viewer.module.css';

/** One learner's work at large: all its images, what was found in them, and the figures that follow. */
export function WorkPage() {
  const { assessmentId = '', attemptId = '' } = useParams();
  return <PageOf key={attemptId} assessmentId={assessmentId} attemptId={attemptId} />;
}

function PageOf({ assessmentId, attemptId }: { assessmentId: string; attemptId: string }) {
  const t = useWords();
  const fault = useFault();
  const [, navigate] = useLocation();
  const [filter, setFilter] = useState<Filter | null>(null);
  const [shown] = useShownLearners(assessmentId);
  const desk = useCall('assessments.desk', { assessmentId });
  const work = useWork({ assessmentId, attemptId }, filter);
  const acceptance = useAcceptance(work);
  const learner = desk.data?.learners.find((one) => one.attempts.some(({ id }) => id === attemptId));
  const attempt = learner?.attempts.find(({ id }) => id === attemptId);
  const toDesk = `/grading/${assessmentId}${learner ? `?learner=${learner.learnerId}` : ''}`;
  const leave = useStable(() => {
    if (filter) setFilter(null);
    else navigate(toDesk);
  });
  const viewer = useViewer(work, filter, {
    isOnDesk: false,
    onFull: leave,
    onTakeBack: acceptance.takeBack,
  });
  const failure = work.error ?? desk.error;
  if (failure)
    return (
      <>
        <h1 className={styles.heading}>{t('viewer:title')}</h1>
        <Empty
          title={t('viewer:gone')}
          text={fault(failure)}
          action={{ label: t('viewer:to_desk'), href: toDesk }}
        />
      </>
    );
  if (!work.score || !desk.data) return <Waiting />;
  const name = shown.hidden || !learner ? t('assessments:desk.name_hidden') : learner.name;
  return (
    <div className={styles.page} data-work={attemptId}>
      <Where>
        <Link href="/grading">{t('places.grading')}</Link> ›{' '}
        <Link href={toDesk}>
          <bdi>{said(desk.data.assessment.title)}</bdi>
        </Link>{' '}
        › <bdi>{name}</bdi>
      </Where>
      <h1 className={styles.heading}>
        {t('viewer:title')}: <bdi>{name}</bdi>
      </h1>
      <div className={styles.card}>
        <Thumbnails work={work} filter={filter} />
      </div>
      <div className={styles.card}>
        <div className={styles.overlay}>
          <StagePane viewer={viewer} isFull>
            {filter && <Only filter={filter} onClear={() => setFilter(null)} />}
          </StagePane>
          <FindingsPane viewer={viewer} acceptance={acceptance} />
        </div>
      </div>
      <aside className={`${styles.card} ${styles.figures}`} aria-label={t('viewer:figures')}>
        <h2 dir="auto">{name}</h2>
        <p className={styles.muted}>
          {t('assessments:desk.attempt', { number: numberText(attempt?.number ?? 1) })}
        </p>
        <CodeCounts work={work} filter={filter} onFilter={setFilter} />
        <Figures assessmentId={assessmentId} attemptId={attemptId} filter={filter} onFilter={setFilter} />
      </aside>
    </div>
  );
}
