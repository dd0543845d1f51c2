import { IconFileAlert } from '@tabler/icons-react';
import { AppError } from '../../../shared/result.ts';
import { useFault } from '../../app/use-fault.ts';
import { useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import { apart } from '../../roster/say.ts';
import type { Found } from './groups.ts';
import styles from './review.module.css';

/** Files that are not taken in: where each lies, and why. */
export function RefusedList({ found }: { found: Found }) {
  const t = useWords();
  const fault = useFault();
  const why = ({ path, reason, params }: Found['refused'][number]): string => {
    const place = apart(path.split('/').at(-1) ?? path);
    return fault(new AppError({ code: 'validation', reason, params: { place, ...params } }));
  };
  const more = found.refusedInAll - found.refused.length;
  return (
    <section
      className={`${room.card} ${styles.groups}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
      tabIndex={0}
      aria-label={t('submissions:refused.title')}
    >
      <ul className={styles.refused} data-refused>
        {found.refused.map((one) => (
          <li key={one.path}>
            <IconFileAlert size={16} aria-hidden />
            <span>
              <span className={styles.path}>{one.path}</span>
              <span className={styles.why}>{why(one)}</span>
            </span>
          </li>
        ))}
        {more > 0 && <li>{t('submissions:refused.more', { count: more })}</li>}
      </ul>
    </section>
  );
}
