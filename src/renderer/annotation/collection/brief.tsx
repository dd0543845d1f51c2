import { Button } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { Link, useParams } from 'wouter';
import { useCall } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useMay } from '../../app/use-may.ts';
import { useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { Empty } from '../../ui/empty.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { Where } from '../../ui/where.tsx';
import styles from './brief.module.css';
import { BriefForm } from './brief-form.tsx';
import { CollectionList } from './collection-list.tsx';

/** What the images of an assessment are asked for, and how far what came in is that. */
export function Brief() {
  const { assessmentId = '' } = useParams();
  return <BriefOf key={assessmentId} assessmentId={assessmentId} />;
}

function BriefOf({ assessmentId }: { assessmentId: string }) {
  const t = useWords();
  const fault = useFault();
  const mayPlan = useMay('assessment.plan');
  const brief = useCall('annotation.brief', { assessmentId });
  const collections = useCall('annotation.collections', { assessmentId });
  const error = brief.error ?? collections.error;
  if (error)
    return (
      <Empty
        title={t('assessments:desk.gone')}
        text={fault(error)}
        action={{ label: t('places.grading'), href: '/grading' }}
      />
    );
  if (!brief.data || !collections.data) return <Waiting />;
  return (
    <section className={room.screen} aria-label={t('collection:brief.title')}>
      <Where>
        <Link href="/grading">{t('places.grading')}</Link> › {t('collection:brief.title')}
      </Where>
      <header className={room.head}>
        <div className={room.title}>
          <h1>{t('collection:brief.title')}</h1>
          <p>{t('collection:brief.text')}</p>
        </div>
        <Button
          component={Link}
          href={`/grading/${assessmentId}`}
          variant="default"
          leftSection={<IconChecklist size={16} aria-hidden />}
        >
          {t('collection:brief.to_desk')}
        </Button>
      </header>
      {brief.data.hasReference ? (
        <Empty title={t('collection:brief.reference')} text={t('assessments:errors.reference_here')} />
      ) : (
        <div className={styles.columns}>
          <BriefForm
            key={JSON.stringify(brief.data.brief)}
            assessmentId={assessmentId}
            brief={brief.data.brief}
            proposed={brief.data.proposed}
            may={mayPlan}
          />
          <CollectionList assessmentId={assessmentId} data={collections.data} />
        </div>
      )}
    </section>
  );
}
