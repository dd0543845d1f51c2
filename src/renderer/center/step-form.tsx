import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useWords } from '../app/words.ts';
import styles from './door.module.css';
import { DoorCard } from './door-card.tsx';
import { Steps } from './steps.tsx';

interface Props {
  at: 1 | 2 | 3;
  title: string;
  lead: string;
  next: string;
  busy?: boolean;
  failed?: string | null;
  onBack: () => void;
  onNext: () => void;
  children: ReactNode;
}

/** One step of the first run: Enter goes on, the way back keeps what was typed. */
export function StepForm({
  at,
  title,
  lead,
  next,
  busy = false,
  failed = null,
  onBack,
  onNext,
  children,
}: Props) {
  const t = useWords();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!busy) onNext();
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <DoorCard title={title} lead={lead} above={<Steps at={at} />}>
      <form onSubmit={submit} noValidate style={{ marginTop: 22 }}>
        {children}
        {failed && (
          <p role="alert" style={{ marginTop: 16, color: 'var(--absent)' }}>
            {failed}
          </p>
        )}
        <div className={styles.footer}>
          <Button variant="default" size="md" onClick={onBack} disabled={busy}>
            {t('back')}
          </Button>
          <Button type="submit" size="md" loading={busy}>
            {next}
          </Button>
        </div>
      </form>
    </DoorCard>
  );
}
