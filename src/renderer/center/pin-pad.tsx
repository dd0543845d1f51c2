import { IconArrowRight, IconBackspace } from '@tabler/icons-react';
import { numberText, useWords } from '../app/words.ts';
import styles from './sign-in.module.css';

interface Props {
  onDigit: (digit: string) => void;
  onErase: () => void;
  onSubmit: () => void;
  disabled: boolean;
  ready: boolean;
}

/** Twelve keys for fingers. A keyboard types into the field itself, so the pad is no stop for Tab. */
export function PinPad({ onDigit, onErase, onSubmit, disabled, ready }: Props) {
  const t = useWords();
  const key = (label: string, content: React.ReactNode, act: () => void, primary = false) => (
    <button
      key={label}
      type="button"
      tabIndex={-1}
      className={styles.key}
      aria-label={label}
      aria-disabled={disabled || (primary && !ready)}
      data-primary={primary || undefined}
      // The cursor stays in the field.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => {
        if (!disabled) act();
      }}
    >
      {content}
    </button>
  );
  return (
    <div className={styles.pad} dir="ltr">
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) =>
        key(numberText(Number(digit)), numberText(Number(digit)), () => onDigit(digit)),
      )}
      {key(t('center:signIn.erase'), <IconBackspace size={20} stroke={1.7} aria-hidden />, onErase)}
      {key(numberText(0), numberText(0), () => onDigit('0'))}
      {key(t('center:signIn.enter'), <IconArrowRight size={20} stroke={2} aria-hidden />, onSubmit, true)}
    </div>
  );
}
