import { Kbd } from '@mantine/core';
import { useKeyLetters } from '../../app/keyboard-layout.ts';
import { useWords } from '../../app/words.ts';
import styles from './collection.module.css';

/** What the keys do here, as this keyboard has them. */
export function KeyHints() {
  const t = useWords();
  const letter = useKeyLetters();
  const hints = [
    [letter('KeyN'), t('collection:hint.found')],
    ['[ ]', t('collection:hint.along')],
    [letter('KeyX'), t('collection:hint.fine')],
    [letter('KeyF'), t('collection:hint.large')],
  ] as const;
  return (
    <p className={styles.hints}>
      {hints.map(([key, word]) => (
        <span key={word}>
          <Kbd size="xs" dir="ltr">
            {key}
          </Kbd>{' '}
          {word}
        </span>
      ))}
    </p>
  );
}
