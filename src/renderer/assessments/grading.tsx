import { Button, Menu } from '@mantine/core';
import { IconDots, IconListCheck, IconPlus, IconRulerMeasure, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { AssessmentView } from '../../shared/contract/assessments-values.ts';
import type { Output } from '../../shared/contract/index.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useMay } from '../app/use-may.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import room from '../roster/room.module.css';
import { inLanguage } from '../roster/say.ts';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import { AssessmentForm } from './assessment-form.tsx';
import { AssessmentLine } from './assessment-line.tsx';
import { CopyAssessments } from './copy-assessments.tsx';
import { ExampleHandIns } from './example-hand-ins.tsx';
import styles from './grading.module.css';
import { OpenReviews } from './open-reviews.tsx';
import { RemoveAssessment } from './remove-assessment.tsx';
import { SchemeForm } from './scheme-form.tsx';

type Cohort = Output<'assessments.list'>['cohorts'][number];
export type Listed = Cohort['assessments'][number];
type Dialog =
  | { kind: 'add' | 'copy' | 'scheme'; cohort: Cohort }
  | { kind: 'edit' | 'remove'; cohort: Cohort; assessment: Listed };

/** What every cohort is graded in, and how far grading has come. */
export function Grading() {
  const t = useWords();
  const fault = useFault();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const list = useCall('assessments.list', { cohortId: null });
  const close = (): void => setDialog(null);
  if (list.isError) return <Empty title={t('errors.unavailable')} text={fault(list.error)} />;
  if (!list.data) return <Waiting />;
  const { cohorts, today } = list.data;
  return (
    <div className={room.screen}>
      <Where>{t('places.grading')}</Where>
      <header className={room.head}>
        <div className={room.title}>
          <h1>{t('places.grading')}</h1>
        </div>
        <Button
          component={Link}
          href="/grading/rubrics"
          variant="default"
          leftSection={<IconRulerMeasure size={16} aria-hidden />}
        >
          {t('assessments:rubrics.title')}
        </Button>
      </header>
      {cohorts.length === 0 ? (
        <Empty
          icon={<IconListCheck size={34} stroke={1.4} aria-hidden />}
          title={t('assessments:empty.no_cohort')}
          text={t('assessments:empty.no_cohort_text')}
          action={{ label: t('assessments:empty.to_cohorts'), href: '/cohorts' }}
        />
      ) : (
        <div className={styles.cohorts}>
          <ExampleHandIns assessments={cohorts.flatMap((one) => one.assessments)} />
          <OpenReviews today={today} />
          {cohorts.map((cohort) => (
            <CohortCard key={cohort.id} cohort={cohort} today={today} onOpen={setDialog} />
          ))}
        </div>
      )}
      {dialog?.kind === 'add' && (
        <AssessmentForm cohortId={dialog.cohort.id} scheme={dialog.cohort.scheme} onClose={close} />
      )}
      {dialog?.kind === 'edit' && (
        <AssessmentForm
          cohortId={dialog.cohort.id}
          scheme={dialog.cohort.scheme}
          assessment={dialog.assessment}
          began={began(dialog.assessment)}
          onClose={close}
        />
      )}
      {dialog?.kind === 'remove' && <RemoveAssessment assessment={dialog.assessment} onClose={close} />}
      {dialog?.kind === 'copy' && (
        <CopyAssessments
          cohort={dialog.cohort}
          from={cohorts.filter((one) => one.id !== dialog.cohort.id && one.assessments.length > 0)}
          onClose={close}
        />
      )}
      {dialog?.kind === 'scheme' && <SchemeForm cohort={dialog.cohort} onClose={close} />}
    </div>
  );
}

const began = ({ progress }: AssessmentView & Pick<Listed, 'progress'>): boolean => progress.graded > 0;

interface CardProps {
  cohort: Cohort;
  today: string;
  onOpen: (dialog: Dialog) => void;
}

function CohortCard({ cohort, today, onOpen }: CardProps) {
  const t = useWords();
  const done = useDone();
  const fault = useFault();
  const mayPlan = useMay('assessment.plan');
  const take = useWrite('assessments.useTemplate', {
    onSuccess: () => done(t('assessments:template.taken')),
  });
  const reorder = useWrite('assessments.reorder', { onSuccess: () => done(t('assessments:form.moved')) });
  const { assessments } = cohort;
  const move = (index: number, by: number): void => {
    const ids = assessments.map((one) => one.id);
    const [moved] = ids.splice(index, 1);
    if (moved === undefined) return;
    ids.splice(index + by, 0, moved);
    reorder.mutate({ cohortId: cohort.id, assessmentIds: ids });
  };
  const program = inLanguage(cohort.programName);
  const error = take.error ?? reorder.error;
  return (
    <section className={room.card} aria-label={cohort.name} data-grading-cohort={cohort.id}>
      <header className={styles.cohortHead}>
        <h2 dir="auto">{cohort.name}</h2>
        <span className={room.muted}>{program}</span>
        <span className={styles.grow} />
        {assessments.length > 0 && (
          <Button
            component={Link}
            href={`/grading/gradebook/${cohort.id}`}
            aria-label={t('assessments:gradebook.title_of', { cohort: cohort.name })}
            size="compact-md"
            variant="default"
            leftSection={<IconTable size={15} aria-hidden />}
          >
            {t('assessments:gradebook.title')}
          </Button>
        )}
        {mayPlan && (
          <>
            <Button
              size="compact-md"
              variant="default"
              leftSection={<IconPlus size={15} aria-hidden />}
              aria-label={t('assessments:form.add_to', { cohort: cohort.name })}
              onClick={() => onOpen({ kind: 'add', cohort })}
            >
              {t('assessments:form.add')}
            </Button>
            <Menu position="bottom-end" transitionProps={{ duration: 80 }}>
              <Menu.Target>
                <Button
                  size="compact-md"
                  variant="default"
                  px={6}
                  aria-label={t('assessments:more_of', { name: cohort.name })}
                >
                  <IconDots size={15} aria-hidden />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => onOpen({ kind: 'scheme', cohort })}>
                  {t('assessments:scheme.open')}
                </Menu.Item>
                <Menu.Item onClick={() => onOpen({ kind: 'copy', cohort })}>
                  {t('assessments:copy.open')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        )}
      </header>
      {assessments.length === 0 ? (
        <div className={styles.none}>
          <p>{t('assessments:empty.text')}</p>
          {mayPlan && cohort.template && (
            <Button loading={take.isPending} onClick={() => take.mutate({ cohortId: cohort.id })}>
              {t('assessments:template.take')}
            </Button>
          )}
        </div>
      ) : (
        <ul className={styles.list}>
          {assessments.map((assessment, index) => (
            <AssessmentLine
              key={assessment.id}
              assessment={assessment}
              today={today}
              isFirst={index === 0}
              isLast={index === assessments.length - 1}
              onMove={(by) => move(index, by)}
              onEdit={() => onOpen({ kind: 'edit', cohort, assessment })}
              onRemove={() => onOpen({ kind: 'remove', cohort, assessment })}
            />
          ))}
        </ul>
      )}
      {error && (
        <p role="alert" className={styles.fault}>
          {fault(error)}
        </p>
      )}
    </section>
  );
}
