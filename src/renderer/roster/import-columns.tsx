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
  const fieldOf = (column: number): ImportField =>
    mapping.columns.find((one) => one.column === column)?.field ?? 'ignore';

  const set = (column: number, field: ImportField): void => {
    const single = !repeatableImportFields.includes(field);
    const columns = preview.columns.map((one) => {
      if (one.column === column) return { column, field };
      const own = fieldOf(one.column);
      return { column: one.column, field: single && own === field ? ('ignore' as const) : own };
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
            field={fieldOf(column.column)}
            byHand={preview.mappingFrom === 'hand'}
            onChange={(field) => set(column.column, field)}
          />
        ))}
      </ul>
    </section>
  );
}

interface ColumnProps {
  column: Preview['columns'][number];
  field: ImportField;
  byHand: boolean;
  onChange: (field: ImportField) => void;
}

function Column({ column, field, byHand, onChange }: ColumnProps) {
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
          data={importFields.map((one) => ({ value: one, label: t(`roster:import.fields.${one}`) }))}
          allowDeselect={false}
          maxDropdownHeight={320}
          value={field}
          onChange={(value) => onChange((value ?? 'ignore') as ImportField)}
        />
        {unsure && <span className={styles.unsure}>{t('roster:import.unsure')}</span>}
        {field === 'ignore' && couldBe !== null && (
          <UnstyledButton className={styles.couldBe} onClick={() => onChange(couldBe)}>
            {t('roster:import.could_be', { field: t(`roster:import.fields.${couldBe}`) })}
          </UnstyledButton>
        )}
      </div>
    </li>
  );
}
