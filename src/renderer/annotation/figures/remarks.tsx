import type { Output } from '../../../shared/contract/index.ts';
import { useWords, type Words } from '../../app/words.ts';
import { withComma } from '../../ui/with-comma.ts';
import { formatName } from '../formats.ts';
import { useNoteText } from '../reference/note-text.ts';
import styles from './figures.module.css';

type Score = Output<'annotation.scoreOf'>;

/** Hints come first: there are few, and what they say changes the whole score. */
const mostShown = 12;

function hintText(t: Words, { code, params }: Score['hints'][number]): string {
  const say = t as unknown as (key: string, values: object) => string;
  const families = (value: unknown): string =>
    withComma(
      ...String(value ?? '')
        .split(' ')
        .map((family) => say(`scores:family.${family}`, { defaultValue: family })),
    );
  const values = { ...params, expected: families(params.expected), given: families(params.given) };
  return say(`scores:remarks.${code}`, { ...values, defaultValue: code });
}

/** What her files were read as, and what was said of them on the way. */
export function Remarks({ score }: { score: Score }) {
  const t = useWords();
  const noteText = useNoteText();
  const lines = [
    ...score.hints.map((hint) => ({ text: hintText(t, hint), place: '' })),
    ...score.notes.map((note) => ({ text: noteText(note), place: note.place })),
  ];
  return (
    <section className={styles.part} aria-labelledby="remarks-title" data-remarks>
      <h3 id="remarks-title">{t('scores:remarks.title')}</h3>
      <p className={styles.hint}>{t('scores:remarks.format', { format: formatName(t, score.format) })}</p>
      {lines.length > 0 && (
        <ul className={styles.remarks}>
          {lines.slice(0, mostShown).map(({ text, place }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one place may have the same note twice
            <li key={index}>
              {text}
              {place !== '' && <bdi>{place}</bdi>}
            </li>
          ))}
          {lines.length > mostShown && (
            <li>{t('scores:remarks.more', { count: lines.length - mostShown })}</li>
          )}
        </ul>
      )}
    </section>
  );
}
