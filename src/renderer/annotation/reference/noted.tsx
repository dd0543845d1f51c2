import type { Output } from '../../../shared/contract/index.ts';
import { AppError } from '../../../shared/result.ts';
import { useFault } from '../../app/use-fault.ts';
import { useWords } from '../../app/words.ts';
import { DialogFrame } from '../../ui/dialog-frame.tsx';
import { useNoteText } from './note-text.ts';
import styles from './reference.module.css';

export type ReadReference = NonNullable<Output<'annotation.reference'>['reference']>;

/** Places that were read with a note, and files that were left out. */
export function Noted({ reference, onClose }: { reference: ReadReference; onClose: () => void }) {
  const t = useWords();
  const fault = useFault();
  const textOf = useNoteText();
  const { noted, notes, refused, refusedInAll } = reference;
  const more = notes + refusedInAll - noted.length - refused.length;
  return (
    <DialogFrame title={t('scores:reference.noted')} size={620} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <ul className={styles.places} tabIndex={0} aria-label={t('scores:reference.noted')}>
        {refused.map(({ path, reason, params }) => (
          <li key={path}>
            {fault(new AppError({ code: 'validation', reason, params }))}
            <bdi className={styles.place}>{path}</bdi>
          </li>
        ))}
        {noted.map((note, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one place may have the same note twice
          <li key={index}>
            {textOf(note)}
            <bdi className={styles.place}>{note.place}</bdi>
          </li>
        ))}
        {more > 0 && <li>{t('scores:reference.noted_more', { count: more })}</li>}
      </ul>
    </DialogFrame>
  );
}
