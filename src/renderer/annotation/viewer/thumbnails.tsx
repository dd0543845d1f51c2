import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { numberText, useWords } from '../../app/words.ts';
import type { Filter } from '../filter.ts';
import { loadThumbnail, type PictureOf, readyThumbnail } from './pictures.ts';
import { nameOf } from './stage-pane.tsx';
import { openFindings, shownFindings } from './steps.ts';
import type { ImageOfWork, Work } from './use-work.ts';
import styles from './viewer.module.css';

/** CSS pixels of a thumbnail's picture, and of the whole line. */
const WIDTH = 128;
const HEIGHT = 84;
const LINE = 122;

/** The images of a work, the worst first; with a filter those that have such findings. */
export function Thumbnails({ work, filter }: { work: Work; filter: Filter | null }) {
  const t = useWords();
  const { images, now } = work;
  const list = useRef<HTMLElement>(null);
  const shown = filter ? images.filter((one) => shownFindings(one, filter).length > 0) : images;
  const lines = useVirtualizer({
    count: shown.length,
    getScrollElement: () => list.current,
    estimateSize: () => LINE,
    overscan: 2,
  });
  const place = shown.findIndex((one) => one.image === now?.image);
  useEffect(() => {
    if (place >= 0) lines.scrollToIndex(place, { align: 'auto' });
  }, [place, lines]);
  return (
    <nav ref={list} className={styles.thumbnails} aria-label={t('viewer:thumbnails')}>
      <ul style={{ height: lines.getTotalSize() }}>
        {lines.getVirtualItems().map(({ index, start }) => {
          const image = shown[index];
          return (
            image && (
              <Thumbnail
                key={image.image}
                work={work}
                image={image}
                filter={filter}
                top={start}
                isCurrent={image.image === now?.image}
              />
            )
          );
        })}
      </ul>
    </nav>
  );
}

interface ThumbnailProps {
  work: Work;
  image: ImageOfWork;
  filter: Filter | null;
  top: number;
  isCurrent: boolean;
}

function Thumbnail({ work, image, filter, top, isCurrent }: ThumbnailProps) {
  const t = useWords();
  const count = openFindings(image, filter).length;
  const name = nameOf(image.name);
  return (
    <li style={{ transform: `translateY(${top}px)` }} data-thumbnail={image.name}>
      <button
        type="button"
        className={styles.thumbnail}
        aria-current={isCurrent || undefined}
        title={t('viewer:stage', { name, count })}
        onClick={() => work.go({ image: image.image, finding: null })}
      >
        <SmallPicture of={{ ...work.of, image: image.image }} name={image.name} />
        <span className={styles.thumbnailWords}>
          <bdi>{name}</bdi>
          <span>
            {numberText(image.totals.taskScore, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
          </span>
        </span>
        {count > 0 && <span className={styles.badge}>{numberText(count)}</span>}
      </button>
    </li>
  );
}

function SmallPicture({ of, name }: { of: PictureOf; name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // The same image is the same picture in everybody's work.
  const key = `${of.assessmentId} ${name}`;
  const [bitmap, setBitmap] = useState(() => readyThumbnail(key));
  const { assessmentId, attemptId, image } = of;
  useEffect(() => {
    let isWanted = true;
    const most = Math.ceil(WIDTH * Math.min(2, window.devicePixelRatio));
    loadThumbnail(key, { assessmentId, attemptId, image }, most).then(
      (found) => isWanted && setBitmap(found),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [key, assessmentId, attemptId, image]);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || !bitmap) return;
    element.width = bitmap.width;
    element.height = bitmap.height;
    context.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  return (
    <span className={styles.small} style={{ width: WIDTH, height: HEIGHT }}>
      <canvas ref={canvas} width={0} height={0} aria-hidden data-drawn={bitmap ? '' : undefined} />
    </span>
  );
}
