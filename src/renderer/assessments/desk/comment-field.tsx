import { Kbd, UnstyledButton } from '@mantine/core';
import { IconCheck, IconDots } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useKeyLetters } from '../../app/keyboard-layout.ts';
import { useMeant } from '../../app/meant.ts';
import { useStable } from '../../app/use-stable.ts';
import { useWords } from '../../app/words.ts';
import styles from './desk.module.css';
import { type Attempt, commentOf, placeOf } from './parts.ts';
import type { DeskMeant, Target, Writing } from './use-desk.ts';

interface Props {
  target: Target;
  attempt: Attempt;
  meant: DeskMeant;
  label: string;
  focused: boolean;
  writing: boolean;
  readOnly: boolean;
  onPick: (part: string) => void;
  onWriting: (writing: boolean) => void;
  onComment: (target: Target, text: string, writing: Writing) => void;
  onBank: (target: Target) => void;
}

/** Milliseconds without a key after which a comment is stored while it is still being written. */
const pause = 1200;

/**
 * What is said to the learner about a criterion or the whole. It belongs to one learner and one place: leaving it in
 * any way stores it there.
 */
export function CommentField(props: Props) {
  const { target, attempt, meant, label, focused, writing, readOnly } = props;
  const t = useWords();
  const letter = useKeyLetters();
  const one = useMeant(meant, placeOf(target.attemptId, target.part, 'comment'));
  const stored = commentOf(attempt, target.part);
  const now = typeof one?.value === 'string' ? one.value : stored;
  const [draft, setDraft] = useState<string | null>(null);
  const begun = useRef<Writing>({ stored: false });
  const field = useRef<HTMLTextAreaElement>(null);
  const text = draft ?? now;

  const keep = useStable((): void => {
    if (draft !== null && draft.trim() !== now.trim()) props.onComment(target, draft.trim(), begun.current);
  });
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(keep, pause);
    return () => clearTimeout(timer);
  }, [draft, keep]);
  // Whoever goes to another learner in the middle of a word keeps it.
  useEffect(() => keep, [keep]);
  useEffect(() => {
    if (writing) field.current?.focus();
  }, [writing]);

  const leave = (): void => {
    keep();
    setDraft(null);
    begun.current = { stored: false };
    if (focused) props.onWriting(false);
  };
  return (
    <div className={styles.comment} data-comment={target.part}>
      <textarea
        ref={field}
        dir={text === '' ? undefined : 'auto'}
        aria-label={label}
        aria-keyshortcuts="C"
        placeholder={label}
        rows={Math.min(5, Math.max(1, Math.ceil(text.length / 46)))}
        maxLength={2000}
        readOnly={readOnly}
        tabIndex={focused || text !== '' ? 0 : -1}
        value={text}
        onFocus={() => props.onPick(target.part)}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const done = event.key === 'Enter' && !event.shiftKey;
          if (!done && event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          field.current?.blur();
        }}
      />
      <span className={styles.commentFoot}>
        {one && !one.stored ? (
          one.failure ? (
            <span role="alert" className={styles.failure}>
              {one.failure}
            </span>
          ) : (
            <IconDots size={14} color="var(--muted)" aria-label={t('saving')} />
          )
        ) : now !== '' && draft === null ? (
          <IconCheck
            size={14}
            stroke={2.2}
            color="var(--present)"
            aria-label={t('attendance:stored')}
            data-tick-comment
          />
        ) : null}
        {focused && !readOnly && (
          <>
            <span aria-hidden>
              <Kbd size="xs">{letter('KeyC')}</Kbd> {t('assessments:hints.comment')}
            </span>
            <UnstyledButton className={styles.bankButton} onClick={() => props.onBank(target)}>
              <Kbd size="xs">/</Kbd> {t('assessments:hints.bank')}
            </UnstyledButton>
          </>
        )}
      </span>
    </div>
  );
}
