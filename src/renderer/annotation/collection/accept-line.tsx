import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useDone } from '../../app/use-undo.tsx';
import { useWords } from '../../app/words.ts';
import styles from './collection.module.css';

interface Props {
  of: { assessmentId: string; attemptId: string };
  keys: readonly string[];
  onClose: () => void;
}

/** The last reason that somebody gave: the next image is often fine for the same one. */
let last: string | null = null;

/** Why findings are fine: Enter accepts them, Escape leaves them. */
export function AcceptLine({ of, keys, onClose }: Props) {
  const t = useWords();
  const done = useDone();
  const fault = useFault();
  const [reason, setReason] = useState(last ?? t('collection:accept.usual'));
  const accept = useWrite('annotation.acceptImageFindings', {
    onSuccess: () => {
      last = reason.trim();
      done(t('collection:accept.done'));
      onClose();
    },
  });
  return (
    <form
      className={styles.accept}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '' && !accept.isPending)
          accept.mutate({ ...of, keys: [...keys], reason: reason.trim() });
      }}
    >
      <TextInput
        size="xs"
        autoFocus
        label={t('collection:accept.why')}
        value={reason}
        maxLength={500}
        error={accept.error ? fault(accept.error) : null}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          // The dialog around it listens on the window.
          event.nativeEvent.stopImmediatePropagation();
          onClose();
        }}
      />
      <Button size="xs" type="submit" loading={accept.isPending} disabled={reason.trim() === ''}>
        {t('collection:accept.open')}
      </Button>
      <Button size="xs" variant="default" onClick={onClose}>
        {t('cancel')}
      </Button>
    </form>
  );
}
