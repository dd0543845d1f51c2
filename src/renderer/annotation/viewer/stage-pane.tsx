import { ActionIcon, Kbd, Menu, UnstyledButton } from '@mantine/core';
import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconChevronLeft,
  IconChevronRight,
  IconStack2,
  IconZoomIn,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useKeyLetters } from '../../app/keyboard-layout.ts';
import { numberText, useWords } from '../../app/words.ts';
import type { Layers } from './paint.ts';
import { Stage } from './stage.tsx';
import { openFindings, shownFindings } from './steps.ts';
import type { Viewer } from './use-viewer.ts';
import styles from './viewer.module.css';

const layerKeys: readonly (readonly [layer: keyof Layers, key: string])[] = [
  ['reference', 'KeyR'],
  ['learner', 'KeyE'],
  ['difference', 'KeyD'],
  ['dim', 'KeyB'],
];

interface StagePaneProps {
  viewer: Viewer;
  isFull: boolean;
  /** What stands above the image. */
  children?: ReactNode;
}

/** The stage with what stands on it: how large, what is drawn, which image. */
export function StagePane({ viewer, isFull, children }: StagePaneProps) {
  const t = useWords();
  const letter = useKeyLetters();
  const [percent, setPercent] = useState(100);
  const { work, filter, scene, picture, layers, act } = viewer;
  const { now, at, images } = work;
  const count = now ? openFindings(now, filter).length : 0;
  const name = nameOf(now?.name ?? '');
  const number = now ? images.indexOf(now) + 1 : 0;
  const size = scene?.size;
  const noPicture =
    picture === null && size
      ? t('viewer:no_picture', { width: numberText(size.width), height: numberText(size.height) })
      : null;
  const drawn = layerKeys.filter(([layer]) => layers[layer]).map(([layer]) => t(`viewer:layer.${layer}`));
  return (
    <div className={styles.stage} data-stage={viewer.id} data-picture={picture ? '' : undefined}>
      <Stage
        ref={viewer.stage}
        id={viewer.id}
        scene={scene}
        picture={picture ?? null}
        noPicture={noPicture}
        layers={layers}
        findings={filter && now ? new Set(shownFindings(now, filter)) : null}
        selected={at?.finding ?? null}
        label={t('viewer:stage', { name, count })}
        onPick={(finding) => at && (finding !== null || at.finding !== null) && pick(viewer, finding)}
        onZoom={setPercent}
      />
      {children}
      <div className={styles.pills}>
        <UnstyledButton
          className={styles.pill}
          title={`${t('viewer:zoom')} (${letter('KeyZ')})`}
          data-zoom={percent}
          onClick={() => act({ kind: 'own_size' })}
        >
          <IconZoomIn size={15} stroke={1.7} aria-hidden />
          <span className={styles.percent}>{numberText(percent / 100, { style: 'percent' })}</span>
        </UnstyledButton>
        <Menu position="top-start" closeOnItemClick={false} transitionProps={{ duration: 80 }}>
          <Menu.Target>
            <UnstyledButton className={styles.pill} title={t('viewer:layers')}>
              <IconStack2 size={15} stroke={1.7} aria-hidden />
              {drawn.join(' · ') || '–'}
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {layerKeys.map(([layer, key]) => (
              <Menu.CheckboxItem
                key={layer}
                checked={layers[layer]}
                onChange={() => act({ kind: 'layer', layer })}
                rightSection={<Kbd size="xs">{letter(key)}</Kbd>}
              >
                {t(`viewer:layer.${layer}`)}
              </Menu.CheckboxItem>
            ))}
          </Menu.Dropdown>
        </Menu>
        <span className={styles.grow} />
        <span className={styles.pill}>
          <ActionIcon
            size={22}
            aria-label={t('viewer:previous_image')}
            title={`${t('viewer:previous_image')} ([)`}
            disabled={number <= 1}
            onClick={() => act({ kind: 'image', by: -1 })}
          >
            <IconChevronLeft size={15} className={styles.turns} />
          </ActionIcon>
          <span className={styles.imageName} title={now?.name}>
            <bdi>{name}</bdi>
          </span>
          <span className={styles.place}>
            · {t('viewer:place', { number: numberText(number), all: numberText(images.length) })}
          </span>
          <ActionIcon
            size={22}
            aria-label={t('viewer:next_image')}
            title={`${t('viewer:next_image')} (])`}
            disabled={number === images.length}
            onClick={() => act({ kind: 'image', by: 1 })}
          >
            <IconChevronRight size={15} className={styles.turns} />
          </ActionIcon>
        </span>
        <ActionIcon
          className={styles.pill}
          size={28}
          aria-label={t(isFull ? 'viewer:to_desk' : 'viewer:full')}
          title={`${t(isFull ? 'viewer:to_desk' : 'viewer:full')} (${letter('KeyF')})`}
          onClick={() => act({ kind: 'full' })}
          data-full
        >
          {isFull ? <IconArrowsMinimize size={15} /> : <IconArrowsMaximize size={15} />}
        </ActionIcon>
      </div>
    </div>
  );
}

/** A press on the stage chooses; it is in sight, so that nothing moves. */
function pick({ work }: Viewer, finding: number | null): void {
  if (!work.at) return;
  work.go({ image: work.at.image, finding });
  work.wish.current = null;
}

/** A file's name without its folders and ending. */
export const nameOf = (path: string): string => (path.split(/[\\/]/).at(-1) ?? path).replace(/\.[^.]+$/, '');
