import { TextInput } from '@mantine/core';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useWords } from '../app/words.ts';
import styles from './recovery-code.module.css';
import { codeCharacters, codeLength, inGroups, placeAfter } from './recovery-code-text.ts';

interface Props {
  value: string;
  onChange: (value: string) => void;
  error?: string | null | undefined;
  field?: RefObject<HTMLInputElement | null>;
}

/** A recovery code as it is read from paper: groups appear by themselves, case and spaces do not matter. */
export function RecoveryCodeInput({ value, onChange, error, field }: Props) {
  const t = useWords();
  const own = useRef<HTMLInputElement>(null);
  const input = field ?? own;
  const cursor = useRef<number | null>(null);
  // Grouping rewrites the text; the cursor goes back behind the character that was typed.
  useLayoutEffect(() => {
    if (cursor.current !== null) input.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = null;
  });
  const count = codeCharacters(value).length;
  return (
    <TextInput
      ref={input}
      size="md"
      label={t('center:recoveryCode.label')}
      description={t('center:recoveryCode.count', { count, all: codeLength })}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      classNames={{ input: styles.typed ?? '' }}
      value={value}
      onChange={(event) => {
        const { value: typed, selectionStart } = event.currentTarget;
        cursor.current = placeAfter(codeCharacters(typed.slice(0, selectionStart ?? typed.length)).length);
        onChange(inGroups(codeCharacters(typed)));
      }}
      error={error || undefined}
      placeholder="····-····-····-····-····-····-····"
      dir="ltr"
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
    />
  );
}
