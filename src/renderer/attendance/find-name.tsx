import { ModalBody, TextInput } from '@mantine/core';
import { useState } from 'react';
import { numberText, useWords } from '../app/words.ts';
import { BareDialog } from '../ui/dialog-frame.tsx';
import styles from './find-name.module.css';
import type { RollRow } from './use-roll.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  rows: readonly RollRow[];
  onPick: (index: number) => void;
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{M}'’ʼ`ـ]/gu, '')
    .toLocaleLowerCase();

/** Finds a learner by any part of her name. */
export function FindName(props: Props) {
  const t = useWords();
  return (
    <BareDialog label={t('attendance:find')} opened={props.opened} onClose={props.onClose} yOffset="12vh">
      <ModalBody>
        <Search {...props} />
      </ModalBody>
    </BareDialog>
  );
}

function Search({ rows, onPick }: Props) {
  const t = useWords();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const wanted = folded(text.trim());
  const found = rows
    .map((row, index) => ({ row, index }))
    .filter(({ row }) => folded(row.name).includes(wanted))
    .slice(0, 8);
  const chosen = found[Math.min(at, found.length - 1)];
  return (
    <>
      <TextInput
        data-autofocus
        placeholder={t('attendance:find')}
        aria-label={t('attendance:find')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
          else if (event.key === 'Enter' && chosen) onPick(chosen.index);
          else return;
          event.preventDefault();
        }}
      />
      <div className={styles.list} role="listbox" aria-label={t('attendance:find')}>
        {found.map(({ row, index }) => (
          <button
            key={row.learnerId}
            type="button"
            role="option"
            aria-selected={index === chosen?.index}
            className={styles.option}
            onClick={() => onPick(index)}
          >
            <span>{numberText(index + 1)}</span>
            <span dir="auto">{row.name}</span>
          </button>
        ))}
        {found.length === 0 && <p className={styles.none}>{t('attendance:find_none')}</p>}
      </div>
    </>
  );
}
