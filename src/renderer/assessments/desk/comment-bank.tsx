import { ActionIcon, Button, Kbd, TextInput } from '@mantine/core';
import { IconPin, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useCall, useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { numberText, useWords } from '../../app/words.ts';
import { DialogFrame } from '../../ui/dialog-frame.tsx';
import { placeholders } from '../placeholders.ts';
import styles from './bank.module.css';

interface Props {
  of: { rubricId: string; criterionId: string | null };
  onTake: (text: string) => void;
  onClose: () => void;
}

/** Comments that were written about a criterion before: found by typing, taken by Enter. */
export function CommentBank({ of, onTake, onClose }: Props) {
  const t = useWords();
  const fault = useFault();
  const list = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const input = { rubricId: of.rubricId, criterionId: of.criterionId };
  const bank = useCall('assessments.bank', input);
  const keep = useWrite('assessments.keepComment', { onSuccess: () => setText('') });
  const drop = useWrite('assessments.dropComment');
  const wanted = text.trim().toLocaleLowerCase();
  const found = (bank.data?.comments ?? []).filter((one) => one.text.toLocaleLowerCase().includes(wanted));
  const at = Math.max(0, Math.min(chosen, found.length - 1));
  const isNew = wanted !== '' && !found.some((one) => one.text.trim().toLocaleLowerCase() === wanted);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setChosen((at + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const one = found[at];
      if (one) onTake(one.text);
      else if (text.trim() !== '') onTake(text.trim());
    }
  };
  return (
    <DialogFrame title={t('assessments:bank.title')} onClose={onClose} size={560}>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
        aria-label={t('assessments:bank.find')}
        placeholder={t('assessments:bank.find')}
        dir="auto"
        maxLength={1000}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.bank}>
        <div id={list} role="listbox" aria-label={t('assessments:bank.title')} className={styles.list}>
          {found.map((one, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's.
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the option.
            <div
              key={one.text}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === at}
              className={styles.option}
              onClick={() => onTake(one.text)}
            >
              <span dir="auto">{one.text}</span>
              <small>
                {one.used > 0 && t('assessments:bank.used', { count: one.used })}
                {one.kept && <IconPin size={13} aria-label={t('assessments:bank.kept')} />}
              </small>
            </div>
          ))}
        </div>
        {found.length > 0 && (
          <div className={styles.drops}>
            {found.map((one, index) => (
              <ActionIcon
                key={one.text}
                size={24}
                aria-label={t('assessments:bank.drop', { number: numberText(index + 1) })}
                title={t('assessments:bank.drop_title')}
                onClick={() => drop.mutate({ ...input, text: one.text })}
              >
                <IconTrash size={14} />
              </ActionIcon>
            ))}
          </div>
        )}
      </div>
      {bank.isSuccess && found.length === 0 && (
        <p className={styles.none}>
          {t(wanted === '' ? 'assessments:bank.empty' : 'assessments:bank.nothing')}
        </p>
      )}
      {(bank.error ?? keep.error ?? drop.error) && (
        <p role="alert" className={styles.fault}>
          {fault(bank.error ?? keep.error ?? drop.error)}
        </p>
      )}
      <div className={styles.foot}>
        <span>
          <Kbd size="xs">Enter</Kbd> {t('assessments:bank.take')}
        </span>
        <span>{t('assessments:bank.placeholders', { values: placeholders })}</span>
        {isNew && (
          <Button
            size="compact-sm"
            variant="default"
            loading={keep.isPending}
            onClick={() => keep.mutate({ ...input, text: text.trim() })}
          >
            {t('assessments:bank.keep')}
          </Button>
        )}
      </div>
    </DialogFrame>
  );
}
