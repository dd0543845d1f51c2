import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFault } from '../app/use-fault.ts';
import { useWords } from '../app/words.ts';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import styles from './room.module.css';

interface Props {
  title: ReactNode;
  text?: ReactNode;
  submit: string;
  busy: boolean;
  error: unknown;
  disabled?: boolean;
  size?: string | number;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A short form over a screen: Enter stores it, Escape leaves it, what failed is said above the buttons. */
export function Form({
  title,
  text,
  submit,
  busy,
  error,
  disabled,
  size = 460,
  onSubmit,
  onClose,
  children,
}: Props) {
  const t = useWords();
  const fault = useFault();
  return (
    <DialogFrame onClose={onClose} title={title} size={size}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (!busy && !disabled) onSubmit();
        }}
      >
        <Stack gap="sm">
          {text && <p className={styles.quiet}>{text}</p>}
          {children}
          {error !== null && error !== undefined && (
            <p role="alert" className={styles.fault}>
              {fault(error)}
            </p>
          )}
          <Group justify="flex-end" gap="sm" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={disabled ?? false}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </DialogFrame>
  );
}
