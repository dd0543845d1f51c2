import type { Status } from '../../shared/rules/statuses.ts';
import { useOfMeant } from '../app/meant.ts';
import { useWords } from '../app/words.ts';
import { type MeantMarks, meantMarkOf } from './meant-marks.ts';
import styles from './roll.module.css';
import type { RollRow } from './use-roll.ts';

const tones = ['present', 'remote', 'late', 'absent', 'excused'] as const;

/** How far the roll is: a bar and words; left early counts with late, remote stands by itself. */
export function Counts({
  rows,
  marks,
  statuses,
}: {
  rows: readonly RollRow[];
  marks: MeantMarks;
  statuses: readonly Status[];
}) {
  const t = useWords();
  const counted = useOfMeant(marks, () => {
    const colors = rows.map((row) => {
      const code = meantMarkOf(marks, row)?.status;
      return code === undefined ? null : (statuses.find((one) => one.code === code)?.color ?? 'other');
    });
    return [...tones, null].map((tone) => colors.filter((color) => color === tone).length).join();
  });
  const counts = counted.split(',').map(Number);
  const groups = tones.map((color, at) => ({ color, count: counts[at] ?? 0 }));
  const blank = counts.at(-1) ?? 0;
  return (
    <>
      <div className={styles.bar} aria-hidden>
        {groups.map(({ color, count }) => (
          <span
            key={color}
            className={styles.tones}
            data-color={color}
            style={{ width: `${(count / Math.max(1, rows.length)) * 100}%` }}
          />
        ))}
      </div>
      <div className={styles.counts} role="status" data-counts>
        {groups.map(
          ({ color, count }) =>
            (count > 0 || color === 'present') && (
              <span key={color} className={styles.tones} data-color={color}>
                {t(`attendance:counts.${color}`, { count })}
              </span>
            ),
        )}
        <span className={styles.none}>{t('attendance:counts.blank', { count: blank })}</span>
      </div>
    </>
  );
}
