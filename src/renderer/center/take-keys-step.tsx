import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useWords } from '../app/words.ts';
import type { FoundBackup } from './backups.ts';
import styles from './door.module.css';
import { DoorCard } from './door-card.tsx';
import { FoundBackups } from './found-backups.tsx';

/** The data is whole and only its key file is gone: every backup carries a copy of that file. */
export function TakeKeysStep({ onBack }: { onBack: () => void }) {
  const t = useWords();
  const fault = useFault();
  const [backup, setBackup] = useState<FoundBackup | null>(null);
  const take = useWrite('center.takeKeys');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (backup) take.mutate({ path: backup.path });
  };
  return (
    <DoorCard title={t('center:takeKeys.title')} lead={t('center:takeKeys.text')}>
      <form onSubmit={submit} style={{ marginTop: 20 }}>
        <FoundBackups chosen={backup} onChoose={setBackup} />
        {take.error && (
          <p role="alert" style={{ color: 'var(--absent)' }}>
            {fault(take.error)}
          </p>
        )}
        <div className={styles.footer}>
          <Button variant="default" size="md" onClick={onBack}>
            {t('back')}
          </Button>
          <Button type="submit" size="md" disabled={!backup} loading={take.isPending}>
            {t('center:takeKeys.go')}
          </Button>
        </div>
      </form>
    </DoorCard>
  );
}
