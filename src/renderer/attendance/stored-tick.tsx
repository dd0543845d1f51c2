import { IconCheck, IconDots } from '@tabler/icons-react';
import { useWords } from '../app/words.ts';
import type { MeantMark } from './meant-marks.ts';
import type { Mark } from './use-roll.ts';

/** The tick of a mark: only what the disk has. */
export function StoredTick({ mark, meant }: { mark: Mark | null; meant: MeantMark | undefined }) {
  const t = useWords();
  if (meant && !meant.stored) return <IconDots size={16} color="var(--muted)" aria-label={t('saving')} />;
  if (!mark) return null;
  return (
    <IconCheck size={16} stroke={2.2} color="var(--present)" aria-label={t('attendance:stored')} data-tick />
  );
}
