import { type RefObject, useState } from 'react';
import { useWords } from '../app/words.ts';
import styles from './first-run.module.css';
import { isCommonPin } from './passphrase-strength.ts';
import { PinInput } from './pin-input.tsx';

interface Props {
  pin: string;
  again: string;
  onChange: (change: { pin?: string; again?: string }) => void;
  pinError: string | null;
  againError: string | null;
  field?: RefObject<HTMLInputElement | null>;
  size?: 'sm' | 'md';
  newPin?: boolean;
  /** Where another field shows its digits together with these. */
  eye?: { visible: boolean; onVisibilityChange: (visible: boolean) => void };
}

/** A new PIN, twice. One that many people choose is remarked upon, not refused. */
export function PinFields({
  pin,
  again,
  onChange,
  pinError,
  againError,
  field,
  size = 'sm',
  newPin = false,
  eye,
}: Props) {
  const t = useWords();
  const [visible, setVisible] = useState(false);
  const shared = { size, ...(eye ?? { visible, onVisibilityChange: setVisible }) };
  return (
    <div className={styles.pair}>
      <PinInput
        {...shared}
        more
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
        onChange={(next) => onChange({ pin: next })}
        error={pinError}
      />
      <PinInput
        {...shared}
        label={t('center:pin.again')}
        value={again}
        onChange={(next) => onChange({ again: next })}
        error={againError}
      />
    </div>
  );
}
