import { useEffect, useState } from 'react';
import type { PrintWords } from '../../app/print-words.ts';
import { useStable } from '../../app/use-stable.ts';
import { type FeedbackPicture, feedbackPictures } from './feedback-pictures.ts';
import styles from './told.module.css';
import type { WorkOf } from './use-work.ts';

interface Props {
  of: WorkOf;
  words: PrintWords;
  /** False while they are being drawn. */
  onDrawn: (isDrawn: boolean) => void;
}

type Shown = FeedbackPicture & { address: string };

/** What to look at again, as it stands on a learner's sheet. */
export function ToldPictures({ of, words, onDrawn }: Props) {
  const [pictures, setPictures] = useState<Shown[]>([]);
  const drawn = useStable(onDrawn);
  const { assessmentId, attemptId } = of;
  useEffect(() => {
    let isWanted = true;
    let made: Shown[] = [];
    drawn(false);
    feedbackPictures({ assessmentId, attemptId }, words)
      .then((found) => {
        if (!isWanted) return;
        made = found.map((one) => ({ ...one, address: URL.createObjectURL(one.picture) }));
        setPictures(made);
      })
      // The sheet is whole without them.
      .catch(() => setPictures([]))
      .finally(() => isWanted && drawn(true));
    return () => {
      isWanted = false;
      drawn(true);
      for (const { address } of made) URL.revokeObjectURL(address);
    };
  }, [assessmentId, attemptId, words, drawn]);
  if (pictures.length === 0) return null;
  const { t } = words;
  return (
    <section className={styles.told}>
      <h2>{t('viewer:told.title')}</h2>
      <p>{t('viewer:told.legend')}</p>
      <ul>
        {pictures.map(({ address, words: text, name, width, height }) => (
          <li key={address}>
            <img src={address} width={width} height={height} alt="" decoding="sync" data-told-picture />
            <p>
              {text} <bdi>({name})</bdi>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
