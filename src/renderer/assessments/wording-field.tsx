import { Textarea, TextInput, type TextInputProps } from '@mantine/core';
import type { Wording } from '../../shared/rules/wording.ts';
import { currentLanguage } from '../app/words.ts';
import { said } from './wording.ts';

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  value: Wording;
  onChange: (value: Wording) => void;
  /** Grows with what is written. */
  lines?: boolean;
}

/** What a thing is called, in the language of the screen; what it is called in others stays. */
export function WordingField({ value, onChange, lines = false, ...rest }: Props) {
  const language = currentLanguage();
  const own = value[language];
  const change = (text: string): void => {
    const { [language]: _before, ...others } = value;
    onChange(text === '' ? others : { ...others, [language]: text });
  };
  const shared = {
    dir: 'auto',
    value: own ?? '',
    placeholder: own === undefined ? said(value) : '',
  };
  if (lines)
    return (
      <Textarea
        label={rest.label}
        description={rest.description}
        aria-label={rest['aria-label']}
        maxLength={rest.maxLength ?? 600}
        autosize
        minRows={1}
        {...shared}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  return <TextInput {...rest} {...shared} onChange={(event) => change(event.currentTarget.value)} />;
}
