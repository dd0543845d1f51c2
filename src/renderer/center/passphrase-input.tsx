import { PasswordInput } from '@mantine/core';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useWords } from '../app/words.ts';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | null | undefined;
  field?: RefObject<HTMLInputElement | null>;
  visible?: boolean;
  onVisibilityChange?: (visible: boolean) => void;
  size?: 'sm' | 'md';
  /** The same again comes after it: Tab goes there; the eye of that one shows both. */
  more?: boolean;
}

const otherScript = /[\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Greek}\p{Script=Hebrew}]/u;

/** A passphrase, hidden unless asked for; says when capital letters or another keyboard may be the reason it fails. */
export function PassphraseInput({
  label,
  value,
  onChange,
  error,
  field,
  visible,
  onVisibilityChange,
  size = 'sm',
  more = false,
}: Props) {
  const t = useWords();
  const [capsLock, setCapsLock] = useState(false);
  const [seen, setSeen] = useState(false);
  const noteCapsLock = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));
  const hint = capsLock
    ? t('center:passphrase.capsLock')
    : otherScript.test(value)
      ? t('center:passphrase.script')
      : null;
  return (
    <PasswordInput
      size={size}
      {...(field ? { ref: field } : {})}
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={noteCapsLock}
      onKeyUp={noteCapsLock}
      visible={visible ?? seen}
      onVisibilityChange={onVisibilityChange ?? setSeen}
      visibilityToggleButtonProps={{ 'aria-label': t('center:passphrase.show'), tabIndex: more ? -1 : 0 }}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      maxLength={200}
      error={error ?? null}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      description={hint && <span role="status">{hint}</span>}
    />
  );
}
