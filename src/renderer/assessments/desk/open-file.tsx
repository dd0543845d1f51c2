import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Input } from '../../../shared/contract/index.ts';
import { bridge, call } from '../../app/bridge.ts';
import { useFault } from '../../app/use-fault.ts';
import { useWords } from '../../app/words.ts';

/** Takes a file of an attempt out of the protected store, for whoever asks for it. */
export function OpenFile({ of, name }: { of: Input<'assessments.openFile'>; name: string }) {
  const t = useWords();
  const fault = useFault();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const { blob } = await call('assessments.openFile', of);
      const link = document.createElement('a');
      link.href = bridge.blobAddress(blob);
      link.download = name;
      link.click();
    } catch (error) {
      notifications.show({ message: fault(error), color: 'red' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      loading={busy}
      aria-label={t('assessments:desk.save_file_named', { name })}
      onClick={() => void save()}
    >
      {t('assessments:desk.save_file')}
    </Button>
  );
}
