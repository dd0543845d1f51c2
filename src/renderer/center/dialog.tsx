import { Button, Group } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useFault } from '../app/use-fault.ts';
import { useWords } from '../app/words.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import styles from './settings.module.css';

interface Props {
  title: string;
  text?: ReactNode;
  submit: string;
  busy: boolean;
  error: unknown;
  size?: string | number;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A short form over the settings: Enter stores it, Escape leaves it; what failed is said above the button. */
export function Dialog({ title, text, submit, busy, error, size = 460, onSubmit, onClose, children }: Props) {
  const t = useWords();
  const fault = useFault();
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    event.stopPropagation();
    const form = event.currentTarget;
    if (!busy) onSubmit();
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <DialogFrame onClose={onClose} title={title} size={size}>
      {text && (
        <p className={styles.rowText} style={{ margin: '0 0 14px', fontSize: 13, lineHeight: 1.5 }}>
          {text}
        </p>
      )}
      <form onSubmit={send} noValidate>
        {children}
        {error !== null && error !== undefined && (
          <p role="alert" className={styles.fault}>
            {fault(error)}
          </p>
        )}
        <Group justify="flex-end" gap="sm" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {submit}
          </Button>
        </Group>
      </form>
    </DialogFrame>
  );
}
