import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { dateText, useWords } from '../app/words.ts';
import styles from './date-field.module.css';
import { parseDate, typedDate } from './parse-date.ts';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** `YYYY-MM-DD`. */
  value: string | null;
  onChange: (date: string | null) => void;
}

const long: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };

/**
 * A date that is typed, day first, and read back with its month as a word, so that nobody wonders which number
 * was the month. A calendar is one key away.
 */
export function DateField({ value, onChange, error, disabled, onKeyDown, ...rest }: Props) {
  const t = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const calendar = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const typing = typed !== null;
  // The date has just turned into the form in which it is typed: the next key replaces it.
  useLayoutEffect(() => {
    if (typing && document.activeElement === field.current) field.current?.select();
  }, [typing]);

  const settle = (): void => {
    if (typed === null) return;
    const date = parseDate(typed);
    const empty = typed.trim() === '';
    setWrong(date === null && !empty);
    if (date === null && !empty) return;
    setTyped(null);
    if (date !== value) onChange(date);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') settle();
    if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation();
      setTyped(null);
      setWrong(false);
    }
    onKeyDown?.(event);
  };

  return (
    <div className={styles.field}>
      <TextInput
        inputMode="numeric"
        autoComplete="off"
        placeholder={t('roster:date.placeholder')}
        {...rest}
        ref={field}
        disabled={disabled ?? false}
        value={typed ?? (value === null ? '' : dateText(value, long))}
        error={wrong ? t('roster:date.unreadable') : error}
        onFocus={() => setTyped((now) => now ?? (value === null ? '' : typedDate(value)))}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setWrong(false);
        }}
        onBlur={settle}
        onKeyDown={onKey}
        rightSection={
          <ActionIcon
            size="sm"
            aria-label={t('roster:date.pick')}
            disabled={disabled ?? false}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => calendar.current?.showPicker()}
          >
            <IconCalendar size={15} stroke={1.7} />
          </ActionIcon>
        }
      />
      <input
        ref={calendar}
        type="date"
        className={styles.calendar}
        tabIndex={-1}
        aria-hidden
        value={value ?? ''}
        onChange={(event) => {
          setTyped(null);
          setWrong(false);
          onChange(event.currentTarget.value || null);
        }}
      />
    </div>
  );
}
