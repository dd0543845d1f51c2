import { Button, Kbd, Text } from '@mantine/core';
import type { RefusedAct } from '../../shared/contract/changes.ts';
import type { Which } from './undo-offer.ts';
import { instantText, useWords } from './words.ts';

interface Props {
  which: Which;
  refused: RefusedAct;
  /** Why it was refused, where nobody's later change says it better. */
  fault: string;
  /** What the one before is called; null where there is none. */
  next: string | null;
  onNext: () => void;
}

/** Why an act cannot be taken back, and the one before it, which can be: by the button, or by the same keys again. */
export function UndoRefused({ which, refused: { by, since }, fault, next, onNext }: Props) {
  const t = useWords();
  const when = since === undefined ? null : instantText(since);
  const why =
    when === null
      ? fault
      : by === undefined
        ? t('undo_refused.changed', { when })
        : t('undo_refused.changed_by', { by, when });
  return (
    <>
      <Text size="sm" c="var(--mantine-color-text)">
        {why}
      </Text>
      {next !== null && (
        <Button mt={6} size="compact-sm" variant="light" onClick={onNext} data-undo-before>
          {t(which === 'undo' ? 'undo_refused.undo_before' : 'undo_refused.redo_before', { what: next })}
          <Kbd size="xs" ms={8}>
            <bdi>{which === 'undo' ? 'Ctrl+Z' : 'Ctrl+Shift+Z'}</bdi>
          </Kbd>
        </Button>
      )}
    </>
  );
}
