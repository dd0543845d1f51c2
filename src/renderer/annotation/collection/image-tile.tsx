import { IconCheck, IconCopy, IconPhotoOff } from '@tabler/icons-react';
import { memo, useEffect, useRef } from 'react';
import type { CollectionImage } from '../../../shared/contract/annotation-collection.ts';
import { useWords } from '../../app/words.ts';
import styles from './collection.module.css';
import { shortFinding } from './finding-text.ts';

interface Props {
  image: CollectionImage;
  address: string | null;
  selected: boolean;
  onPick: (path: string) => void;
}

/** A small picture with its name and what was found in it. */
export const ImageTile = memo(function ImageTile({ image, address, selected, onPick }: Props) {
  const t = useWords();
  const tile = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (selected) tile.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const { path, findings, alike, passes } = image;
  return (
    <button
      ref={tile}
      type="button"
      className={styles.tile}
      aria-pressed={selected}
      data-image={path}
      data-passes={passes}
      onClick={() => onPick(path)}
    >
      <span className={styles.thumb}>
        {address === null ? (
          <IconPhotoOff size={26} stroke={1.3} aria-hidden />
        ) : (
          <img src={address} alt="" loading="lazy" decoding="async" draggable={false} />
        )}
        {alike.length > 0 && (
          <span className={styles.alikeMark} title={t('collection:alike.short')}>
            <IconCopy size={13} aria-hidden />
            <span className={styles.unseen}>{t('collection:alike.short')}</span>
          </span>
        )}
      </span>
      <bdi className={styles.tileName}>{path}</bdi>
      {findings.length === 0 ? (
        <span className={styles.tilePasses}>
          <IconCheck size={12} aria-hidden /> {t('collection:passes')}
        </span>
      ) : (
        <span className={styles.marks}>
          {findings.map((one) => (
            <span key={one.key} className={styles.mark} data-accepted={one.accepted !== null || undefined}>
              {one.accepted && <IconCheck size={11} aria-hidden />}
              {shortFinding(t, one)}
            </span>
          ))}
        </span>
      )}
    </button>
  );
});
