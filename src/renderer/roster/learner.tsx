import { Button } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'wouter';
import type { Learner as Data } from '../../shared/contract/roster-learner.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { numberText, useWords } from '../app/words.ts';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import { AddExcuse } from './excuse-form.tsx';
import styles from './learner.module.css';
import { LearnerConsents } from './learner-consents.tsx';
import { EnrollInto, LearnerEnrollments } from './learner-enrollments.tsx';
import { LearnerExcuses } from './learner-excuses.tsx';
import { LearnerFacts } from './learner-facts.tsx';
import { LearnerFields } from './learner-fields.tsx';
import room from './room.module.css';
import { useSay } from './say.ts';
import { Timeline } from './timeline.tsx';

/** One person: what is known of her, edited in place, and how it came to be known. */
export function Learner() {
  const t = useWords();
  const { learnerId = '' } = useParams();
  const learner = useCall('roster.learner', { learnerId });
  const today = useCall('roster.cohorts', {}).data?.today;
  if (learner.isError) {
    return (
      <Empty
        title={t('roster:learner.gone')}
        text={t('roster:learner.gone_text')}
        action={{ label: t('places.learners'), href: '/learners' }}
      />
    );
  }
  if (!learner.data || !today) return <Waiting />;
  return <Screen key={learnerId} learner={learner.data} today={today} />;
}

function Screen({ learner, today }: { learner: Data; today: string }) {
  const t = useWords();
  const [dialog, setDialog] = useState<'enroll' | 'excuse' | null>(null);
  const close = (): void => setDialog(null);
  return (
    <div className={`${styles.screen} ${room.offPaper}`}>
      <Where>
        <Link href="/learners">{t('places.learners')}</Link> › <span dir="auto">{learner.name.short}</span>
      </Where>
      <header className={room.head}>
        <div className={room.title}>
          <h1 dir="auto">{learner.name.written}</h1>
          {learner.merged.map((row) => (
            <Merged key={row.id} row={row} />
          ))}
        </div>
        <Button
          component={Link}
          href={`/learners/${learner.id}/sheet`}
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
        >
          {t('roster:learner.sheet')}
        </Button>
      </header>
      <div className={styles.columns}>
        <div className={styles.column}>
          <Card title={t('roster:learner.facts')}>
            <LearnerFacts learner={learner} today={today} />
          </Card>
          <Card title={t('roster:learner.fields')}>
            <LearnerFields learner={learner} />
          </Card>
          <Card title={t('roster:learner.consents')}>
            <LearnerConsents learner={learner} today={today} />
          </Card>
        </div>
        <div className={styles.column}>
          <Card
            title={t('roster:learner.enrollments')}
            action={<Add label={t('roster:learner.enroll')} onClick={() => setDialog('enroll')} />}
          >
            <LearnerEnrollments learner={learner} today={today} />
            <Counts counts={learner.counts} />
          </Card>
          <Card
            title={t('roster:learner.excuses')}
            action={<Add label={t('roster:learner.excuse_add')} onClick={() => setDialog('excuse')} />}
          >
            <LearnerExcuses learnerId={learner.id} today={today} />
          </Card>
          <Card title={t('roster:learner.timeline')}>
            <Timeline learnerId={learner.id} />
          </Card>
        </div>
      </div>
      {dialog === 'enroll' && <EnrollInto learner={learner} today={today} onClose={close} />}
      {dialog === 'excuse' && (
        <AddExcuse people={[{ id: learner.id, name: learner.name.short }]} from={today} onClose={close} />
      )}
    </div>
  );
}

/** A row of hers that was merged into this one, and the way back. */
function Merged({ row }: { row: Data['merged'][number] }) {
  const t = useWords();
  const done = useDone();
  const separate = useWrite('roster.separate', {
    onSuccess: () => done(t('roster:merge.separated', { name: row.name })),
  });
  return (
    <p>
      {t('roster:merge.merged', { name: row.name })}{' '}
      <Button
        variant="subtle"
        size="compact-xs"
        loading={separate.isPending}
        onClick={() => separate.mutate({ learnerId: row.id })}
      >
        {t('roster:merge.separate')}
      </Button>
    </p>
  );
}

function Card({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={`${room.card} ${styles.card}`} aria-label={title}>
      <header className={styles.cardHead}>
        <h2>{title}</h2>
        {action}
      </header>
      {children}
    </section>
  );
}

function Add({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}

function Counts({ counts }: Pick<Data, 'counts'>) {
  const t = useWords();
  const say = useSay();
  if (counts.length === 0) return null;
  return (
    <p className={styles.counts}>
      <span className={room.muted}>{t('roster:learner.counts')}</span>
      {counts.map(({ status, count }) => (
        <span key={status}>
          <b>{numberText(count)}</b> {say('attendance:status', status)}
        </span>
      ))}
    </p>
  );
}
