import { Button, Select, TextInput } from '@mantine/core';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { Output } from '../../../shared/contract/index.ts';
import { useCall } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { inLanguage } from '../../roster/say.ts';
import { Empty } from '../../ui/empty.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { Where } from '../../ui/where.tsx';
import { schemeFormula } from '../formula.ts';
import { ExportGradebook } from './export-gradebook.tsx';
import styles from './gradebook.module.css';
import { GradebookGrid } from './grid.tsx';
import { LearnerBar } from './learner-bar.tsx';
import { type GradebookFilter, gradebookFilters, rowsOf } from './rows.ts';

export type GradebookData = Output<'assessments.gradebook'>;
export type GradebookRow = GradebookData['learners'][number];

/** Learners by assessments, with the final grade and how it comes about. */
export function Gradebook() {
  const { cohortId = '' } = useParams();
  const t = useWords();
  const fault = useFault();
  const [, navigate] = useLocation();
  const book = useCall('assessments.gradebook', { cohortId });
  const [filter, setFilter] = useState<GradebookFilter>('all');
  const [text, setText] = useState('');
  const [place, setPlace] = useState({ row: 0, column: 0 });
  const [exporting, setExporting] = useState(false);
  const { data } = book;
  const rows = useMemo(() => rowsOf(data?.learners ?? [], filter, text), [data, filter, text]);
  if (book.isError)
    return (
      <Empty
        title={t('assessments:gradebook.gone')}
        text={fault(book.error)}
        action={{ label: t('places.grading'), href: '/grading' }}
      />
    );
  if (!data) return <Waiting />;
  const at = {
    row: Math.max(0, Math.min(place.row, rows.length - 1)),
    column: Math.max(0, Math.min(place.column, data.assessments.length)),
  };
  const open = (row: number, column: number): void => {
    const learner = rows[row];
    const assessment = data.assessments[column];
    if (learner && assessment) navigate(`/grading/${assessment.id}?learner=${learner.learnerId}`);
  };
  return (
    <div className={room.screen}>
      <Where>
        <Link href="/grading">{t('places.grading')}</Link> › <bdi>{data.cohort.name}</bdi> ›{' '}
        {t('assessments:gradebook.title')}
      </Where>
      <header className={room.head}>
        <div className={room.title}>
          <h1>
            {t('assessments:gradebook.title')} · <bdi>{data.cohort.name}</bdi>
          </h1>
          <p>
            {data.cohort.programName && (
              <>
                <bdi>{inLanguage(data.cohort.programName)}</bdi> ·{' '}
              </>
            )}
            {schemeFormula(t, data.scheme)}
          </p>
        </div>
        <TextInput
          w={190}
          aria-label={t('assessments:gradebook.find')}
          placeholder={t('assessments:gradebook.find')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          w={190}
          aria-label={t('assessments:gradebook.show')}
          allowDeselect={false}
          data={gradebookFilters.map((value) => ({
            value,
            label: t(`assessments:gradebook.filter.${value}`),
          }))}
          value={filter}
          onChange={(value) => value && setFilter(value as GradebookFilter)}
        />
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => setExporting(true)}
        >
          {t('assessments:gradebook.export')}
        </Button>
      </header>
      {data.assessments.length === 0 || data.learners.length === 0 ? (
        <Empty
          title={t('assessments:gradebook.empty')}
          text={t('assessments:empty.text')}
          action={{ label: t('places.grading'), href: '/grading' }}
        />
      ) : (
        <div className={styles.body}>
          <GradebookGrid data={data} rows={rows} place={at} onPlace={setPlace} onOpen={open} />
          {rows.length === 0 && <p className={room.quiet}>{t('assessments:gradebook.nobody')}</p>}
          <LearnerBar data={data} row={rows[at.row] ?? null} column={at.column} />
        </div>
      )}
      {exporting && <ExportGradebook data={data} onClose={() => setExporting(false)} />}
    </div>
  );
}
