import { Button, Kbd } from '@mantine/core';
import { useWords } from '../app/words.ts';
import { type MeantMarks, useBlankCount } from './meant-marks.ts';
import type { RollRow } from './use-roll.ts';

/** Fills what nobody has marked, and says how much that is. */
export function RestPresent({
  rows,
  marks,
  onFill,
}: {
  rows: readonly RollRow[];
  marks: MeantMarks;
  onFill: () => void;
}) {
  const t = useWords();
  const blanks = useBlankCount(rows, marks);
  return (
    <Button
      size="md"
      onClick={onFill}
      disabled={blanks === 0}
      rightSection={<Kbd size="xs">F</Kbd>}
      data-fill
    >
      {t('attendance:rest_present', { count: blanks })}
    </Button>
  );
}
