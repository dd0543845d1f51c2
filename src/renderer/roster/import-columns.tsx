import { Select, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { type ImportField, importFields, repeatableImportFields } from '../../shared/rules/roster-import.ts';
import { useWords } from '../app/words.ts';
import styles from './import-side.module.css';
import room from './room.module.css';
import type { Reading } from './use-import.ts';

type Preview = Output<'roster.importPreview'>;
type Mapping = Preview['mapping'];
type Target = Omit<Mapping['columns'][number], 'column'>;

const names: readonly ImportField[] = ['fullName', 'firstName', 'lastName'];

/** What each column becomes: found, remembered, or said by hand. */
export function ImportColumns({
  preview,
  reading,
  onChange,
}: {
  preview: Preview;
  reading: Reading;
  onChange: (mapping: Mapping) => void;
}) {
  const t = useWords();
  /** A mapping without a name cannot be read by; it waits here until a column holds one. */
  const [unfinished, setUnfinished] = useState<Mapping | null>(null);
  // What was said last counts, also while the list is still being read by it.
  const mapping = unfinished ?? reading.mapping ?? preview.mapping;
  const targetOf = (column: number): Target =>
    mapping.columns.find((one) => one.column === column) ?? { field: 'ignore' };

  const set = (column: number, { field, question }: Target): void => {
    const single = question !== undefined || !repeatableImportFields.includes(field);
    const columns = preview.columns.map((one) => {
      if (one.column === column) return { column, field, question };
      const own = targetOf(one.column);
      const given = single && own.field === field && own.question === question;
      return given
        ? { column: one.column, field: 'ignore' as const }
        : { column: one.column, field: own.field, question: own.question };
    });
    const readable = columns.some((one) => names.includes(one.field));
    setUnfinished(readable ? null : { columns });
    if (readable) onChange({ columns });
  };

  const hasName = mapping.columns.some((one) => names.includes(one.field));
  return (
    <section
      className={`${room.card} ${styles.panel} ${styles.columnsPanel}`}
      aria-label={t('roster:import.columns')}
    >
      <h2>{t('roster:import.columns')}</h2>
      {hasName ? (
        <p className={room.quiet}>{t(`roster:import.columns_text_${preview.mappingFrom}`)}</p>
      ) : (
        <p role="alert" className={room.fault}>
          {t('roster:import.name_missing')}
        </p>
      )}
      <ul className={styles.columns}>
        {preview.columns.map((column) => (
          <Column
            key={column.column}
            column={column}
            target={targetOf(column.column)}
            questions={preview.questions}
            byHand={preview.mappingFrom === 'hand'}
            onChange={(target) => set(column.column, target)}
          />
        ))}
      </ul>
    </section>
  );
}

interface ColumnProps {
  column: Preview['columns'][number];
  target: Target;
  /** What the programs ask beyond the common facts. */
  questions: readonly string[];
  byHand: boolean;
  onChange: (target: Target) => void;
}

const common = importFields.filter((one) => one !== 'answer' && one !== 'ignore');

/** A target as a value of the list to choose from, and back. */
const asked = 'answer:';
const nameOfTarget = ({ field, question }: Target): string =>
  question === undefined ? field : `${asked}${question}`;
const targetFrom = (value: string): Target =>
  value.startsWith(asked)
    ? { field: 'answer', question: value.slice(asked.length) }
    : { field: value as ImportField };

function Column({ column, target, questions, byHand, onChange }: ColumnProps) {
  const { field } = target;
  const t = useWords();
  const name = column.name || t('roster:import.column_number', { number: column.column + 1 });
  const unsure = !byHand && field !== 'ignore' && field === column.field && column.confidence < 0.6;
  const { couldBe } = column;
  return (
    <li data-left-out={field === 'ignore' || undefined}>
      <div className={styles.columnName}>
        <span dir="auto" title={name}>
          {name}
        </span>
        <span className={styles.samples} dir="auto" title={column.samples.join(' · ')}>
          {column.samples.join(' · ')}
        </span>
      </div>
      <div>
        <Select
          size="xs"
          aria-label={name}
          classNames={{ input: styles.field ?? '' }}
          data={[
            ...common.map((one) => ({ value: one as string, label: t(`roster:import.fields.${one}`) })),
            ...(questions.length === 0
              ? []
              : [
                  {
                    group: t('roster:import.fields.answer'),
                    items: questions.map((one) => ({ value: `${asked}${one}`, label: one })),
                  },
                ]),
            { value: 'ignore', label: t('roster:import.fields.ignore') },
          ]}
          allowDeselect={false}
          maxDropdownHeight={320}
          value={nameOfTarget(target)}
          onChange={(value) => onChange(targetFrom(value ?? 'ignore'))}
        />
        {unsure && <span className={styles.unsure}>{t('roster:import.unsure')}</span>}
        {field === 'ignore' && couldBe !== null && (
          <UnstyledButton className={styles.couldBe} onClick={() => onChange({ field: couldBe })}>
            {t('roster:import.could_be', { field: t(`roster:import.fields.${couldBe}`) })}
          </UnstyledButton>
        )}
      </div>
    </li>
  );
}
