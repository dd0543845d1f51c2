import { Button } from '@mantine/core';
import { IconArrowsShuffle } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { useWords } from '../app/words.ts';
import styles from './first-run.module.css';
import { PassphraseInput } from './passphrase-input.tsx';
import { strengthOf } from './passphrase-strength.ts';
import { suggestPassphrase } from './suggest-passphrase.ts';

interface Props {
  passphrase: string;
  again: string;
  onChange: (change: { passphrase?: string; again?: string }) => void;
  passphraseError: string | null;
  againError: string | null;
  /** What others know: names of the center and its people count little in a passphrase. */
  known: readonly string[];
  field?: RefObject<HTMLInputElement | null>;
  size?: 'sm' | 'md';
}

/** A new passphrase, twice, with a word on how easily it is guessed and a way to have one made. */
export function NewPassphrase({
  passphrase,
  again,
  onChange,
  passphraseError,
  againError,
  known,
  field,
  size = 'md',
}: Props) {
  const t = useWords();
  const [visible, setVisible] = useState(false);
  const [suggested, setSuggested] = useState('');
  const level = passphrase === '' ? undefined : strengthOf(passphrase, known);
  const suggest = async (): Promise<void> => {
    const words = await suggestPassphrase();
    setSuggested(words);
    setVisible(true);
    onChange({ passphrase: words, again: words });
  };
  return (
    <>
      <PassphraseInput
        {...(field ? { field } : {})}
        more
        size={size}
        label={t('center:passphrase.new')}
        value={passphrase}
        onChange={(next) => onChange({ passphrase: next })}
        error={passphraseError}
        visible={visible}
        onVisibilityChange={setVisible}
      />
      <div className={styles.strength} data-level={level}>
        <span className={styles.bars} aria-hidden>
          <span />
          <span />
          <span />
          <span />
        </span>
        <span className={styles.strengthWord} role="status" style={{ flex: 1 }}>
          {t(level ? `center:passphrase.${level}` : 'center:passphrase.rule')}
        </span>
      </div>
      <div style={{ marginTop: 6 }}>
        <PassphraseInput
          size={size}
          label={t('center:passphrase.again')}
          value={again}
          onChange={(next) => onChange({ again: next })}
          error={againError}
          visible={visible}
          onVisibilityChange={setVisible}
        />
      </div>
      {/* After both fields: a blank typed on the way from one to the other must not press it. */}
      <Button
        mt={14}
        variant="default"
        size="compact-sm"
        leftSection={<IconArrowsShuffle size={15} aria-hidden />}
        onClick={() => void suggest()}
      >
        {t('center:passphrase.suggest')}
      </Button>
      {suggested !== '' && passphrase === suggested && (
        <p className={styles.suggested} role="status">
          {t('center:passphrase.writeDown')}
        </p>
      )}
    </>
  );
}
