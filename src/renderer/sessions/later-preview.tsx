import type { Input } from '../../shared/contract/index.ts';
import { useCall } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useWords } from '../app/words.ts';
import styles from './foreseen.module.css';
import { ForeseenList } from './foreseen.tsx';

/** What "this and all later" would do: how many change, come and go, and what is left alone. */
export function LaterPreview({
  change,
  off = false,
}: {
  change: Input<'sessions.previewLater'>;
  off?: boolean;
}) {
  const t = useWords();
  const fault = useFault();
  const preview = useCall('sessions.previewLater', change, {
    enabled: !off,
    placeholderData: (old) => old,
  });
  if (preview.isError)
    return (
      <p role="alert" className={styles.collision}>
        {fault(preview.error)}
      </p>
    );
  if (!preview.data || off) return null;
  const { changed, added, removed, kept, dates } = preview.data;
  const counts = [
    changed > 0 && t('sessions:later.changed', { count: changed }),
    added > 0 && t('sessions:later.added', { count: added }),
    removed > 0 && t('sessions:later.removed', { count: removed }),
    kept > 0 && t('sessions:later.kept', { count: kept }),
  ].filter(Boolean);
  return (
    <>
      <p className={styles.sum} aria-live="polite" data-later-sum>
        {counts.join(' · ')}
      </p>
      <ForeseenList dates={dates} />
    </>
  );
}
