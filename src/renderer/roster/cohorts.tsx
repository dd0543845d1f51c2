import { Button } from '@mantine/core';
import { IconChevronRight, IconFileImport, IconPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { CohortView } from '../../shared/contract/roster.ts';
import { useCall } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useWords } from '../app/words.ts';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import { CohortForm } from './cohort-form.tsx';
import styles from './cohorts.module.css';
import { stretchText } from './dates.ts';
import room from './room.module.css';
import { inLanguage } from './say.ts';

/** Every group that learns together. */
export function Cohorts() {
  const t = useWords();
  const fault = useFault();
  const [, navigate] = useLocation();
  const [adding, setAdding] = useState(false);
  const cohorts = useCall('roster.cohorts', {});

  if (cohorts.isError) return <Empty title={t('errors.unavailable')} text={fault(cohorts.error)} />;
  if (!cohorts.data) return <Waiting />;
  const { cohorts: all, today } = cohorts.data;
  const isOver = (cohort: CohortView): boolean => cohort.endsOn !== null && cohort.endsOn < today;
  const running = all.filter((cohort) => !isOver(cohort));
  const over = all.filter(isOver);

  return (
    <div className={room.screen}>
      <Where>{t('places.cohorts')}</Where>
      {all.length === 0 ? (
        <Empty
          icon={<IconUsers size={34} stroke={1.4} aria-hidden />}
          title={t('roster:cohorts.empty_title')}
          text={t('roster:cohorts.empty_text')}
          action={{ label: t('roster:cohorts.empty_import'), href: '/import' }}
        >
          <Button variant="subtle" onClick={() => setAdding(true)}>
            {t('roster:cohorts.empty_add')}
          </Button>
        </Empty>
      ) : (
        <>
          <header className={room.head}>
            <div className={room.title}>
              <h1>{t('places.cohorts')}</h1>
            </div>
            <Button
              component={Link}
              href="/import"
              variant="default"
              leftSection={<IconFileImport size={16} aria-hidden />}
            >
              {t('roster:cohorts.import')}
            </Button>
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              {t('roster:cohorts.add')}
            </Button>
          </header>
          {running.length > 0 && <List cohorts={running} />}
          {over.length > 0 && (
            <section aria-label={t('roster:cohorts.finished')}>
              <h2 className={room.label}>{t('roster:cohorts.finished')}</h2>
              <List cohorts={over} quiet />
            </section>
          )}
        </>
      )}
      {adding && <CohortForm onClose={() => setAdding(false)} onAdded={(id) => navigate(`/cohorts/${id}`)} />}
    </div>
  );
}

function List({ cohorts, quiet = false }: { cohorts: readonly CohortView[]; quiet?: boolean }) {
  const t = useWords();
  return (
    <ul className={`${room.card} ${styles.list}`} data-quiet={quiet || undefined}>
      {cohorts.map((cohort) => (
        <li key={cohort.id}>
          <Link href={`/cohorts/${cohort.id}`} className={styles.cohort}>
            <span className={styles.icon} aria-hidden>
              <IconUsers size={17} stroke={1.7} />
            </span>
            <span className={styles.name} dir="auto">
              {cohort.name}
            </span>
            <span className={styles.about}>
              {inLanguage(cohort.programName) ?? t('roster:cohorts.program_none')}
            </span>
            <span className={styles.about}>
              {stretchText(t, cohort.startsOn, cohort.endsOn) ?? t('roster:cohorts.no_dates')}
            </span>
            <span className={styles.count}>{t('roster:learners_count', { count: cohort.learners })}</span>
            <IconChevronRight size={17} className={room.flip} aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  );
}
