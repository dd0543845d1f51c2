import { TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { MarkConflictView } from '../../shared/contract/attendance.ts';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useDone } from '../app/use-undo.tsx';
import { dateText, instantText, useWords } from '../app/words.ts';
import styles from './conflicts.module.css';
import { useMarkText } from './mark-text.ts';

type Record = MarkConflictView['records'][number];

/** Two records of one mark side by side: a person says which is right, and the other stays in the history. */
export function ConflictChoice({ conflict, onDone }: { conflict: MarkConflictView; onDone?: () => void }) {
  const t = useWords();
  const fault = useFault();
  const done = useDone();
  const say = useMarkText(conflict.statuses);
  const [why, setWhy] = useState('');
  const { sessionId, learnerId, name, date, closed, records } = conflict;
  const resolve = useWrite('attendance.resolve', {
    onSuccess: ({ mark }) => {
      done(t('attendance:conflict.done', { name, mark: say(mark) }));
      onDone?.();
    },
  });
  const choose = ({ device, seq }: Record): void =>
    resolve.mutate({ sessionId, learnerId, device, seq, ...(closed ? { why: why.trim() } : {}) });
  const colorOf = ({ mark }: Record) =>
    conflict.statuses.find((status) => status.code === mark?.status)?.color;
  return (
    <>
      <p className={styles.question}>
        {t('attendance:conflict.question', {
          count: records.length,
          name,
          date: dateText(date, { day: 'numeric', month: 'long' }),
        })}
      </p>
      {closed && (
        <TextInput
          mb="sm"
          label={t('attendance:why_label')}
          description={t('attendance:conflict.closed')}
          maxLength={200}
          dir="auto"
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
      )}
      <div className={styles.records}>
        {records.map((record) => (
          <UnstyledButton
            key={`${record.device} ${record.seq}`}
            className={styles.record}
            data-color={colorOf(record)}
            disabled={resolve.isPending || (closed && why.trim() === '')}
            onClick={() => choose(record)}
          >
            <span className={styles.mark} dir="auto">
              {say(record.mark)}
            </span>
            <span className={styles.by}>
              {[
                record.by ?? t('attendance:history.program'),
                instantText(record.at),
                record.here ? null : record.deviceName,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </UnstyledButton>
        ))}
      </div>
      {resolve.isError && (
        <p role="alert" className={styles.fault}>
          {fault(resolve.error)}
        </p>
      )}
    </>
  );
}
