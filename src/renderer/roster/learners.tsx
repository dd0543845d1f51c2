import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import { useDebouncedValue, useWindowEvent } from '@mantine/hooks';
import {
  IconFileExport,
  IconFileImport,
  IconSearch,
  IconUser,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type EnrollmentStatus, enrollmentStatuses } from '../../shared/rules/learner.ts';
import { useCall } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { numberText, useWords } from '../app/words.ts';
import { Empty } from '../ui/empty.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { Where } from '../ui/where.tsx';
import { AddLearner } from './add-learner.tsx';
import { ExportList } from './export-list.tsx';
import { LearnerList } from './learner-list.tsx';
import styles from './learners.module.css';
import room from './room.module.css';
import { pageLength } from './use-pages.ts';

/** Everybody the center knows, found by a word. */
export function Learners() {
  const t = useWords();
  const fault = useFault();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 120);
  const [cohort, setCohort] = useState<string | null>(null);
  const [status, setStatus] = useState<EnrollmentStatus | null>(null);
  const [dialog, setDialog] = useState<'add' | 'export' | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const cohorts = useCall('roster.cohorts', {}).data?.cohorts ?? [];
  const filter = { search, cohort, status };
  const first = useCall(
    'roster.learners',
    { ...filter, offset: 0, limit: pageLength },
    { placeholderData: (before) => before },
  );

  useWindowEvent('keydown', (event) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (
      event.key !== '/' ||
      event.ctrlKey ||
      event.altKey ||
      target?.closest('input, textarea, [role="dialog"]')
    )
      return;
    event.preventDefault();
    box.current?.select();
  });

  if (first.isError) return <Empty title={t('errors.unavailable')} text={fault(first.error)} />;
  if (!first.data) return <Waiting />;
  const { total, everyone } = first.data;
  const filtered = search.trim() !== '' || cohort !== null || status !== null;
  const clear = (): void => {
    setTyped('');
    setCohort(null);
    setStatus(null);
    box.current?.focus();
  };

  if (everyone === 0) {
    return (
      <div className={room.screen}>
        <Where>{t('places.learners')}</Where>
        <Empty
          icon={<IconUser size={34} stroke={1.4} aria-hidden />}
          title={t('roster:learners.empty_title')}
          text={t('roster:learners.empty_text')}
          action={{ label: t('roster:cohorts.empty_import'), href: '/import' }}
        >
          <Button variant="subtle" onClick={() => setDialog('add')}>
            {t('roster:learners.add')}
          </Button>
        </Empty>
        {dialog === 'add' && (
          <AddLearner onClose={() => setDialog(null)} onAdded={(id) => navigate(`/learners/${id}`)} />
        )}
      </div>
    );
  }
  return (
    <div className={room.screen}>
      <Where>{t('places.learners')}</Where>
      <header className={room.head}>
        <div className={room.title}>
          <h1>{t('roster:learners.title')}</h1>
        </div>
        <Button
          component={Link}
          href="/duplicates"
          variant="default"
          leftSection={<IconUsers size={16} aria-hidden />}
        >
          {t('roster:merge.duplicates')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileExport size={16} aria-hidden />}
          onClick={() => setDialog('export')}
        >
          {t('roster:learners.export')}
        </Button>
        <Button
          component={Link}
          href="/import"
          variant="default"
          leftSection={<IconFileImport size={16} aria-hidden />}
        >
          {t('roster:cohorts.import')}
        </Button>
        <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setDialog('add')}>
          {t('roster:learners.add')}
        </Button>
      </header>
      <div className={styles.filters}>
        <TextInput
          ref={box}
          type="search"
          className={styles.search}
          aria-label={t('roster:learners.search')}
          placeholder={`${t('roster:learners.search')} (/)`}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={
            typed !== '' && (
              <CloseButton size="sm" aria-label={t('roster:learners.clear')} onClick={() => setTyped('')} />
            )
          }
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setTyped('');
          }}
        />
        <Select
          className={styles.filter}
          aria-label={t('roster:learners.cohort')}
          placeholder={t('roster:learners.all_cohorts')}
          clearable
          data={[
            { value: 'none', label: t('roster:learners.no_cohort') },
            ...cohorts.map((one) => ({ value: one.id, label: one.name })),
          ]}
          value={cohort}
          onChange={setCohort}
        />
        <Select
          className={styles.filter}
          aria-label={t('roster:learners.status')}
          placeholder={t('roster:learners.all_statuses')}
          clearable
          disabled={cohort === 'none'}
          data={enrollmentStatuses.map((one) => ({ value: one, label: t(`roster:enrollment.${one}`) }))}
          value={cohort === 'none' ? null : status}
          onChange={(value) => setStatus(value as EnrollmentStatus | null)}
        />
        <output className={styles.found}>
          {filtered
            ? t('roster:learners.of', { found: numberText(total), all: numberText(everyone) })
            : t('roster:people_count', { count: everyone })}
        </output>
      </div>
      {total === 0 ? (
        <div className={`${room.card} ${styles.nobody}`}>
          <p>{t('roster:learners.none_found')}</p>
          <Button variant="default" onClick={clear}>
            {t('roster:learners.clear')}
          </Button>
        </div>
      ) : (
        <LearnerList filter={filter} total={total} />
      )}
      {dialog === 'add' && (
        <AddLearner
          name={total === 0 ? typed.trim() : ''}
          onClose={() => setDialog(null)}
          onAdded={(id) => navigate(`/learners/${id}`)}
        />
      )}
      {dialog === 'export' && <ExportList cohort={null} onClose={() => setDialog(null)} />}
    </div>
  );
}
