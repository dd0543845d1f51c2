import { Select, Textarea, TextInput, type TextInputProps } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useWords } from '../app/words.ts';
import { DateField } from './date-field.tsx';
import styles from './fact.module.css';
import type { Saved } from './use-save-cell.ts';

interface FactProps {
  label: string;
  hint?: string;
  saved: Saved;
  /** Gets the id that its label is for. */
  children: (id: string) => ReactNode;
}

/** One fact with its name before it and its tick behind it. */
export function Fact({ label, hint, saved, children }: FactProps) {
  const t = useWords();
  const id = useId();
  return (
    <div className={styles.fact}>
      <label htmlFor={id} className={styles.label} title={hint}>
        {label}
      </label>
      <div className={styles.value}>
        {children(id)}
        {saved.kind === 'failed' && (
          <p role="alert" className={styles.fault}>
            {saved.sentence}
          </p>
        )}
      </div>
      <span className={styles.tick} aria-live="polite">
        {saved.kind === 'saved' && <IconCheck size={16} stroke={2.2} aria-label={t('roster:saved')} />}
      </span>
    </div>
  );
}

/** Quiet until one points at it or goes there by Tab: facts read as text and are edited in place. */
export const quiet = { input: styles.input ?? '' };

interface TextProps {
  id: string;
  value: string;
  lines?: boolean;
  /** Nobody is without a name: emptied, it returns. */
  required?: boolean;
  most: number;
  type?: TextInputProps['type'];
  ltr?: boolean;
  placeholder?: string;
  onSave: (text: string) => void;
}

export function TextFact({
  id,
  value,
  lines = false,
  required = false,
  most,
  type,
  ltr = false,
  placeholder,
  onSave,
}: TextProps) {
  const t = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const settle = (): void => {
    if (typed === null) return;
    setTyped(null);
    const text = typed.trim();
    if (text !== value && !(required && text === '')) onSave(text);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Enter' && (!lines || event.ctrlKey)) settle();
    if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation();
      setTyped(null);
    }
  };
  const shared = {
    id,
    classNames: quiet,
    maxLength: most,
    placeholder: placeholder ?? t('roster:learner.not_said'),
    autoComplete: 'off',
    value: typed ?? value,
    onBlur: settle,
    onKeyDown,
  };
  if (lines) {
    return (
      <Textarea
        {...shared}
        dir="auto"
        minRows={1}
        maxRows={12}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      dir={ltr && (typed ?? value) !== '' ? 'ltr' : 'auto'}
      type={type ?? 'text'}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

interface ChoiceProps {
  id: string;
  value: string | null;
  data: { value: string; label: string }[];
  placeholder?: string;
  onSave: (value: string | null) => void;
}

export function ChoiceFact({ id, value, data, placeholder, onSave }: ChoiceProps) {
  const t = useWords();
  return (
    <Select
      id={id}
      classNames={quiet}
      placeholder={placeholder ?? t('roster:learner.not_said')}
      clearable
      data={data}
      value={value}
      onChange={onSave}
    />
  );
}

export function DateFact({
  id,
  value,
  onSave,
}: {
  id: string;
  value: string | null;
  onSave: (date: string | null) => void;
}) {
  const t = useWords();
  return (
    <DateField
      id={id}
      classNames={quiet}
      placeholder={t('roster:learner.not_said')}
      value={value}
      onChange={onSave}
    />
  );
}
