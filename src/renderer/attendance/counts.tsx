import type { Status } from '../../shared/rules/statuses.ts';
import { useWords } from '../app/words.ts';
import styles from './roll.module.css';
import type { Mark } from './use-roll.ts';

/** How far the roll is: a bar and words; left early counts with late, remote stands by itself. */
export function Counts({
  marks,
  statuses,
}: {
  marks: readonly (Mark | null)[];
  statuses: readonly Status[];
}) {
  const t = useWords();
  const colorOf = new Map(statuses.map((status) => [status.code, status.color]));
  const groups = (['present', 'remote', 'late', 'absent', 'excused'] as const).map((color) => ({
    color,
    count: marks.filter((mark) => mark && colorOf.get(mark.status) === color).length,
  }));
  const blank = marks.filter((mark) => mark === null).length;
  return (
    <>
      <div className={styles.bar} aria-hidden>
        {groups.map(({ color, count }) => (
          <span
            key={color}
            className={styles.tones}
            data-color={color}
            style={{ width: `${(count / Math.max(1, marks.length)) * 100}%` }}
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
