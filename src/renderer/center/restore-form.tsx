import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useCall } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { instantText, useWords } from '../app/words.ts';
import { leftToRight } from '../ui/left-to-right.ts';
import { type FoundBackup, restoreAndOpen } from './backups.ts';
import styles from './door.module.css';
import { FoundBackups } from './found-backups.tsx';
import { UnlockFields, useUnlockDraft } from './unlock-form.tsx';

interface Props {
  /** The way back, at the start of the last line. */
  back: ReactNode;
  /** Said before the button where there is something that the backup would replace. */
  warning?: (backup: FoundBackup) => ReactNode;
}

/** Which backup, what opens it, and one button. */
export function RestoreForm({ back, warning }: Props) {
  const t = useWords();
  const fault = useFault();
  const state = useCall('center.state', {}).data;
  const [backup, setBackup] = useState<FoundBackup | null>(null);
  const { draft, setDraft, complete, unlock } = useUnlockDraft();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!backup || !complete || busy || !state) return;
    setBusy(true);
    setFailed(null);
    try {
      const kept = await restoreAndOpen(backup.path, unlock, state);
      notifications.show({
        autoClose: false,
        message:
          kept === null
            ? t('center:restore.done')
            : t('center:restore.doneKept', { folder: leftToRight(kept) }),
        closeButtonProps: { 'aria-label': t('close') },
      });
    } catch (error) {
      setFailed(fault(error));
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} style={{ marginTop: 20 }}>
      <FoundBackups
        chosen={backup}
        onChoose={(next) => {
          setBackup(next);
          setFailed(null);
        }}
      />
      {backup && (
        <div style={{ marginTop: 18 }}>
          <UnlockFields
            draft={draft}
            onChange={(next) => {
              setDraft(next);
              setFailed(null);
            }}
            error={failed}
            field={field}
            passphraseLabel={t('center:restore.passphrase')}
          />
          {warning?.(backup)}
        </div>
      )}
      <div className={styles.footer}>
        {back}
        <Button
          type="submit"
          size="md"
          aria-disabled={!backup || !complete}
          disabled={!backup}
          loading={busy}
        >
          {backup
            ? t('center:restore.goFrom', {
                date: instantText(backup.madeAt, { day: 'numeric', month: 'long' }),
              })
            : t('center:restore.go')}
        </Button>
      </div>
      <p role="status" style={{ margin: busy ? '12px 0 0' : 0, fontSize: 12, color: 'var(--muted)' }}>
        {busy && t('center:restore.busy')}
      </p>
    </form>
  );
}
