import { VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { numberText, useWords } from '../app/words.ts';
import styles from './steps.module.css';

const names = ['center', 'you', 'passphrase', 'code'] as const;

/** Where one is on the way through the first run; `at` counts from 1. */
export function Steps({ at }: { at: 1 | 2 | 3 | 4 }) {
  const t = useWords();
  return (
    <ol className={styles.steps} aria-label={t('center:steps.label')}>
      {names.map((name, index) => {
        const place = index + 1;
        const done = place < at;
        return (
          <li
            key={name}
            className={styles.step}
            data-done={done || undefined}
            aria-current={place === at ? 'step' : undefined}
          >
            <span className={styles.dot} aria-hidden>
              {done ? <IconCheck size={12} stroke={3} /> : numberText(place)}
            </span>
            {t(`center:steps.${name}`)}
            {done && <VisuallyHidden>{t('center:steps.done')}</VisuallyHidden>}
          </li>
        );
      })}
    </ol>
  );
}
