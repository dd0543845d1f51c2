import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { useStable } from '../../app/use-stable.ts';
import type { Layers } from './paint.ts';
import type { Picture } from './pictures.ts';
import type { Scene } from './scene.ts';
import { createStage, type Stage as StageCanvas } from './stage-canvas.ts';
import styles from './viewer.module.css';

interface Props {
  id: string;
  scene: Scene | null;
  picture: Picture | null;
  noPicture: string | null;
  layers: Layers;
  /** Findings that are shown, by their places; null is all. */
  findings: ReadonlySet<number> | null;
  selected: number | null;
  label: string;
  onPick: (finding: number | null) => void;
  onZoom: (percent: number) => void;
  ref: Ref<StageCanvas>;
}

/** An image with what was drawn on it: drag moves it, the wheel magnifies, a press chooses. */
export function Stage({
  id,
  scene,
  picture,
  noPicture,
  layers,
  findings,
  selected,
  label,
  onPick,
  onZoom,
  ref,
}: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<StageCanvas | null>(null);
  const pick = useStable(onPick);
  const zoom = useStable(onZoom);
  useLayoutEffect(() => {
    if (!canvas.current) return;
    const made = createStage(canvas.current, { pick, zoom });
    stage.current = made;
    return () => {
      made.close();
      stage.current = null;
    };
  }, [pick, zoom]);
  useImperativeHandle(ref, () => stage.current as StageCanvas, []);
  useLayoutEffect(() => {
    const rightToLeft = document.documentElement.dir === 'rtl';
    stage.current?.show({ id, scene, picture, noPicture, layers, findings, selected, rightToLeft });
  });
  // Masks are painted elsewhere; each one that is done is drawn.
  const { difference } = layers;
  useEffect(() => {
    const again = (): void => stage.current?.redraw();
    void scene?.paint({ difference }, again).then(again);
  }, [scene, difference]);
  return <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />;
}
