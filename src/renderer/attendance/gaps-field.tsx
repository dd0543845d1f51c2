import { ActionIcon, Button, Select, Stack } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Output } from '../../shared/contract/index.ts';
import { useWords } from '../app/words.ts';
import { TimeField } from '../ui/time-field.tsx';
import styles from './gaps-field.module.css';

type Outcome = Output<'sessions.get'>['outcome'];
export type Gap = Outcome['gaps'][number];
export type Reason = Gap['reason'];
export const reasons = ['power', 'alarm', 'instructor', 'holiday', 'other'] as const;

/** A pause as it is typed: its end may be empty while it lasts; `key` keeps its row apart from the others. */
export interface TypedGap {
  key: number;
  from: string;
  to: string;
  reason: Reason;
}

export const typedGaps = (gaps: readonly Gap[]): TypedGap[] =>
  gaps.map((gap, key) => ({ key, from: gap.from, to: gap.to ?? '', reason: gap.reason }));

/** In the order of the day, as they are stored. */
export const gapsOf = (typed: readonly TypedGap[]): Gap[] =>
  typed
    .map(({ from, to, reason }): Gap => ({ from, to: to || null, reason }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));

/** Any number of pauses: each with its times and its reason, to be changed or taken away. */
export function GapsField({
  gaps,
  next,
  onChange,
}: {
  gaps: readonly TypedGap[];
  /** A new pause begins here. */
  next: () => string;
  onChange: (gaps: TypedGap[]) => void;
}) {
  const t = useWords();
  const set = (key: number, part: Partial<TypedGap>): void =>
    onChange(gaps.map((gap) => (gap.key === key ? { ...gap, ...part } : gap)));
  return (
    <Stack gap="xs">
      {gaps.map((gap, index) => (
        <fieldset
          key={gap.key}
          className={styles.gap}
          style={{ border: 0, margin: 0, padding: 0 }}
          aria-label={t('attendance:interrupt.gap', { number: index + 1 })}
        >
          <TimeField
            label={t('attendance:interrupt.from')}
            value={gap.from}
            onChange={(time) => set(gap.key, { from: time })}
          />
          <TimeField
            label={t('attendance:interrupt.to')}
            value={gap.to}
            onChange={(time) => set(gap.key, { to: time })}
            error={gap.to !== '' && gap.to < gap.from}
          />
          <Select
            label={t('attendance:interrupt.why')}
            data={reasons.map((code) => ({ value: code, label: t(`sessions:reasons.${code}`) }))}
            value={gap.reason}
            allowDeselect={false}
            onChange={(value) => set(gap.key, { reason: (value ?? 'other') as Reason })}
          />
          <ActionIcon
            size={34}
            aria-label={t('attendance:interrupt.remove_gap', { number: index + 1 })}
            onClick={() => onChange(gaps.filter((one) => one.key !== gap.key))}
          >
            <IconTrash size={16} stroke={1.7} />
          </ActionIcon>
        </fieldset>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => {
          const key = Math.max(-1, ...gaps.map((gap) => gap.key)) + 1;
          onChange([...gaps, { key, from: next(), to: '', reason: gaps.at(-1)?.reason ?? 'power' }]);
        }}
      >
        {t('attendance:interrupt.add_gap')}
      </Button>
    </Stack>
  );
}
