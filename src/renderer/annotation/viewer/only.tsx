import { Button } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import type { FindingCode } from '../../../shared/rules/annotation-score.ts';
import type { Words } from '../../app/words.ts';
import { useWords } from '../../app/words.ts';
import type { Filter } from '../filter.ts';
import styles from './viewer.module.css';

const apart = (text: string): string => `\u2068${text}\u2069`;

function filterText(t: Words, filter: Filter): string {
  if (filter.kind === 'class') return apart(filter.label);
  if (filter.kind === 'code') return t(`viewer:code.${filter.code as FindingCode}`);
  const named = (label: string | null): string => (label === null ? t('viewer:nothing') : apart(label));
  return t('viewer:cell', { reference: named(filter.reference), learner: named(filter.learner) });
}

/** Says that only some findings are shown, and shows all again. */
export function Only({ filter, onClear }: { filter: Filter; onClear: () => void }) {
  const t = useWords();
  return (
    <span className={`${styles.pill} ${styles.only}`} data-only>
      <IconFilter size={14} aria-hidden />
      <span>{t('viewer:only', { what: filterText(t, filter) })}</span>
      <Button size="compact-xs" variant="light" onClick={onClear}>
        {t('viewer:show_all')}
      </Button>
    </span>
  );
}
