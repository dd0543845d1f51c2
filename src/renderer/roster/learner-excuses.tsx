import { ActionIcon, Group, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { type ReasonCode, reasonCodes } from '../../shared/rules/statuses.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { DateField } from './date-field.tsx';
import { fullDate, stretchText } from './dates.ts';
import { Form } from './form.tsx';
import styles from './learner.module.css';

type Excuse = Output<'attendance.excuses'>['excuses'][number];

/** Days on which she is excused beforehand. */
export function LearnerExcuses({ learnerId, today }: { learnerId: string; today: string }) {
  const t = useWords();
  const done = useDone();
  const excuses = useCall('attendance.excuses', { learnerId }).data?.excuses ?? [];
  const remove = useWrite('attendance.removeExcuse', {
    onSuccess: () => done(t('roster:learner.excuse_removed')),
  });
  const row = (excuse: Excuse, past: boolean) => {
    const days =
      excuse.from === excuse.to ? fullDate(excuse.from) : (stretchText(t, excuse.from, excuse.to) ?? '');
    const why = [excuse.reason && t(`attendance:reasons.${excuse.reason}`), excuse.note].filter(Boolean);
    return (
      <li key={excuse.id} className={styles.row} data-past={past || undefined}>
        <span className={styles.rowText}>
          <span>{days}</span>
          {why.length > 0 && <span className={styles.rowAbout}>{why.join(' · ')}</span>}
        </span>
        <ActionIcon
          size={36}
          aria-label={`${t('remove')}: ${days}`}
          onClick={() => remove.mutate({ id: excuse.id })}
        >
          <IconX size={16} />
        </ActionIcon>
      </li>
    );
  };
  const ahead = excuses.filter((excuse) => excuse.to >= today).reverse();
  const past = excuses.filter((excuse) => excuse.to < today);
  return (
    <>
      {ahead.length === 0 && <p className={styles.nothing}>{t('roster:learner.excuses_none')}</p>}
      <ul className={styles.rows}>{ahead.map((excuse) => row(excuse, false))}</ul>
      {past.length > 0 && (
        <>
          <h3 className={styles.label}>{t('roster:learner.excuse_past')}</h3>
          <ul className={styles.rows}>{past.map((excuse) => row(excuse, true))}</ul>
        </>
      )}
    </>
  );
}

export function AddExcuse({
  learnerId,
  today,
  onClose,
}: {
  learnerId: string;
  today: string;
  onClose: () => void;
}) {
  const t = useWords();
  const done = useDone();
  const [from, setFrom] = useState<string | null>(today);
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState<ReasonCode | null>(null);
  const [note, setNote] = useState('');
  const last = to ?? from;
  const reversed = from !== null && last !== null && from > last;
  const add = useWrite('attendance.addExcuse', {
    onSuccess: () => {
      done(t('roster:learner.excuse_done'));
      onClose();
    },
  });
  return (
    <Form
      title={t('roster:learner.excuse_add')}
      text={t('roster:learner.excuse_text')}
      submit={t('roster:learner.excuse_add')}
      busy={add.isPending}
      error={add.error}
      disabled={from === null || reversed}
      onClose={onClose}
      onSubmit={() => {
        if (from !== null && last !== null)
          add.mutate({ learnerId, from, to: last, reason, note: note.trim() || null });
      }}
    >
      <Group grow align="flex-start">
        <DateField data-autofocus label={t('roster:learner.excuse_from')} value={from} onChange={setFrom} />
        <DateField
          label={t('roster:learner.excuse_to')}
          value={last}
          onChange={setTo}
          error={reversed && t('roster:errors.dates_reversed')}
        />
      </Group>
      <Select
        label={t('roster:learner.excuse_reason')}
        placeholder={t('roster:change.reason_none')}
        clearable
        data={reasonCodes.map((code) => ({ value: code, label: t(`attendance:reasons.${code}`) }))}
        value={reason}
        onChange={(value) => setReason(value as ReasonCode | null)}
      />
      <TextInput
        label={t('roster:learner.excuse_note')}
        description={t('optional')}
        maxLength={500}
        dir="auto"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Form>
  );
}
