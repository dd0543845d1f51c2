import { numberText, useWords } from '../../app/words.ts';
import type { Looks } from './looks.ts';
import styles from './sheet.module.css';

/** The rule behind the figures, and what stands in the cells. */
export function Legend({ looks, threshold }: { looks: Looks; threshold: number | null }) {
  const t = useWords();
  const rule = numberText((threshold ?? 0) / 100, { style: 'percent' });
  return (
    <footer className={styles.legend}>
      <p>
        {t('register:rule.credit')}{' '}
        {threshold === null ? t('register:rule.none') : t('register:rule.threshold', { threshold: rule })}
      </p>
      <ul>
        {[...looks.values()].map((look) => (
          <li key={look.status.code} data-color={look.status.color}>
            <b>{look.quiet ? '•' : look.letter}</b> {look.name}
          </li>
        ))}
        <li>
          <i className={styles.dashed} aria-hidden /> {t('attendance:not_recorded')}
        </li>
        <li>
          <b>–</b> {t('register:cell.before')}
        </li>
        <li>
          <b>=</b> {t('register:cell.paused')}
        </li>
        <li>
          <b>⚡</b> {t('register:legend.lost')}
        </li>
        <li>
          <b>+</b> {t('register:make_up')}
        </li>
      </ul>
    </footer>
  );
}
