import { SegmentedControl, Select, TextInput } from '@mantine/core';
import type { Output } from '../../shared/contract/index.ts';
import type { CohortView } from '../../shared/contract/roster.ts';
import type { CohortChoice } from '../../shared/contract/roster-import.ts';
import { type ConsentPurpose, consentPurposes } from '../../shared/rules/learner.ts';
import { useCall } from '../app/client.ts';
import { useWords } from '../app/words.ts';
import { DateField } from './date-field.tsx';
import styles from './import-side.module.css';
import room from './room.module.css';
import { inLanguage } from './say.ts';

type Preview = Output<'roster.importPreview'>;

/** Where the people of a list go, as far as it has been said. */
export interface Into {
  kind: CohortChoice['kind'];
  cohortId: string | null;
  name: string;
  programId: string | null;
  starts: 'cohort' | 'today' | 'date';
  date: string | null;
}

/** What is proposed: the cohorts that the list names, else a new one where there is none yet. */
export function firstInto(preview: Preview, cohorts: readonly CohortView[], name: string): Into {
  const kind = preview.cohorts.length > 0 ? 'column' : cohorts.length === 0 ? 'new' : 'existing';
  return { kind, cohortId: null, name, programId: null, starts: 'cohort', date: null };
}

/** The choice for the backend; null while something is missing. */
export function choiceOf(into: Into): CohortChoice | null {
  const name = into.name.trim();
  switch (into.kind) {
    case 'column':
      return { kind: 'column', programId: into.programId };
    case 'existing':
      return into.cohortId === null ? null : { kind: 'existing', cohortId: into.cohortId };
    case 'new': {
      if (name === '') return null;
      const startsOn = into.starts === 'date' ? into.date : null;
      return { kind: 'new', name, programId: into.programId, startsOn, endsOn: null };
    }
    case 'none':
      return { kind: 'none' };
  }
}

/** The first day that was chosen; null leaves it to the cohort. */
export function startOf(into: Into, today: string | null): string | null {
  return into.starts === 'cohort' ? null : into.starts === 'today' ? today : into.date;
}

interface Props {
  into: Into;
  onChange: (into: Into) => void;
  preview: Preview;
  cohorts: readonly CohortView[];
  /** Null where the list has no consent. */
  purpose: ConsentPurpose | null;
  onPurpose: (purpose: ConsentPurpose) => void;
}

/** Which cohort they join, from when, and what their consent is for. */
export function ImportInto({ into, onChange, preview, cohorts, purpose, onPurpose }: Props) {
  const t = useWords();
  const edit = (part: Partial<Into>): void => onChange({ ...into, ...part });
  const kinds = (['column', 'existing', 'new', 'none'] as const).filter(
    (kind) =>
      (kind !== 'column' || preview.cohorts.length > 0) && (kind !== 'existing' || cohorts.length > 0),
  );
  const missing = preview.cohorts.some((cohort) => cohort.cohortId === null);
  return (
    <section className={`${room.card} ${styles.panel}`} aria-label={t('roster:import.into')}>
      <h2>{t('roster:import.into')}</h2>
      <Select
        aria-label={t('roster:import.into')}
        data={kinds.map((kind) => ({ value: kind, label: t(`roster:import.into_${kind}`) }))}
        allowDeselect={false}
        value={into.kind}
        onChange={(kind) => edit({ kind: (kind ?? 'none') as Into['kind'] })}
      />
      {into.kind === 'column' && <Named cohorts={preview.cohorts} />}
      {into.kind === 'existing' && (
        <Select
          aria-label={t('roster:import.into_choose')}
          placeholder={t('roster:import.into_choose')}
          data={cohorts.map((cohort) => ({ value: cohort.id, label: cohort.name }))}
          value={into.cohortId}
          onChange={(cohortId) => edit({ cohortId })}
        />
      )}
      {into.kind === 'new' && (
        <TextInput
          label={t('roster:import.into_name')}
          maxLength={80}
          dir="auto"
          value={into.name}
          onChange={(event) => edit({ name: event.currentTarget.value })}
        />
      )}
      {(into.kind === 'new' || (into.kind === 'column' && missing)) && (
        <Program
          label={t(into.kind === 'new' ? 'roster:import.into_program' : 'roster:import.into_program_new')}
          value={into.programId}
          onChange={(programId) => edit({ programId })}
        />
      )}
      {into.kind !== 'none' && <Starts into={into} onChange={edit} />}
      {purpose !== null && (
        <Select
          label={t('roster:import.consent_for')}
          data={consentPurposes.map((one) => ({ value: one, label: t(`roster:purpose.${one}`) }))}
          allowDeselect={false}
          value={purpose}
          onChange={(value) => onPurpose((value ?? 'training') as ConsentPurpose)}
        />
      )}
    </section>
  );
}

function Named({ cohorts }: Pick<Preview, 'cohorts'>) {
  const t = useWords();
  return (
    <ul className={styles.named}>
      {cohorts.map((cohort) => (
        <li key={cohort.name}>
          <span dir="auto">{cohort.name}</span>
          <span className={room.quiet}>
            {t('roster:people_count', { count: cohort.people })} ·{' '}
            {t(cohort.cohortId === null ? 'roster:import.cohort_new' : 'roster:import.cohort_here')}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface ProgramProps {
  label: string;
  value: string | null;
  onChange: (id: string | null) => void;
}

function Program({ label, value, onChange }: ProgramProps) {
  const t = useWords();
  const programs = useCall('programs.list', {}).data?.programs ?? [];
  return (
    <Select
      label={label}
      placeholder={t('roster:cohorts.program_none')}
      clearable
      data={programs.map((program) => ({ value: program.id, label: inLanguage(program.name) ?? '' }))}
      value={value}
      onChange={onChange}
    />
  );
}

function Starts({ into, onChange }: { into: Into; onChange: (part: Partial<Into>) => void }) {
  const t = useWords();
  const choices = into.kind === 'new' ? (['today', 'date'] as const) : (['cohort', 'today', 'date'] as const);
  const value = into.kind === 'new' && into.starts === 'cohort' ? 'today' : into.starts;
  return (
    <div>
      <p className={styles.fieldLabel}>{t('roster:import.starts')}</p>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('roster:import.starts')}
        data={choices.map((one) => ({ value: one, label: t(`roster:import.starts_${one}`) }))}
        value={value}
        onChange={(starts) => onChange({ starts: starts as Into['starts'] })}
      />
      {into.starts === 'date' && (
        <DateField
          mt={8}
          aria-label={t('roster:import.starts')}
          value={into.date}
          onChange={(date) => onChange({ date })}
        />
      )}
    </div>
  );
}
