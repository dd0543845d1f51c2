import { Button } from '@mantine/core';
import { IconFileAlert, IconFileImport, IconListCheck, IconUsb } from '@tabler/icons-react';
import { Link, useParams } from 'wouter';
import { useCall } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useMay } from '../../app/use-may.ts';
import { useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import type { PlacedFile } from '../../ui/dropped-files.ts';
import { Empty } from '../../ui/empty.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { Where } from '../../ui/where.tsx';
import { said } from '../wording.ts';
import { ChooseFiles } from './choose-files.tsx';
import { DropHere } from './drop-here.tsx';
import { intake as current, type Intake, useIntake } from './intake.ts';
import { IntakeProgress } from './progress.tsx';
import { Review } from './review.tsx';
import styles from './submissions.module.css';
import { SubmissionTable } from './table.tsx';
import { TakenNote } from './taken.tsx';

/** The work of a cohort for one assessment: what came in, and the ways in. */
export function Submissions() {
  const { assessmentId = '' } = useParams();
  const t = useWords();
  const fault = useFault();
  const mayTake = useMay('grade.give');
  const desk = useCall('assessments.desk', { assessmentId });
  const intake = useIntake();
  if (desk.isError)
    return (
      <Empty
        title={t('assessments:desk.gone')}
        text={fault(desk.error)}
        action={{ label: t('places.grading'), href: '/grading' }}
      />
    );
  if (!desk.data) return <Waiting />;
  const { assessment, cohort, learners, today } = desk.data;
  const title = said(assessment.title);
  const here = intake?.assessmentId === assessmentId ? intake : null;
  const elsewhere = intake && !here ? intake : null;
  const isBusy = intake?.step.at === 'taking';
  const takeUp = (files: Promise<PlacedFile[]>): void => void current.start(assessmentId, files);
  const covers = here && here.step.at !== 'taken' && here.step.at !== 'failed';
  return (
    <div className={room.screen}>
      <Where>
        <Link href="/grading">{t('places.grading')}</Link> ›{' '}
        <Link href={`/grading/${assessmentId}`}>
          <bdi>{title}</bdi>
        </Link>{' '}
        › {t('submissions:title')}
      </Where>
      <header className={room.head}>
        <div className={room.title}>
          <h1>
            {t('submissions:title')}: <bdi>{title}</bdi>
          </h1>
          <p>
            <bdi>{cohort.name}</bdi>
            {here?.name && (
              <>
                {' '}
                · <bdi>{here.name}</bdi>
              </>
            )}
          </p>
        </div>
        {mayTake && <ChooseFiles disabled={isBusy} onFiles={takeUp} />}
        {mayTake && (
          <Button
            component={Link}
            href={`/grading/${assessmentId}/stick`}
            variant="default"
            leftSection={<IconUsb size={16} aria-hidden />}
          >
            {t('submissions:stick.open')}
          </Button>
        )}
        <Button
          component={Link}
          href={`/grading/${assessmentId}`}
          variant={covers ? 'default' : 'filled'}
          leftSection={<IconListCheck size={16} aria-hidden />}
        >
          {t('submissions:to_desk')}
        </Button>
      </header>
      {mayTake && !isBusy && <DropHere title={title} onFiles={takeUp} />}
      {elsewhere && <Elsewhere intake={elsewhere} />}
      {here?.step.at === 'failed' && <Failed error={here.step.error} name={here.name} />}
      {here?.step.at === 'taken' && (
        <TakenNote
          assessmentId={assessmentId}
          taken={here.step.taken}
          learners={learners}
          isScored={assessment.kind === 'practice_project'}
        />
      )}
      {here?.step.at === 'found' ? (
        <Review intake={here} jobId={here.step.jobId} error={here.step.error} today={today} />
      ) : covers ? (
        <IntakeProgress intake={here} />
      ) : (
        <>
          {mayTake && !here && (
            <p className={styles.hint}>
              <IconFileImport size={18} stroke={1.5} aria-hidden />
              {t('submissions:drop.hint')}
            </p>
          )}
          <SubmissionTable assessmentId={assessmentId} learners={learners} />
        </>
      )}
    </div>
  );
}

/** Work for another assessment waits: choosing files here would take its place. */
function Elsewhere({ intake }: { intake: Intake }) {
  const t = useWords();
  if (intake.step.at === 'taken' || intake.step.at === 'failed') return null;
  return (
    <p className={styles.hint} role="status">
      {t(intake.step.at === 'taking' ? 'submissions:elsewhere.taking' : 'submissions:elsewhere.waits')}{' '}
      <Link href={`/grading/${intake.assessmentId}/submissions`}>{t('submissions:elsewhere.open')}</Link>
    </p>
  );
}

function Failed({ error, name }: { error: unknown; name: string }) {
  const t = useWords();
  const fault = useFault();
  return (
    <section className={styles.failure} role="alert" data-intake="failed">
      <IconFileAlert size={20} stroke={1.6} aria-hidden />
      <div className={styles.noteText}>
        <b>{t('submissions:failed')}</b>
        <p>
          {name && (
            <>
              <bdi>{name}</bdi>:{' '}
            </>
          )}
          {fault(error)}
        </p>
      </div>
      <Button size="compact-md" variant="default" onClick={() => current.drop()}>
        {t('close')}
      </Button>
    </section>
  );
}
