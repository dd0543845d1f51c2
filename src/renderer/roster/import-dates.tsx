import { Button, Group } from '@mantine/core';
import { IconCalendarQuestion } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { useWords } from '../app/words.ts';
import { fullDate } from './dates.ts';
import styles from './import-side.module.css';
import room from './room.module.css';
import type { Reading } from './use-import.ts';

type Question = Output<'roster.importPreview'>['dateQuestions'][number];

interface Props {
  preview: Output<'roster.importPreview'>;
  reading: Reading;
  onChange: (reading: Reading) => void;
}

/** A typed date of two numbers that may be the month, read one way or the other; null if it is something else. */
function readings(example: string): { dayFirst: string; monthFirst: string } | null {
  const parts = /^(\d{1,2})\D+(\d{1,2})\D+(\d{4})/.exec(example);
  if (!parts) return null;
  const [, first = '', second = '', year = ''] = parts;
  const two = (part: string): string => part.padStart(2, '0');
  return {
    dayFirst: `${year}-${two(second)}-${two(first)}`,
    monthFirst: `${year}-${two(first)}-${two(second)}`,
  };
}

/** Asks once for a list which of two numbers is the day, with one of its own dates. */
export function ImportDates({ preview, reading, onChange }: Props) {
  const t = useWords();
  const [asked] = preview.dateQuestions;
  const [last, setLast] = useState<Question | undefined>(asked);
  useEffect(() => {
    if (asked) setLast(asked);
  }, [asked]);
  const question = asked ?? (reading.dayFirst === undefined ? undefined : last);
  if (!question) return null;

  const column = preview.columns.find((one) => one.column === question.column)?.name ?? '';
  const example = question.examples.find((text) => readings(text)) ?? question.examples[0] ?? '';
  const both = readings(example);
  const words = {
    day: both ? fullDate(both.dayFirst) : t('roster:import.day_first'),
    month: both ? fullDate(both.monthFirst) : t('roster:import.month_first'),
  };
  if (!asked) {
    return (
      <section className={`${room.card} ${styles.panel}`}>
        <Group justify="space-between" gap={8} wrap="nowrap">
          <span className={room.quiet}>
            {t('roster:import.date_answered', {
              example,
              column,
              date: reading.dayFirst ? words.day : words.month,
            })}
          </span>
          <Button
            flex="none"
            variant="subtle"
            size="compact-sm"
            onClick={() => onChange({ dayFirst: !reading.dayFirst })}
          >
            {t('roster:import.date_change')}
          </Button>
        </Group>
      </section>
    );
  }
  return (
    <section className={`${room.card} ${styles.panel} ${styles.question}`} role="alert">
      <h2>
        <IconCalendarQuestion size={18} stroke={1.7} aria-hidden />
        <span dir="auto">{t('roster:import.date_question', { example, column })}</span>
      </h2>
      <Group grow gap={8}>
        <Button variant="default" onClick={() => onChange({ dayFirst: true })}>
          {words.day}
        </Button>
        <Button variant="default" onClick={() => onChange({ dayFirst: false })}>
          {words.month}
        </Button>
      </Group>
    </section>
  );
}
