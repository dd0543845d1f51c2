import { PasswordInput } from '@mantine/core';
import type { RefObject } from 'react';
import { useWords } from '../app/words.ts';
import { onlyDigits } from '../ui/digits.ts';
import styles from './first-run.module.css';
import { isCommonPin } from './passphrase-strength.ts';

interface Props {
  pin: string;
  again: string;
  onChange: (change: { pin?: string; again?: string }) => void;
  pinError: string | null;
  againError: string | null;
  field?: RefObject<HTMLInputElement | null>;
  size?: 'sm' | 'md';
  newPin?: boolean;
}

/** A new PIN, twice. Digits of every keyboard count; a PIN that many people choose is remarked upon, not refused. */
export function PinFields({
  pin,
  again,
  onChange,
  pinError,
  againError,
  field,
  size = 'sm',
  newPin = false,
}: Props) {
  const t = useWords();
  const shared = {
    size,
    inputMode: 'numeric' as const,
    autoComplete: 'off',
    maxLength: 8,
    inputWrapperOrder: ['label', 'input', 'error', 'description'] as const,
    visibilityToggleButtonProps: { 'aria-label': t('center:pin.show'), tabIndex: 0 },
  };
  return (
    <div className={styles.pair}>
      <PasswordInput
        {...shared}
        inputWrapperOrder={[...shared.inputWrapperOrder]}
        {...(field ? { ref: field } : {})}
        label={t(newPin ? 'center:pin.new' : 'center:pin.label')}
        description={
          isCommonPin(pin) ? (
            <span role="status">{t('center:pin.common')}</span>
          ) : (
            !pinError && t('center:pin.hint')
          )
        }
        value={pin}
        onChange={(event) => onChange({ pin: onlyDigits(event.currentTarget.value) })}
        error={pinError || undefined}
      />
      <PasswordInput
        {...shared}
        inputWrapperOrder={[...shared.inputWrapperOrder]}
        label={t('center:pin.again')}
        value={again}
        onChange={(event) => onChange({ again: onlyDigits(event.currentTarget.value) })}
        error={againError || undefined}
      />
    </div>
  );
}
