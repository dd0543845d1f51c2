import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { timeText, useWords } from '../app/words.ts';
import { parseTime } from './parse-time.ts';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** `HH:MM`, or empty. */
  value: string;
  onChange: (time: string) => void;
}

/**
 * A time of day in 24 hours and in the digits of the language, whatever the laptop's own clock shows. It is typed as
 * it comes: 9, 930, 9:30.
 */
export function TimeField({ value, onChange, error, onKeyDown, ...rest }: Props) {
  const t = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const settle = (): void => {
    if (typed === null) return;
    const time = parseTime(typed);
    const empty = typed.trim() === '';
    setWrong(time === null && !empty);
    if (time === null && !empty) return;
    setTyped(null);
    if ((time ?? '') !== value) onChange(time ?? '');
  };
  return (
    <TextInput
      inputMode="numeric"
      placeholder={t('time_placeholder')}
      {...rest}
      value={typed ?? (value === '' ? '' : timeText(value))}
      error={wrong ? t('time_unreadable') : error}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        setWrong(false);
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
        onKeyDown?.(event);
      }}
    />
  );
}
