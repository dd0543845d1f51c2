import { ActionIcon } from '@mantine/core';
import { IconEdit, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useCall, useWrite } from '../app/client.ts';
import { useDone } from '../app/use-undo.tsx';
import { useWords } from '../app/words.ts';
import { fullDate, stretchText } from './dates.ts';
import { EditExcuse, type Excuse } from './excuse-form.tsx';
import styles from './learner.module.css';

/** Days on which she is excused beforehand. */
export function LearnerExcuses({ learnerId, today }: { learnerId: string; today: string }) {
  const t = useWords();
  const done = useDone();
  const excuses = useCall('attendance.excuses', { learnerId }).data?.excuses ?? [];
  const remove = useWrite('attendance.removeExcuse', {
    onSuccess: () => done(t('roster:learner.excuse_removed')),
  });
  const [editing, setEditing] = useState<Excuse | null>(null);
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
          aria-label={`${t('roster:excuse.edit')}: ${days}`}
          onClick={() => setEditing(excuse)}
        >
          <IconEdit size={16} />
        </ActionIcon>
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
      {ahead.length > 0 && <ul className={styles.rows}>{ahead.map((excuse) => row(excuse, false))}</ul>}
      {past.length > 0 && (
        <>
          <h3 className={styles.label}>{t('roster:learner.excuse_past')}</h3>
          <ul className={styles.rows}>{past.map((excuse) => row(excuse, true))}</ul>
        </>
      )}
      {editing && <EditExcuse excuse={editing} onClose={() => setEditing(null)} />}
    </>
  );
}
