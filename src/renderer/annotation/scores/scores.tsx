import { Button } from '@mantine/core';
import { IconChecklist, IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { useCall } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useMay } from '../../app/use-may.ts';
import { useWords } from '../../app/words.ts';
import { said } from '../../assessments/wording.ts';
import room from '../../roster/room.module.css';
import { Empty } from '../../ui/empty.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { Where } from '../../ui/where.tsx';
import { CollectionsCard } from '../collection/collections-card.tsx';
import { ReferenceCard } from '../reference/reference-card.tsx';
import { SaveAs } from '../reference/save-as.tsx';
import { NoReference } from '../reference/set-reference.tsx';
import { useSetReference } from '../reference/use-set-reference.ts';
import { SettingsCard } from '../settings/settings-card.tsx';
import { UnknownLabels } from '../settings/unknown-labels.tsx';
import { RunBar } from './run-bar.tsx';
import { type ScoredAttempt, ScoreTable } from './score-table.tsx';
import styles from './scores.module.css';

/** Work of an annotation project against its reference: everybody's score, the worst first. */
export function Scores() {
  const { assessmentId = '' } = useParams();
  return <ScoresOf key={assessmentId} assessmentId={assessmentId} />;
}

function ScoresOf({ assessmentId }: { assessmentId: string }) {
  const t = useWords();
  const fault = useFault();
  const [saving, setSaving] = useState<ScoredAttempt | null>(null);
  const mayPlan = useMay('assessment.plan');
  const mayScore = useMay('grade.give');
  const scores = useCall('annotation.scores', { assessmentId });
  const about = useCall('annotation.reference', { assessmentId });
  const setting = useSetReference(assessmentId);
  const error = scores.error ?? about.error;
  if (error)
    return (
      <Empty
        title={t('assessments:desk.gone')}
        text={fault(error)}
        action={{ label: t('places.grading'), href: '/grading' }}
      />
    );
  if (!scores.data || !about.data) return <Waiting />;
  const { reference } = about.data;
  const title = said(scores.data.title);
  return (
    <section className={room.screen} aria-label={t('scores:title_of', { title })}>
      <Where>
        <Link href="/grading">{t('places.grading')}</Link> ›{' '}
        <Link href={`/grading/${assessmentId}`}>
          <bdi>{title}</bdi>
        </Link>{' '}
        › {t('scores:title')}
      </Where>
      <header className={room.head}>
        <div className={room.title}>
          <h1>{t('scores:title_of', { title })}</h1>
        </div>
        {reference && <RunBar assessmentId={assessmentId} scores={scores.data} may={mayScore} />}
        {!reference && !scores.data.hasBrief && mayPlan && (
          <Button
            component={Link}
            href={`/grading/${assessmentId}/brief`}
            variant="default"
            leftSection={<IconListDetails size={16} aria-hidden />}
          >
            {t('collection:brief.title')}
          </Button>
        )}
        <Button
          component={Link}
          href={`/grading/${assessmentId}`}
          variant="default"
          leftSection={<IconChecklist size={16} aria-hidden />}
        >
          {t('scores:to_desk')}
        </Button>
      </header>
      {reference ? (
        <div className={styles.body}>
          <div className={`${room.card} ${styles.list}`}>
            {scores.data.attempts.length === 0 ? (
              <Empty title={t('scores:nothing')} text={t('scores:nothing_text')} />
            ) : (
              <>
                <div className={`${room.scroll} ${room.grow}`}>
                  <ScoreTable
                    assessmentId={assessmentId}
                    attempts={scores.data.attempts}
                    onSaveAs={setSaving}
                  />
                </div>
                <div className={styles.foot}>{t('scores:keys')}</div>
              </>
            )}
          </div>
          <div className={styles.side}>
            <ReferenceCard
              assessmentId={assessmentId}
              title={title}
              read={reference}
              setting={setting}
              may={mayPlan}
            />
            {mayPlan && <UnknownLabels assessmentId={assessmentId} data={about.data} />}
            <SettingsCard assessmentId={assessmentId} data={about.data} may={mayPlan} />
          </div>
        </div>
      ) : scores.data.hasBrief ? (
        <CollectionsCard assessmentId={assessmentId} />
      ) : (
        <NoReference setting={setting} may={mayPlan} />
      )}
      {saving && (
        <SaveAs
          assessmentId={assessmentId}
          attemptId={saving.attemptId}
          name={saving.name}
          onClose={() => setSaving(null)}
        />
      )}
    </section>
  );
}
